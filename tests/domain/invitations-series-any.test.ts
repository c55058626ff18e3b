import fc from 'fast-check'
import { expect, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listDatesOf } from '#app/domain/meetings/queries.server.ts'
import { LEASE_MS } from '#app/domain/outbox/rules.ts'
import { changeRule } from '#app/domain/series/commands/change-rule.server.ts'
import { editDates } from '#app/domain/series/commands/edit-dates.server.ts'
import { endSeries } from '#app/domain/series/commands/end.server.ts'
import { moveDates } from '#app/domain/series/commands/move-dates.server.ts'
import { removeDate } from '#app/domain/series/commands/remove-date.server.ts'
import { stopDates } from '#app/domain/series/commands/stop-dates.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import type { Scope } from '#app/domain/series/terms.ts'
import { addDays } from '#app/lib/days.ts'
import { Conflict } from '#app/lib/errors.ts'
import { seriesClient } from '#tests/support/guest-calendar.ts'
import { email, pending, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { mailFates, type Fate } from '#tests/support/mail-fates.ts'
import { hours } from '#tests/support/meetings.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const GUEST = 'institucion:muni-13102'
type Change = { act: 'move' | 'edit' | 'stop' | 'remove' | 'end' | 'rule' | 'take off' | 'put back' | 'pass' | 'send'; at: number; scope: Scope; hour: number }
type Act = Omit<Change, 'act'> & { act: Change['act'] | Fate }

const acts = fc.array(fc.record({
  act: fc.constantFrom<Act['act'][]>('move', 'move', 'edit', 'stop', 'remove', 'end', 'rule', 'take off', 'put back', 'pass', 'send', 'send', 'send',
    'deliver', 'deliver', 'refuse', 'cut', 'lose', 'withdraw', 'die', 'die after'),
  at: fc.nat(7),
  scope: fc.constantFrom<Scope[]>('one', 'following', 'all'),
  hour: fc.integer({ min: 8, max: 18 }),
}), { minLength: 2, maxLength: 14 })

const all = async ({ as, raw }: World) =>
  listDatesOf(as('paula'), { page: 1 }, (await raw.selectFrom('meeting_series').select('id').execute()).map(({ id }) => id))
const two = (hour: number) => String(hour).padStart(2, '0')

async function happen(world: World, { act, at, scope, hour }: Change) {
  const paula = world.as('paula')
  const dates = await all(world)
  const date = dates[at % dates.length]!
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, version } = date
  const facts = { title, kind, modality, place, commune_cut, link, description, organiser_id, version, reserved: false, participants: { added: [], removed: [] } }
  const series = (await findSeries(paula, date.series_id!))!
  if (act === 'move' && scope === 'one') return moveMeeting(paula, date.id, hours(addDays(date.start_local!.slice(0, 10), 1), `${two(hour)}:00`, `${two(hour)}:45`), version)
  if (act === 'move') return moveDates(paula, date.id, hours(date.start_local!.slice(0, 10), `${two(hour)}:00`, `${two(hour + 1)}:30`), version, scope)
  if (act === 'edit') return editDates(paula, date.id, { ...facts, place: `Sala ${hour}` }, scope)
  if (act === 'stop') return stopDates(paula, date.id, 'cancelled', 'Sin quórum', scope)
  if (act === 'remove') return removeDate(paula, date.id, { version })
  if (act === 'end') return endSeries(paula, series.id, date.start_local!.slice(0, 10), series.version)
  if (act === 'rule') {
    const day = date.start_local!.slice(0, 10)
    return changeRule(paula, series.id, { rule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', start_local: `${day}T${two(hour)}:00`, end_local: `${day}T${two(hour)}:50`, last_on: series.last_on, holidays: 'keep', version: series.version })
  }
  if (act === 'take off') return editDates(paula, date.id, { ...facts, participants: { added: [], removed: [GUEST] } }, scope)
  if (act === 'put back') return editDates(paula, date.id, { ...facts, participants: { added: [{ institution_id: 'muni-13102' }], removed: [] } }, scope)
  // What waits when a date passes tells of it what is so.
  await tellAll(world)
  if (act === 'pass') wait(world, 20 * 24 * 60)
}

async function tellAll(world: World) {
  const { folio } = (await all(world))[0]!
  if ((await pending(world, folio)).length > 0) await send(world, folio, { words: true, waits: true })
}

/** The dates of the guest, by the local start their rule gives them. */
async function theirs(world: World): Promise<Meeting[]> {
  const rows = await world.raw.selectFrom('participants').select('meeting_id').where('institution_id', '=', 'muni-13102').execute()
  const mine = new Set(rows.map(({ meeting_id }) => meeting_id))
  return (await all(world)).filter(({ id, series_local, state }) => series_local && mine.has(id) && state === 'called')
}

const heldOf = async (world: World) =>
  new Set((await theirs(world)).filter(({ ends_at }) => ends_at <= world.clock.now.toISOString()).map(({ starts_at }) => starts_at))

test('whatever happens to a series and to mail, once everybody was told the calendar of a guest shows what is ahead, each date once, and keeps what was held', { timeout: 900_000 }, async () => {
  await fc.assert(fc.asyncProperty(acts, async (list) => {
    const world = await createWorld()
    await email(world, 'institution', 'muni-13102', ROSA)
    await email(world, 'institution', 'serviu-13', SERVIU)
    await seriesWith(world, { last_on: '2027-05-31', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
    const calendar = seriesClient(ROSA)
    const fates = mailFates(world, ROSA, (_, content) => calendar.get(content))
    const shown = () => calendar.shown().map(({ start }) => start)
    const kept = new Set<string>()
    await tellAll(world)
    for (const { act, ...rest } of list) {
      wait(world)
      try {
        await (act in fates ? fates[act as Fate]() : happen(world, { act: act as Change['act'], ...rest }))
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
      const held = await heldOf(world)
      for (const start of shown()) if (held.has(start)) kept.add(start)
    }
    for (let round = 0; round < 8; round++) {
      world.clock.now = new Date(world.clock.now.getTime() + 60 * LEASE_MS)
      await fates.deliver()
      await tellAll(world)
    }
    const now = world.clock.now.toISOString()
    const ahead = (await theirs(world)).map(({ starts_at }) => starts_at).filter((start) => start > now)
    expect(shown().filter((start) => start > now).toSorted()).toEqual(ahead.toSorted())
    const held = await heldOf(world)
    expect([...kept].filter((start) => held.has(start) && !shown().includes(start))).toEqual([])
    expect(await pending(world, (await all(world))[0]!.folio)).toEqual([])
  }), { numRuns: Number(process.env.RUNS ?? 15) })
})
