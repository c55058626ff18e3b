import { Icon } from './icon.tsx'
import type { Option } from './use-picker.ts'

/** What is chosen. Before JavaScript each chip is a checkbox: unchecking removes it. */
export function PickerChips({
  name, chosen, alive, onRemove,
}: { name: string; chosen: Option[]; alive: boolean; onRemove: (id: string) => void }) {
  return (
    <>
      {chosen.map((option) => (
        <span key={option.id} className="ficha ficha-puesta">
          {alive ? (
            <>
              <input type="hidden" name={name} value={option.id} />
              {option.label}
              <button type="button" onClick={() => onRemove(option.id)} title={`Quitar ${option.label}`}>
                <Icon name="x" small />
                <span className="solo-lector">Quitar {option.label}</span>
              </button>
            </>
          ) : (
            <label>
              <input type="checkbox" name={name} value={option.id} defaultChecked />
              {option.label}
            </label>
          )}
          <input type="hidden" name={`${name}_label`} value={`${option.id}:${option.label}`} />
        </span>
      ))}
    </>
  )
}
