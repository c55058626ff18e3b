import { record } from '#app/domain/activity/commands.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { ContactPointInput, NewContactPointInput } from './forms.server.ts'
import { findOwner } from './queries/owner.server.ts'
import { findContactPoint, ownerOf, type ContactPoint } from './queries.server.ts'
import { contactKinds, type Owner } from './terms.ts'

/** Adds a way to reach an institution, a position or a person, in use from today. */
export async function createContactPoint(ctx: Context, owner: Owner, { operation_id, ...facts }: NewContactPointInput): Promise<string> {
  return atomically(ctx, async (ctx) => {
    found(await findOwner(ctx, owner))
    permit(canEditDirectory(ctx.viewer))
    return once(ctx, operation_id, async () => {
      const id = newId(ctx.now.getTime())
      const at = ctx.now.toISOString()
      await ctx.db
        .insertInto('contact_points')
        .values({
          id, [`${owner.type}_id`]: owner.id, ...facts, valid_from_on: today(ctx),
          created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id,
        })
        .execute()
      await record(ctx, 'contact_point.created', owner, { kind: contactKinds[facts.kind] })
      return id
    })
  })
}

/** Answers the contact point as it stands when somebody else had changed it meanwhile; nothing is written then. */
export async function editContactPoint(ctx: Context, id: string, { version, ...facts }: ContactPointInput): Promise<ContactPoint | undefined> {
  return atomically(ctx, async (ctx) => {
    const point = found(await findContactPoint(ctx, id))
    permit(canEditDirectory(ctx.viewer))

    const { numUpdatedRows } = await ctx.db
      .updateTable('contact_points')
      .set({ ...facts, version: version + 1, updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return point

    await record(ctx, 'contact_point.edited', ownerOf(point), { kind: contactKinds[facts.kind] })
    return undefined
  })
}

/** Out of use from today; the row stays. */
export async function endContactPoint(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const point = found(await findContactPoint(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (point.valid_until_on && point.valid_until_on <= today(ctx)) throw new Conflict('Ese dato ya estaba dado de baja.')
    await setEnd(ctx, point, today(ctx))
    await record(ctx, 'contact_point.ended', ownerOf(point), { kind: contactKinds[point.kind] })
  })
}

/** Takes the end back. */
export async function restoreContactPoint(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const point = found(await findContactPoint(ctx, id))
    permit(canEditDirectory(ctx.viewer))
    if (!point.valid_until_on) throw new Conflict('Ese dato está en uso.')
    await setEnd(ctx, point, null)
    await record(ctx, 'contact_point.restored', ownerOf(point), { kind: contactKinds[point.kind] })
  })
}

const setEnd = (ctx: Context, { id }: ContactPoint, valid_until_on: string | null) =>
  ctx.db
    .updateTable('contact_points')
    .set((eb) => ({ valid_until_on, version: eb('version', '+', 1), updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }))
    .where('id', '=', id)
    .execute()
