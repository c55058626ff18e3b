import { expect, test } from 'vitest'

import { readMonth } from '#app/domain/search/rules/months.ts'
import { readOrder } from '#app/domain/search/rules/orders.ts'

const TUESDAY = '2026-11-24'

test('an order of a few words tells the verb, whom it is about and when', () => {
  const read = (text: string) => readOrder(text, TUESDAY)
  expect(read('agendar soto mar 15:00')).toEqual({ verb: 'schedule', name: 'soto', on: '2026-12-01', start: '15:00' })
  expect(read('Agendar con Ñuñoa el jueves a las 9')).toMatchObject({ verb: 'schedule', name: 'nunoa', on: '2026-11-26' })
  expect(read('agendar muñoz 9:30 vie')).toEqual({ verb: 'schedule', name: 'munoz', on: '2026-11-27', start: '09:30' })
  expect(read('agendar tome 2-12-2026 15 hrs')).toEqual({ verb: 'schedule', name: 'tome', on: '2026-12-02', start: '15:00' })
  expect(read('agendar mañana 10h castro')).toEqual({ verb: 'schedule', name: 'castro', on: '2026-11-25', start: '10:00' })
  expect(read('agendar ana maría soto')).toEqual({ verb: 'schedule', name: 'ana maria soto' })
  expect(read('registrar ñuñoa')).toEqual({ verb: 'log', name: 'nunoa' })
  expect(read('compromiso de castro')).toEqual({ verb: 'commit', name: 'castro' })
  expect(read('ir a reu')).toEqual({ verb: 'go', name: 'reu' })
  expect(read('registro civil de ñuñoa')?.verb).toBe('log')
  expect(read('agendarme')).toBeUndefined()
  expect(read('')).toBeUndefined()
})

test('a month that is named is one of the next three, or the last one, unless its year is said', () => {
  const read = (text: string) => readMonth(text, TUESDAY)
  expect(read('acta marzo')).toEqual({ from: '2026-03-01', until: '2026-03-31', rest: '' })
  expect(read('reunión de Ñuñoa en febrero')).toEqual({ from: '2027-02-01', until: '2027-02-28', rest: 'nunoa' })
  expect(read('noviembre castro')).toMatchObject({ from: '2026-11-01', rest: 'castro' })
  expect(read('actas de setiembre de 2024 con serviu')).toEqual({ from: '2024-09-01', until: '2024-09-30', rest: 'serviu' })
  expect(read('febrero 2028')).toMatchObject({ until: '2028-02-29' })
  for (const none of ['mar', 'martes', 'mayor', 'diciemb', '', '2026-03']) expect(read(none), none).toBeUndefined()
})
