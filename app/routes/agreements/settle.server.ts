import type { PartyFields } from '#app/domain/agreements/forms.server.ts'
import { partiesProblem } from '#app/domain/agreements/rules.ts'
import { partyRoles, type PartyRole } from '#app/domain/agreements/terms.ts'
import { suggestInstitutions, visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { chosen } from '../suggestions/chosen.server.ts'

type Party = { institution_id: string; role: PartyRole }
type Settled = { ok: true; parties: Party[] } | { ok: false; errors: Record<string, string[]> }

/** The parties of an agreement, from what was chosen or only written in the picker of each role. */
export async function settleParties(ctx: Context, typed: PartyFields): Promise<Settled> {
  const parties: Party[] = []
  for (const role of Object.keys(partyRoles) as PartyRole[]) {
    const written = await chosen(null, typed[`${role}_text`], (q) => suggestInstitutions(ctx, q, 5))
    if (written.problem !== undefined) return { ok: false, errors: { [role]: [written.problem] } }
    const ids = [...typed[role], ...(written.id ? [written.id] : [])]
    parties.push(...[...new Set(ids)].map((institution_id) => ({ institution_id, role })))
  }
  const problem = partiesProblem(parties) ?? (await strangerProblem(ctx, parties))
  return problem ? { ok: false, errors: { obliged: [problem] } } : { ok: true, parties }
}

async function strangerProblem(ctx: Context, parties: Party[]) {
  const ids = [...new Set(parties.map((party) => party.institution_id))]
  const known = await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', 'in', ids).execute()
  return known.length === ids.length ? null : 'Elija instituciones de la lista.'
}
