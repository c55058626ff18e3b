import type { Context } from '#app/lib/context.server.ts'
import { withAnswerLink } from '#app/domain/outbox/rules.ts'

import { mintAnswerLink } from './mint-link.server.ts'

type Leaving = { invitation_id: string | null; calendar_method: string | null; body: string; html: string | null }

/**
 * The texts of an invitation that is leaving, with the address of its answer page. Whoever was taken off meanwhile is
 * asked nothing any more: null.
 */
export async function completeInvitation(ctx: Context, mail: Leaving): Promise<{ body: string; html: string | null } | null> {
  const { invitation_id, calendar_method, body, html } = mail
  if (calendar_method === 'CANCEL' || !invitation_id) return { body, html }
  const invitation = await ctx.db.selectFrom('meeting_invitations').select('withdrawn_at').where('id', '=', invitation_id).executeTakeFirst()
  if (!invitation || invitation.withdrawn_at) return null
  return withAnswerLink({ body, html }, await mintAnswerLink(ctx, invitation_id))
}
