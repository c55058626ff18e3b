import fc from 'fast-check'
import { expect, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listDatesOf } from '#app/domain/meetings/queries.server.ts'
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
import { calendarOfGuest } from '#tests/support/guest-calendar.ts'
import { email, pending, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { hours } from '#tests/support/meetings.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const GUEST = 'institucion:muni-13102'
type Act = { act: 'move' | 'edit' | 'stop' | 'remove' | 'end' | 'rule' | 'take off' | 'put back' | 'pass' | 'send'; at: number; scope: Scope; hour: number }

const acts = fc.array(fc.record({
  act: fc.constantFrom<Act['act'][]>('move', 'move', 'edit', 'stop', 'remove', 'end', 'rule', 'take off', 'put back', 'pass', 'send', 'send'),
  at: fc.nat(7),
  scope: fc.constantFrom<Scope[]>('one', 'following', 'all'),
  hour: fc.integer({ min: 8, max: 18 }),
}), { minLength: 2, maxLength: 9 })

const all = async ({ as, raw }: World) =>
  listDatesOf(as('paula'), { page: 1 }, (await raw.selectFrom('meeting_series').select('id').execute()).map(({ id }) => id))
const two = (hour: number) => String(hour).padStart(2, '0')

async function happen(world: World, { act, at, scope, hour }: Act) {
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
  if (act === 'pass') return wait(world, 20 * 24 * 60)
  return tellAll(world)
}

async function tellAll(world: World) {
  const { folio } = (await all(world))[0]!
  if ((await pending(world, folio)).length > 0) await send(world, folio, { words: true })
}

async function expected(world: World): Promise<string[]> {
  const theirs = await world.raw.selectFrom('participants').select('meeting_id').where('institution_id', '=', 'muni-13102').execute()
  const mine = new Set(theirs.map(({ meeting_id }) => meeting_id))
  const stands = ({ id, state, starts_at }: Meeting) => mine.has(id) && state === 'called' && starts_at > world.clock.now.toISOString()
  return (await all(world)).filter((date) => date.series_local && stands(date)).map(({ starts_at }) => starts_at).toSorted()
}

test('whatever happens to a series, once everybody was told the calendar of a guest shows what is ahead, each date once, and keeps what was held', { timeout: 400_000 }, async () => {
  await fc.assert(fc.asyncProperty(acts, async (list) => {
    const world = await createWorld()
    await email(world, 'institution', 'muni-13102', ROSA)
    await email(world, 'institution', 'serviu-13', SERVIU)
    await seriesWith(world, { last_on: '2027-05-31', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
    await tellAll(world)
    for (const act of list) {
      wait(world)
      const before = (await calendarOfGuest(world, ROSA)).map(({ start }) => start)
      try {
        await happen(world, act)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
      if (act.act !== 'send') continue
      const held = new Set((await all(world)).filter(({ state, ends_at }) => state === 'called' && ends_at <= world.clock.now.toISOString()).map(({ starts_at }) => starts_at))
      const after = new Set((await calendarOfGuest(world, ROSA)).map(({ start }) => start))
      expect(before.filter((start) => held.has(start) && !after.has(start))).toEqual([])
    }
    wait(world)
    await tellAll(world)
    const shown = (await calendarOfGuest(world, ROSA)).map(({ start }) => start)
    expect(shown.filter((start) => start > world.clock.now.toISOString()).toSorted()).toEqual(await expected(world))
    expect(await pending(world, (await all(world))[0]!.folio)).toEqual([])
  }), { numRuns: Number(process.env.RUNS ?? 15) })
})
