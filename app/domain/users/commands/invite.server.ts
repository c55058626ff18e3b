import { record } from '#app/domain/activity/commands.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import type { InviteInput } from '#app/domain/users/forms.server.ts'
import { canManageUsers } from '#app/domain/users/policy.ts'
import { findUser } from '#app/domain/users/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { isDuplicate } from '#db/dialect.server.ts'

const HOURS = 24

/** The link's secret, known only here and now, and until when it works. */
export type Invitation = { token: string; expires_at: string }

/** Opens an account without a password, and the link with which its owner chooses one. A known e-mail is a Conflict. */
export async function inviteUser(ctx: Context, input: InviteInput): Promise<{ id: string } & Invitation> {
  try {
    return await atomically(ctx, (ctx) => insertUser(ctx, input))
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict('Ya hay una cuenta con ese correo.')
    throw error
  }
}

async function insertUser(ctx: Context, { email, name, role, institution_id, phone }: InviteInput) {
  permit(canManageUsers(ctx.viewer))
  if (institution_id) found(await findInstitution(ctx, institution_id))

  const id = newId(ctx.now.getTime())
  const at = ctx.now.toISOString()
  const by = ctx.viewer.id
  await ctx.db
    .insertInto('users')
    .values({
      id, email, name, role, institution_id, phone,
      created_at: at, created_by: by, updated_at: at, updated_by: by,
    })
    .execute()
  const invitation = await insertInvitation(ctx, id)
  await record(ctx, 'user.invited', { type: 'user', id }, { name })
  return { id, ...invitation }
}

/** A new link for whoever lost the first one or forgot the password; earlier links stop working. */
export async function renewInvitation(ctx: Context, id: string): Promise<Invitation> {
  return atomically(ctx, async (ctx) => {
    const user = found(await findUser(ctx, id))
    permit(canManageUsers(ctx.viewer))
    if (user.disabled_at) throw new Conflict('La cuenta está desactivada: reactívela antes de dar un enlace.')

    const invitation = await insertInvitation(ctx, id)
    await record(ctx, 'user.link_issued', { type: 'user', id }, { name: user.name })
    return invitation
  })
}

async function insertInvitation(ctx: Context, user_id: string): Promise<Invitation> {
  const { id, hash, shownOnce } = newToken()
  const expires_at = new Date(ctx.now.getTime() + HOURS * 3_600_000).toISOString()
  await ctx.db.deleteFrom('invitations').where('user_id', '=', user_id).where('used_at', 'is', null).execute()
  await ctx.db
    .insertInto('invitations')
    .values({ id, user_id, token_hash: hash, created_at: ctx.now.toISOString(), created_by: ctx.viewer.id, expires_at })
    .execute()
  return { token: shownOnce, expires_at }
}
