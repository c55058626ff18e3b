import { takeReply } from '#app/domain/invitations/commands/take-reply.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { imapSettings } from '#app/lib/imap-settings.server.ts'
import { readMailbox } from '#app/lib/mailbox.server.ts'

/** Looks for answers in the mailbox, if the installation has told which one it is. */
export async function readReplies(ctx: Context, settings = imapSettings()) {
  return settings && readMailbox(settings, (raw) => takeReply(ctx, raw, settings.authserv))
}
