import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import {
  calendarFor, dueOn, isWorkingDay, nextWorkingDay, previousWorkingDay, type Calendar,
} from '#app/domain/deadlines/rules.ts'
import { termKinds, type TermKind } from '#app/domain/deadlines/terms.ts'
import { addDays } from '#app/lib/days.ts'
import { readCommunes } from '#db/catalog/communes.server.ts'
import { parseCsv } from '#db/catalog/csv.server.ts'
import { readHolidays } from '#db/catalog/holidays.server.ts'
import { createWorld } from '#tests/support/world.ts'

const holidays = readHolidays()
const national = calendarFor({}, holidays)
const chillan = calendarFor({ region_code: '16', commune_cut: '16101', commune_name: 'Chillán' }, holidays)
const sanCarlos = calendarFor({ region_code: '16', commune_cut: '16301', commune_name: 'San Carlos' }, holidays)
const arica = calendarFor({ region_code: '15', region_name: 'Arica y Parinacota' }, holidays)
const calendars = [national, chillan, sanCarlos, arica]

const habiles = (start: string, n: number, calendar: Calendar = national) =>
  dueOn({ start, kind: 'habiles', n, calendar }).due_on

type Column = 'id' | 'case' | 'start' | 'kind' | 'n' | 'region_code' | 'commune_cut' | 'expected' | 'basis'
const fixture = readFileSync(join(import.meta.dirname, '../fixtures/plazos.csv'), 'utf8')

test.each(parseCsv<Column>(fixture))('$id: $case', ({ start, kind, n, region_code, commune_cut, expected }) => {
  const calendar = calendarFor({ region_code: region_code || null, commune_cut: commune_cut || null }, holidays)
  expect(dueOn({ start, kind: kind as TermKind, n: n ? Number(n) : null, calendar }).due_on).toBe(expected)
})

/** Working days after `from`, up to and including `to`; 0 when `to` is not later. */
function countWorkingDays(from: string, to: string, calendar: Calendar) {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count++
  return count
}

test('every holiday of the table is passed over, where it is kept and nowhere else', () => {
  const elsewhere = calendarFor({ commune_cut: '13101' }, holidays)
  for (const { date_on, scope, region_code, commune_cut } of holidays) {
    const there = calendarFor({ region_code, commune_cut }, holidays)
    const { due_on, skipped } = dueOn({ start: addDays(date_on, -1), kind: 'habiles', n: 1, calendar: there })
    expect(skipped.map(({ date }) => date), date_on).toContain(date_on)
    expect(due_on > date_on, date_on).toBe(true)

    const weekend = !isWorkingDay(date_on, calendarFor({}, []))
    const kept = holidays.some((other) => other.date_on === date_on && other.scope === 'national')
    expect(isWorkingDay(date_on, elsewhere), date_on).toBe(scope !== 'national' && !weekend && !kept)
  }
})

test('20 August stops Chillán and Chillán Viejo, not San Carlos, and not a region without commune', () => {
  const due = dueOn({ start: '2026-08-18', kind: 'habiles', n: 3, calendar: chillan })
  expect(due).toMatchObject({
    due_on: '2026-08-24',
    rule: '3 días hábiles',
    explanation: 'se saltan 20-8 (feriado en Chillán) y 1 fin de semana',
  })
  expect(due.skipped[0]).toEqual({
    date: '2026-08-20', why: 'feriado en Chillán: Nacimiento del Prócer de la Independencia',
  })
  expect(habiles('2026-08-18', 3, calendarFor({ commune_cut: '16103' }, holidays))).toBe('2026-08-24')
  expect(habiles('2026-08-18', 3, sanCarlos)).toBe('2026-08-21')
  expect(habiles('2026-08-18', 3, calendarFor({ region_code: '16' }, holidays))).toBe('2026-08-21')
})

test('a commune keeps the holidays of its region, told or not', () => {
  for (const { cut, region_code } of readCommunes()) {
    expect(habiles('2027-06-04', 1, calendarFor({ commune_cut: cut }, holidays)), cut)
      .toBe(region_code === '15' ? '2027-06-08' : '2027-06-07')
  }
})

test('the calendar that was used is told', () => {
  expect(calendars.map(({ label }) => label)).toEqual([
    'calendario nacional', 'calendario de Chillán', 'calendario de San Carlos',
    'calendario de Arica y Parinacota, sin feriados comunales',
  ])
})

test('rule and explanation are written as people say them', () => {
  const told = (kind: TermKind, n: number | null, start = '2026-11-27') => {
    const { rule, explanation } = dueOn({ start, kind, n, calendar: national })
    return [rule, explanation]
  }
  expect(told('habiles', 10)).toEqual(['10 días hábiles', 'se saltan 8-12 (Inmaculada Concepción) y 3 fines de semana'])
  expect(told('habiles', 1, '2026-11-24')).toEqual(['1 día hábil', ''])
  expect(told('habiles', 1, '2026-12-07')).toEqual(['1 día hábil', 'se salta 8-12 (Inmaculada Concepción)'])
  expect(told('corridos', 1)).toEqual(['1 día corrido', 'cae en día inhábil (sábado) y no se mueve'])
  expect(told('corridos', 30)).toEqual(['30 días corridos', 'cae en día inhábil (domingo) y no se mueve'])
  expect(told('corridos_prorroga', 1)).toEqual([
    '1 día corrido, con prórroga al hábil siguiente', 'se salta 1 fin de semana',
  ])
  expect(told('meses', 2)).toEqual(['2 meses', ''])
  expect(told('meses', 1)).toEqual(['1 mes', 'se salta 1 fin de semana'])
  expect(told('primer_habil_mes', null, '2027-01-20')).toEqual([
    'primer día hábil del mes', 'se saltan 1-1 (Año Nuevo) y 1 fin de semana',
  ])
  expect(told('habiles', 200)[1]).toMatch(/^se saltan \d+ feriados y \d+ fines de semana$/)
})

test('24 and 31 December are working days', () => {
  expect(habiles('2026-12-23', 1)).toBe('2026-12-24')
  expect(habiles('2026-12-30', 1)).toBe('2026-12-31')
})

test('a term of no days is its start, or the next working day', () => {
  expect(habiles('2026-11-20', 0)).toBe('2026-11-20')
  expect(habiles('2026-11-21', 0)).toBe('2026-11-23')
  expect(dueOn({ start: '2026-11-21', kind: 'corridos', n: 0, calendar: national }).due_on).toBe('2026-11-21')
})

test('from a Saturday, Monday is day one', () => {
  expect(habiles('2026-11-21', 1)).toBe('2026-11-23')
})

test('months end on the same day number, or the last one, and go on to a working day', () => {
  const months = (start: string, n: number) => dueOn({ start, kind: 'meses', n, calendar: national }).due_on
  expect(months('2026-12-31', 2)).toBe('2027-03-01')
  expect(months('2027-01-31', 1)).toBe('2027-03-01')
  expect(months('2026-11-08', 1)).toBe('2026-12-09')
  expect(months('2026-11-24', 2)).toBe('2027-01-25')
})

test('what is not a term is refused', () => {
  const asked = (start: string, n: number | null, kind: TermKind = 'habiles') => () =>
    dueOn({ start, kind, n, calendar: national })
  for (const kind of ['habiles', 'corridos', 'corridos_prorroga', 'meses'] as const) {
    expect(asked('2026-11-20', -1, kind)).toThrow(RangeError)
    expect(asked('2026-11-20', 1.5, kind)).toThrow(RangeError)
    expect(asked('2026-11-20', null, kind)).toThrow(RangeError)
    expect(asked('2026-11-20', Number.NaN, kind)).toThrow(RangeError)
    expect(asked('2026-11-20', 10_001, kind)).toThrow(RangeError)
  }
  expect(asked('2026-02-30', 1)).toThrow('«2026-02-30» no es una fecha.')
  expect(asked('9999-12-30', 5)).toThrow(RangeError)
})

test('beyond the table of holidays it says so, and inside it does not', () => {
  const beyond = (start: string, n: number, calendar = national) =>
    dueOn({ start, kind: 'habiles', n, calendar }).beyond_table
  expect(beyond('2030-12-20', 5)).toBeUndefined()
  expect(beyond('2030-12-20', 10)).toBe(true)
  expect(beyond('2023-12-31', 1)).toBeUndefined()
  expect(beyond('2023-12-28', 1)).toBe(true)
  expect(dueOn({ start: '2031-03-01', kind: 'primer_habil_mes', calendar: national })).toMatchObject({
    explanation: expect.stringContaining('la tabla de feriados va de 2024 a 2030'), beyond_table: true,
  })

  const loose = { date_on: '2031-05-02', name: 'Feriado único', region_code: null, commune_cut: null }
  const calendar = calendarFor({}, [...holidays, { ...loose, scope: 'national' }])
  expect(dueOn({ start: '2031-05-01', kind: 'habiles', n: 1, calendar })).toMatchObject({
    due_on: '2031-05-05', beyond_table: true,
  })
})

// A second way to the same answer, as plain as the law: Monday to Friday, and not in the list.

type Oracle = (start: string, n: number, off: Set<string>) => string

const isOff = (day: string, off: Set<string>) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) || off.has(day)
const after = (day: string, n = 1) => new Date(Date.parse(`${day}T12:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)

function onwards(day: string, off: Set<string>): string {
  return isOff(day, off) ? onwards(after(day), off) : day
}

const oracles: Record<TermKind, Oracle> = {
  habiles(start, n, off) {
    let day = start
    for (let count = 0; count < n; count++) day = onwards(after(day), off)
    return onwards(day, off)
  },
  corridos: (start, n) => after(start, n),
  corridos_prorroga: (start, n, off) => onwards(after(start, n), off),
  meses(start, n, off) {
    const [year = 0, month = 0, number = 0] = start.split('-').map(Number)
    const last = new Date(Date.UTC(year, month + n, 0, 12)).getUTCDate()
    return onwards(new Date(Date.UTC(year, month - 1 + n, Math.min(number, last), 12)).toISOString().slice(0, 10), off)
  },
  primer_habil_mes: (start, _n, off) => onwards(`${start.slice(0, 7)}-01`, off),
  ultimo_habil_mes(start, _n, off) {
    let day = after(oracles.meses(`${start.slice(0, 7)}-01`, 1, new Set()).slice(0, 7) + '-01', -1)
    while (isOff(day, off)) day = after(day, -1)
    return day
  },
}

const anyDay = fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2024-01-01', n))
const anyCalendar = fc.constantFrom(...calendars)
const anyKind = fc.constantFrom(...(Object.keys(termKinds) as TermKind[]))
const anyCount = fc.integer({ min: 0, max: 60 })

test('the rules agree with the law written a second time', () => {
  fc.assert(
    fc.property(anyDay, anyKind, anyCount, anyCalendar, (start, kind, n, calendar) => {
      const expected = oracles[kind](start, n, new Set(calendar.holidays.keys()))
      expect(dueOn({ start, kind, n, calendar }).due_on).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

test('whatever is asked in working days ends on one, after exactly that many', () => {
  fc.assert(
    fc.property(anyDay, anyCount, anyCalendar, (start, n, calendar) => {
      const { due_on, skipped } = dueOn({ start, kind: 'habiles', n, calendar })
      expect(isWorkingDay(due_on, calendar)).toBe(true)
      if (n > 0) expect(countWorkingDays(start, due_on, calendar)).toBe(n)
      if (n > 0) expect(addDays(start, n + skipped.length)).toBe(due_on)
      for (const { date, why } of skipped) expect([isWorkingDay(date, calendar), why !== '']).toEqual([false, true])
    }),
  )
})

test('a longer term never ends earlier, and two terms in a row are one', () => {
  fc.assert(
    fc.property(anyDay, anyCount, anyCount, anyCalendar, (start, n, m, calendar) => {
      expect(habiles(start, n + m, calendar) >= habiles(start, n, calendar)).toBe(true)
      const [first, then] = [Math.max(n, 1), m]
      expect(habiles(habiles(start, first, calendar), then, calendar)).toBe(habiles(start, first + then, calendar))
    }),
  )
})

test('plain days never move', () => {
  fc.assert(
    fc.property(anyDay, anyCount, anyCalendar, (start, n, calendar) => {
      expect(dueOn({ start, kind: 'corridos', n, calendar })).toMatchObject({ due_on: addDays(start, n), skipped: [] })
    }),
  )
})

test('the working day before and after any day are next to each other', () => {
  fc.assert(
    fc.property(anyDay, anyCalendar, (day, calendar) => {
      const [before, next] = [previousWorkingDay(day, calendar), nextWorkingDay(day, calendar)]
      expect(before <= day && day <= next).toBe(true)
      expect(countWorkingDays(before, next, calendar)).toBe(before === next ? 0 : 1)
    }),
  )
})

test('more holidays never make a term end earlier', () => {
  fc.assert(
    fc.property(anyDay, anyCount, (start, n) => {
      expect(habiles(start, n, chillan) >= habiles(start, n, national)).toBe(true)
    }),
  )
})

test('the calendar of an institution is that of its seat', async () => {
  const { as } = await createWorld()
  const calendarOf = (id: string | null) => findCalendar(as('paula'), id)

  const serviu = await calendarOf('serviu-16')
  expect(serviu.label).toBe('calendario de Chillán')
  expect(habiles('2026-08-18', 3, serviu)).toBe('2026-08-24')
  expect(habiles('2026-08-18', 3, await calendarOf('muni-16301'))).toBe('2026-08-21')
  expect(habiles('2027-06-03', 5, await calendarOf('gore-15'))).toBe('2027-06-11')
  expect((await calendarOf('minvu')).label).toBe('calendario de Santiago')
  expect((await calendarOf('amuch')).label).toBe('calendario nacional')
  expect(habiles('2026-11-27', 10, await calendarOf(null))).toBe('2026-12-14')
  await expect(calendarOf('nadie')).rejects.toThrow('No existe')
})
