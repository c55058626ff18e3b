import type { DeclaredState, Receipt } from '../terms.ts'

type Received = { declared_state: DeclaredState; closed_on: string | null; receipt: Receipt | null; receiver_name: string | null }

/** What whoever receives it says of the delivery that waits for verification; null when they have said nothing. */
export function receiptOf({ declared_state, closed_on, receipt, receiver_name }: Received) {
  if (closed_on !== null || declared_state !== 'delivered' || !receipt) return null
  const who = receiver_name ?? 'Quien recibe'
  return { confirmed: receipt === 'received', text: receipt === 'received' ? `${who} confirma que se recibió` : `${who} dice que no se recibió` }
}
