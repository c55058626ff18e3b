/** What a first day costs: a sheet of five thousand people with six thousand posts, read, reviewed, written and taken back. */

import { setTimeout as sleep } from 'node:timers/promises'

import { workNext } from '#app/jobs/work.server.ts'
import { startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { mendRow, setColumns, setHeader, setSheet } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { guessSheet } from '#app/domain/sheet-imports/queries/guess.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { parseRut } from '#app/lib/text.ts'
import { guarded } from '#app/lib/transaction.server.ts'
import { openDatabase } from '#db/dialect.server.ts'

import { contextOf } from './context.ts'
import { watchTurns } from './turns.ts'

/**
 * In milliseconds; `mend` is one row mended, `longest` the most that reading, reviewing or mending kept the thread before others
 * had a turn, of the processor. `rss` is the most memory of the process afterwards, in bytes.
 */
export type Imported = {
  people: number; rows: number; created: number; read: number; review: number; mend: number; longest: number; apply: number; again: number; undo: number; rss: number
}

/** What others wait at most while a sheet is read and reviewed. */
export const TURN_GOAL_MS = 100

/** From the upload to the last row, review included. */
export const IMPORT_GOAL_MS = 60_000

const PEOPLE = 5_000
const ROWS = 6_000

export async function measureImport(target: string): Promise<Imported> {
  const db = openDatabase(target)
  try {
    const ctx = await contextOf(guarded(db))
    const text = await sheetFor(ctx)
    const bytes = new TextEncoder().encode(text)
    const clock = watch()
    const brought = await watchTurns(() => bring(ctx, bytes))
    const id = brought.answer
    const read = clock()
    const seen = await watchTurns(() => review(ctx, id))
    const reviewed = clock()
    const mended = await watchTurns(() => mendRow(ctx, id, 0, { fixed: {}, skipped: false }))
    const mend = clock()
    await apply(ctx, id)
    const applied = clock()
    const { totals } = await countOutcomes(ctx, id)
    clock()
    const again = await bring(ctx, bytes)
    const second = clock()
    if ((await countOutcomes(ctx, again)).totals.same !== ROWS) throw new Error('The second time something changes.')
    clock()
    await undoImport(ctx, id)
    return { people: PEOPLE, rows: ROWS, created: totals.created, read, review: reviewed, mend, longest: Math.max(...[brought, seen, mended].map(({ longest }) => longest)), apply: applied, again: second, undo: clock(), rss: process.memoryUsage().rss }
  } finally {
    await db.destroy()
  }
}

async function bring(ctx: Context, bytes: Uint8Array) {
  const read = await readImport(ctx, { kind: 'people', name: 'Primer día.csv', bytes, pasted: '' })
  if (!read.ok) throw new Error(read.problem)
  return read.id
}

async function review(ctx: Context, id: string) {
  await setSheet(ctx, id, 0)
  await setHeader(ctx, id, 0)
  const { columns } = await guessSheet(ctx, id)
  await setColumns(ctx, id, { columns: Object.fromEntries(columns.map(({ column, field }) => [column, field])), days: {} })
}

/** The server that is measured takes jobs of the same table: it is over when the import says so. */
async function apply(ctx: Context, id: string) {
  await startImport(ctx, id)
  while ((await findImport(ctx, id))?.state !== 'applied') {
    if ((await workNext({ db: ctx.db, worker: 'bench', now: () => new Date() })) !== 'done') await sleep(20)
  }
}

/** Posts of municipalities before 1995, when the demonstration has nobody: two periods each, nobody in two at once. */
async function sheetFor({ db }: Context) {
  const posts = await db
    .selectFrom('positions')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .select(['institutions.name', 'positions.title'])
    .where('institutions.kind', '=', 'municipality')
    .where('positions.kind', '<>', 'other')
    .orderBy('positions.id')
    .limit(ROWS / 2)
    .execute()
  const periods = [['01-01-1991', '31-12-1992'], ['01-01-1993', '31-12-1994']] as const
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const person = n % PEOPLE
    const { name, title } = posts[n % posts.length]!
    const [from, until] = periods[Math.floor(n / posts.length)]!
    return [`Rosa${person} Prueba${person} Sintética`, rutOf(person), name, title, from, until, `rosa${person}@prueba.ejemplo.cl`, `+569${40_000_000 + person}`].join(';')
  })
  return ['Nombre completo;RUT;Institución;Cargo;Desde;Hasta;Correo;Teléfono', ...rows, ''].join('\n')
}

const rutOf = (n: number) => ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'K'].map((digit) => parseRut(`${50_000_000 + n}-${digit}`)).find(Boolean)!

/** Milliseconds since it was last asked. */
function watch() {
  let before = performance.now()
  return () => {
    const now = performance.now()
    const passed = now - before
    before = now
    return passed
  }
}

export const importLine = ({ people, rows, created, read, review, mend, longest, apply, again, undo, rss }: Imported) =>
  `A sheet of ${people} people and ${rows} posts: read ${seconds(read)}, reviewed ${seconds(review)}, ${created} rows written ${seconds(apply)}, in all ${seconds(read + review + apply)} (goal ${seconds(IMPORT_GOAL_MS)}); the same sheet again ${seconds(again)}, taken back ${seconds(undo)}; one row mended ${seconds(mend)}; others wait at most ${longest.toFixed(0)} ms of CPU (goal ${TURN_GOAL_MS}); ${(rss / 1e6).toFixed(0)} MB.`

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
