import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'

import { doubtsOf } from '#app/domain/minutes/rules/plan.ts'
import type { Reading } from '#app/domain/minutes/rules/reading.ts'
import type { MinutesTools } from '#app/domain/minutes/rules/tools.ts'
import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

import { lineAt, mentionBefore, replaceRange, turnLine } from './text-field.ts'
import { useAboveKeyboard } from './use-above-keyboard.ts'

const SUGGESTED = 6

/**
 * Where minutes are typed: a plain textarea, so that dictation, spelling and undo work. What each line was read as
 * stands in the margin, drawn on a hidden copy of the text that wraps as the field does.
 */
export function Editor({ text, readings, tools, label, id, name = 'text', describedBy, invalid, field, onText, onLeave, placeholder }: {
  text: string
  readings: Reading[]
  /** Absent until they arrive: one types all the same. */
  tools: MinutesTools | undefined
  /** Names the field: the heading of its point. */
  label: string
  id?: string
  name?: string
  describedBy?: string
  invalid?: boolean
  field: RefObject<HTMLTextAreaElement>
  onText: (text: string) => void
  /** Ctrl Enter, Ctrl ↑ and Ctrl ↓: to the next point, or the previous one. */
  onLeave?: (to: 'next' | 'previous') => void
  placeholder?: string
}) {
  const list = useId()
  useEarlyText(name, text, onText)
  const [typed, setTyped] = useState<{ from: number; prefix: string } | null>(null)
  const [chosen, setChosen] = useState(0)
  const options = (typed && tools?.suggest(typed.prefix, SUGGESTED)) || []
  const open = options.length > 0

  function look() {
    setTyped(field.current && mentionBefore(field.current))
    setChosen(0)
  }

  function put(mention: string) {
    if (!typed || !field.current) return
    replaceRange(field.current, typed.from, field.current.selectionStart, `${mention} `)
    setTyped(null)
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    const { key, ctrlKey, metaKey, altKey, currentTarget } = event
    const turn = altKey && !ctrlKey ? TURNS[key.toLowerCase()] : undefined
    if (turn) { if (tools) turnLine(currentTarget, tools[turn]) }
    else if (open && choose(key)) { /* chosen from the list */ }
    else if (onLeave && (ctrlKey || metaKey) && LEAVES[key]) onLeave(LEAVES[key])
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function choose(key: string) {
    if (key === 'ArrowDown') setChosen((chosen + 1) % options.length)
    else if (key === 'ArrowUp') setChosen((chosen + options.length - 1) % options.length)
    else if (key === 'Enter' || key === 'Tab') put(options[chosen]!.put)
    else if (key === 'Escape') setTyped(null)
    else return false
    return true
  }

  return (
    <div className="acta-caja">
      <div className="acta-espejo" aria-hidden="true">
        {readings.map((reading, at) => (
          <div key={at} data-interno={reading.audience === 'internal' || undefined}>
            {reading.line.trim() !== '' && <LineGlyph reading={reading} />}
            <span>{reading.line || '\u200b'}</span>
          </div>
        ))}
      </div>
      <textarea
        ref={field}
        id={id}
        name={name}
        aria-invalid={invalid}
        aria-label={label}
        aria-describedby={describedBy}
        aria-autocomplete="list"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${chosen}` : undefined}
        value={text}
        placeholder={placeholder}
        // Of what was typed, this page remembers; a browser that filled the field would bring back an older text.
        autoComplete="off"
        spellCheck
        lang="es-CL"
        onChange={(event) => { onText(event.target.value); look() }}
        onKeyDown={press}
        onBlur={() => setTyped(null)}
      />
      <div id={list} role="listbox" aria-label="A quién nombra" className="acta-menciones" hidden={!open}>
        {options.map(({ label: who, detail, put: mention }, at) => (
          <button
            key={mention}
            type="button"
            tabIndex={-1}
            role="option"
            id={`${list}-${at}`}
            aria-selected={at === chosen}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => put(mention)}
          >
            <b>{mention}</b> <span>{who}</span> {detail && <span className="meta">{detail}</span>}
          </button>
        ))}
      </div>
    </div>
  )
}

/** Keeps what was typed before the page was alive: React would put back the text that the server painted. */
function useEarlyText(name: string, text: string, onText: (text: string) => void) {
  const alive = useHydrated()
  const done = useRef(false)
  const [early] = useState(() =>
    alive || typeof document === 'undefined' ? undefined : document.querySelector<HTMLTextAreaElement>(`textarea[name="${name}"]`)?.value)
  useEffect(() => {
    if (done.current) return
    done.current = true
    if (early !== undefined && early !== text) onText(early)
  }, [early, text, onText])
}

const TURNS: Record<string, 'asAgreement' | 'asCommitment' | 'asInternal' | 'asNote'> = { a: 'asAgreement', c: 'asCommitment', i: 'asInternal', n: 'asNote' }

const LEAVES: Record<string, 'next' | 'previous'> = { Enter: 'next', ArrowDown: 'next', ArrowUp: 'previous' }

/** What a line was read as, in the margin and beside its result. */
export function LineGlyph({ reading }: { reading: Reading }): ReactNode {
  if (reading.audience === 'internal') return <Icon name="lock" />
  if (reading.kind === 'agreement') return <Glyph kind="diamond" />
  if (reading.kind === 'commitment') return <Glyph kind={doubtsOf(reading).length > 0 ? 'square-question' : 'square'} />
  return <Icon name="note" />
}

/** The marks, as a reminder above the field. */
export function Guide({ id }: { id: string }) {
  return (
    <p className="acta-guia" id={id}>
      <span><Glyph kind="diamond" small /><b>a:</b> acuerdo</span>
      <span><Glyph kind="square" small /><b>c:</b> compromiso</span>
      <span><Icon name="lock" small /><b>i:</b> solo interno</span>
      <span><b>@</b> quién debe</span>
      <span><b>vie · 2-12 · 10 días hábiles</b> plazo</span>
    </p>
  )
}

/** The keys of the field, for the phone, where there is no Alt: they stand above the keyboard. */
export function PhoneKeys({ field, tools }: { field: RefObject<HTMLTextAreaElement>; tools: MinutesTools | undefined }) {
  const turn = (into: 'asAgreement' | 'asCommitment') => () => field.current && tools && turnLine(field.current, tools[into])
  const add = (text: string) => () => {
    const box = field.current
    if (!box) return
    const { line, column } = lineAt(box.value, box.selectionStart)
    replaceRange(box, box.selectionStart, box.selectionEnd, column > 0 && !line.slice(0, column).endsWith(' ') ? ` ${text}` : text)
  }
  return (
    <div ref={useAboveKeyboard()} className="acta-teclas" role="group" aria-label="Insertar en el acta">
      <button type="button" className="boton" onClick={turn('asAgreement')}><Glyph kind="diamond" small />Acuerdo</button>
      <button type="button" className="boton" onClick={turn('asCommitment')}><Glyph kind="square" small />Compromiso</button>
      <button type="button" className="boton boton-icono" onClick={add('@')} title="Quién debe">@<span className="solo-lector"> Quién debe</span></button>
      <button type="button" className="boton boton-icono" onClick={add('10 días hábiles')} title="Plazo"><Icon name="calendar" /><span className="solo-lector">Plazo de 10 días hábiles</span></button>
    </div>
  )
}
