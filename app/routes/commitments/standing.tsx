import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'

import type { Standing as Shown } from './standing.server.ts'
import { WaitLine } from './wait-line.tsx'

/** What it waits for, what it is a part of, how its parts go, whether it arrived. */
export function Standing({ standing: { wait, part_of, parts, receipt } }: { standing: Shown }) {
  return (
    <>
      {part_of && <span className="meta block">Parte de <RecordLink to={`/compromisos/${part_of}`} strong={false}><Folio>{part_of}</Folio></RecordLink></span>}
      {parts && <span className="meta block">{parts}</span>}
      {wait && <span className="meta block"><WaitLine wait={wait} /></span>}
      {receipt && <span className="meta block">{receipt.text}</span>}
    </>
  )
}
