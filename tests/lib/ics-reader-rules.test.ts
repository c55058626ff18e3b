import fc from 'fast-check'
import { expect, test } from 'vitest'

import { datesFrom, readRule } from '#app/lib/ics-reader/rules.server.ts'
import { addDays } from '#app/lib/days.ts'
import { daysInPython } from '#tests/support/parsers/python.ts'

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
const nth = fc.tuple(fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2'), weekday).map(([n, day]) => n + day)
const month = fc.integer({ min: 1, max: 12 })
const date = fc.constantFrom(1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -31)
const position = fc.constantFrom(1, 2, 3, -1, -2)

const some = <T>(one: fc.Arbitrary<T>, most: number) => fc.uniqueArray(one, { minLength: 1, maxLength: most })
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
/** dateutil takes a day with a number and one without in the same list for a day that is both. */
const days = fc.oneof(some(weekday, 4), some(nth, 4))
const every = (freq: string, most: number) => ({ FREQ: fc.constant(freq), INTERVAL: maybe(fc.integer({ min: 1, max: most })) })

const rules = fc
  .oneof(
    fc.record({ ...every('DAILY', 9), BYDAY: maybe(some(weekday, 4)), BYMONTH: maybe(some(month, 3)), BYMONTHDAY: maybe(some(date, 3)) }),
    // Of the first week, dateutil counts BYSETPOS from the first day: the RFC counts it in the whole week.
    fc.record({ ...every('WEEKLY', 6), BYDAY: maybe(some(weekday, 4)), BYMONTH: maybe(some(month, 3)), WKST: maybe(weekday) }),
    fc.record({ ...every('MONTHLY', 7), BYDAY: maybe(days), BYMONTH: maybe(some(month, 3)), BYMONTHDAY: maybe(some(date, 3)), BYSETPOS: maybe(some(position, 2)) }),
    fc.record({ ...every('YEARLY', 3), BYDAY: maybe(days), BYMONTH: maybe(some(month, 3)), BYMONTHDAY: maybe(some(date, 3)), BYSETPOS: maybe(some(position, 2)) }),
  )
  .map((parts) => Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`])).join(';'))
const firsts = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays('2024-01-01', n))

test('six hundred rules of any shape give the days that another program gives them', { timeout: 120_000 }, () => {
  const asked = fc
    .sample(fc.tuple(rules, firsts), 2_000)
    .flatMap(([rule, first]) => (isFollowed(rule) ? [{ rule, first, until: `${Number(first.slice(0, 4)) + 5}-12-31` }] : []))
    .map((one) => ({ ...one, ours: datesFrom(readRule(one.rule), one.first, one.first, one.until) }))
    // dateutil looks for the first day of a rule without any until the year 9999.
    .filter(({ ours }) => ours.length > 0 && ours.length < 500)
    .slice(0, 600)
  const theirs = daysInPython(asked.map(({ rule, first, until }) => ({ rule, first, until })))

  expect(asked.length).toBe(600)
  for (const [at, { rule, first, ours }] of asked.entries()) expect(ours, `${rule} from ${first}`).toEqual(theirs[at])
})

function isFollowed(rule: string) {
  try {
    return Boolean(readRule(rule))
  } catch {
    return false
  }
}
