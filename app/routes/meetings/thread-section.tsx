import { CommitmentBadge } from '#app/routes/commitments/badge.tsx'
import { FulfilButton } from '#app/routes/commitments/fulfil-button.tsx'
import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { Party, Thread, type ThreadNode } from '#app/ui/thread.tsx'

import type { MeetingThread } from './record.server.ts'

type Loose = MeetingThread['loose'][number]

/** The meeting, its agreements with their parties, and the commitments of each. */
export function ThreadSection({ folio, thread, presence, agrees }: { folio: string; thread: MeetingThread; presence: string; agrees: boolean }) {
  const { agreements, loose, total, fulfilled, day } = thread
  const children: ThreadNode[] = [
    ...agreements.map((agreement) => ({
      id: agreement.folio,
      kind: 'diamond' as const,
      title: agreement.text,
      to: `/acuerdos/${agreement.folio}`,
      folio: agreement.folio,
      state: agreement.state,
      sewn: agreement.sewn,
      extra: (
        <ul className="partes">
          {agreement.parties.map(({ id, name, role, accepted }) => <Party key={id} name={name} role={accepted ? role : `${role}, por confirmar`} accepted={accepted} />)}
        </ul>
      ),
      children: agreement.commitments.map(nodeOf),
    })),
    ...loose.map(nodeOf),
  ]
  const root: ThreadNode = { id: folio, kind: 'circle', title: `Reunión del ${day}`, meta: [presence], sewn: total > 0 && fulfilled === total, children }

  return (
    <Card title="El hilo de esta reunión" aside={total > 0 && `${fulfilled} de ${total} ${total === 1 ? 'compromiso cumplido' : 'compromisos cumplidos'}`}>
      <Thread nodes={[root]} label="Acuerdos y compromisos de esta reunión" />
      {children.length === 0 && <p className="meta">Todavía no hay acuerdos. Un acuerdo es lo que se decidió; un compromiso, lo que alguien quedó de hacer y para cuándo.</p>}
      {agrees && <NewOnes folio={folio} />}
    </Card>
  )
}

export function CommitmentsSection({ folio, thread, agrees }: { folio: string; thread: MeetingThread; agrees: boolean }) {
  const all = [...thread.agreements.flatMap(({ commitments }) => commitments), ...thread.loose]
  return (
    <Card title="Compromisos" aside={thread.total > 0 && `${thread.fulfilled} de ${plural(thread.total, 'cumplido', 'cumplidos')}`}>
      {all.length === 0 ? <p className="meta">Nadie quedó de hacer algo en esta reunión.</p> : (
        <ul className="lista">
          {all.map(({ folio, text, owes, due, status }) => (
            <li key={folio} className="entre">
              <div>
                <p><RecordLink to={`/compromisos/${folio}`}>{text}</RecordLink></p>
                <p className="meta"><Folio>{folio}</Folio> {owes}</p>
                <p className="meta">{due}</p>
              </div>
              <span className="fila">
                <CommitmentBadge status={status} />
                {agrees && <FulfilButton folio={folio} tone={status.tone} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {agrees && <NewOnes folio={folio} />}
    </Card>
  )
}

const nodeOf = ({ folio, text, owes, due, status, fulfilled }: Loose): ThreadNode => ({
  id: folio,
  kind: fulfilled ? 'square-check' : status.tone === 'vencido' ? 'square-alert' : 'square',
  title: text,
  to: `/compromisos/${folio}`,
  meta: [owes, due],
  badge: <CommitmentBadge status={status} />,
  sewn: fulfilled,
})

const NewOnes = ({ folio }: { folio: string }) => (
  <div className="acciones no-imprimir">
    <LinkButton to={`/acuerdos/nuevo?reunion=${folio}`} icon="plus" small>Agregar acuerdo</LinkButton>
    <LinkButton to={`/compromisos/nuevo?reunion=${folio}`} icon="plus" small>Agregar compromiso</LinkButton>
  </div>
)
