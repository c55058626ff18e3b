import type { AgendaItem } from '#app/domain/meetings/queries/minutes.server.ts'
import { audiences, entryKinds, type MeetingState } from '#app/domain/meetings/terms.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import type { Feedback } from '#app/ui/feedback.tsx'
import { Choice, Select, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'

import type { ShownNote } from './record.server.ts'

/** What was written, point by point; and, while the minutes are open, one line more. */
export function NotesSection({ folio, notes, agenda, writes, operationId, state }: {
  folio: string
  notes: ShownNote[]
  agenda: AgendaItem[]
  writes: boolean
  operationId: string
  state: MeetingState
}) {
  const loose = notes.filter(({ agenda_item_id }) => !agenda.some(({ id }) => id === agenda_item_id))
  return (
    <>
      <Card title="Notas">
        {notes.length === 0 && <p className="meta">{blank[state] ?? 'No se escribieron notas.'}</p>}
        {agenda.map(({ id, title }, at) => {
          const own = notes.filter(({ agenda_item_id }) => agenda_item_id === id)
          return own.length > 0 && (
            <section key={id}>
              <h3>{at + 1}. {title}</h3>
              <Notes items={own} />
            </section>
          )
        })}
        {loose.length > 0 && <Notes items={loose} />}
      </Card>
      {writes && <Card title="Agregar una nota"><NoteForm folio={folio} agenda={agenda} operationId={operationId} /></Card>}
    </>
  )
}

const blank: Partial<Record<MeetingState, string>> = {
  draft: 'Se escriben desde que la reunión está en curso.',
  called: 'Se escriben desde que la reunión está en curso.',
  in_progress: 'Todavía no hay notas.',
  held: 'Todavía no hay notas.',
}

export function NoteForm({ folio, agenda, operationId, feedback }: {
  folio: string
  agenda: { id: string; title: string }[]
  operationId: string
  feedback?: Feedback
}) {
  return (
    <RecordForm key={operationId} action={`/reuniones/${folio}/notas`} operationId={operationId} feedback={feedback}>
      <TextArea name="text" label="Nota" rows={3} required />
      <Choice name="audience" label="Quién puede leerla" options={audiences} required />
      <div className="campos-juntos">
        <Select name="kind" label="Es" options={entryKinds} width="short" />
        {agenda.length > 0 && (
          <Select name="agenda_item_id" label="Punto" options={agenda.map(({ id, title }) => ({ value: id, label: title }))} empty="Ninguno en particular" />
        )}
      </div>
      <FormActions><Button variant="primary">Agregar</Button></FormActions>
    </RecordForm>
  )
}

function Notes({ items }: { items: ShownNote[] }) {
  return (
    <ul className="lista lectura">
      {items.map(({ id, kind, text, audience, author_name, at }) => (
        <li key={id}>
          <p className="whitespace-pre-line">
            {kind === 'agreement' && <><Glyph kind="diamond" small label="Acuerdo" /> </>}
            {kind === 'commitment' && <><Glyph kind="square" small label="Compromiso" /> </>}
            {kind === 'decision' && <b>Definición: </b>}
            {text}
          </p>
          <p className="meta fila">
            {audience === 'internal' && <span className="fila"><Icon name="lock" small />Solo interno ·</span>}
            {author_name}, {at}
          </p>
        </li>
      ))}
    </ul>
  )
}
