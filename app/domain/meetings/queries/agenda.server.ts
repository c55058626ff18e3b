import type { Context } from '#app/lib/context.server.ts'

import type { AgendaInput } from '../commands/agenda.server.ts'
import type { AgendaFormInput } from '../forms.server.ts'
import { chooseInstitutions } from './typed.server.ts'

type Read = { ok: true; value: AgendaInput } | { ok: false; errors: Record<string, string[]> }

/** The points of the form that have a title, with whoever proposes each found. */
export async function readAgenda(ctx: Context, { items }: AgendaFormInput): Promise<Read> {
  const errors: Record<string, string[]> = {}
  const value: AgendaInput = []
  for (const [at, { id, title, minutes, proposed_by, proposed_by_text }] of items.entries()) {
    if (!title) continue
    const asked = { ids: proposed_by && !proposed_by_text ? [proposed_by] : [], text: proposed_by_text }
    const proposer = await chooseInstitutions(ctx, asked)
    if (proposer.ok) value.push({ id, title, minutes, proposed_by: proposer.value[0]?.id ?? null })
    else errors[`items[${at}].proposed_by`] = [proposer.problem]
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value }
}
