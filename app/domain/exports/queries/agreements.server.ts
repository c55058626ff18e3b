import { listAgreementIds, listAgreementsById, readAgreementFilter, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { acceptances, agreementKinds, agreementStates, partyRoles, type PartyRole } from '#app/domain/agreements/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'
import { capitalised } from '#app/lib/text.ts'

import { byKey, type Taken } from '../rules.ts'
import { agreementFilterWords } from './filter-words.server.ts'

/** The agreements of a filter, in the order of the list, with who is obliged and how much of each was kept. */
export async function takeAgreements(ctx: Context, search: URLSearchParams): Promise<Taken> {
  const filter = readAgreementFilter(search)
  const ids = await listAgreementIds(ctx, filter)
  return {
    filter: await agreementFilterWords(ctx, filter),
    total: ids.length,
    tables: [tableOf('Acuerdos', columns, byKey(ids, (some) => listAgreementsById(ctx, some)))],
  }
}

const columns: Column<Agreement>[] = [
  { header: 'Folio', width: 13, type: 'text', value: (row) => row.folio },
  { header: 'Acuerdo', width: 60, type: 'text', value: (row) => row.text },
  { header: 'Tipo', width: 20, type: 'text', value: (row) => agreementKinds[row.kind] },
  { header: 'Estado', width: 22, type: 'text', value: (row) => agreementStates[row.state] },
  { header: 'Acordado el', width: 12, type: 'day', value: (row) => row.agreed_on },
  { header: 'Vigente hasta', width: 12, type: 'day', value: (row) => row.valid_until_on },
  { header: 'Reunión', width: 13, type: 'text', value: (row) => row.meeting_folio },
  ...(Object.keys(partyRoles) as PartyRole[]).map((role): Column<Agreement> => ({
    header: capitalised(partyRoles[role]),
    width: 34,
    type: 'text',
    value: ({ parties }) => parties.filter((party) => party.role === role).map(({ name, acceptance }) => acceptance === 'accepted' ? name : `${name} (${acceptances[acceptance].toLowerCase()})`).join('; '),
  })),
  { header: 'Compromisos', width: 12, type: 'number', value: ({ tally }) => tally.total },
  { header: 'Cumplidos', width: 12, type: 'number', value: ({ tally }) => tally.fulfilled },
  { header: 'Vencidos', width: 12, type: 'number', value: ({ tally }) => tally.overdue },
]
