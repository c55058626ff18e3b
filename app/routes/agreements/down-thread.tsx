import type { Acceptance } from '#app/domain/agreements/terms.ts'
import { Party, Thread, type ThreadNode } from '#app/ui/thread.tsx'

import { CommitmentBadge } from '../commitments/badge.tsx'
import type { Row } from '../commitments/row.server.ts'

type Shown = {
  folio: string
  text: string
  state: { word: string }
  sewn: boolean
  parties: { name: string; role: string; acceptance: Acceptance }[]
  commitments: Row[]
  meeting: { folio: string; title: string; on: string } | null
}

/** The thread from the meeting through this agreement down to what each one owes under it. */
export function DownThread({ agreement: { folio, text, state, sewn, parties, commitments, meeting } }: { agreement: Shown }) {
  const own: ThreadNode = {
    id: folio,
    kind: 'diamond',
    title: text,
    folio,
    state: state.word,
    sewn,
    extra: (
      <ul className="partes">
        {parties.map(({ name, role, acceptance }) => <Party key={`${name} ${role}`} name={name} role={role} accepted={acceptance === 'accepted'} />)}
      </ul>
    ),
    children: commitments.map((row) => ({
      id: row.folio,
      kind: row.status.tone === 'cumplido' ? 'square-check' : row.status.tone === 'vencido' ? 'square-alert' : 'square',
      title: row.text,
      to: `/compromisos/${row.folio}`,
      meta: [`Debe ${row.owes} ${row.receives}`, row.due ? ['Vence el', row.due.text, row.before && `· ${row.before}`].filter(Boolean).join(' ') : 'Sin fecha'],
      badge: <CommitmentBadge status={row.status} still={row.still} />,
      sewn: row.status.tone === 'cumplido',
    })),
  }
  const nodes: ThreadNode[] = meeting
    ? [{ id: meeting.folio, kind: 'circle', title: meeting.title, to: `/reuniones/${meeting.folio}`, folio: meeting.folio, meta: [meeting.on], sewn: true, children: [own] }]
    : [own]
  return (
    <>
      <Thread nodes={nodes} label="De la reunión a los compromisos" />
      {commitments.length === 0 && <p className="meta">Todavía no tiene compromisos: nadie debe nada por este acuerdo.</p>}
    </>
  )
}
