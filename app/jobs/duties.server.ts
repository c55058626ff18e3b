import { warnOfExpiry } from '#app/domain/feeds/commands/warn.server.ts'
import { sweepFiles } from '#app/domain/files/commands.server.ts'
import { eraseOld } from '#app/domain/handovers/commands/erase.server.ts'
import { rederiveInstants } from '#app/domain/meetings/commands/rederive.server.ts'
import { eraseImages } from '#app/domain/merges/commands/erase.server.ts'
import { planJobs } from '#app/domain/reminders/commands/plan-jobs.server.ts'
import { forgetOld } from '#app/domain/sheet-imports/commands/forget.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'
import { tellFailure } from '#app/lib/failures.server.ts'

import { readReplies } from './replies.server.ts'

/** What happens by itself, at boot and every few minutes. Each does nothing when there is nothing to do. */
const duties: Record<string, (ctx: Context) => Promise<unknown>> = {
  'feeds.warn': (ctx) => warnOfExpiry(ctx),
  'files.sweep': (ctx) => sweepFiles(ctx),
  'sheet-imports.forget': (ctx) => forgetOld(ctx),
  'merges.erase': (ctx) => eraseImages(ctx),
  'handovers.erase': (ctx) => eraseOld(ctx),
  'reminders.plan': (ctx) => planJobs(ctx),
  'meetings.rederive': (ctx) => rederiveInstants(ctx),
  'invitations.replies': (ctx) => readReplies(ctx),
}

/** One that fails is told in the log, and keeps no other from being done. */
export async function doDuties({ db, now }: Pick<Context, 'db' | 'now'>) {
  for (const [name, duty] of Object.entries(duties)) {
    await duty({ db, now, viewer: systemViewer }).catch((error: unknown) => tellFailure(name, error))
  }
}
