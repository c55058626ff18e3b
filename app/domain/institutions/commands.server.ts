import { record } from '#app/domain/activity/commands.server.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { findCommune } from '#app/domain/territory/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { bothGenders, fold, searchText, sortKey } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { standardPositions } from '#db/catalog/positions.server.ts'

import type { InstitutionInput, NetworkInput, NewInstitutionInput } from './forms.server.ts'
import { canEditDirectory } from './policy.ts'
import { dependsOn, findByRut, findInstitution, type Institution } from './queries.server.ts'
import { networkStatuses, ownKinds } from './terms.ts'

/** Adds an institution the catalogue does not have, with the usual positions of its kind, vacant. Answers its id. */
export async function createInstitution(ctx: Context, { operation_id, ...input }: NewInstitutionInput): Promise<string> {
  return atomically(ctx, async (ctx) => {
    permit(canEditDirectory(ctx.viewer))
    return once(ctx, operation_id, async () => {
      const place = await placeOf(ctx, input)
      if (input.parent_id) found(await findInstitution(ctx, input.parent_id))
      await refuseRut(ctx, input.rut)

      const id = newId(ctx.now.getTime())
      const at = ctx.now.toISOString()
      const stamps = { created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id }
      const { kind, parent_id, coordinator_id, rut } = input
      await ctx.db
        .insertInto('institutions')
        .values({ id, kind, parent_id, coordinator_id, rut, ...place, ...names(input), network_status: 'external', ...stamps })
        .execute()
      const positions = standardPositions({ id, kind, parent_id, region_code: place.region_code })
      if (positions.length > 0) {
        await ctx.db
          .insertInto('positions')
          .values(positions.map(({ also, ...position }) => ({
            ...position,
            search_text: searchText(bothGenders(position.title), position.unit, also),
            ...stamps,
          })))
          .execute()
      }
      await record(ctx, 'institution.created', { type: 'institution', id }, { name: input.name })
      return id
    })
  })
}

/** Answers the institution as it stands when somebody else had changed it meanwhile; nothing is written then. */
export async function editInstitution(ctx: Context, id: string, input: InstitutionInput): Promise<Institution | undefined> {
  return atomically(ctx, async (ctx) => {
    const institution = found(await findInstitution(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (input.parent_id === id) throw new Conflict('Una institución no puede depender de sí misma.')
    if (input.parent_id) found(await findInstitution(ctx, input.parent_id))
    if (input.parent_id && (await dependsOn(ctx, input.parent_id, id))) throw new Conflict(CIRCLE)
    await refuseRut(ctx, input.rut, id)
    const { region_code, commune_cut } = await placeOf(ctx, input, institution)

    const { version, parent_id, coordinator_id, rut } = input
    const { numUpdatedRows } = await ctx.db
      .updateTable('institutions')
      .set({ kind: kindOf(institution, input), parent_id, coordinator_id, rut, region_code, commune_cut, ...names(input) })
      .set({ version: version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return institution

    await bumpAgenda(ctx)
    await record(ctx, 'institution.edited', { type: 'institution', id }, { name: input.name })
    return undefined
  })
}

/** Joins, is joining, leaves: the state in the network and the day since when. */
export async function changeNetworkStatus(ctx: Context, id: string, { network_status, on }: NetworkInput) {
  await atomically(ctx, async (ctx) => {
    const institution = found(await findInstitution(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (institution.network_status === network_status && institution.network_status_on === on) return

    const joined = network_status === 'member'
    const member_since_on = joined ? on : network_status === 'withdrawn' ? institution.member_since_on : null
    await ctx.db
      .updateTable('institutions')
      .set((eb) => ({ network_status, network_status_on: on, member_since_on, version: eb('version', '+', 1) }))
      .set({ updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .execute()
    const action = joined ? 'institution.joined' : network_status === 'withdrawn' ? 'institution.withdrawn' : 'institution.status_changed'
    await record(ctx, action, { type: 'institution', id }, { name: institution.short_name, state: networkStatuses[network_status], on })
  })
}

/** «Incorporar a la red»: a member from today. */
export async function joinNetwork(ctx: Context, id: string) {
  const institution = found(await findInstitution(ctx, id))
  if (institution.network_status === 'member') throw new Conflict('Ya es miembro de la red.')
  await changeNetworkStatus(ctx, id, { network_status: 'member', on: today(ctx) })
}

/** «Deshacer» of joining: outside, as before. */
export async function leaveNetwork(ctx: Context, id: string) {
  const institution = found(await findInstitution(ctx, id))
  if (institution.network_status !== 'member') throw new Conflict('No es miembro de la red.')
  await changeNetworkStatus(ctx, id, { network_status: 'external', on: today(ctx) })
}

export const CIRCLE = 'Esa institución depende de esta: ninguna puede depender de la otra a la vez.'

/** «Es el RUT de…», or null: nobody else has it. */
export async function rutProblem(ctx: Context, rut: string | null | undefined, self?: string): Promise<string | null> {
  const other = rut ? await findByRut(ctx, rut) : undefined
  return other && other.id !== self ? `Ese es el RUT de ${other.name}. Revise el número, o edite esa institución.` : null
}

async function refuseRut(ctx: Context, rut: string | null | undefined, self?: string) {
  const problem = await rutProblem(ctx, rut, self)
  if (problem) throw new Conflict(problem)
}

/** Public bodies keep the kind the catalogue gave them. */
const kindOf = (institution: Institution, input: InstitutionInput) =>
  institution.kind in ownKinds && input.kind in ownKinds ? input.kind : institution.kind

function names({ name, short_name, aliases }: Pick<InstitutionInput, 'name' | 'short_name' | 'aliases'>) {
  const short = short_name ?? name
  const others = (aliases ?? '').split(/[\n|]/).map((alias) => alias.trim()).filter(Boolean)
  const unique = [...new Map(others.map((alias) => [fold(alias), alias])).values()]
    .filter((alias) => fold(alias) !== fold(name) && fold(alias) !== fold(short))
  return {
    name,
    short_name: short,
    aliases: unique.join('|'),
    search_text: searchText(name, short, ...unique),
    sort_text: sortKey(short),
  }
}

/** Where it is. A new institution with a seat belongs to the region of its seat; national bodies stay national. */
async function placeOf(ctx: Context, { region_code, commune_cut }: Pick<InstitutionInput, 'region_code' | 'commune_cut'>, current?: Institution) {
  const commune = commune_cut ? found(await findCommune(ctx, commune_cut)) : undefined
  return { region_code: region_code ?? (current ? null : (commune?.region_code ?? null)), commune_cut }
}
