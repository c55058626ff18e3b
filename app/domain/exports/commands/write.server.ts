import { setImmediate as otherRequests } from 'node:timers/promises'

import { record } from '#app/domain/activity/commands.server.ts'
import { zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import { roleWord } from '#app/domain/users/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { permit } from '#app/lib/errors.ts'
import { sheetOf, workbook, type Column, type Sheet as Page } from '#app/lib/spreadsheet.server.ts'
import { formatNumber } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canExport } from '../policy.ts'

const PAGE = 500

/** A file to hand over. */
export type Exported = { filename: string; bytes: Uint8Array<ArrayBuffer> }

type Sheet<Row> = {
  /** «reuniones»: the name of the file, of the sheet and of what the activity tells. */
  what: string
  columns: Column<Row>[]
  /** The filter in words. */
  filter: string
  /** Other readings of the same, each on a sheet of its own. */
  more?: Page[]
}

/** Writes rows as a spreadsheet that says by whom, when and with which filter it was made, and leaves a trace of it. */
export async function writeBook<Row>(ctx: Context, rows: Row[], { what, columns, filter, more = [] }: Sheet<Row>): Promise<Exported> {
  permit(canExport(ctx.viewer))
  const { viewer, now } = ctx
  await atomically(ctx, async (ctx) => {
    await record(ctx, 'data.exported', { type: 'user', id: viewer.id }, { what, rows: rows.length, filter })
  })
  const name = what.charAt(0).toUpperCase() + what.slice(1)
  const bytes = await workbook([sheetOf(name, columns, rows), ...more], [
    ['Qué contiene', `${name} de la red, según la vista de quien exportó`],
    ['Filtro', filter],
    ['Filas', formatNumber(rows.length)],
    ['Hecho por', `${viewer.name} (${roleWord(viewer.role)})`],
    ['Hecho para', viewer.email],
    ['Hecho el', `${formatInstant(now.toISOString(), viewer.zone)}, hora de ${zoneCities[viewer.zone as Zone] ?? viewer.zone}`],
    ['Ojo', 'Es una copia: no cambia cuando cambian los registros. No incluye notas internas.'],
  ])
  return { filename: `hilvan-${what}-${todayIn(viewer.zone, now)}.xlsx`, bytes }
}

/** Every row of a list that is read by key, page by page, letting others in between. `list` answers what comes after an id. */
export async function everyRow<Row extends { id: string }>(list: (after: string, limit: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await list(rows.at(-1)?.id ?? '', PAGE)
    rows.push(...page)
    if (page.length < PAGE) return rows
    await otherRequests()
  }
}
