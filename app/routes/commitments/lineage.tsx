import { Thread, type ThreadNode } from '#app/ui/thread.tsx'

import { CommitmentBadge } from './badge.tsx'
import type { Head } from './head.server.ts'

type Up = { folio: string } | null

/** The thread, up from this commitment to the agreement and the meeting it came from. */
export function Lineage({ commitment, agreement, meeting }: {
  commitment: Head & { fulfilled: boolean; open: boolean }
  agreement: (Up & { text: string; state: string; sewn: boolean }) | null
  meeting: (Up & { title: string; on: string }) | null
}) {
  const own: ThreadNode = {
    id: commitment.folio,
    kind: commitment.fulfilled ? 'square-check' : commitment.status.tone === 'vencido' ? 'square-alert' : 'square',
    title: commitment.text,
    folio: commitment.folio,
    badge: <CommitmentBadge status={commitment.status} />,
    sewn: commitment.fulfilled,
  }
  const middle: ThreadNode = agreement
    ? {
        id: agreement.folio, kind: 'diamond', title: agreement.text, to: `/acuerdos/${agreement.folio}`, folio: agreement.folio,
        state: agreement.state, sewn: agreement.sewn, children: [own],
      }
    : own
  const nodes: ThreadNode[] = meeting
    ? [{
        id: meeting.folio, kind: 'circle', title: meeting.title, to: `/reuniones/${meeting.folio}`, folio: meeting.folio, meta: [meeting.on],
        sewn: true, children: [middle],
      }]
    : [middle]
  return (
    <div className="pila">
      <Thread nodes={nodes} label="De dónde viene este compromiso" />
      {!agreement && !meeting && <p className="meta">No está unido a una reunión ni a un acuerdo.</p>}
    </div>
  )
}
