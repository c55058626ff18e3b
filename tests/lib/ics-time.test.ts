import { spawnSync } from 'node:child_process'

import { expect, test } from 'vitest'

import { calendar, isZone, vtimezone, type Entry } from '#app/lib/ics.server.ts'
import { zoneHere } from '#app/lib/ics/zones.server.ts'
import { agenda, meeting } from '#tests/fixtures/ics/agenda.ts'
import { readInIcalJs } from '#tests/support/parsers/ical-js.ts'

const at = (zone: string, start: string, end: string) => meeting({ time: { zone, start, end } })
const santiago = (start: string, end: string) => at('America/Santiago', start, end)

/** DTSTART and DTEND, as printed. */
const startsOf = (entry: Entry) => calendar('x', [entry]).match(/^DT(START|END)[;:].*$/gm)?.slice(-2)

test('the blocks are these, to the letter', () => {
  expect(vtimezone('America/Santiago').split('\r\n')).toEqual([
    'BEGIN:VTIMEZONE', 'TZID:America/Santiago',
    'BEGIN:STANDARD', 'DTSTART:20230401T235959', 'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SA',
    'TZOFFSETFROM:-0300', 'TZOFFSETTO:-0400', 'TZNAME:-04', 'END:STANDARD',
    'BEGIN:DAYLIGHT', 'DTSTART:20230902T235959', 'RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1SA',
    'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0300', 'TZNAME:-03', 'END:DAYLIGHT',
    'END:VTIMEZONE',
  ])
  expect(vtimezone('Pacific/Easter')).toContain('DTSTART:20230401T220000\r\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SA')
  expect(vtimezone('America/Punta_Arenas').match(/BEGIN:/g)).toHaveLength(2)
  expect(vtimezone('America/Coyhaique')).not.toContain('RRULE')
})

test('only Chile’s zones may be written', () => {
  const zones = ['America/Santiago', 'Pacific/Easter', 'America/Punta_Arenas', 'America/Coyhaique']
  expect(zones.filter(isZone)).toEqual(zones)
  for (const zone of ['Europe/Madrid', 'UTC', 'toString', '__proto__', '']) {
    expect(isZone(zone)).toBe(false)
    expect(() => vtimezone(zone)).toThrow('no zone')
    expect(() => calendar('x', [at(zone, '2026-07-15T12:00', '2026-07-15T13:00')])).toThrow('no zone')
  }
})

test('a runtime that has not heard of Coyhaique writes it with the same hour under Punta Arenas', () => {
  expect(zoneHere('America/Coyhaique', () => false)).toBe('America/Punta_Arenas')
  expect(zoneHere('America/Coyhaique', () => true)).toBe('America/Coyhaique')
  expect(zoneHere('America/Santiago', () => false)).toBe('America/Santiago')
})

test('each zone that an entry uses has one block, and no other has', () => {
  const zonesOf = (entries: Entry[]) => {
    const blocks = readInIcalJs(calendar('x', entries)).components.vtimezone ?? []
    return blocks.map(({ properties }) => properties.tzid?.[0])
  }
  expect(zonesOf(agenda)).toEqual(['America/Santiago', 'Pacific/Easter', 'America/Punta_Arenas', 'America/Coyhaique'])
  expect(zonesOf([meeting({ day: { from: '2026-09-06', until: '2026-09-07' } })])).toEqual([])
  expect(zonesOf([santiago('2026-04-04T23:30', '2026-04-04T23:45')])).toEqual([])
})

test('the bytes do not depend on where the server stands', () => {
  const script = `
    const { calendarOf } = await import('#app/lib/ics.server.ts')
    const { agenda, mailbox } = await import('#tests/fixtures/ics/agenda.ts')
    process.stdout.write(calendarOf('Agenda', agenda, { organizer: mailbox }))`
  const written = ['UTC', 'America/Santiago', 'Asia/Tokyo'].map((TZ) => {
    const env = { ...process.env, TZ }
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env })
    return child.stdout || child.stderr
  })
  expect(written[0]).toMatch(/^BEGIN:VCALENDAR[^]*END:VCALENDAR\r\n$/)
  expect(new Set(written).size).toBe(1)
})

test('the repeated hour of April is printed as an instant, in both readings', () => {
  const first = santiago('2026-04-04T23:30', '2026-04-04T23:45')
  const second = { ...first, time: { ...first.time!, second: true } }
  expect(startsOf(first)).toEqual(['DTSTART:20260405T023000Z', 'DTEND:20260405T024500Z'])
  expect(startsOf(second)).toEqual(['DTSTART:20260405T033000Z', 'DTEND:20260405T034500Z'])

  const intoIt = santiago('2026-04-04T22:30', '2026-04-04T23:30')
  expect(startsOf(intoIt)).toEqual(['DTSTART:20260405T013000Z', 'DTEND:20260405T023000Z'])
})

test('an hour that the clock skips is refused, at the start and at the end', () => {
  expect(() => calendar('x', [santiago('2026-09-06T00:30', '2026-09-06T02:00')])).toThrow('does not exist')
  expect(() => calendar('x', [santiago('2026-09-05T23:00', '2026-09-06T00:00')])).toThrow('does not exist')
  expect(() => calendar('x', [at('Pacific/Easter', '2026-09-05T22:30', '2026-09-05T23:30')])).toThrow('does not exist')
  const after = santiago('2026-09-06T01:00', '2026-09-06T02:00')
  expect(startsOf(after)?.[0]).toBe('DTSTART;TZID=America/Santiago:20260906T010000')
})

test('whole days have no hour, and end on the day after', () => {
  const days = (from: string, until: string) => startsOf(meeting({ day: { from, until } }))
  expect(days('2026-09-06', '2026-09-07')).toEqual(['DTSTART;VALUE=DATE:20260906', 'DTEND;VALUE=DATE:20260907'])
  expect(days('2026-09-06', '2026-09-09')).toEqual(['DTSTART;VALUE=DATE:20260906', 'DTEND;VALUE=DATE:20260909'])
  expect(() => days('2026-09-06', '2026-09-06')).toThrow('ends after it starts')
})

test('an entry from before its zone’s block is true is printed as an instant', () => {
  const noon = (zone: string, day: string) => startsOf(at(zone, `${day}T12:00`, `${day}T13:00`))?.[0]
  expect(noon('America/Santiago', '2019-07-15')).toBe('DTSTART:20190715T160000Z')
  expect(noon('America/Coyhaique', '2024-07-15')).toBe('DTSTART:20240715T160000Z')
  expect(noon('America/Coyhaique', '2025-07-15')).toBe('DTSTART;TZID=America/Coyhaique:20250715T120000')
})

test('what is not a local time, or ends before it starts, is refused', () => {
  const odd = ['2026-07-15', '2026-07-15T12:00Z', '2026-07-15T12:00-04:00', '2026-02-30T12:00', '2026-07-15T12:00\nX:1']
  for (const start of odd) {
    expect(() => calendar('x', [santiago(start, '2026-07-15T13:00')])).toThrow()
  }
  expect(() => calendar('x', [santiago('2026-07-15T13:00', '2026-07-15T12:00')])).toThrow('ends before')
  const midnights = { from: '2026-07-15T00:00', until: '2026-07-16T00:00' }
  expect(() => calendar('x', [meeting({ day: midnights })])).toThrow('not allowed')
  expect(() => calendar('x', [meeting({ time: undefined })])).toThrow('an entry has hours')
  const both = { ...meeting(), day: { from: '2026-07-15', until: '2026-07-16' } }
  expect(() => calendar('x', [both])).toThrow('an entry has hours')
})
