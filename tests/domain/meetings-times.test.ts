import { expect, test } from 'vitest'

import { isPossible, readTimes, type Asked } from '#app/domain/meetings/rules/times.ts'
import { shortWhenText, whenText } from '#app/domain/meetings/rules/when.ts'
import { hours } from '#tests/support/meetings.ts'

const asked = (changes: Partial<Asked>): Asked => ({
  whole_day: false,
  on: '2026-11-24',
  start: '10:00',
  end: '11:00',
  until_on: null,
  duration: 60,
  zone: 'America/Santiago',
  repeated_hour: null,
  ...changes,
})

const timesOf = (changes: Partial<Asked>) => {
  const reading = readTimes(asked(changes))
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.times
}

const errorsOf = (changes: Partial<Asked>) => {
  const reading = readTimes(asked(changes))
  return reading.ok ? {} : reading.errors
}

test('UTC is derived from the local time and the zone of the place', () => {
  const july = { on: '2026-07-15', start: '12:00', end: '13:00' }
  expect(timesOf({ ...july, zone: 'America/Santiago' }).starts_at).toBe('2026-07-15T16:00:00.000Z')
  expect(timesOf({ ...july, zone: 'America/Punta_Arenas' }).starts_at).toBe('2026-07-15T15:00:00.000Z')
  expect(timesOf({ ...july, zone: 'America/Coyhaique' }).starts_at).toBe('2026-07-15T15:00:00.000Z')
  expect(timesOf({ ...july, zone: 'Pacific/Easter' }).starts_at).toBe('2026-07-15T18:00:00.000Z')
})

test('an hour that the clocks skip is refused with the next one that exists', () => {
  expect(errorsOf({ on: '2026-09-06', start: '00:30', end: '02:00' })).toEqual({
    start: ['Esa hora no existe: ese día el reloj salta de las 00:00 a la 01:00. ¿Quiso decir 01:00?'],
  })
  expect(errorsOf({ on: '2026-09-05', start: '22:15', end: '23:45', zone: 'Pacific/Easter' })).toEqual({
    start: ['Esa hora no existe: ese día el reloj salta de las 22:00 a las 23:00. ¿Quiso decir 23:00?'],
  })
})

test('an hour that happens twice asks which one, and then keeps the answer', () => {
  const twice = { on: '2026-04-04', start: '23:30', end: '23:50' }
  expect(errorsOf(twice).repeated_hour?.[0]).toContain('¿la primera o la segunda?')
  expect(timesOf({ ...twice, repeated_hour: 0 })).toMatchObject({ repeated_hour: 0, starts_at: '2026-04-05T02:30:00.000Z' })
  expect(timesOf({ ...twice, repeated_hour: 1 })).toMatchObject({ repeated_hour: 1, starts_at: '2026-04-05T03:30:00.000Z' })
})

test('the answer to an hour that happens once is forgotten', () => {
  expect(timesOf({ repeated_hour: 1 }).repeated_hour).toBe(0)
})

test('a meeting ends after it starts', () => {
  expect(errorsOf({ end: '09:00' }).end?.[0]).toContain('después de las 10:00')
  expect(errorsOf({ end: '10:00' }).end).toHaveLength(1)
  expect(errorsOf({ start: null }).start).toHaveLength(1)
})

test('without an end it lasts what was said, past midnight too', () => {
  expect(timesOf({ end: null, duration: 90 }).end_local).toBe('2026-11-24T11:30')
  expect(timesOf({ start: '23:30', end: null }).end_local).toBe('2026-11-25T00:30')
})

test('whole days keep the day after the last one, also on the day without a midnight', () => {
  expect(timesOf({ whole_day: true, on: '2026-09-06' })).toMatchObject({
    from_on: '2026-09-06', until_on: '2026-09-07', start_local: null, starts_at: '2026-09-06T04:00:00.000Z',
  })
  expect(timesOf({ whole_day: true, until_on: '2026-11-26' }).until_on).toBe('2026-11-27')
  expect(errorsOf({ whole_day: true, until_on: '2026-11-20' }).until_on).toHaveLength(1)
  expect(errorsOf({ whole_day: true, until_on: '2027-11-20' }).until_on).toHaveLength(1)
})

test('stored times that cannot be are recognised', () => {
  expect(isPossible(hours('2026-09-06', '00:30', '02:00'))).toBe(false)
  expect(isPossible(hours('2026-11-24', '10:00', '09:00'))).toBe(false)
  expect(isPossible(hours('2026-11-24', '10:00', '11:00'))).toBe(true)
})

test('the zone shows only where its hour differs from the reader’s', () => {
  const winter = timesOf({ on: '2027-07-14', zone: 'America/Punta_Arenas' })
  expect(whenText(winter, 'America/Santiago')).toBe('miércoles 14 de julio de 2027, 10:00 a 11:00 en Punta Arenas, 09:00 para usted')
  const summer = timesOf({ on: '2027-01-13', zone: 'America/Punta_Arenas' })
  expect(whenText(summer, 'America/Santiago')).toBe('miércoles 13 de enero de 2027, 10:00 a 11:00')
  expect(shortWhenText(timesOf({ whole_day: true, until_on: '2026-11-25' }), 'America/Santiago')).toBe(
    'martes 24 de noviembre al miércoles 25 de noviembre, todo el día',
  )
})
