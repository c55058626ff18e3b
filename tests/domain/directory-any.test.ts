import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { findBrokenLink } from '#app/domain/activity/commands.server.ts'
import { editSeveral, undoBulkEdit } from '#app/domain/bulk-edits/commands.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { beginHandover, mendLine, skipLines } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { findHandover } from '#app/domain/handovers/queries.server.ts'
import { previewHandover } from '#app/domain/handovers/queries/preview.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { writeNote } from '#app/domain/people/commands.server.ts'
import { answerProblem } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes } from '#app/domain/sheet-imports/queries.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { tableHashes } from '#tests/support/hashes.ts'
import { addPerson } from '#tests/support/merges.ts'
import { applyAll, bringSheet } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** How something that was done is taken back. */
type Undo = () => Promise<unknown>

const NAMES = ['Ana Soto Vera', 'Ana Soto', 'A. Soto Vera', 'Luis Paz Gil', 'Luis Paz', 'Eva Mena Ruiz'] as const
const PLACES = ['Castro', 'Cerrillos', 'Ñuñoa'] as const
const DAYS = ['06-12-2024', '01-03-2026', '15-11-2026', '06-12-2028'] as const

const line = fc.record({ name: fc.constantFrom(...NAMES), place: fc.constantFrom(...PLACES), day: fc.constantFrom(...DAYS) })
const lines = fc.array(line, { minLength: 1, maxLength: 3 })
const small = fc.nat({ max: 11 })
const step = fc.oneof(
  fc.record({ does: fc.constant('import' as const), lines, answer: fc.constantFrom('adjust', 'create', 'without', 'skip') }),
  fc.record({ does: fc.constant('handover' as const), lines }),
  fc.record({ does: fc.constant('merge' as const), one: small, other: small }),
  fc.record({ does: fc.constant('confirm' as const), from: small }),
  fc.record({ does: fc.constant('note' as const), one: small }),
  fc.record({ does: fc.constant('undo' as const), which: small }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Does one thing to the directory, and answers how it is taken back; nothing when the domain refuses it with a sentence. */
async function doStep(world: World, at: number, one: Exclude<Step, { does: 'undo' }>): Promise<Undo | undefined> {
  const ctx = world.as('paula')
  const people = await world.raw.selectFrom('people').select(['id', 'version']).orderBy('id').execute()
  const pick = (n: number) => people[n % people.length]!
  if (one.does === 'note') {
    await writeNote(world.as('carolina'), pick(one.one).id, { operation_id: undefined, internal_text: 'Una nota' })
    return undefined
  }
  if (one.does === 'confirm') {
    const { id, changed } = await editSeveral(ctx, 'confirmacion', people.slice(one.from % people.length).map((person) => person.id), null)
    return changed > 0 ? () => undoBulkEdit(ctx, id) : undefined
  }
  if (one.does === 'merge') {
    const [kept, gone] = [pick(one.one), pick(one.other)]
    const merged = await merge(ctx, 'person', { kept_id: kept.id, gone_id: gone.id, version: kept.version, gone_version: gone.version, choices: {} })
    return merged.stale ? undefined : () => undoMerge(ctx, merged.id)
  }
  if (one.does === 'handover') {
    const begun = await beginHandover(ctx, { operation_id: undefined, name: `t${at}`, post_kind: 'mayor', starts_on: '2028-12-06', source: null, list: one.lines.map(({ name, place, day }) => `${place}; ${name}; ${day}`).join('\n') })
    if (begun.errors) return undefined
    for (const open of await previewHandover(ctx, (await findHandover(ctx, begun.id))!)) {
      const [namesake] = open.namesakes
      if (open.problems.some(({ field }) => field === 'person') && !open.person) {
        await mendLine(ctx, begun.id, { position: open.position, institution_id: null, person: namesake && at % 2 ? namesake.id : 'nueva', given_names: null, first_surname: null, second_surname: null, starts_on: null, skipped: false })
      }
    }
    const left = (await previewHandover(ctx, (await findHandover(ctx, begun.id))!)).filter(({ outcome }) => outcome === 'failed')
    await skipLines(ctx, begun.id, left.map(({ position }) => position))
    await applyHandover(ctx, begun.id, (await findHandover(ctx, begun.id))!.version)
    return () => undoHandover(ctx, begun.id)
  }
  const id = await bringSheet(world, ['Nombre;Municipalidad;Cargo;Desde;Correo', ...one.lines.map(({ name, place, day }, n) => `${name};${place};Alcalde/sa;${day};c${at}${n}@ejemplo.cl`)].join('\n'))
  for (const [kind, does] of [['clash', one.answer], ['person', 'new'], ['clash', 'without']] as const) {
    await answerProblem(ctx, id, `all:${kind}`, { does })
  }
  await applyAll(world, id)
  const { total, done, totals } = await countOutcomes(ctx, id)
  expect(done).toBe(total)
  expect(Object.values(totals).reduce((sum, n) => sum + n, 0)).toBe(one.lines.length)
  return () => undoImport(ctx, id)
}

/** What is true of a directory whatever was done to it. */
async function faultsOf({ raw }: World): Promise<unknown[]> {
  const twice = await sql`
    select a.id, b.id as other from tenures a join tenures b on a.position_id = b.position_id and a.id < b.id
    where a.kind = 'titular' and b.kind = 'titular' and a.starts_on <= coalesce(b.ends_on, '9999') and b.starts_on <= coalesce(a.ends_on, '9999')`.execute(raw)
  const backwards = await sql`select id from tenures where ends_on < starts_on`.execute(raw)
  const orphans = await sql`select id from internal_notes where subject_type = 'person' and subject_id not in (select id from people)`.execute(raw)
  return [...twice.rows, ...backwards.rows, ...orphans.rows]
}

const hashesOf = (world: World) => tableHashes(world, /^(sheet_import.*|handover.*|merges|bulk_edit.*|jobs|sessions|files|revisions|operations)$/)
const eventsOf = async ({ raw }: World) => Number((await raw.selectFrom('activity').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)

/** A thing that the domain refuses changes nothing; one that changes the directory is told in the activity. */
async function told<T>(world: World, work: () => Promise<T>): Promise<T | undefined> {
  const [was, events] = [await hashesOf(world), await eventsOf(world)]
  const result = await work().catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error
    return undefined
  })
  const changed = JSON.stringify(await hashesOf(world)) !== JSON.stringify(was)
  if (changed) expect(await eventsOf(world)).toBeGreaterThan(events)
  expect(await faultsOf(world)).toEqual([])
  return result
}

const nothing = async () => undefined

/** Four people, of whom some may be one. */
async function peopled(): Promise<World> {
  const world = await createWorld()
  for (const [given_names, first_surname, second_surname] of [['Ana', 'Soto', 'Vera'], ['A.', 'Soto', 'Vera'], ['Luis', 'Paz', null], ['Eva', 'Mena', 'Ruiz']] as const) {
    await addPerson(world, { given_names, first_surname, second_surname })
  }
  return world
}

const RUNS = Number(process.env.RUNS ?? 6)

test('imports, changes of office, merges and confirmations, taken back in turn, leave the directory byte for byte as it was', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
      const world = await peopled()
      const start = await hashesOf(world)
      const done: Undo[] = []
      for (const [at, one] of steps.entries()) {
        world.clock.now = new Date(world.clock.now.getTime() + 60_000)
        if (one.does === 'note') continue
        const undo = one.does === 'undo' ? void (await told(world, done.pop() ?? nothing)) : await told(world, () => doStep(world, at, one))
        if (undo) done.push(undo)
      }
      for (const undo of done.toReversed()) await undo()
      expect(await hashesOf(world)).toEqual(start)
      expect(await findBrokenLink(world.as('alma'))).toBeNull()
    }),
    { numRuns: RUNS },
  )
})

test('taken back in any order, with remarks of others in between, the directory stays sound and every change is told', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const world = await peopled()
      const done: Undo[] = []
      for (const [at, one] of steps.entries()) {
        world.clock.now = new Date(world.clock.now.getTime() + 60_000)
        const undo = one.does === 'undo'
          ? void (await told(world, done.splice(one.which % (done.length || 1), 1)[0] ?? nothing))
          : await told(world, () => doStep(world, at, one))
        if (undo) done.push(undo)
      }
      for (const undo of done) await told(world, undo)
      expect(await findBrokenLink(world.as('alma'))).toBeNull()
    }),
    { numRuns: RUNS },
  )
})

test('done and taken back by several people at once, the directory stays sound, and whoever came late is told', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 6 }), fc.array(step, { minLength: 3, maxLength: 4 }), async (first, second) => {
      const world = await peopled()
      const done: Undo[] = []
      const atOnce = async (works: Undo[]) => {
        const ends = await Promise.allSettled(works.map((work) => work()))
        for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Conflict || end.reason instanceof NotFound)) throw end.reason
        expect(await faultsOf(world)).toEqual([])
      }
      const works = (steps: Step[]): Undo[] => steps.map((one, at) => async () => {
        const undo = one.does === 'undo' ? undefined : await doStep(world, at, one)
        if (undo) done.push(undo)
      })
      await atOnce(works(first))
      await atOnce([...works(second), ...done.splice(0, 3)])
      await atOnce(done.splice(0))
      expect(await findBrokenLink(world.as('alma'))).toBeNull()
    }),
    { numRuns: RUNS },
  )
})
