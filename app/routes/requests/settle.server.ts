import type { NewRequest } from '#app/domain/connection-requests/commands/create.server.ts'
import type { RequestFields } from '#app/domain/connection-requests/forms.server.ts'
import { suggestInstitutions, visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import { chosen } from '../suggestions/chosen.server.ts'

type Settled = { ok: true; value: Required<NewRequest> } | { ok: false; errors: Record<string, string[]> }

/** A request from what was chosen or only written in its form, or what is wrong, by the field. */
export async function settleRequest(ctx: Context, typed: Omit<RequestFields, 'version'>): Promise<Settled> {
  const asker = await one(ctx, typed.asker_id, typed.asker_id_text)
  const counterpart = await one(ctx, typed.with_id, typed.with_id_text)
  const errors: Record<string, string[]> = {}
  if (asker.problem !== undefined) errors.asker_id = [asker.problem]
  else if (!asker.id) errors.asker_id = ['Elija quién pide.']
  if (counterpart.problem !== undefined) errors.with_id = [counterpart.problem]
  else if (counterpart.id && counterpart.id === asker.id) errors.with_id = ['Elija una institución distinta de la que pide.']
  if (typed.received_on > today(ctx)) errors.received_on = ['Esa fecha todavía no llega: escriba cuándo se recibió.']
  if (Object.keys(errors).length > 0) return { ok: false, errors }

  const { with_kind, subject, detail, received_on, follow_up_user_id } = typed
  return { ok: true, value: { asker_id: asker.id!, with_kind, with_id: counterpart.id ?? null, subject, detail, received_on, follow_up_user_id } }
}

/** A picker's answer, once it is known to be somebody. */
async function one(ctx: Context, id: string | null, text: string | null) {
  const answer = await chosen(id, text, (q) => suggestInstitutions(ctx, q, 5))
  if (!answer.id) return answer
  const known = await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', '=', answer.id).executeTakeFirst()
  return known ? answer : { problem: 'Elija una institución de la lista.' }
}
