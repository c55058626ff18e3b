import { formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { block, bold, unpointed } from '#app/lib/message.ts'

import type { ContentCommitment, MinutesContent } from './content.ts'
import { excerptFor } from './documents.ts'

/**
 * Minutes as a message: what was agreed, then what each party owes, with its date. For one party, only what concerns
 * it, its own debts first. Nothing in it needs a login.
 */
export function summaryText(whole: MinutesContent, institution_id?: string): string {
  const content = institution_id === undefined ? whole : excerptFor(whole, institution_id)
  const { meeting, agreements, commitments, number } = content
  const debtors = [...new Map(commitments.map(({ debtor }) => [debtor.institution_id, debtor])).values()]
    .toSorted((a, b) => Number(b.institution_id === institution_id) - Number(a.institution_id === institution_id))

  return [
    `${bold(meeting.title)}, ${formatLongDay(meeting.on)}\nActa ${meeting.folio}${number > 1 ? `, versión ${number}` : ''}`,
    agreements.length > 0 && block('Acuerdos', agreements.map(({ folio, text }) => `${unpointed(text)} (${folio})`)),
    ...debtors.map((debtor) =>
      block(`${debtor.name} debe`, commitments.filter((one) => one.debtor.institution_id === debtor.institution_id).map(promise)),
    ),
    agreements.length + commitments.length === 0 && 'Sin acuerdos ni compromisos.',
  ].filter(Boolean).join('\n\n')
}

const promise = ({ folio, text, due_on, due }: ContentCommitment) =>
  `${unpointed(text)}: ${due_on ? `vence el ${formatDay(due_on)}` : due.charAt(0).toLowerCase() + due.slice(1)} (${folio})`
