import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { textOf } from '#app/lib/sheets/cells.ts'
import { tableOf, type Column } from '#app/lib/spreadsheet.server.ts'
import { takingTurns } from '#app/lib/turns.server.ts'
import { workbook } from '#app/lib/xlsx.server.ts'

import { allPages, findImport, listRows } from '../queries.server.ts'
import { fieldsOf } from '../queries/review.server.ts'
import { valuesOf, type Values } from '../rules/row-values.ts'
import { columnWords, importKinds, outcomes, type ImportKind } from '../terms.ts'

export type Book = { filename: string; pieces: AsyncGenerator<Uint8Array<ArrayBuffer>> }

/** The rows that did not go in, as they were last mended, with the reason of each: to mend them and bring them again. */
export async function correctedBook(ctx: Context, id: string): Promise<Book> {
  const asked = found(await findImport(ctx, id))
  const left = await ctx.db
    .selectFrom('sheet_import_rows')
    .select(['position', 'outcome', 'reason'])
    .where('import_id', '=', id)
    .where('outcome', 'in', ['failed', 'skipped'])
    .execute()
  const reasons = new Map(left.map(({ position, outcome, reason }) => [position, reason ?? outcomes[outcome ?? 'failed']]))
  const rows = (await allPages((from, limit) => listRows(ctx, id, { from, limit })))
    .filter(({ position }) => reasons.has(position))
    .map((row) => ({ values: valuesOf(row, asked.settings), cells: row.cells, line: row.line, reason: reasons.get(row.position) ?? '' }))
  type Row = (typeof rows)[number]
  const taken = new Set(Object.entries(asked.settings.columns ?? {}).flatMap(([column, field]) => (field ? [Number(column)] : [])))
  const others = [...(rows[0]?.cells.keys() ?? [])].filter((column) => !taken.has(column))
  const columns: Column<Row>[] = [
    { header: 'Motivo', width: 60, type: 'text', value: ({ reason }) => reason },
    { header: 'Fila del archivo', width: 10, type: 'number', value: ({ line }) => line },
    ...fieldsOf(asked.kind, asked.settings).map(({ field, label }): Column<Row> => ({ header: label, width: 24, type: 'text', value: ({ values }: { values: Values }) => values.text(field) })),
    ...others.map((column): Column<Row> => ({ header: `Columna ${column + 1}`, width: 18, type: 'text', value: ({ cells }) => textOf(cells[column]) })),
  ]
  const about: [string, string][] = [
    ['Qué contiene', `Filas de «${asked.name}» que no se importaron, con su motivo`],
    ['Hecho por', ctx.viewer.name],
    ['Hecho para', ctx.viewer.email],
    ['Hecho el', formatInstant(ctx.now.toISOString(), ctx.viewer.zone)],
  ]
  return { filename: `por-corregir-${id.slice(-6)}.xlsx`, pieces: workbook([tableOf('Por corregir', columns, () => inPages(rows))], about, ctx.now) }
}

const NAMES: Record<ImportKind, string> = { people: 'personas', members: 'miembros', positions: 'cargos', meetings: 'reuniones' }

/** A sheet with nothing but the names of the columns. */
export function templateBook({ now }: Context, kind: ImportKind): Book {
  const columns = Object.values(columnWords[kind]).map((header): Column<never> => ({ header, width: 24, type: 'text', value: () => null }))
  const about: [string, string][] = [['Qué es', `Plantilla para importar: ${importKinds[kind]}`], ['Fechas', 'dd-mm-aaaa, por ejemplo 06-12-2024']]
  return { filename: `plantilla-${NAMES[kind]}.xlsx`, pieces: workbook([tableOf(importKinds[kind], columns, () => inPages([]))], about, now) }
}

const PAGE = 200

/** Others are served between pages. */
async function* inPages<Row>(rows: Row[]) {
  const turn = takingTurns()
  for (let at = 0; at < rows.length; at += PAGE) {
    yield rows.slice(at, at + PAGE)
    await turn()
  }
}
