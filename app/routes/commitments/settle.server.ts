import { isParty } from '#app/domain/agreements/queries.server.ts'
import { findInstitution, suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { findPosition, suggestPositions } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { chosen } from '../suggestions/chosen.server.ts'

type Typed = {
  debtor_id: string | null
  debtor_id_text: string | null
  beneficiary_ids: string[]
  beneficiary_ids_text: string | null
  responsible_position_id: string | null
  responsible_position_id_text: string | null
  agreement_id: string | null
  add_party: boolean
}
type Between = { debtor_id: string; beneficiary_ids: string[]; responsible_position_id: string | null }
type Settled = { ok: true; between: Between } | { ok: false; errors: Record<string, string[]> }

/**
 * Who owes, who receives and which position answers, from what was chosen or only written. A debtor that is not a
 * party of the agreement is asked about, once, with a sentence.
 */
export async function settleBetween(ctx: Context, typed: Typed): Promise<Settled> {
  const institutions = (q: string) => suggestInstitutions(ctx, q, 5)
  const debtor = await chosen(typed.debtor_id, typed.debtor_id_text, institutions)
  if (debtor.problem !== undefined) return refused('debtor_id', debtor.problem)
  const institution = debtor.id ? await findInstitution(ctx, debtor.id) : undefined
  if (!institution) return refused('debtor_id', 'Elija quién debe: sin deudor no hay compromiso.')

  const beneficiary = await chosen(null, typed.beneficiary_ids_text, institutions)
  if (beneficiary.problem !== undefined) return refused('beneficiary_ids', beneficiary.problem)
  const position = await chosen(typed.responsible_position_id, typed.responsible_position_id_text, (q) =>
    suggestPositions(ctx, q, { institution_id: institution.id, limit: 5 }))
  if (position.problem !== undefined) return refused('responsible_position_id', position.problem)
  if (position.id && (await findPosition(ctx, position.id))?.institution_id !== institution.id) {
    return refused('responsible_position_id', `Elija un cargo de ${institution.short_name}: responde quien debe.`)
  }
  if (typed.agreement_id && !typed.add_party && !(await isParty(ctx, typed.agreement_id, institution.id))) {
    return refused('add_party', `${institution.short_name} no es parte del acuerdo. Márquela para agregarla como parte que se obliga, o elija otro deudor.`)
  }
  return {
    ok: true,
    between: {
      debtor_id: institution.id,
      beneficiary_ids: [...new Set([...typed.beneficiary_ids, ...(beneficiary.id ? [beneficiary.id] : [])])],
      responsible_position_id: position.id,
    },
  }
}

const refused = (field: string, sentence: string) => ({ ok: false as const, errors: { [field]: [sentence] } })
