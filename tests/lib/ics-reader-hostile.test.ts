import { monitorEventLoopDelay } from 'node:perf_hooks'

import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'

import { readCalendar } from '#app/lib/ics-reader.server.ts'
import { readFile } from '#app/lib/ics-reader/file.server.ts'
import { datesFrom, readRule } from '#app/lib/ics-reader/rules.server.ts'
import { calendarWith, event, fixture } from '#tests/support/calendars.ts'

const where = { today: '2026-11-24', zone: 'America/Santiago' }
const many = (count: number, rows: (n: number) => Record<string, string> = () => ({})) =>
  calendarWith(Array.from({ length: count }, (_, n) => event(`e${n}`, { SUMMARY: 'x', ...rows(n) })))

/** What a file made to tire its reader must say, in the words that a person reads. */
const hostile: [what: string, text: string | Buffer, says: RegExp][] = [
  ['a rule that never gives a date', calendarWith([event('a', { RRULE: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31' })]), /no da ninguna fecha/],
  ['a yearly rule that never gives a date', calendarWith([event('a', { RRULE: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=99999' })]), /no da ninguna fecha/],
  ['a rule for every second', calendarWith([event('a', { RRULE: 'FREQ=SECONDLY' })]), /segundos/],
  ['an interval of nothing', calendarWith([event('a', { RRULE: 'FREQ=DAILY;INTERVAL=0' })]), /entre 1 y 99/],
  ['positions that no period has', calendarWith([event('a', { RRULE: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366' })]), /no da ninguna fecha/],
  ['a line of a megabyte', calendarWith([event('a', { DESCRIPTION: 'x'.repeat(1_000_000) })]), /más de 64 kB/],
  ['6,000 events', many(6_000, () => ({ UID: '', 'DTEND;TZID=America/Santiago': '' })), /5\.000 eventos/],
  ['more than a megabyte', many(6_000, () => ({ LOCATION: 'x'.repeat(100) })), /1 MB/],
  ['20,000 components one in another', calendarWith(['BEGIN:VALARM\r\n'.repeat(20_000) + 'END:VALARM\r\n'.repeat(20_000)]), /ningún evento/],
  ['4,900 events one in another', calendarWith(['BEGIN:VEVENT\r\n'.repeat(4_900)]), /adentro/],
  ['UTF-16 without a mark', Buffer.from(calendarWith([event('a')]), 'utf16le'), /UTF-16/],
  ['parameters without end', calendarWith([event('a', { [`ATTENDEE${';X="y"'.repeat(10_000)}`]: 'mailto:a@b.cl' }), event('b', { DTSTART: 'no' })]), /cuándo empieza/],
  ['5,000 series without end', many(4_900, (n) => ({ UID: `${n}`, SUMMARY: '', 'DTEND;TZID=America/Santiago': '', RRULE: 'FREQ=DAILY' })), /5\.000 las que se repiten|demasiado tiempo/],
  ['a thousand days removed', calendarWith([event('a', { RRULE: 'FREQ=DAILY', EXDATE: Array(3_000).fill('20261201T130000Z').join(',') })]), /No dice cuándo termina/],
  ['scripts in every text', calendarWith([event('<script>', { SUMMARY: '<img onerror=x>', URL: 'javascript:x', LOCATION: '"><script>', DTSTART: 'x' })]), /cuándo empieza/],
  ['bytes that are no text', Buffer.from(Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 256)), /No es texto|No parece un calendario/],
]

test.for(hostile)('H4: %s is answered within five seconds, and reported', async ([, text, says]) => {
  const began = performance.now()
  const reading = await readCalendar(typeof text === 'string' ? Buffer.from(text) : text, where)

  expect(performance.now() - began).toBeLessThan(7_500)
  const told = JSON.stringify(reading)
  expect(says.test(told), told.slice(0, 300)).toBe(true)
  expect(/<script|<img|"link":"javascript/.test(told)).toBe(false)
})

test('H4: a reader that finds no end is stopped, and nobody else waits meanwhile', async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  // Dates since 1970 that must be counted one by one, five thousand times.
  const tiring = many(5_000, () => ({ UID: '', 'DTSTART;TZID=America/Santiago': '19700101T100000', 'DTEND;TZID=America/Santiago': '', RRULE: 'FREQ=DAILY;COUNT=99999' }))
  delay.enable()
  const began = performance.now()
  const reading = await readCalendar(Buffer.from(tiring), where)
  delay.disable()

  expect(performance.now() - began).toBeLessThan(7_500)
  expect(reading).toMatchObject({ ok: false, problem: expect.stringMatching(/demasiado tiempo/) })
  expect(delay.percentile(99) / 1e6).toBeLessThan(200)
  expect((await readCalendar(Buffer.from(calendarWith([event('a')])), where)).ok).toBe(true)
})

test('files as Google, Outlook and Apple write them lose nothing', () => {
  const read = (name: string) => {
    const reading = readFile(fixture(name), where)
    return reading.ok ? { encoding: reading.encoding, entries: reading.entries.map(({ title, facts, ignored, refused }) => [title, facts?.start_local ?? facts?.from_on ?? ignored ?? refused]) } : reading
  }
  expect(read('google')).toEqual({
    encoding: 'UTF-8',
    entries: [['Mesa técnica de suelo', '2027-03-10T10:00'], ['Reunión de equipo', '2027-03-01T09:00'], ['Reunión de equipo', '2027-03-23T16:00'], ['Visita a terreno en Curicó', '2027-04-06']],
  })
  expect(read('outlook')).toEqual({
    encoding: 'Windows-1252',
    entries: [['Reunión con SERVIU: déficit y subsidios', '2027-03-18T11:00'], ['Comité mensual de vivienda', '2027-03-25T15:00'], ['Llamada con la dirección', '2027-03-29T10:00']],
  })
  expect(read('apple')).toEqual({
    encoding: 'UTF-8',
    entries: [['Mesa de Magallanes', '2027-07-15T12:00'], ['Jornada de la red', '2027-05-31'], ['Comprar café', 'Es una tarea: no se importa.']],
  })
})

const pieces = [
  'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VALARM', 'END:VCALENDAR', 'DTSTART', 'DTEND:20261301', 'RRULE:FREQ=YEARLY;BYDAY=-53SU', 'RRULE:FREQ=WEEKLY;COUNT=99999',
  'EXDATE:', 'UID', 'DURATION:-P1W', 'DURATION:P99999999D', 'TZID=', ';', ':', '"', '\r', '\n ', '\u0000', '\uFEFF', '99999999999', 'RECURRENCE-ID:20261201T100000Z', 'T250000Z',
]
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(40), put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 })) })

test('C3: files of every program, broken at random, never crash or hang, and each of their entries has one outcome', () => {
  const originals = ['google', 'outlook', 'apple'].map((name) => fixture(name).toString('latin1'))
  fc.assert(
    fc.property(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 12 }), (original, edits) => {
      const text = edits.reduce((before, { at, drop, put }) => {
        const from = Math.floor(at * before.length)
        return before.slice(0, from) + put + before.slice(from + drop)
      }, original)
      const began = performance.now()
      const reading = readFile(Buffer.from(text, 'latin1'), where)
      expect(performance.now() - began).toBeLessThan(2_000)
      if (!reading.ok) return
      for (const { facts, ignored, refused } of reading.entries) expect([facts, ignored, refused].filter((one) => one !== null)).toHaveLength(1)
    }),
    { numRuns: 700 },
  )
})

const list = <T>(values: T[], most: number) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most }).map((all) => all.join(','))
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const ordinary = fc.oneof(
  fc.tuple(fc.constant('FREQ=DAILY'), fc.integer({ min: 1, max: 9 })),
  fc.tuple(list(days, 4).map((byday) => `FREQ=WEEKLY;BYDAY=${byday}`), fc.integer({ min: 1, max: 4 })),
  fc.tuple(list([1, 15, 28, 31, -1], 3).map((date) => `FREQ=MONTHLY;BYMONTHDAY=${date}`), fc.integer({ min: 1, max: 5 })),
  fc.tuple(list(['1MO', '2TU', '-1FR', '5WE'], 2).map((byday) => `FREQ=MONTHLY;BYDAY=${byday}`), fc.integer({ min: 1, max: 5 })),
  fc.tuple(list([1, 2, -1], 2).map((position) => `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${position}`), fc.integer({ min: 1, max: 3 })),
  fc.tuple(list([2, 6, 12], 2).map((month) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=2TU`), fc.integer({ min: 1, max: 2 })),
)

test('our own expansion gives the dates that rrule-temporal gives', () => {
  fc.assert(
    fc.property(ordinary, fc.integer({ min: 0, max: 1_000 }), ([rule, interval], shift) => {
      const first = Temporal.PlainDate.from('2026-01-01').add({ days: shift })
      const text = `${rule};INTERVAL=${interval}`
      const ours = datesFrom(readRule(text), first.toString(), first.toString(), first.add({ years: 3 }).toString())
      const dtstart = first.toZonedDateTime({ timeZone: 'UTC', plainTime: '10:00' })
      const theirs = new RRuleTemporal({ rruleString: text, dtstart }).between(dtstart, dtstart.add({ years: 3 }), true).map((date) => date.toPlainDate().toString())
      expect(ours).toEqual(theirs)
    }),
    { numRuns: 150 },
  )
})
