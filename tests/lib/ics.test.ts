import { readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { calendar, calendarOf, line, paragraph } from '#app/lib/ics.server.ts'
import { ordered } from '#app/lib/ics/ordered.server.ts'
import { agenda, commitment, mailbox, meeting } from '#tests/fixtures/ics/agenda.ts'
import { eventsIn, readInIcalJs } from '#tests/support/parsers/ical-js.ts'

const nasty = fc.constantFrom(
  '\r\nX-EVIL:1', '\rX-EVIL:1', '\u2028', '\u0085', '\u000B', '\0', '\uD83D', '\uDE00', '\uFEFF', '\u202E', '\uFFFF',
  '"', '^', '\\', ';', ',', ':', '\\n', '<b>', '</p>', '<!--', '\t', '\n', ' ', '🏘️', '👩‍👩‍👧', 'Ñuñoa', 'e\u0301',
  'ñ'.repeat(300), '🧵'.repeat(90),
)
const typed = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 8 }).map((parts) => parts.join(''))

const rowsOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)
const namesOf = (text: string) => rowsOf(text).map((row) => row.split(/[:;]/)[0])
const eventText = (text: string) => text.slice(text.indexOf('BEGIN:VEVENT'), text.indexOf('END:VEVENT'))

test('whatever people type, lines are of 75 octets, end in CRLF and cut no character', () => {
  fc.assert(fc.property(typed, typed, typed, (title, place, text) => {
    const written = calendarOf(title, [meeting({ title, place, text })])
    expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(written.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true)
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(written.isWellFormed()).toBe(true)
    for (const row of written.split('\r\n')) expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75)
  }))
})

test('no text adds a property, and what is read back is the cleaned text', () => {
  const harmless = meeting({ title: 'x', place: 'x', text: 'x', alarms: [15] })
  const expected = namesOf(calendarOf('x', [harmless], { organizer: mailbox }))
  fc.assert(fc.property(typed, typed, typed, typed, (name, title, place, text) => {
    const organizer = { ...mailbox, name }
    const entry = meeting({ title, place: `x${place}`, text: `x${text}`, alarms: [15] })
    const written = calendarOf(name, [entry], { organizer })
    expect(namesOf(written)).toEqual(expected)
    expect(eventsIn(written)[0]).toMatchObject({
      summary: line(title) || 'Sin título', location: line(`x${place}`), description: paragraph(`x${text}`),
    })
  }))
})

test('cleaned text has one kind of line break, nothing hidden and no half character', () => {
  expect(paragraph('  uno\r\ndos\rtres\u2028cuatro\u0085cinco\0 ')).toBe('uno\ndos\ntres\ncuatro\ncinco')
  expect(paragraph('\uFEFFa\u202Eb\u200Fc\uD83Dd')).toBe('abc\uFFFDd')
  expect(paragraph('N\u0303un\u0303oa 👩‍👩‍👧')).toBe('Ñuñoa 👩‍👩‍👧')
  expect(line('uno\r\n\tdos   tres')).toBe('uno dos tres')
  expect(Array.from(line('🧵'.repeat(300)))).toHaveLength(250)
  expect(paragraph('a'.repeat(9000))).toHaveLength(8000)
})

test('a text is never HTML anywhere', () => {
  fc.assert(fc.property(typed, (text) => !/<[a-z/!?]/i.test(calendar('x', [meeting({ text, title: text })]))))
  expect(calendar('<b>x', agenda)).not.toMatch(/X-ALT-DESC|<b>/)
  expect(paragraph('<\0b>negrita</b> y 3 < 4')).toBe('‹b>negrita‹/b> y 3 < 4')
})

test('the name of the mailbox keeps to the marks that every program reads', () => {
  fc.assert(fc.property(typed, (name) => {
    const written = calendar('x', [meeting()], { organizer: { ...mailbox, name } })
    const organizer = rowsOf(written).find((row) => row.startsWith('ORGANIZER'))
    expect(organizer).toMatch(/^ORGANIZER;CN="[^"\\^]+":mailto:agenda@hilvan\.example\.cl$/)
  }))
  for (const email of ['a@b', 'a b@c.cl', 'a@b.cl\r\nX-EVIL:1', '<a@b.cl>', 'a@b.cl,c@d.cl', 'a;b@c.cl', '']) {
    expect(() => calendar('x', [meeting()], { organizer: { name: 'x', email } })).toThrow('not allowed')
  }
})

test('an address of the web is http or https, without commas, semicolons or backslashes', () => {
  const path = fc.array(fc.oneof(fc.webQueryParameters(), fc.constantFrom(',', ';', '\\', '"', ' ', '\r\n', 'ñ', '🧵')))
  fc.assert(fc.property(path, (parts) => {
    const written = calendar('x', [meeting({ url: `https://hilvan.example.cl/x?${parts.join('')}` })])
    expect(rowsOf(written).find((row) => row.startsWith('URL'))).toMatch(/^URL;VALUE=URI:https:\/\/[^,;\\\s]*$/)
  }))
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'hilvan']) {
    expect(() => calendar('x', [meeting({ url })])).toThrow()
  }
})

test('properties of the calendar come first, alarms last in their entry', () => {
  const written = calendarOf('Agenda', agenda, { organizer: mailbox })
  const kinds = rowsOf(written).filter((row) => row.startsWith('BEGIN:')).map((row) => row.slice(6))
  const firstOf = (kind: string) => kinds.indexOf(kind)
  expect(namesOf(written).slice(1, 9)).toEqual([
    'VERSION', 'PRODID', 'CALSCALE', 'NAME', 'X-WR-CALNAME', 'REFRESH-INTERVAL', 'X-PUBLISHED-TTL', 'X-WR-TIMEZONE',
  ])
  expect(kinds.lastIndexOf('VTIMEZONE')).toBeLessThan(firstOf('VEVENT'))
  const alarmed = rowsOf(written).slice(rowsOf(written).indexOf('CLASS:PRIVATE'))
  expect(alarmed.slice(1, 12).map((row) => row.split(':')[0])).toEqual([
    'BEGIN', 'ACTION', 'TRIGGER', 'DESCRIPTION', 'END', 'BEGIN', 'ACTION', 'TRIGGER', 'DESCRIPTION', 'END', 'END',
  ])
})

test('what the library might print and we did not mean to is refused', () => {
  const good = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:x', 'END:VEVENT', 'END:VCALENDAR']
  const put = (index: number, ...rows: string[]) => ordered(good.toSpliced(index, 0, ...rows).join('\r\n'), 1)
  expect(put(0)).toBe(`${good.join('\r\n')}\r\n`)
  for (const row of ['X-EVIL:1', 'ATTENDEE:mailto:a@b.cl', 'METHOD:PUBLISH', 'SOURCE:x', 'UID:x', '']) {
    expect(() => put(2, row)).toThrow('not allowed')
  }
  expect(() => put(4, 'ATTENDEE:mailto:a@b.cl')).toThrow('not allowed')
  expect(() => put(4, 'SUMMARY:a\nb')).toThrow('not allowed')
  expect(() => put(4, 'SUMMARY:a\0b')).toThrow('not allowed')
  expect(() => put(4, `SUMMARY:${'ñ'.repeat(40)}`)).toThrow('75 octets')
  expect(() => put(2, 'BEGIN:VTODO', 'END:VTODO')).toThrow('VTODO')
  expect(() => put(2, 'BEGIN:VALARM', 'END:VALARM')).toThrow('VALARM')
  expect(() => put(5, 'BEGIN:VEVENT', 'END:VEVENT')).toThrow('not whole')
  expect(() => ordered(good.slice(0, -1).join('\r\n'), 1)).toThrow('not whole')
  expect(() => ordered(good.slice(0, -2).join('\r\n'), 1)).toThrow('not whole')
})

test('the same entries give the same bytes, whatever the moment', () => {
  const golden = readFileSync(new URL('../fixtures/ics/agenda.ics', import.meta.url), 'utf8')
  expect(calendarOf('Agenda de la red', agenda, { organizer: mailbox })).toBe(golden)
})

test('stamps are instants, and tell of the last change', () => {
  const [event] = eventsIn(calendar('x', [meeting()]))
  expect(event).toMatchObject({ dtstamp: '2026-03-05T15:30:00Z', created: '2026-03-02T12:00:00Z' })
  expect(event?.['last-modified']).toBe(event?.dtstamp)
  const stamps = rowsOf(calendar('x', agenda)).filter((row) => /^(DTSTAMP|CREATED|LAST-MODIFIED)/.test(row))
  expect(stamps).toHaveLength(3 * agenda.length)
  expect(stamps.filter((row) => !/:\d{8}T\d{6}Z$/.test(row))).toEqual([])
  expect(() => calendar('x', [meeting({ changed_at: '2026-03-05T15:30' })])).toThrow('not allowed')
})

test('a feed says to ask again in an hour, a file does not; neither has METHOD, SOURCE or a UID of its own', () => {
  const feed = readInIcalJs(calendarOf('Red; agenda', agenda)).properties
  expect(feed).toEqual({
    version: ['2.0'], prodid: ['-//Hilvan//Agenda//ES'], calscale: ['GREGORIAN'],
    name: ['Red · agenda'], 'x-wr-calname': ['Red · agenda'], 'x-wr-timezone': ['America/Santiago'],
    'refresh-interval': ['PT1H'], 'x-published-ttl': ['PT1H'],
  })
  expect(calendarOf('x', [])).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n')

  const file = readInIcalJs(calendar('Red; agenda', agenda)).properties
  expect(Object.keys(feed).filter((name) => !(name in file))).toEqual(['refresh-interval', 'x-published-ttl'])
})

test('a file and a feed share the UIDs, and a UID stands once', () => {
  const uids = (text: string) => eventsIn(text).map(({ uid }) => uid)
  expect(uids(calendar('x', agenda))).toEqual(uids(calendarOf('x', agenda)))
  expect(uids(calendar('x', [meeting()]))).toEqual(['reunion-019cb000-0000-7000-8000-000000000001@agenda.hilvan'])
  expect(() => calendar('x', [meeting(), meeting()])).toThrow('twice')
  for (const uid of ['short', 'con espacio@agenda.hilvan', 'reunion-1@agenda.hilvan\r\nX-EVIL:1']) {
    expect(() => calendar('x', [meeting({ uid })])).toThrow('not allowed')
  }
  for (const sequence of [-1, 1.5, Number.NaN, 1e21]) {
    expect(() => calendar('x', [meeting({ sequence })])).toThrow('not allowed')
  }
})

test('a commitment is a whole day that takes nobody’s time', () => {
  const written = eventText(calendar('x', [commitment()]))
  expect(written).toContain('DTSTART;VALUE=DATE:20260831\r\nDTEND;VALUE=DATE:20260901\r\n')
  expect(written).toContain('TRANSP:TRANSPARENT')
  expect(written).toContain('UID:compromiso-019cb000-')
})

test('alarms only where chosen, and CLASS only on reserved entries', () => {
  expect(calendarOf('x', [meeting(), commitment()])).not.toMatch(/VALARM|CLASS/)
  expect(calendar('x', agenda)).not.toContain('CLASS:PUBLIC')
  const triggers = calendar('x', [meeting({ alarms: [0, 15, 60 * 24 * 2] })]).match(/TRIGGER:.*/g)
  expect(triggers).toEqual(['TRIGGER:PT0S', 'TRIGGER:-PT15M', 'TRIGGER:-P2D'])
  for (const minutes of [-15, 0.5, 1e9, Number.NaN]) {
    expect(() => calendar('x', [meeting({ alarms: [minutes] })])).toThrow('no alarm')
  }
})
