import type { SyntheticEvent } from 'react'

import type { usePicker } from './use-picker.ts'

/** The suggestions. The field keeps the focus; a finger may scroll them, and what it lets go of lands nowhere else. */
export function PickerList({
  id, label, picker,
}: { id: string; label: string; picker: Omit<ReturnType<typeof usePicker>, 'input'> }) {
  const { open, options, active, state, text } = picker
  return (
    <div className="selector-lista" hidden={!open}>
      <div role="listbox" id={`${id}-lista`} aria-label={label}>
        {options.map((option, at) => (
          <button
            key={option.id}
            type="button"
            tabIndex={-1}
            role="option"
            id={`${id}-${at}`}
            aria-selected={at === active}
            onPointerDown={keepFocus}
            onMouseDown={keepFocus}
            onClick={() => picker.choose(option)}
          >
            {option.label}
            {option.detail && <small>{option.detail}</small>}
          </button>
        ))}
      </div>
      {options.length === 0 && <p>{nothing(state, text)}</p>}
    </div>
  )
}

const keepFocus = (event: SyntheticEvent) => event.preventDefault()

function nothing(state: string, text: string) {
  if (state === 'searching') return 'Buscando…'
  if (state === 'failed') return 'No pudimos buscar. Puede dejar lo escrito y guardar.'
  return `Nada con «${text}»`
}
