import { workNext } from '#app/jobs/work.server.ts'
import { startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { setColumns, setHeader, setSheet } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { guessSheet } from '#app/domain/sheet-imports/queries/guess.server.ts'
import type { ImportKind } from '#app/domain/sheet-imports/terms.ts'
import type { Name } from '#tests/support/cast.ts'
import { tableHashes } from '#tests/support/hashes.ts'
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

/** Every table but those of imports themselves and what the worker and the upload leave behind. */
export const hashesOf = (world: Pick<World, 'raw'>) => tableHashes(world, /^(sheet_import.*|jobs|sessions|files)$/)
