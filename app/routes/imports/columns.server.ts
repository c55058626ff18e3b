import { guessSheet } from '#app/domain/sheet-imports/queries/guess.server.ts'
import { findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { columnsProblem } from '#app/domain/sheet-imports/rules/fields.ts'
import { columnWords, dayColumns } from '#app/domain/sheet-imports/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { refuse, valuesOf, type Accepted, type Refused } from '#app/lib/form-reader.server.ts'
import type { DayOrder } from '#app/lib/sheets/days.ts'

type Chosen = { columns: Record<number, string | null>; days: Record<number, DayOrder> }

const orders: readonly DayOrder[] = ['dmy', 'mdy', 'ymd']

/** What each column is, as `c0`, `c1`…, and how it writes days, as `d0`…; with what is still missing, by field. */
export async function readColumns(ctx: Context, id: string, fields: FormData): Promise<Accepted<Chosen> | Refused> {
  const values = valuesOf(fields)
  const { kind } = found(await findImport(ctx, id))
  const guess = await guessSheet(ctx, id)
  const errors: Record<string, string[]> = {}
  const input: Chosen = { columns: {}, days: {} }
  for (const { column, order, name } of guess.columns) {
    const field = String(fields.get(`c${column}`) ?? '')
    input.columns[column] = Object.hasOwn(columnWords[kind], field) ? field : null
    if (!dayColumns.includes(field)) continue
    const chosen = orders.find((one) => one === fields.get(`d${column}`)) ?? orders.find((one) => one === order)
    if (chosen) input.days[column] = chosen
    else if (order) errors[`d${column}`] = [`Diga cómo están escritas las fechas de «${name}».`]
  }
  const problem = columnsProblem(kind, input.columns)
  if (problem) errors.columns = [problem]
  return Object.keys(errors).length > 0 ? refuse({ values }, errors) : { ok: true, input, values }
}
