import { leaveDigest } from '#app/domain/reminders/commands/digest.server.ts'
import { addToAgenda } from '#app/domain/reminders/commands/agenda.server.ts'
import { remindOn } from '#app/domain/reminders/commands/remind.server.ts'
import { applyNext } from '#app/domain/sheet-imports/commands/apply.server.ts'
import type { JobKind } from '#app/domain/jobs/terms.ts'
import type { Context } from '#app/lib/context.server.ts'

/** Does a job, inside the transaction that notes it. */
export type Trade = (ctx: Context, payload: Record<string, string>) => Promise<unknown>

export const trades: Record<JobKind, Trade> = {
  reminders: (ctx, { day = '' }) => remindOn(ctx, day),
  agenda: (ctx, { commitment_id = '', due_on = '', step_id = '' }) => addToAgenda(ctx, { commitment_id, due_on, step_id }),
  sheet_import: (ctx, { import_id = '' }) => applyNext(ctx, import_id),
  digest: (ctx, { user_id = '', day = '' }) => leaveDigest(ctx, user_id, day),
}
