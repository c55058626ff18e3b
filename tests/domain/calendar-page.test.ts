import { expect, test } from 'vitest'

import { readCalendarView } from '#app/domain/calendar/queries/page.server.ts'
import { rangeOf } from '#app/domain/calendar/rules.ts'

test('a month shows whole weeks from Monday, and its arrows lead to the months beside it', () => {
  expect(rangeOf('mes', '2026-11-24')).toEqual({
    from: '2026-10-26', until: '2026-12-07', previous: '2026-10-01', next: '2026-12-01', title: 'Noviembre de 2026',
  })
})

test('a month that starts on Monday and ends on Sunday shows no day of another', () => {
  expect(rangeOf('mes', '2027-02-10')).toMatchObject({ from: '2027-02-01', until: '2027-03-01' })
})

test('a week goes from Monday to Sunday, also across the year', () => {
  expect(rangeOf('semana', '2027-01-01')).toMatchObject({
    from: '2026-12-28', until: '2027-01-04', title: '28 de diciembre al 3 de enero de 2027',
  })
})

test('a day and an agenda start where they are asked', () => {
  expect(rangeOf('dia', '2026-11-24')).toMatchObject({ from: '2026-11-24', until: '2026-11-25', title: 'Martes 24 de noviembre de 2026' })
  expect(rangeOf('agenda', '2026-11-24')).toMatchObject({ from: '2026-11-24', until: '2026-12-24', previous: '2026-10-25' })
})

test('an address that asks for nothing real gets today and every layer; who comes from «Mías», theirs', () => {
  const read = (search: string) => readCalendarView(new URLSearchParams(search), '2026-11-24')

  expect(read('')).toEqual({ mode: undefined, day: '2026-11-24', layers: ['mias', 'equipo', 'red', 'vencimientos', 'feriados'] })
  expect(read('vista=mias').layers).toEqual(['mias', 'vencimientos', 'feriados'])
  expect(read('modo=siglo&fecha=2026-02-31')).toMatchObject({ mode: undefined, day: '2026-11-24' })
  expect(read('modo=semana&fecha=2026-12-01&capas=1&capa=feriados&capa=otra')).toEqual({ mode: 'semana', day: '2026-12-01', layers: ['feriados'] })
})
