import { CIRCLE, rutProblem } from '#app/domain/institutions/commands.server.ts'
import { dependsOn, findInstitution, suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { findCommune, listCommunes, listRegions } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'

import type { Choices } from './institution-fields.tsx'

/** What the lists of the form offer. */
export async function listChoices(ctx: Context): Promise<Choices> {
  const coordinators = await ctx.db
    .selectFrom('users')
    .select(['id as value', 'name as label'])
    .where('role', '=', 'coordinator')
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return {
    regions: (await listRegions(ctx)).map(({ code, name }) => ({ value: code, label: name })),
    communes: (await listCommunes(ctx)).map(({ cut, name }) => ({ value: cut, label: name })),
    coordinators,
  }
}

type Place = { parent_id: string | null; parent_id_text: string | null; region_code: string | null; commune_cut: string | null; coordinator_id: string | null; rut: string | null }

/** The parent as a record, and why the places and people of the form cannot be, by field. */
export async function settle(ctx: Context, { parent_id, parent_id_text, region_code, commune_cut, coordinator_id, rut }: Place, self?: string) {
  const errors: Record<string, string[]> = {}
  const parent = await chosen(parent_id, parent_id_text, (q) => suggestInstitutions(ctx, q))
  if (parent.problem) errors.parent_id = [parent.problem]
  else if (parent.id && parent.id === self) errors.parent_id = ['Una institución no puede depender de sí misma.']
  else if (parent.id && !(await findInstitution(ctx, parent.id))) errors.parent_id = ['Elija una institución de la lista.']
  else if (parent.id && self && (await dependsOn(ctx, parent.id, self))) errors.parent_id = [CIRCLE]
  const taken = await rutProblem(ctx, rut, self)
  if (taken) errors.rut = [taken]

  const { regions, coordinators } = await listChoices(ctx)
  const commune = commune_cut ? await findCommune(ctx, commune_cut) : undefined
  const region = regions.find(({ value }) => value === region_code)
  if (region_code && !region) errors.region_code = ['Elija una región de la lista.']
  if (commune_cut && !commune) errors.commune_cut = ['Elija una comuna de la lista.']
  if (commune && region_code && commune.region_code !== region_code) {
    const own = regions.find(({ value }) => value === commune.region_code)
    errors.commune_cut = [`${commune.name} está en la ${own?.label ?? 'otra región'}. Corrija la región o la comuna.`]
  }
  if (coordinator_id && !coordinators.some(({ value }) => value === coordinator_id)) errors.coordinator_id = ['Elija a alguien de la lista.']
  return { parent_id: parent.id ?? null, errors }
}
