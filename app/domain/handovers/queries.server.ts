import { visiblePositions } from '#app/domain/positions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'

import { canHandOver } from './policy.ts'
import type { Fixed, Written } from './rules/lines.ts'
import type { Line } from './rules/plan.ts'

/** Everybody who keeps the directory sees every handover, whoever began it. Every read below starts here. */
const visible = (ctx: Context) => {
  permit(canHandOver(ctx.viewer))
  return ctx.db.selectFrom('handovers')
}

export async function findHandover(ctx: Context, id: string) {
  const row = await visible(ctx).selectAll().where('id', '=', id).executeTakeFirst()
  return row && { ...row, left_behind: JSON.parse(row.left_behind ?? '[]') as string[] }
}

export type Handover = NonNullable<Awaited<ReturnType<typeof findHandover>>>

/** The latest first. */
export const listHandovers = (ctx: Context, limit = 20) =>
  visible(ctx)
    .innerJoin('users', 'users.id', 'handovers.created_by')
    .select(['handovers.id', 'handovers.name', 'handovers.state', 'handovers.starts_on', 'handovers.created_at', 'handovers.applied_at', 'users.name as author_name'])
    .orderBy('handovers.created_at', 'desc')
    .orderBy('handovers.id', 'desc')
    .limit(limit)
    .execute()

export async function listLines({ db }: Context, handover_id: string): Promise<(Line & { done: string | null })[]> {
  const rows = await db.selectFrom('handover_lines').selectAll().where('handover_id', '=', handover_id).orderBy('position').execute()
  return rows.map(({ position, written, fixed, skipped, outcome }) => ({
    position, written: JSON.parse(written) as Written, fixed: JSON.parse(fixed ?? '{}') as Fixed, skipped: skipped === 1, done: outcome,
  }))
}

/** Posts that many institutions have, and each only once: «Alcalde/sa», «Director/a SERVIU». Authorities first, then the most frequent. */
export async function listSharedPosts(ctx: Context): Promise<{ kind: string; title: string }[]> {
  const rows = await visiblePositions(ctx)
    .select((eb) => [
      'positions.kind', eb.fn.min('positions.title').as('title'),
      eb.fn.countAll<number>().as('total'), eb.fn.count<number>('positions.institution_id').distinct().as('institutions'),
    ])
    .where((eb) => eb.or([eb('positions.abolished_on', 'is', null), eb('positions.abolished_on', '>', today(ctx))]))
    .groupBy('positions.kind')
    .orderBy((eb) => eb.fn.min('positions.sort'))
    .orderBy('total', 'desc')
    .orderBy('positions.kind')
    .execute()
  return rows
    .filter(({ total, institutions }) => Number(institutions) > 1 && Number(total) === Number(institutions))
    .slice(0, 40)
    .map(({ kind, title }) => ({ kind, title }))
}
