import { expect, test } from 'vitest'

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
