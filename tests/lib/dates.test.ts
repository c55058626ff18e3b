import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { agoDays, formatDayMonth, formatInstant, formatLongDay, formatShort, formatTime, localOf, readLocal, todayIn, toUtc } from '#app/lib/dates.ts'
import { addDays, addMonths, daysBetween, formatDay, isDay, weekdayOf } from '#app/lib/days.ts'

const santiago = 'America/Santiago'
const zones = [santiago, 'America/Punta_Arenas', 'America/Coyhaique', 'Pacific/Easter']

test('days and hours are written as in Chile', () => {
  expect(formatDay('2026-11-24')).toBe('24-11-2026')
  expect(formatLongDay('2026-11-24')).toBe('martes 24 de noviembre de 2026')
  expect(formatDayMonth('2026-11-24')).toBe('martes 24 de noviembre')
  expect(formatShort('2026-11-24')).toBe('mar 24')
  expect(formatShort('2026-11-25')).toBe('mié 25')
  expect(formatTime('2026-11-24T15:05')).toBe('15:05')
  expect(formatInstant('2026-11-24T02:05:00.000Z', santiago)).toBe('23-11-2026 23:05')
})

test('a distance in days is said in words', () => {
  const said = ['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-27']
  expect(said.map((day) => agoDays(day, '2026-11-24'))).toEqual(['hace 4 días', 'ayer', 'hoy', 'mañana', 'en 3 días'])
})

test('only days of the calendar are days', () => {
  expect(['2026-02-28', '2028-02-29'].every(isDay)).toBe(true)
  expect(['2026-02-29', '2026-13-01', '26-11-2026', '2026-11-24T10:00', '', null].some(isDay)).toBe(false)
})

test('days and months are added on the calendar, not on the clock', () => {
  expect(addDays('2026-09-05', 1)).toBe('2026-09-06')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
  expect(daysBetween('2026-11-24', '2027-11-24')).toBe(365)
  expect(daysBetween('2026-11-24', '2026-11-20')).toBe(-4)
  expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7])
})

test('today depends on where one is', () => {
  const now = new Date('2026-11-24T02:30:00Z')
  expect(todayIn(santiago, now)).toBe('2026-11-23')
  expect(todayIn('Asia/Kathmandu', now)).toBe('2026-11-24')
})

test('the hour that winter repeats is asked, and each answer is another instant', () => {
  expect(readLocal('2026-04-04T23:30', santiago)).toEqual({
    kind: 'twice', first: '2026-04-05T02:30:00.000Z', second: '2026-04-05T03:30:00.000Z',
  })
  expect(toUtc('2026-04-04T23:30', santiago)).toBe('2026-04-05T02:30:00.000Z')
  expect(toUtc('2026-04-04T23:30', santiago, 1)).toBe('2026-04-05T03:30:00.000Z')
  expect(readLocal('2026-04-04T21:30', 'Pacific/Easter').kind).toBe('twice')
})

test('the hour that summer skips does not exist, and the next one that does is suggested', () => {
  expect(readLocal('2026-09-06T00:30', santiago)).toEqual({ kind: 'missing', next: '2026-09-06T01:00' })
  expect(readLocal('2026-09-06T00:00', santiago)).toEqual({ kind: 'missing', next: '2026-09-06T01:00' })
  expect(readLocal('2026-09-05T22:15', 'Pacific/Easter')).toEqual({ kind: 'missing', next: '2026-09-05T23:00' })
  expect(readLocal('2026-09-06T01:00', santiago)).toEqual({ kind: 'ok', utc: '2026-09-06T04:00:00.000Z' })
  expect(toUtc('2026-09-06T00:30', santiago)).toBe('2026-09-06T04:30:00.000Z')
})

test('clocks change after the first Saturday, also when the month begins on a Sunday', () => {
  expect(readLocal('2029-04-07T23:30', santiago).kind).toBe('twice')
  expect(readLocal('2029-04-01T23:30', santiago).kind).toBe('ok')
  expect(readLocal('2030-09-08T00:30', santiago).kind).toBe('missing')
  expect(readLocal('2030-09-01T00:30', santiago).kind).toBe('ok')
})

test('Coyhaique and Punta Arenas keep one hour all year', () => {
  for (const zone of ['America/Coyhaique', 'America/Punta_Arenas']) {
    expect(toUtc('2026-07-01T10:00', zone)).toBe('2026-07-01T13:00:00.000Z')
    expect(toUtc('2027-01-01T10:00', zone)).toBe('2027-01-01T13:00:00.000Z')
  }
})

test('an hour written, turned into UTC and read back is the same hour', () => {
  const minutes = fc.integer({ min: Date.UTC(2025, 3, 1) / 60_000, max: Date.UTC(2030, 11, 31) / 60_000 })
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const utc = new Date(minute * 60_000).toISOString()
      const reading = readLocal(localOf(utc, zone), zone)
      expect(reading.kind === 'twice' ? [reading.first, reading.second] : [reading.kind === 'ok' && reading.utc])
        .toContain(utc)
    }),
  )
})
