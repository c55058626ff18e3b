import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'

import { calendar, type Entry } from '#app/lib/ics.server.ts'
import { isDateOf } from '#app/lib/ics/rule.server.ts'
import { meeting, series } from '#tests/fixtures/ics/agenda.ts'
import { occurrencesIn } from '#tests/support/parsers/ical-js.ts'

const [master, moved, cancelled] = series as [Entry, Entry, Entry]
const withSeries = (change: Partial<Entry['series']>) => ({ ...master, series: { ...master.series!, ...change } })
const starting = (start: string, end: string, rule: string, last: string | null, removed: string[] = []) =>
  meeting({ time: { zone: 'America/Santiago', start, end }, series: { rule, last, removed } })
const rowsOf = (text: string, names: RegExp) => text.split('\r\n').filter((row) => names.test(row))

test('a series, its removed dates and its exceptions speak of dates in the same way', () => {
  const rows = rowsOf(calendar('x', series), /^(DTSTART;|EXDATE|RECURRENCE-ID)/)
  expect(rows).toEqual([
    'DTSTART;TZID=America/Santiago:20260318T090000',
    'EXDATE;TZID=America/Santiago:20260520T090000',
    'DTSTART;TZID=America/Santiago:20260604T110000',
    'RECURRENCE-ID;TZID=America/Santiago:20260603T090000',
    'DTSTART;TZID=America/Santiago:20260715T090000',
    'RECURRENCE-ID;TZID=America/Santiago:20260715T090000',
  ])
})

test('every date that an exception or a removal names is a date of the rule', () => {
  for (const local of ['2026-05-21T09:00', '2026-05-20T09:30']) {
    expect(() => calendar('x', [withSeries({ removed: [local] })])).toThrow('is not a date of the series')
    expect(() => calendar('x', [master, { ...moved, replaces: local }])).toThrow('is not a date of the series')
  }
  const thursday = starting('2026-03-19T09:00', '2026-03-19T10:00', 'FREQ=WEEKLY;BYDAY=WE', null)
  expect(() => calendar('x', [thursday])).toThrow('is not a date')
})

test('no exception stands before the first date or after the last, and its number is that of the series', () => {
  for (const replaces of ['2026-03-11T09:00', '2026-10-21T09:00']) {
    expect(() => calendar('x', [master, { ...moved, replaces }])).toThrow('is not a date of the series')
  }
  expect(() => calendar('x', [master, { ...moved, sequence: 2 }])).toThrow('sequence of its series')
  const easter = { zone: 'Pacific/Easter', start: '2026-06-04T11:00', end: '2026-06-04T12:00' }
  expect(() => calendar('x', [{ ...moved, time: easter }, master])).toThrow('zone of its series')
})

test('an exception may travel alone', () => {
  const rows = rowsOf(calendar('x', [cancelled]), /^(RRULE:FREQ=WEEKLY|RECURRENCE-ID)/)
  expect(rows).toEqual(['RECURRENCE-ID;TZID=America/Santiago:20260715T090000'])
})

test('a series ends with its last local day, and never by a count', () => {
  expect(calendar('x', [master])).toContain('\r\nRRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20261015T025959Z\r\n')
  const winter = starting('2026-06-01T09:00', '2026-06-01T10:00', 'FREQ=MONTHLY;BYMONTHDAY=1', '2026-08-01')
  expect(calendar('x', [winter])).toContain(';UNTIL=20260802T035959Z\r\n')
  expect(calendar('x', [withSeries({ last: null, removed: [] })])).not.toMatch(/UNTIL|COUNT|EXDATE/)
  const others = ['FREQ=WEEKLY;COUNT=5', 'FREQ=WEEKLY;UNTIL=20261015T025959Z', 'FREQ=SECONDLY', 'FREQ=DAILY\r\nX:1']
  for (const rule of others) {
    expect(() => calendar('x', [withSeries({ rule })])).toThrow('not allowed')
  }
  expect(() => calendar('x', [withSeries({ last: '2026-03-17' })])).toThrow('ends before it starts')
})

test('a series has hours, none of them in the repeated hour', () => {
  const days = { from: '2026-03-18', until: '2026-03-19' }
  expect(() => calendar('x', [meeting({ day: days, series: master.series })])).toThrow('a series has hours')
  expect(() => calendar('x', [meeting({ day: days, replaces: '2026-03-18T09:00' })])).toThrow('an entry has hours')
  const late = starting('2026-04-04T23:15', '2026-04-04T23:45', 'FREQ=WEEKLY;BYDAY=SA', null)
  expect(() => calendar('x', [late])).toThrow('repeated hour')
})

test('nine in the morning stays nine when the clock changes, and the three exceptions are honoured', () => {
  const starts = occurrencesIn(calendar('x', series), 100)
  expect(starts).toHaveLength(30)
  expect(starts).toContain('2026-04-01T12:00:00.000Z')
  expect(starts).toContain('2026-04-08T13:00:00.000Z')
  expect(starts).toContain('2026-09-02T13:00:00.000Z')
  expect(starts).toContain('2026-09-09T12:00:00.000Z')
  expect(starts.at(-1)).toBe('2026-10-14T12:00:00.000Z')
  expect(starts).not.toContain('2026-05-20T13:00:00.000Z')
  expect(starts).not.toContain('2026-06-03T13:00:00.000Z')
  expect(starts).toContain('2026-06-04T15:00:00.000Z')
})

test('a series older than its zone’s block starts at its first date inside it, on the same rhythm', () => {
  const removed = ['2023-01-18T09:00', '2026-05-06T09:00']
  const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'
  const old = starting('2022-11-09T09:00', '2022-11-09T10:00', rule, '2026-12-31', removed)
  const time = { zone: 'America/Santiago', start: '2023-02-02T09:00', end: '2023-02-02T10:00' }
  const earlier = { ...old, series: undefined, replaces: '2023-02-01T09:00', time }
  const written = calendar('x', [old, earlier])
  expect(rowsOf(written, /^(DTSTART;|EXDATE|RECURRENCE-ID)/)).toEqual([
    'DTSTART;TZID=America/Santiago:20230412T090000', 'EXDATE;TZID=America/Santiago:20260506T090000',
  ])
  expect(() => calendar('x', [{ ...old, series: { ...old.series!, last: '2022-12-31' } }])).toThrow('without a date')
})

test('the dates of a rule are those that ical.js finds', () => {
  const rules = [
    ['2026-03-18', 'FREQ=DAILY;INTERVAL=10'],
    ['2026-03-18', 'FREQ=WEEKLY'],
    ['2026-03-18', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['2026-03-18', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU'],
    ['2026-01-28', 'FREQ=MONTHLY;BYMONTHDAY=28'],
    ['2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['2026-03-10', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['2026-03-27', 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR'],
    ['2026-03-02', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
    ['2026-03-31', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['2026-02-28', 'FREQ=YEARLY'],
    ['2026-04-04', 'FREQ=YEARLY;BYMONTH=4;BYDAY=1SA'],
    ['2026-05-15', 'FREQ=YEARLY;BYMONTH=5,9;BYMONTHDAY=15'],
  ] as const
  for (const [first, rule] of rules) {
    const [day, until] = [Temporal.PlainDate.from(first), '2028-12-31']
    const walk = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(first))
    const theirs: string[] = []
    for (let next = walk.next(); next && next.toString() <= until; next = walk.next()) theirs.push(next.toString())
    const all = Array.from({ length: day.until(until).days + 1 }, (_, index) => day.add({ days: index }))
    expect([rule, ...all.filter((other) => isDateOf(rule, day, other)).map(String)]).toEqual([rule, ...theirs])
  }
})
