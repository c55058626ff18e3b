import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'

import { checkZones, listedBlock, suspectZones } from '#app/lib/ics-guard.server.ts'
import { calendar, vtimezone } from '#app/lib/ics.server.ts'
import { meeting, series } from '#tests/fixtures/ics/agenda.ts'
import { occurrencesIn, offsetsInIcalJs } from '#tests/support/parsers/ical-js.ts'

const altered = (wrong: string, right: string) => (zone: string) =>
  zone === 'America/Santiago' ? vtimezone(zone).replaceAll(wrong, right) : vtimezone(zone)
/** As others write it. */
const firstSunday = (zone: string) =>
  altered('BYDAY=1SA', 'BYDAY=1SU')(zone)
    .replace('20230401T235959', '20230402T000000')
    .replace('20230902T235959', '20230903T000000')

test('the blocks agree with the platform for the next six years', () => {
  expect(checkZones(new Date().getUTCFullYear())).toEqual([])
  expect(checkZones(2023, 10)).toEqual([])
  expect(suspectZones()).toEqual(new Map())
})

test('the guard sees a rule that is a week early only when the month begins on Sunday', () => {
  const noons = checkZones(2026, 5, firstSunday).filter(({ local }) => local.endsWith('T12:00'))
  const week = (month: string) => ['01', '02', '03', '04', '05', '06', '07'].map((day) => `${month}-${day}`)
  expect(noons.map(({ local }) => local.slice(0, 10))).toEqual([...week('2029-04'), ...week('2030-09')])
})

test('the guard sees a change at the wrong hour, in the wrong month, or that does not happen', () => {
  const found = (wrong: string, right: string) => checkZones(2026, 1, altered(wrong, right)).map(({ zone }) => zone)
  expect(new Set(found('T235959', 'T215959'))).toEqual(new Set(['America/Santiago']))
  expect(found('BYMONTH=9', 'BYMONTH=8').length).toBeGreaterThan(30)
  expect(found('TZOFFSETTO:-0300', 'TZOFFSETTO:-0400').length).toBeGreaterThan(200)
  expect(found('DTSTART:2023', 'DTSTART:2023')).toEqual([])
})

test('in a zone under suspicion single entries are instants, and series bring a block that lists every change', () => {
  const suspects = suspectZones(2026, firstSunday)
  expect([...suspects.keys()]).toEqual(['America/Santiago'])

  const single = calendar('x', [meeting()], { suspects })
  expect(single).toContain('\r\nDTSTART:20260715T160000Z\r\nDTEND:20260715T170000Z\r\n')
  expect(single).not.toContain('VTIMEZONE')

  const repeated = calendar('x', series, { suspects })
  expect(repeated).toContain(`${suspects.get('America/Santiago')}\r\nBEGIN:VEVENT`)
  expect(repeated).not.toContain('FREQ=YEARLY')
  expect(occurrencesIn(repeated, 100)).toEqual(occurrencesIn(calendar('x', series), 100))

  const elsewhere = meeting({ time: { zone: 'Pacific/Easter', start: '2026-07-15T12:00', end: '2026-07-15T13:00' } })
  expect(calendar('x', [elsewhere], { suspects })).toBe(calendar('x', [elsewhere]))
})

test('the listed block gives the platform’s hour on every day of its years', () => {
  const first = Temporal.PlainDateTime.from('2026-01-01T12:00')
  const noons = Array.from({ length: 1461 }, (_, days) => first.add({ days }))
  const locals = noons.map((noon) => noon.toString({ smallestUnit: 'second' }))
  for (const zone of ['America/Santiago', 'Pacific/Easter', 'America/Punta_Arenas', 'America/Coyhaique']) {
    const expected = noons.map((noon) => noon.toZonedDateTime(zone).offsetNanoseconds / 1e9)
    expect(offsetsInIcalJs(listedBlock(zone, 2032), locals)).toEqual(expected)
  }
})
