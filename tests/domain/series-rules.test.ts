import { RRuleTemporal } from 'rrule-temporal'
import { expect, test } from 'vitest'

import { dayOfNth, firstDayOf, localStarts, problemOf, ruleMoved, steadied } from '#app/domain/series/rules/dates.server.ts'
import { endWords, ruleWords } from '#app/domain/series/rules/words.ts'

test('a rule is told in the words of whoever coordinates', () => {
  const told = Object.fromEntries(rules.map(([rule, , words]) => [rule, words]))
  expect(Object.fromEntries(rules.map(([rule, first]) => [rule, ruleWords(rule, first)]))).toEqual(told)
  expect(endWords('2027-12-14', 12)).toBe('hasta el 14-12-2027, 12 fechas')
  expect(endWords('2027-12-14', 1)).toBe('hasta el 14-12-2027, 1 fecha')
})

const rules = [
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-24', 'todos los días hábiles'],
  ['FREQ=WEEKLY;BYDAY=TU', '2026-11-24', 'todos los martes'],
  ['FREQ=WEEKLY', '2026-11-28', 'todos los sábados'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24', 'cada dos semanas, los martes'],
  ['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE,SU', '2026-11-23', 'cada tres semanas, los lunes, miércoles y domingos'],
  ['FREQ=MONTHLY;BYDAY=2TU', '2026-12-08', 'el segundo martes de cada mes'],
  ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', '2026-12-08', 'el segundo martes de cada mes'],
  ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', 'el último viernes de cada mes'],
  ['FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15', 'el día 15 de cada mes'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30', 'el último día de cada mes'],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO', '2026-12-07', 'cada dos meses, el primer lunes'],
  ['FREQ=YEARLY', '2026-11-12', 'cada año, el 12 de noviembre'],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', '2027-03-01', 'cada año, el primer lunes de marzo'],
  ['FREQ=DAILY;INTERVAL=10', '2026-11-12', 'cada 10 días'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15', '2026-12-01', 'con una regla propia'],
] as const

test('our dates of a rule are those of rrule-temporal', () => {
  for (const [rule, first] of rules) {
    const until = '2029-11-30'
    const ours = localStarts({ rule, start_local: `${first}T09:00`, last_on: until })
    const theirs = new RRuleTemporal({ rruleString: `DTSTART;TZID=America/Santiago:${first.replaceAll('-', '')}T090000\nRRULE:${rule};UNTIL=20291201T025959Z` })
    expect([rule, ours.slice(0, 400)]).toEqual([rule, theirs.all((_, at) => at < 400).map((date) => date.toPlainDateTime().toString({ smallestUnit: 'minute' }))])
  }
})

test('a series is at most four hundred dates and five years, and says until when it would fit', () => {
  const weekdays = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', start_local: '2026-12-01T09:00', end_local: '2026-12-01T09:30', zone: 'America/Santiago' }
  expect(problemOf({ ...weekdays, last_on: '2029-12-31' })).toBe('Una serie tiene a lo más 400 fechas: alcanza hasta el 12-06-2028.')
  expect(problemOf({ ...weekdays, last_on: '2028-06-12' })).toBeUndefined()
  expect(problemOf({ ...weekdays, last_on: '2031-12-02' })).toContain('hasta el 01-12-2031')
  expect(problemOf({ ...weekdays, last_on: '2026-11-30' })).toContain('antes de su primera fecha')
  expect(problemOf({ ...weekdays, rule: 'FREQ=WEEKLY;COUNT=3', last_on: '2027-01-01' })).toBe('Esa regla no se puede repetir.')
  expect(problemOf({ ...weekdays, start_local: '2026-12-05T09:00', end_local: '2026-12-05T10:00', last_on: '2027-01-01' })).toContain('no es una fecha de la regla')
})

test('«n veces» is a last day, and the first date the next one that the rule gives', () => {
  expect(dayOfNth('FREQ=MONTHLY;BYDAY=2TU', '2026-12-08', 12)).toBe('2027-11-09')
  expect(firstDayOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', '2026-11-27')).toBe('2026-11-30')
  expect(firstDayOf('FREQ=MONTHLY;BYDAY=-1FR', '2026-11-28')).toBe('2026-12-25')
})

test('one date moved to another day tells the rule of the rest, when it can', () => {
  expect(ruleMoved('FREQ=WEEKLY;BYDAY=TU', '2026-11-24', '2026-11-26')).toBe('FREQ=WEEKLY;BYDAY=TH')
  expect(ruleMoved('FREQ=MONTHLY;BYDAY=2TU', '2026-12-08', '2026-12-17')).toBe('FREQ=MONTHLY;BYDAY=3TH')
  expect(ruleMoved('FREQ=MONTHLY;BYDAY=-1FR', '2026-11-27', '2026-11-30')).toBe('FREQ=MONTHLY;BYDAY=-1MO')
  expect(ruleMoved('FREQ=MONTHLY;BYMONTHDAY=15', '2026-12-15', '2026-12-16')).toBe('FREQ=MONTHLY;BYMONTHDAY=16')
  expect(ruleMoved('FREQ=WEEKLY;BYDAY=TU,TH', '2026-11-24', '2026-11-25')).toBeUndefined()
})

test('an hour that the clock skips or repeats becomes the next whole one', () => {
  expect(steadied('2026-09-06T00:30', '2026-09-06T01:00', 'America/Santiago')).toEqual({ start_local: '2026-09-06T01:00', end_local: '2026-09-06T01:30' })
  expect(steadied('2027-04-03T23:30', '2027-04-03T23:45', 'America/Santiago')).toEqual({ start_local: '2027-04-04T00:00', end_local: '2027-04-04T00:15' })
  expect(steadied('2027-04-03T22:30', '2027-04-03T22:45', 'America/Santiago').start_local).toBe('2027-04-03T22:30')
})
