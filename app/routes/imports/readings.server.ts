import { countOutcomes, type SheetImport } from '#app/domain/sheet-imports/queries.server.ts'
import { findStop } from '#app/domain/sheet-imports/queries/stop.server.ts'
import { compareWithKnown } from '#app/domain/sheet-imports/queries/compared.server.ts'
import { listReviewed, readProblems } from '#app/domain/sheet-imports/queries/review.server.ts'
import { problemKinds, type ProblemKind } from '#app/domain/sheet-imports/rules/plan.ts'
import { outcomes, PAGE_SIZE } from '#app/domain/sheet-imports/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { oneOfParam, pageOf } from '#app/lib/list-address.ts'
import { undoableUntil } from '#app/lib/undo-window.ts'

/** Questions of each kind that a page holds. */
const MOST_GROUPS = 20

/** A page of the review: what stands in the way, and the rows, those with problems first. */
export async function readReview(ctx: Context, asked: SheetImport, search: URLSearchParams) {
  const filter = { outcome: oneOfParam(search, 'ver', outcomes), page: pageOf(search) }
  const { total, totals } = await countOutcomes(ctx, asked.id)
  const { problems, rowsOf } = await readProblems(ctx, asked.id)
  const kinds = (Object.keys(problemKinds) as ProblemKind[]).flatMap((kind) => {
    const own = problems.filter((problem) => problem.kind === kind)
    return own.length === 0 ? [] : [{ kind, rows: rowsOf.get(kind) ?? 0, groups: own.length, offers: own[0]!.offers }]
  })
  const rows = await listReviewed(ctx, asked, filter)
  const shown = kinds.flatMap(({ kind }) => problems.filter((problem) => problem.kind === kind).slice(0, MOST_GROUPS))
  const { keeps, keepsIn, choices } = asked.settings
  return {
    total,
    totals,
    kinds,
    problems: shown,
    compared: await compareWithKnown(ctx, asked, shown),
    more: kinds.reduce((sum, { groups }) => sum + Math.max(0, groups - MOST_GROUPS), 0),
    rows,
    filter,
    matching: filter.outcome ? totals[filter.outcome] : total,
    pageSize: PAGE_SIZE,
    open: /^\d{1,5}$/.test(search.get('fila') ?? '') ? Number(search.get('fila')) : null,
    keeps,
    /** Null where a row has nothing of ours to replace. */
    keepsIn: asked.kind === 'meetings' ? null : keepsIn,
    exceptions: Object.values(keepsIn).filter((one) => one !== keeps).length,
    answers: Object.keys(choices).length + Object.keys(keepsIn).length,
  }
}
export type Review = Awaited<ReturnType<typeof readReview>>

/** How far it is, or how it ended. */
export async function readResult(ctx: Context, asked: SheetImport) {
  const { total, done, totals } = await countOutcomes(ctx, asked.id)
  const until = asked.applied_at && undoableUntil(asked.applied_at)
  return {
    state: asked.state,
    total,
    done,
    totals,
    stopped: asked.state === 'running' ? await findStop(ctx, asked.id) : null,
    applied: asked.applied_at && formatInstant(asked.applied_at, ctx.viewer.zone),
    undone: asked.undone_at && formatInstant(asked.undone_at, ctx.viewer.zone),
    until: until && until > ctx.now ? formatInstant(until.toISOString(), ctx.viewer.zone) : null,
    left: asked.left_behind.slice(0, 50),
    leftMore: Math.max(0, asked.left_behind.length - 50),
    failed: totals.failed + totals.skipped > 0 ? await listReviewed(ctx, asked, { outcome: totals.failed > 0 ? 'failed' : 'skipped' }) : [],
    people: asked.kind === 'people',
  }
}
export type Result = Awaited<ReturnType<typeof readResult>>
