import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import { workNext } from '#app/jobs/work.server.ts'
import { startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { setColumns, setHeader, setSheet } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { guessSheet } from '#app/domain/sheet-imports/queries/guess.server.ts'
import type { ImportKind } from '#app/domain/sheet-imports/terms.ts'
import type { Name } from '#tests/support/cast.ts'
import type { World } from '#tests/support/world.ts'

/** Uploads a CSV, takes every guess about its columns, and answers the import, ready for review. */
export async function bringSheet({ as }: Pick<World, 'as'>, text: string, { who = 'paula', kind = 'people', name = 'contactos.csv' }: { who?: Name; kind?: ImportKind; name?: string } = {}) {
  const ctx = as(who)
  const read = await readImport(ctx, { kind, name, bytes: new TextEncoder().encode(text), pasted: '' })
  if (!read.ok) throw new Error(read.problem)
  const asked = (await findImport(ctx, read.id))!
  if (asked.state === 'uploaded') await takeGuesses({ as }, read.id, who)
  return read.id
}

export async function takeGuesses({ as }: Pick<World, 'as'>, id: string, who: Name = 'paula') {
  const ctx = as(who)
  await setSheet(ctx, id, 0)
  const header = (await guessSheet(ctx, id)).header
  await setHeader(ctx, id, header.row)
  const { columns } = await guessSheet(ctx, id)
  await setColumns(ctx, id, {
    columns: Object.fromEntries(columns.map(({ column, field }) => [column, field])),
    days: Object.fromEntries(columns.flatMap(({ column, order }) => (order ? [[column, order === 'ambiguous' || order === 'none' ? 'dmy' : order] as const] : []))),
  })
}

/** Presses the last button and lets the worker do the rest. */
export async function applyAll({ as, db, clock }: Pick<World, 'as' | 'db' | 'clock'>, id: string, who: Name = 'paula') {
  await startImport(as(who), id)
  while ((await workNext({ db, worker: 'prueba', now: () => clock.now })) === 'done') continue
}

const APART = new Set(['activity', 'activity_details', 'activity_head', 'activity_subjects', 'sheet_imports', 'sheet_import_sheets', 'sheet_import_rows', 'sheet_import_writes', 'jobs', 'sessions', 'files'])

/** One hash of every row of every table, but for what tells what happened and the index of the search, which the database derives. */
export async function hashOfAll({ raw }: Pick<World, 'raw'>): Promise<string> {
  const tables = (await raw.introspection.getTables()).map(({ name }) => name).filter((name) => !APART.has(name) && !/^(sqlite|search)_|_fts/.test(name)).toSorted()
  const hash = createHash('sha256')
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(raw)
    const texts = rows.map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    hash.update(`${table}\n${texts.toSorted().join('\n')}`)
  }
  return hash.digest('hex')
}
