import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'

import { countOf, doubtsOf } from '#app/domain/minutes/rules/plan.ts'
import type { Question, Reading } from '#app/domain/minutes/rules/reading.ts'
import type { MinutesTools } from '#app/domain/minutes/rules/tools.ts'
import { plural } from '#app/lib/text.ts'

import { DueChoice, PartyChoice } from './choices.tsx'
import { LineGlyph } from './editor.tsx'
import { shortDay } from './short-day.ts'

type Change = (at: number, line: string) => void
type Field = 'debtor' | 'beneficiary' | 'due'

/** «Lo que quedará en el acta»: what was typed, as it was understood. Every part of it can be corrected in place. */
export function Outcome({ readings, on, tools, field, onLine }: {
  readings: Reading[]
  /** Day of the meeting. */
  on: string
  tools: MinutesTools | undefined
  /** Where one goes on once a line is no longer here. */
  field: RefObject<HTMLTextAreaElement>
  onLine?: Change
}) {
  const list = useRef<HTMLOListElement>(null)
  const [changed, setChanged] = useState<{ at: number } | null>(null)
  // What was pressed is gone: whoever works with the keyboard stays by the same line.
  useEffect(() => {
    if (changed) (list.current?.querySelector<HTMLElement>(`[data-linea="${changed.at}"] button`) ?? field.current)?.focus()
  }, [changed, field])

  const change = tools && onLine && ((at: number) => ({
    tools,
    on,
    write: (line: string) => {
      onLine(at, line)
      setChanged({ at })
    },
  }))
  const found = readings.flatMap((reading, at) => (reading.kind === 'note' ? [] : [{ reading, at }]))
  if (found.length === 0) {
    return <p className="meta">Escriba como en su cuaderno: «SERVIU enviará el catastro antes del 30 de noviembre». Los acuerdos y compromisos aparecen aquí.</p>
  }
  return (
    <ol className="acta-resultado" ref={list}>
      {found.map(({ reading, at }) => <Item key={at} at={at} reading={reading} acts={change?.(at)} />)}
    </ol>
  )
}

/** «1 acuerdo · 4 compromisos». */
export function countText(readings: Reading[]) {
  const { agreements, commitments } = countOf(readings)
  const said = [agreements > 0 && plural(agreements, 'acuerdo', 'acuerdos'), commitments > 0 && plural(commitments, 'compromiso', 'compromisos')]
  return said.filter(Boolean).join(' · ') || 'Sin acuerdos ni compromisos todavía'
}

/** What can be done with a line: absent where one only reads. */
type Acts = { tools: MinutesTools; on: string; write: (line: string) => void }

function Item({ at, reading, acts }: { at: number; reading: Reading; acts?: Acts }) {
  const [open, setOpen] = useState<Field | null>(null)
  const doubts = doubtsOf(reading)
  const turn = (field: Field) => () => setOpen(open === field ? null : field)
  const tools = acts?.tools
  const change = (line: string) => {
    setOpen(null)
    acts?.write(line)
  }
  return (
    <li data-linea={at}>
      <LineGlyph reading={reading} />
      <div>
        <p className="font-fuerte">{reading.text}</p>
        {reading.folios.length > 0 && <p className="meta"><span className="folio">{reading.folios.join(' · ')}</span> ya registrado: aquí se corrige el texto; quien debe y el plazo, en su ficha</p>}
        {reading.kind === 'commitment' && reading.folios.length === 0 && (
          <>
            <dl>
              <Fact term="Debe" open={open === 'debtor'} onOpen={acts && turn('debtor')}>{debtorText(reading)}</Fact>
              <Fact term="Recibe" open={open === 'beneficiary'} onOpen={acts && turn('beneficiary')}>
                {reading.beneficiaries.map(({ written }) => written).join(', ') || 'su equipo'}
              </Fact>
              <Fact term="Vence" open={open === 'due'} onOpen={acts && turn('due')}>{dueShort(reading)}</Fact>
            </dl>
            {reading.due?.explanation && <p className="meta">{reading.due.said}; {reading.due.explanation}</p>}
            {reading.warnings.map((warning) => <p key={warning} className="meta">{warning}</p>)}
            {tools && open === 'debtor' && <PartyChoice label="Quién debe" tools={tools} onChoose={(mention) => change(tools.withDebtor(reading, mention))} />}
            {tools && open === 'beneficiary' && <PartyChoice label="Quién recibe" tools={tools} onChoose={(mention) => change(tools.withBeneficiary(reading, mention))} />}
            {tools && open === 'due' && <DueChoice on={acts.on} onChoose={(term) => change(tools.withDue(reading, term))} />}
            {doubts.map((doubt) => (
              <Doubt
                key={doubt.text}
                doubt={doubt}
                onOpen={acts && open !== doubt.about && doubt.about !== 'kind' ? turn(doubt.about) : undefined}
                onPut={tools && ((put) => change(tools.answered(reading, doubt, put)))}
              />
            ))}
            {tools && !reading.marked && (
              <p className="acta-ofrecido meta">
                Se leyó como compromiso.
                <button type="button" className="enlace-accion" onClick={() => change(tools.asNote(reading.line))}>Es una nota</button>
                {doubts.length > 0 && <button type="button" className="enlace-accion" onClick={() => change(tools.asIntention(reading.line))}>Es una intención</button>}
              </p>
            )}
          </>
        )}
      </div>
    </li>
  )
}

function Fact({ term, open, onOpen, children }: { term: string; open?: boolean; onOpen?: () => void; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {onOpen ? (
          <button type="button" className="acta-dato" aria-expanded={open} onClick={onOpen}>{children ?? 'sin decir'}<span className="solo-lector">: cambiar</span></button>
        ) : (children ?? 'sin decir')}
      </dd>
    </div>
  )
}

/** Somebody the directory does not know is added beside, and what is being typed stays here. */
export const AddUnknown = ({ name }: { name: string }) => (
  <a className="enlace-accion" href={`/instituciones/nueva?nombre=${encodeURIComponent(name)}`} target="_blank" rel="noreferrer">Agregar «{name}» al directorio</a>
)

/** What is doubtful is shown and asked, never guessed. */
function Doubt({ doubt, onOpen, onPut }: { doubt: Question; onOpen?: () => void; onPut?: (put: string) => void }) {
  return (
    <div className="acta-duda">
      <p>{doubt.text}</p>
      {onPut && doubt.options.map(({ label, put }) => (
        <button key={put} type="button" className="boton boton-chico" onClick={() => onPut(put)}>{label}</button>
      ))}
      {onOpen && doubt.options.length === 0 && (
        <button type="button" className="boton boton-chico" onClick={onOpen}>{doubt.about === 'due' ? 'Decir el plazo' : 'Decir quién'}</button>
      )}
      {doubt.unknown && <AddUnknown name={doubt.unknown} />}
    </div>
  )
}

const debtorText = ({ debtors }: Reading) =>
  debtors.length === 0 ? null : debtors.map(({ written, responsible }) => [written, responsible?.written].filter(Boolean).join(', ')).join(' · ')

function dueShort({ due, debtors }: Reading) {
  if (!due) return null
  if (due.on === null) return due.said
  const days = [...new Set(debtors.map(({ due_on }) => due_on ?? due.on!))]
  return days.map((day) => <time key={day} dateTime={day}>{shortDay(day)}</time>)
}
