import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'

import { FulfilAtOnce } from './fulfil-at-once.tsx'

/** What whoever receives it said of the delivery: a proposal, until the coordination verifies or gives it back. */
export function ReceiptCard({ folio, receipt: { confirmed, text }, may }: { folio: string; receipt: { confirmed: boolean; text: string }; may: boolean }) {
  return (
    <Card title={text}>
      {may && (
        <div className="acciones">
          {confirmed && <FulfilAtOnce folio={folio} primary />}
          {!confirmed && <LinkButton to={`/compromisos/${folio}/verificacion`} variant="primary">Revisar…</LinkButton>}
        </div>
      )}
    </Card>
  )
}
