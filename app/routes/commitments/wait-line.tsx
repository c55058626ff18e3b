import type { Wait } from '#app/domain/commitments/rules/dependencies.ts'
import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'

/** «Espera a C-2026-0031, Vencido hace 3 días»; «Ya no espera a…» once that one was closed. */
export function WaitLine({ wait: { folio, status, waits } }: { wait: Wait }) {
  return (
    <>
      {waits ? 'Espera a' : 'Ya no espera a'} <RecordLink to={`/compromisos/${folio}`} strong={false}><Folio>{folio}</Folio></RecordLink>, {status.word}
    </>
  )
}
