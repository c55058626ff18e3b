import { useNavigate } from '@remix-run/react'
import { useId } from 'react'

import { Icon } from './icon.tsx'
import { usePalette, type PaletteOption } from './use-palette.ts'

export type PaletteProps = { source: string; owner: string; from: string }

/** One field for whatever one looks for or wants to do: a dialog with a combobox whose answers are places to go. */
export function Palette(props: PaletteProps) {
  const navigate = useNavigate()
  const id = useId()
  const { dialog, text, options, state, active, type, press, choose, point } = usePalette({ ...props, go: navigate })

  const groups = [...new Set(options.map(({ group }) => group))]
  return (
    <dialog ref={dialog} className="dialogo paleta" aria-label="Buscar y hacer">
      <div className="paleta-campo">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label="Buscar o hacer"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-lista`}
          aria-autocomplete="list"
          aria-activedescendant={options[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          placeholder="Nombre, folio, o «agendar soto mar 15:00»"
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
        />
        <form method="dialog">
          <button className="boton boton-quieto boton-icono" title="Cerrar"><Icon name="x" /><span className="solo-lector">Cerrar</span></button>
        </form>
      </div>
      <div className="paleta-lista" role="listbox" id={`${id}-lista`} aria-label="Respuestas">
        {groups.map((group, nth) => (
          <div key={group} role="group" aria-labelledby={`${id}-grupo-${nth}`}>
            <p className="paleta-grupo" id={`${id}-grupo-${nth}`}>{group}</p>
            {options.map((option, at) => option.group === group && (
              <button
                key={option.id}
                ref={at === active ? intoView : undefined}
                type="button"
                tabIndex={-1}
                role="option"
                id={`${id}-${at}`}
                aria-selected={at === active}
                onPointerMove={() => point(at)}
                onClick={() => choose(option.to)}
              >
                <Label option={option} />
                {option.detail && <small>{option.detail}</small>}
              </button>
            ))}
          </div>
        ))}
      </div>
      {state !== 'searching' && options.length === 0 && (
        <p className="meta paleta-nada">{state === 'failed' ? 'No pudimos buscar. Revise la conexión y escriba otra letra.' : `Nada con «${text.trim()}»`}</p>
      )}
      <p role="status" className="solo-lector">{state === 'ready' ? spoken(options.length) : ''}</p>
    </dialog>
  )
}

const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

const Label = ({ option: { label, pieces } }: { option: PaletteOption }) => (
  <span>{pieces ? pieces.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text)) : label}</span>
)

const spoken = (count: number) => (count === 0 ? 'Sin respuestas' : count === 1 ? '1 respuesta' : `${count} respuestas`)
