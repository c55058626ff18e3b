import fc from 'fast-check'
import { expect, test } from 'vitest'

import { addDays, formatDay } from '#app/lib/days.ts'
import { dayOrderOf, readDay } from '#app/lib/sheets/days.ts'
import type { Cell } from '#app/lib/sheets/reading.ts'

const dayIn = (cell: Cell, order: 'dmy' | 'mdy' | 'ymd' = 'dmy') => {
  const read = readDay(cell, order)
  return read && ('day' in read ? read.day : read.problem)
}

test('the fifth of March of 2024 is read however Chileans write it', () => {
  const writings: Cell[] = [
    '05-03-2024', '5/3/2024', '05/03/24', '5.3.2024', '05 03 2024', '05 - 03 - 2024', '2024-03-05', '2024/3/5', '20240305', '05-03-2024 00:00:00', '2024-03-05T09:30:00Z',
    '5 de marzo de 2024', '5 marzo 2024', '05-mar-2024', '5-mar-24', 'martes 5 de marzo de 2024', '5 de Marzo del 2024', '5-Mar-2024', 'March 5, 2024', '5th March 2024',
    { day: '2024-03-05' }, { day: '2024-03-05', time: '09:30' }, 45356, '45356', '45356,5', ' 05-03-2024 ', '05/03/2024 9:30 a. m.',
  ]
  expect(writings.map((cell) => dayIn(cell))).toEqual(writings.map(() => '2024-03-05'))
  expect(['1° de marzo de 2024', '1º marzo 2024', '1ro de marzo de 2024'].map((cell) => dayIn(cell))).toEqual(['2024-03-01', '2024-03-01', '2024-03-01'])
  expect([dayIn('15-sept-2024'), dayIn('15 de setiembre de 2024'), dayIn('4-ago-24'), dayIn('4-Aug-24'), dayIn('3-dic-24')]).toEqual(['2024-09-15', '2024-09-15', '2024-08-04', '2024-08-04', '2024-12-03'])
})

test('the order of the column decides, and a day that does not exist is never turned into another', () => {
  expect(dayIn('03/04/2024', 'dmy')).toBe('2024-04-03')
  expect(dayIn('03/04/2024', 'mdy')).toBe('2024-03-04')
  expect(dayIn('24-03-05', 'ymd')).toBe('2024-03-05')
  expect(dayIn('03/25/2024', 'dmy')).toBe('«03/25/2024» no es una fecha si se lee día-mes-año.')
  expect(dayIn('25/03/2024', 'mdy')).toBe('«25/03/2024» no es una fecha si se lee mes-día-año.')
  expect(dayIn('31-02-2024')).toBe('«31-02-2024» no existe en el calendario.')
  expect(dayIn('31 de abril de 2024')).toBe('«31 de abril de 2024» no existe en el calendario.')
  expect(dayIn('29-02-2023')).toBe('«29-02-2023» no existe en el calendario.')
  expect(dayIn('2024')).toBe('«2024» es solo un año: falta el día y el mes.')
  for (const text of ['marzo de 2024', 'por definir', '05-03', '5/2024', '0', 'x'.repeat(10_000), '99999', 12, true, '01-01-0001', '05-03-204', '5-3-4']) {
    expect(dayIn(text), String(text).slice(0, 20)).toMatch(/^«.*» no /)
  }
  expect([dayIn(null), dayIn('   ')]).toEqual([null, null])
})

test('two figures of a year are of this century up to 49, and of the last one from 50', () => {
  expect(['06-12-28', '06-12-49', '06-12-50', '06-12-99', '06-12-00'].map((cell) => dayIn(cell))).toEqual(['2028-12-06', '2049-12-06', '1950-12-06', '1999-12-06', '2000-12-06'])
})

test('one day that can be read in one way tells how the others are meant', () => {
  expect(dayOrderOf(['04-03-2024', null, '25-03-2024'])).toEqual({ order: 'dmy', against: [], unread: [] })
  expect(dayOrderOf(['04/03/2024', '03/25/2024'])).toEqual({ order: 'mdy', against: [], unread: [] })
  expect(dayOrderOf(['04.03.2024'])).toEqual({ order: 'dmy', against: [], unread: [] })
  expect(dayOrderOf(['2024-03-04', { day: '2024-03-05' }, 45356])).toEqual({ order: 'ymd', against: [], unread: [] })
  expect(dayOrderOf(['98-03-05', '97-12-31'])).toEqual({ order: 'ymd', against: [], unread: [] })
})

test('a column that could be read both ways, or that is written both ways, asks', () => {
  expect(dayOrderOf(['04-03-2024', '05-06-2024'])).toMatchObject({ order: 'ambiguous' })
  expect(dayOrderOf(['04-04-2024', '05-05-2024'])).toMatchObject({ order: 'ymd' })
  expect(dayOrderOf(['25-03-2024', '26-03-2024', '03/27/2024', 'pendiente', '04-05-2024'])).toEqual({ order: 'ambiguous', against: [2], unread: [3] })
  expect(dayOrderOf(['nunca', null])).toEqual({ order: 'none', against: [], unread: [0] })
})

test('every day of two centuries is read back as it was written, in every order and as the serial of Excel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 54_000 }), (n) => {
      const day = addDays('1950-01-01', n)
      const [year, month, date] = day.split('-') as [string, string, string]
      expect(dayIn(formatDay(day))).toBe(day)
      expect(dayIn(`${month}/${date}/${year}`, 'mdy')).toBe(day)
      expect(dayIn(`${year}.${month}.${date}`, 'ymd')).toBe(day)
      expect(dayIn(18_264 + n)).toBe(day)
    }),
  )
})

test('whatever is written, it is a day, a sentence or nothing', () => {
  const numeric = fc.tuple(fc.nat(9999), fc.constantFrom('-', '/', '.', ' '), fc.nat(99), fc.constantFrom('-', '/', '.', ' '), fc.nat(9999)).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(numeric, fc.string({ unit: 'binary' }), fc.double()), fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const), (cell, order) => {
      const read = readDay(cell, order)
      if (read && 'day' in read) expect(read.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      else if (read) expect(read.problem).toMatch(/^«/)
    }),
    { numRuns: 500 },
  )
})

test('a date cell says no more than the same day in letters: years that nobody means are told', () => {
  for (const day of ['9999-12-31', '2200-01-01', '1899-12-31', '1900-01-00', '0001-01-01']) {
    expect(readDay({ day }, 'dmy'), day).toEqual({ problem: `«${formatDay(day)}» no existe en el calendario.` })
  }
  expect(readDay({ day: '2199-12-31' }, 'dmy')).toEqual({ day: '2199-12-31' })
})
