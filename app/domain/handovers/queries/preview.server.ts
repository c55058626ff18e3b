import { today, type Context } from '#app/lib/context.server.ts'

import { listLines, type Handover } from '../queries.server.ts'
import { planLines, type PlannedLine } from '../rules/plan.ts'
import { readDirectory } from './directory.server.ts'

/** What every line would do today, in the order of the list; nothing is written. */
export async function previewHandover(ctx: Context, { id, post_kind, starts_on }: Handover): Promise<PlannedLine[]> {
  const lines = await listLines(ctx, id)
  return planLines(lines, await readDirectory(ctx, post_kind, lines), { from: starts_on, today: today(ctx) })
}
