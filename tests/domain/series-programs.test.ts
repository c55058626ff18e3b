import fc from 'fast-check'
import { expect, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { changeRule } from '#app/domain/series/commands/change-rule.server.ts'
import { editDates } from '#app/domain/series/commands/edit-dates.server.ts'
import { endSeries } from '#app/domain/series/commands/end.server.ts'
import { moveDates } from '#app/domain/series/commands/move-dates.server.ts'
import { removeDate, restoreDate } from '#app/domain/series/commands/remove-date.server.ts'
import { stopDates } from '#app/domain/series/commands/stop-dates.server.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { placeOf } from '#app/domain/series/rules.ts'
import { firstDayOf } from '#app/domain/series/rules/dates.server.ts'
import type { Scope } from '#app/domain/series/terms.ts'
import { localOf } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'
import { Conflict } from '#app/lib/errors.ts'
import { hours } from '#tests/support/meetings.ts'
import { openDesktop } from '#tests/support/parsers/clients.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { readInPython } from '#tests/support/parsers/python.ts'
import { feedOf, inIcalJs, onScreen, seriesWith, takeOut } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MINUTES = { timeout: 400_000 }
const paula = ({ as }: World) => as('paula')

test('D3 one moved, one cancelled, one removed: khal, ical.js and the screen show the same list, imported once or twice', MINUTES, async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  const before = await feedOf(world)
  const third = (await findMeeting(paula(world), meetings[2]!.id))!
  await moveMeeting(paula(world), third.id, hours('2027-02-11', '15:00', '16:00'), third.version)
  await stopDates(paula(world), meetings[4]!.id, 'cancelled', 'Feria', 'one')
  await takeOut(world, meetings[6]!.id)
  const eighth = (await findMeeting(paula(world), meetings[8]!.id))!
  await moveDates(paula(world), eighth.id, hours('2027-08-12', '09:00', '10:00'), eighth.version, 'following')

  const screen = await onScreen(world)
  const text = await feedOf(world)
  expect(inIcalJs(text)).toEqual(screen)
  const local = screen.map(({ start, end, ...rest }) => ({ start: localOf(start, 'America/Santiago'), end: localOf(end, 'America/Santiago'), ...rest }))
  const desktop = openDesktop()
  for (const copy of [before, text, text]) await desktop.import(copy)
  const listed = await desktop.list('2026-11-01', '2028-03-01')
  expect(listed.map(({ start, end, title, cancelled }) => ({ start, end, title, cancelled }))).toEqual(local)
  const { libical, icalendar } = readInPython(text)
  expect([libical.errors, libical.restriction, icalendar.errors]).toEqual([0, 1, 0])
})

test('D2 no count, no empty exclusion, the end in UTC at the end of the last local day', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  await takeOut(world, meetings[12]!.id)
  await takeOut(world, meetings[0]!.id)
  const text = (await feedOf(world)).replaceAll('\r\n ', '')
  expect(text).not.toMatch(/COUNT|EXDATE[^:]*:\r/)
  expect(text).toContain('DTSTART;TZID=America/Santiago:20270112T100000')
  expect(text).toContain('RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271110T025959Z')
  expect(text).not.toContain('EXDATE')
  expect(await listDates(paula(world), id)).toHaveLength(11)
})

const rule = fc.constantFrom(
  'FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=FR', 'FREQ=MONTHLY;BYDAY=2TU',
  'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=DAILY;INTERVAL=10',
)
const hour = fc.constantFrom('00:30', '09:00', '10:00', '23:00', '23:15')
const scope = fc.constantFrom<Scope>('one', 'following', 'all')
const act = fc.oneof(
  fc.record({ act: fc.constant('move' as const), at: fc.nat(40), by: fc.integer({ min: -3, max: 9 }), hour, scope }),
  fc.record({ act: fc.constant('cancel' as const), at: fc.nat(40), scope }),
  fc.record({ act: fc.constant('remove' as const), at: fc.nat(40) }),
  fc.record({ act: fc.constant('restore' as const), at: fc.nat(5) }),
  fc.record({ act: fc.constant('end' as const), at: fc.nat(40) }),
  fc.record({ act: fc.constant('edit' as const), at: fc.nat(40), scope, place: fc.constantFrom('Sala 1', 'Sala 2') }),
  fc.record({ act: fc.constant('rule' as const), rule, hour }),
  fc.record({ act: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 60 }) }),
)

test('whatever happens to a series, calendars show the screen, no date twice; a uid stays and a number never falls', MINUTES, async () => {
  const story = fc.record({ rule, hour, holidays: fc.constantFrom('keep', 'skip', 'move'), weeks: fc.integer({ min: 4, max: 40 }), acts: fc.array(act, { maxLength: 7 }) })
  await fc.assert(
    fc.asyncProperty(story, async ({ rule, hour, holidays, weeks, acts }) => {
      const world = await createWorld()
      const first = firstDayOf(rule, '2026-11-30')!
      const start = { start_local: `${first}T${hour}`, end_local: `${first}T${hour.slice(0, 3)}45`, last_on: addDays(first, weeks * 7) }
      await unlessRefused(() => seriesWith(world, { rule, holidays, ...start }))
      const numbers = new Map<string, number>()
      const rows = new Map<string, string>()
      for (const step of [undefined, ...acts]) {
        if (step) await unlessRefused(() => take(world, step))
        const screen = await onScreen(world)
        const text = await feedOf(world, 'paula', '', 'full')
        expect(inIcalJs(text)).toEqual(screen)
        for (const { uid, sequence } of eventsIn(text)) {
          expect(Number(sequence)).toBeGreaterThanOrEqual(numbers.get(uid!) ?? 0)
          numbers.set(uid!, Number(sequence))
        }
        for (const { id, uid } of await world.raw.selectFrom('meetings').select(['id', 'uid']).execute()) {
          expect(rows.get(id) ?? uid).toBe(uid)
          rows.set(id, uid)
        }
      }
    }),
    { numRuns: 40 },
  )
})

type Act = ReturnType<typeof act.generate>['value']

async function take(world: World, step: Act) {
  const ctx = paula(world)
  if (step.act === 'wait') {
    world.clock.now = new Date(world.clock.now.getTime() + step.days * 86_400_000)
    return
  }
  const rows = await world.raw.selectFrom('meetings').select(['id', 'series_id']).orderBy('starts_at').orderBy('id').execute()
  const last = rows.at(-1)
  if (!last) return
  if (step.act === 'rule') {
    const series = await world.raw.selectFrom('meeting_series').selectAll().where('id', '=', last.series_id!).executeTakeFirstOrThrow()
    const day = firstDayOf(step.rule, addDays(world.clock.now.toISOString().slice(0, 10), 5))!
    const times = { start_local: `${day}T${step.hour}`, end_local: `${day}T${step.hour.slice(0, 3)}50`, last_on: addDays(day, 90) }
    await changeRule(ctx, series.id, { rule: step.rule, ...times, holidays: series.holidays, version: series.version })
    return
  }
  const meeting = (await findMeeting(ctx, rows[step.at % rows.length]!.id))!
  const of = await world.raw.selectFrom('meeting_series').selectAll().where('id', '=', meeting.series_id!).executeTakeFirstOrThrow()
  if (step.act === 'restore') {
    const gone = await world.raw.selectFrom('series_removals').select('series_local').where('series_id', '=', of.id).orderBy('series_local').execute()
    const local = gone[step.at % (gone.length || 1)]?.series_local
    if (local) await restoreDate(ctx, of.id, local)
  }
  if (step.act === 'end') await endSeries(ctx, of.id, placeOf(meeting).slice(0, 10), of.version)
  if (step.act === 'edit') {
    const { title, kind, modality, commune_cut, link, description, organiser_id, version } = meeting
    const facts = { title, kind, modality, commune_cut, link, description, organiser_id, version, place: step.place, reserved: false }
    await editDates(ctx, meeting.id, { ...facts, participants: { added: [], removed: [] } }, step.scope)
  }
  if (step.act === 'remove') await removeDate(ctx, meeting.id, { version: meeting.version })
  if (step.act === 'cancel') await stopDates(ctx, meeting.id, 'cancelled', 'Feria', step.scope)
  if (step.act === 'move') {
    const when = hours(addDays(meeting.start_local!.slice(0, 10), step.by), step.hour, `${step.hour.slice(0, 3)}55`)
    await moveDates(ctx, meeting.id, when, meeting.version, step.scope)
  }
}

/** What the product refuses with a sentence changes nothing. */
async function unlessRefused(work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
}
