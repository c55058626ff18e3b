import { withAnswerLink } from '#app/domain/outbox/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { organisedBy } from '#app/lib/ics/organiser.server.ts'

import { mintAnswerLink } from './mint-link.server.ts'

type Leaving = { invitation_id: string | null; calendar_method: string | null; calendar_body: string | null; body: string; html: string | null }
type Texts = Pick<Leaving, 'body' | 'html' | 'calendar_body'>

/**
 * The texts of an invitation that is leaving, with the address of its answer page and, as its organiser, whoever mail
 * leaves from now. Whoever was taken off meanwhile is asked nothing any more: null.
 */
export async function completeInvitation(ctx: Context, mail: Leaving, from: { name: string; email: string }): Promise<Texts | null> {
  const { invitation_id, calendar_method, body, html } = mail
  const calendar_body = mail.calendar_body && organisedBy(mail.calendar_body, from)
  if (calendar_method === 'CANCEL' || !invitation_id) return { body, html, calendar_body }
  const invitation = await ctx.db.selectFrom('meeting_invitations').select('withdrawn_at').where('id', '=', invitation_id).executeTakeFirst()
  if (!invitation || invitation.withdrawn_at) return null
  return { ...withAnswerLink({ body, html }, await mintAnswerLink(ctx, invitation_id)), calendar_body }
}
