import { useField } from './feedback.tsx'
import { FieldErrors, Hint, Label } from './field.tsx'
import { PickerChips } from './picker-chips.tsx'
import { PickerList } from './picker-list.tsx'
import { usePicker, type Option } from './use-picker.ts'

/**
 * Chooses one or several records by typing.
 *
 * Posts each chosen id as `name`, and text that was typed but not chosen as `name_text`: the server looks it up.
 * Without JavaScript it is a plain text field with a list, and chips are checkboxes: with one to choose,
 * a `name_text` that is not empty replaces what was chosen before.
 *
 * `source` is a resource route that answers `{ options: [{ id, label, detail? }] }` to `?q=`.
 */
export function Picker({
  name, label, hint, optional, source, chosen = [], multiple, suggestions = [], placeholder, autoFocus, onChoose,
}: {
  name: string
  label: string
  hint?: string
  optional?: boolean
  source: string
  /** What is already chosen. */
  chosen?: Option[]
  multiple?: boolean
  /** Shown on focus before anything is typed, and offered when there is no JavaScript. */
  suggestions?: Option[]
  placeholder?: string
  autoFocus?: boolean
  onChoose?: (chosen: Option[]) => void
}) {
  const { id, aria } = useField(name, hint)
  const { input, ...picker } = usePicker({ name, source, chosen, suggestions, multiple, onChoose })
  const { alive, open, options, active, text } = picker

  return (
    <div className="campo campo-selector">
      <Label htmlFor={id} label={label} optional={optional} />
      <Hint id={id} hint={hint} />
      <div className="selector" onBlur={picker.leave}>
        <div className="selector-caja control" onPointerDown={picker.focusInput}>
          <PickerChips name={name} chosen={picker.chosen} alive={alive} onRemove={picker.remove} />
          <input
            {...aria}
            {...(alive
              ? {
                  role: 'combobox',
                  'aria-expanded': open,
                  'aria-controls': `${id}-lista`,
                  'aria-autocomplete': 'list' as const,
                  'aria-activedescendant': open && active >= 0 ? `${id}-${active}` : undefined,
                }
              : { list: `${id}-datos` })}
            ref={input}
            id={id}
            name={`${name}_text`}
            type="text"
            autoComplete="off"
            spellCheck={false}
            autoFocus={autoFocus}
            placeholder={picker.chosen.length > 0 ? undefined : placeholder}
            defaultValue={text}
            onChange={(event) => picker.type(event.target.value)}
            onFocus={picker.suggest}
            onKeyDown={picker.press}
          />
        </div>
        {alive && <PickerList id={id} label={label} picker={picker} />}
        {!alive && (
          <datalist id={`${id}-datos`}>
            {suggestions.map((option) => <option key={option.id} value={option.label}>{option.detail}</option>)}
          </datalist>
        )}
      </div>
      <span role="status" className="solo-lector">{open ? spoken(options.length, picker.state) : ''}</span>
      <FieldErrors name={name} />
    </div>
  )
}

function spoken(count: number, state: string) {
  if (state === 'failed') return 'No se pudo buscar'
  if (state === 'searching') return ''
  return count === 0 ? 'Sin coincidencias' : count === 1 ? '1 sugerencia' : `${count} sugerencias`
}
