import type { Agreement } from '#app/domain/agreements/queries.server.ts'
import type { PartyRole } from '#app/domain/agreements/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { addDays, addMonths } from '#app/lib/days.ts'

import { startedConvenio } from './convenio-form.server.ts'

/** What the form of a convenio that extends another starts from: its parties, and a year from its end. */
export function extensionOf(ctx: Context, { text, valid_until_on, parties }: Agreement) {
  const inRole = (role: PartyRole) => parties.filter((party) => party.role === role).map(({ institution_id, name }) => ({ id: institution_id, label: name }))
  return {
    kind: 'convenio' as const,
    text: `Prórroga: ${text}`.slice(0, 2000),
    agreed_on: today(ctx),
    valid_until_on: valid_until_on && addMonths(valid_until_on, 12),
    parties: { obliged: inRole('obliged'), beneficiary: inRole('beneficiary'), guarantor: inRole('guarantor'), facilitator: inRole('facilitator') },
    convenio: { ...startedConvenio(), starts_on: valid_until_on && addDays(valid_until_on, 1) },
  }
}
