import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'

import { calendar, calendarOf, vtimezone } from '#app/lib/ics.server.ts'
import { listedBlock } from '#app/lib/ics-guard.server.ts'
import { agenda, mailbox, meeting } from '#tests/fixtures/ics/agenda.ts'
import { eventsIn, offsetsInIcalJs } from '#tests/support/parsers/ical-js.ts'
import { ensureCalendarParsers, offsetsInPython, readInPython } from '#tests/support/parsers/python.ts'

const MINUTES = { timeout: 400_000 }
const zones = ['America/Santiago', 'Pacific/Easter', 'America/Punta_Arenas', 'America/Coyhaique']

test('other people’s calendar programs are at hand', MINUTES, () => {
  expect(ensureCalendarParsers()).toContain('python3')
})

test('libical, vobject and python-icalendar read every entry without one complaint', MINUTES, () => {
  const text = calendarOf('Agenda de la red', agenda, { organizer: mailbox })
  const { libical, vobject, icalendar } = readInPython(text)
  expect(libical).toEqual({ restriction: 1, errors: 0, events: agenda.length })
  expect(vobject.events).toEqual(agenda.map(({ title }) => title))
  expect(icalendar.errors).toBe(0)
  expect(icalendar.events?.map(({ uid }) => uid)).toEqual(eventsIn(text).map(({ uid }) => uid))
})

test('these programs do complain when there is something to complain of', MINUTES, () => {
  const text = calendar('x', [meeting()])
  const twice = readInPython(text.replace(/SUMMARY:.*/, '$&\r\nSUMMARY:otra vez'))
  expect(twice.libical.restriction).toBe(0)
  expect(twice.vobject.complaint).toContain('more than 1 SUMMARY')
  expect(readInPython(text.replace(/DTSTART;.*/, 'DTSTART:ayer')).libical.errors).toBeGreaterThan(0)
  expect(readInPython(text.replace(/SEQUENCE:.*/, 'SEQUENCE:uno')).icalendar.errors).toBe(1)
  expect(readInPython(text.replace('END:VEVENT\r\n', '')).icalendar.complaint).toContain('ValueError')
})

test('names with quotes, carets, backslashes, semicolons and colons are read by vobject', MINUTES, () => {
  const names = ['"Red" ^ sur', 'C:\\red\\', 'GORE; SERVIU: MINVU, y más', "Higgins' \"", 'ñ'.repeat(120)]
  for (const name of names) {
    const text = calendar('x', [meeting({ title: name })], { organizer: { ...mailbox, name } })
    expect(text).not.toContain('\\"')
    const expected = name.replaceAll('"', "'").replace(/[\\^]/g, '')
    expect(readInPython(text).vobject).toEqual({ events: [name], organizers: [[expected]] })
  }
})

test('noon in July is 15:00Z in Punta Arenas and Coyhaique, 16:00Z in Santiago, 18:00Z in Easter', MINUTES, () => {
  const entries = zones.map((zone, index) =>
    meeting({
      uid: `reunion-${index}@agenda.hilvan`,
      time: { zone, start: '2026-07-15T12:00', end: '2026-07-15T13:00' },
    }),
  )
  const events = readInPython(calendar('x', entries)).icalendar.events ?? []
  const hours = events.map(({ unix }) => new Date(unix! * 1000).toISOString().slice(11, 16))
  expect(hours).toEqual(['16:00', '18:00', '15:00', '15:00'])
})

test('under a made-up name the blocks give the hour of the zone for five years', MINUTES, () => {
  for (const zone of zones) {
    const times = [...noons(), ...aroundChanges(zone)]
    expect(times.length).toBeGreaterThan(1800)
    const expected = times.map((time) => time.toZonedDateTime(zone).offsetNanoseconds / 1e9)

    const block = vtimezone(zone).replace(zone, 'Hilvan/Prueba')
    const extended = times.map((time) => time.toString({ smallestUnit: 'second' }))
    expect(offsetsInIcalJs(block, extended)).toEqual(expected)
    const basic = extended.map((time) => time.replace(/[-:]/g, ''))
    expect(offsetsInPython(block, basic)).toEqual({ dateutil: expected, libical: expected })
  }
})

test('the block printed in an emergency is read alike too', MINUTES, () => {
  const times = [...noons(), ...aroundChanges('America/Santiago')]
  const expected = times.map((time) => time.toZonedDateTime('America/Santiago').offsetNanoseconds / 1e9)
  const block = listedBlock('America/Santiago', 2031).replace('America/Santiago', 'Hilvan/Prueba')
  const basic = times.map((time) => time.toString({ smallestUnit: 'second' }).replace(/[-:]/g, ''))
  expect(offsetsInPython(block, basic)).toEqual({ dateutil: expected, libical: expected })
})

function noons() {
  const first = Temporal.PlainDateTime.from('2026-01-01T12:00')
  return Array.from({ length: 1826 }, (_, days) => first.add({ days }))
}

/** Half hours around each change, without those that the clock skips or repeats. */
function aroundChanges(zone: string) {
  const found: Temporal.PlainDateTime[] = []
  let change = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).getTimeZoneTransition('next')
  for (; change && change.year < 2031; change = change.getTimeZoneTransition('next')) {
    for (let minutes = -240; minutes <= 240; minutes += 30) {
      const local = change.toPlainDateTime().add({ minutes })
      const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
      if (first.equals(local.toZonedDateTime(zone, { disambiguation: 'later' }))) found.push(local)
    }
  }
  return found
}
