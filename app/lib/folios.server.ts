import type { Context } from './context.server.ts'
import { todayIn } from './dates.ts'

/** The next folio of a kind, such as `R-2026-0128`: unique, never reused. Call it inside `atomically`. */
export async function nextFolio({ db, now }: Context, prefix: 'R' | 'A' | 'C' | 'S'): Promise<string> {
  const year = Number(todayIn('America/Santiago', now).slice(0, 4))
  const { last } = await db
    .insertInto('folio_counters')
    .values({ prefix, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['prefix', 'year']).doUpdateSet((eb) => ({ last: eb('folio_counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${prefix}-${year}-${String(last).padStart(4, '0')}`
}
