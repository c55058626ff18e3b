import { Link } from '@remix-run/react'

import type { AgendaItem } from '#app/domain/meetings/queries/minutes.server.ts'
import type { MeetingState } from '#app/domain/meetings/terms.ts'
import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { Icon } from '#app/ui/icon.tsx'

import type { ShownNote } from './record.server.ts'

/** What the minutes say, point by point. */
export function NotesSection({ notes, agenda, state }: {
  notes: ShownNote[]
  agenda: AgendaItem[]
  state: MeetingState
}) {
  const loose = notes.filter(({ agenda_item_id }) => !agenda.some(({ id }) => id === agenda_item_id))
  return (
    <Card title="Lo que dice">
      {notes.length === 0 && <p className="meta">{blank[state] ?? 'No se escribió nada.'}</p>}
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
  )
}

const blank: Partial<Record<MeetingState, string>> = {
  draft: 'Se escribe desde que la reunión está en curso.',
  called: 'Se escribe desde que la reunión está en curso.',
  in_progress: 'Nada registrado todavía: se registra al cerrar el acta.',
  held: 'Nada registrado todavía: se registra al cerrar el acta.',
}

/** To the agreement or the commitment that a line registered. */
const FolioLink = ({ folio }: { folio: string }) => (
  <Link className="enlace-accion" to={`/${folio.startsWith('A') ? 'acuerdos' : 'compromisos'}/${folio}`}><Folio>{folio}</Folio></Link>
)

function Notes({ items }: { items: ShownNote[] }) {
  return (
    <ul className="lista lectura">
      {items.map(({ id, kind, text, audience, folios }) => (
        <li key={id}>
          <p className="fila flex-nowrap items-start whitespace-pre-line">
            {kind === 'agreement' && <Glyph kind="diamond" label="Acuerdo" />}
            {kind === 'commitment' && <Glyph kind="square" label="Compromiso" />}
            {audience === 'internal' && <Icon name="lock" label="Solo interno" />}
            <span>{kind === 'decision' && <b>Definición: </b>}{text}</span>
          </p>
          {audience === 'internal' && <p className="meta">Solo interno: no sale en ningún documento.</p>}
          {folios.length > 0 && <p className="fila">{folios.map((folio) => <FolioLink key={folio} folio={folio} />)}</p>}
        </li>
      ))}
    </ul>
  )
}
