import { Thread, type ThreadNode } from '#app/ui/thread.tsx'

import { CommitmentBadge } from '../commitments/badge.tsx'
import type { Row } from '../commitments/row.server.ts'
import type { RequestThread } from './thread.server.ts'

/** The thread from what was asked down to what was promised. */
export function DownThread({ folio, subject, received, achieved, thread: { meeting, agreements, loose } }: {
  folio: string
  subject: string
  received: string
  achieved: boolean
  thread: RequestThread
}) {
  const children: ThreadNode[] = [
    ...(meeting
      ? [{
          id: meeting.folio, kind: 'circle' as const, title: meeting.title, to: `/reuniones/${meeting.folio}`, folio: meeting.folio,
          state: meeting.word, meta: [meeting.on], sewn: meeting.state === 'held' || meeting.state === 'closed',
        }]
      : []),
    ...agreements.map((agreement) => ({
      id: agreement.folio, kind: 'diamond' as const, title: agreement.text, to: `/acuerdos/${agreement.folio}`, folio: agreement.folio,
      state: agreement.state, sewn: agreement.sewn, children: agreement.commitments.map(nodeOf),
    })),
    ...loose.map(nodeOf),
  ]
  const root: ThreadNode = { id: folio, kind: 'request', title: subject, meta: [`Recibida el ${received}`], sewn: achieved, children }
  return (
    <>
      <Thread nodes={[root]} label="De la solicitud a los compromisos" />
      {children.length === 0 && <p className="meta">Todavía no tiene reunión ni acuerdo.</p>}
    </>
  )
}

const nodeOf = (row: Row): ThreadNode => ({
  id: row.folio,
  kind: row.status.tone === 'cumplido' ? 'square-check' : row.status.tone === 'vencido' ? 'square-alert' : 'square',
  title: row.text,
  to: `/compromisos/${row.folio}`,
  meta: [`Debe ${row.owes} ${row.receives}`, row.due ? `Vence el ${row.due.text}` : 'Sin fecha'],
  badge: <CommitmentBadge status={row.status} still={row.still} />,
  sewn: row.status.tone === 'cumplido',
})
