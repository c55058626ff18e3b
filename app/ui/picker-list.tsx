import type { usePicker } from './use-picker.ts'

/** The suggestions. The field keeps the focus; the pointer chooses on press, before the field loses it. */
export function PickerList({
  id, label, picker,
}: { id: string; label: string; picker: Omit<ReturnType<typeof usePicker>, 'input'> }) {
  const { open, options, active, state, text } = picker
  return (
    <div className="selector-lista" hidden={!open}>
      <div role="listbox" id={`${id}-lista`} aria-label={label}>
        {options.map((option, at) => (
          <div
            key={option.id}
            role="option"
            id={`${id}-${at}`}
            aria-selected={at === active}
            onPointerDown={(event) => {
              event.preventDefault()
              picker.choose(option)
            }}
          >
            {option.label}
            {option.detail && <small>{option.detail}</small>}
          </div>
        ))}
      </div>
      {options.length === 0 && <p>{nothing(state, text)}</p>}
    </div>
  )
}

function nothing(state: string, text: string) {
  if (state === 'searching') return 'Buscando…'
  if (state === 'failed') return 'No pudimos buscar. Puede dejar lo escrito y guardar.'
  return `Nada con «${text}»`
}
