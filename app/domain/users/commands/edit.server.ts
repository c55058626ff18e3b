import { record } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import { bumpAgenda } from '#app/domain/calendar/commands.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import type { EditUserInput } from '#app/domain/users/forms.server.ts'
import { canManageUsers } from '#app/domain/users/policy.ts'
import { findUser, isLastAdmin } from '#app/domain/users/queries.server.ts'
import { roles } from '#app/domain/users/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { endAllSessions } from '#app/lib/session.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

/**
 * Changes name, role, institution and phone. Whoever gets another role or institution signs in again.
 * «stale»: somebody else changed the account first, and nothing was written.
 */
export async function editUser(ctx: Context, id: string, input: EditUserInput): Promise<'saved' | 'stale'> {
  return atomically(ctx, async (ctx) => {
    const user = found(await findUser(ctx, id))
    permit(canManageUsers(ctx.viewer))
    if (input.role !== 'admin') await refuseWithoutAdmin(ctx, user)
    if (input.institution_id && input.institution_id !== user.institution_id) {
      found(await findInstitution(ctx, input.institution_id))
    }

    const { name, role, institution_id, phone, version } = input
    const { numUpdatedRows } = await ctx.db
      .updateTable('users')
      .set({ name, role, institution_id, phone, version: version + 1 })
      .set({ updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return 'stale'

    if (role !== user.role || institution_id !== user.institution_id) await endAllSessions(ctx.db, id)
    // «Mi equipo» of a calendar is whoever coordinates now.
    if (role !== user.role) await bumpAgenda(ctx)
    const change = role === user.role ? undefined : { from: roles[user.role], to: roles[role] }
    await record(ctx, 'user.edited', { type: 'user', id }, { name, ...change })
    return 'saved'
  })
}

/** Closes the account: every session and every unused link ends now. What the person did stays as it was. */
export async function disableUser(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const user = found(await findUser(ctx, id))
    permit(canManageUsers(ctx.viewer))
    if (user.disabled_at) throw new Conflict('La cuenta ya estaba desactivada.')
    await refuseWithoutAdmin(ctx, user)

    await setDisabled(ctx, id, ctx.now.toISOString())
    await endAllSessions(ctx.db, id)
    await ctx.db.deleteFrom('invitations').where('user_id', '=', id).where('used_at', 'is', null).execute()
    await bumpAgenda(ctx)
    await note(ctx, 'user.disabled', user)
  })
}

export async function enableUser(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const user = found(await findUser(ctx, id))
    permit(canManageUsers(ctx.viewer))
    if (!user.disabled_at) throw new Conflict('La cuenta ya estaba activa.')

    await setDisabled(ctx, id, null)
    await bumpAgenda(ctx)
    await note(ctx, 'user.enabled', user)
  })
}

/** Ends somebody's sessions on every device: a lost phone, a shared computer. */
export async function closeSessionsOf(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const user = found(await findUser(ctx, id))
    permit(canManageUsers(ctx.viewer))
    await endAllSessions(ctx.db, id)
    await note(ctx, 'user.sessions_closed', user)
  })
}

const note = (ctx: Context, action: Action, { id, name }: { id: string; name: string }) =>
  record(ctx, action, { type: 'user', id }, { name })

const setDisabled = (ctx: Context, id: string, disabled_at: string | null) =>
  ctx.db
    .updateTable('users')
    .set((eb) => ({ disabled_at, version: eb('version', '+', 1) }))
    .set({ updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id })
    .where('id', '=', id)
    .execute()

async function refuseWithoutAdmin(ctx: Context, user: { id: string; role: string }) {
  if (await isLastAdmin(ctx, user)) {
    throw new Conflict('Es la única cuenta de administración en uso. Nombre antes a otra persona.')
  }
}
