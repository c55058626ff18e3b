import type { Context } from '#app/lib/context.server.ts'

/** The UTM of the months written down, the latest first. Public facts: whoever may ask for the page may read them. */
export const listUtm = ({ db }: Context) =>
  db
    .selectFrom('indicator_values')
    .select(['period', 'value', 'source'])
    .where('name', '=', 'utm')
    .orderBy('period', 'desc')
    .limit(120)
    .execute()

/** Pesos of one UTM in the month of each of these days (YYYY-MM-DD); a month nobody wrote down is absent. One query. */
export async function findUtm({ db }: Context, days: readonly string[]): Promise<Map<string, number>> {
  const periods = [...new Set(days.map(monthOf))]
  if (periods.length === 0) return new Map()
  const rows = await db.selectFrom('indicator_values').select(['period', 'value']).where('name', '=', 'utm').where('period', 'in', periods).execute()
  const values = new Map(rows.map(({ period, value }) => [period, value]))
  return new Map(days.flatMap((day) => {
    const value = values.get(monthOf(day))
    return value === undefined ? [] : [[day, value] as const]
  }))
}

const monthOf = (day: string) => day.slice(0, 7)
