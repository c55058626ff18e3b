import { expect, test } from 'vitest'

import { toUtc } from '#app/lib/dates.ts'
import { calendarWith, event, understood } from '#tests/support/calendars.ts'

const only = (text: string | Uint8Array) => understood(text).entries[0]!
const at = (rows: Record<string, string>, head?: string[]) => only(calendarWith([event('a', rows)], head))
const instant = (rows: Record<string, string>, head?: string[]) => {
  const { facts } = at(rows, head)
  return facts?.zone ? toUtc(facts.start_local!, facts.zone, facts.repeated_hour) : null
}

test('H2: one bad event among five loses only itself, and is told with its line', () => {
  const text = calendarWith([event('a'), event('b'), event('c', { 'DTSTART;TZID=America/Santiago': '20261301T100000' }), event('d'), event('e')])
  const { entries } = understood(text)

  expect(entries.map(({ facts }) => facts !== null)).toEqual([true, true, false, true, true])
  expect(entries[2]).toMatchObject({ refused: 'No se entiende cuándo empieza.', title: 'Reunión c' })
  expect(text.split('\r\n')[entries[2]!.line - 1]).toContain('20261301T100000')
})

test('H2: a byte order mark, lines that end in LF or CR alone, and days that do not say they are days are read', () => {
  const text = calendarWith([event('a', { DTSTART: '20261201', SUMMARY: 'Ñuñoa y Curicó' })])
  const day = { title: 'Ñuñoa y Curicó', from_on: '2026-12-01', until_on: '2026-12-02' }

  expect(only(`\uFEFF${text}`).facts).toMatchObject(day)
  expect(only(text.replaceAll('\r\n', '\n')).facts).toMatchObject(day)
  expect(only(text.replaceAll('\r\n', '\r')).facts).toMatchObject(day)
  expect(only(text).notes).toEqual(['No decía que era un día completo: se entendió por su fecha.'])
})

test('a fold may cut a letter in two, and old programs write Windows-1252', () => {
  const bytes = Buffer.from(calendarWith([event('a', { SUMMARY: 'Reunión en Ñuble' })]))
  const cut = bytes.indexOf(Buffer.from('ó')) + 1
  expect(only(Buffer.concat([bytes.subarray(0, cut), Buffer.from('\r\n '), bytes.subarray(cut)])).title).toBe('Reunión en Ñuble')

  const old = understood(Buffer.from(calendarWith([event('a', { SUMMARY: 'Reunión en Ñuble' })]), 'latin1'))
  expect(old).toMatchObject({ encoding: 'Windows-1252', entries: [{ title: 'Reunión en Ñuble' }] })
  const wide = understood(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(calendarWith([event('a', { SUMMARY: 'Ñuble' })]), 'utf16le')]))
  expect(wide).toMatchObject({ encoding: 'UTF-16', entries: [{ title: 'Ñuble' }] })
})

test('H3: each way of naming a zone gives its instant', () => {
  const ten = '20260715T100000'
  expect(instant({ 'DTSTART;TZID=America/Santiago': ten })).toBe('2026-07-15T14:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=america/punta_arenas': ten })).toBe('2026-07-15T13:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=America/Coyhaique': ten })).toBe('2026-07-15T13:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=Pacific SA Standard Time': ten })).toBe('2026-07-15T14:00:00.000Z')
  expect(instant({ 'DTSTART;TZID="Magallanes Standard Time"': ten })).toBe('2026-07-15T13:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=Easter Island Standard Time': ten })).toBe('2026-07-15T16:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=Chile/Continental': ten })).toBe('2026-07-15T14:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=/freeassociation.sourceforge.net/America/Santiago': ten })).toBe('2026-07-15T14:00:00.000Z')
  expect(instant({ 'DTSTART;TZID=Europe/Madrid': ten })).toBe('2026-07-15T08:00:00.000Z')
  expect(instant({ DTSTART: '20260715T140000Z' })).toBe('2026-07-15T14:00:00.000Z')
  expect(at({ 'DTSTART;TZID=Europe/Madrid': ten }).facts).toMatchObject({ start_local: '2026-07-15T04:00', zone: 'America/Santiago' })
})

/** Outlook's own: the first Sunday of April and of September, under a name nobody knows. */
const block = [
  'BEGIN:VTIMEZONE', 'TZID:Hora de la oficina',
  'BEGIN:STANDARD', 'DTSTART:16010101T000000', 'TZOFFSETFROM:-0300', 'TZOFFSETTO:-0400', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:16010101T000000', 'TZOFFSETFROM:-0400', 'TZOFFSETTO:-0300', 'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=9', 'END:DAYLIGHT',
  'END:VTIMEZONE',
]

test('H3: a zone that only the file describes is read from its block', () => {
  const zone = 'DTSTART;TZID=Hora de la oficina'
  expect(instant({ [zone]: '20260715T100000' }, block)).toBe('2026-07-15T14:00:00.000Z')
  expect(instant({ [zone]: '20261201T100000' }, block)).toBe('2026-12-01T13:00:00.000Z')
  expect(instant({ [zone]: '20260115T100000' }, block)).toBe('2026-01-15T13:00:00.000Z')
})

test('H3: hours without a zone, or in one that nobody knows, are asked', () => {
  expect(at({ DTSTART: '20260715T100000' }).facts).toMatchObject({ start_local: '2026-07-15T10:00', zone: null })
  expect(at({ 'DTSTART;TZID=Hora de Narnia': '20260715T100000' })).toMatchObject({
    facts: { zone: null }, notes: expect.arrayContaining(['Nadie conoce su zona «Hora de Narnia»: diga usted cuál es.']),
  })
})

test('H3: an hour that the clock skips moves forward, of one that comes twice the first is taken, and both are said', () => {
  const missing = at({ 'DTSTART;TZID=America/Santiago': '20260906T003000' })
  expect(missing.facts).toMatchObject({ start_local: '2026-09-06T01:30', end_local: '2026-09-06T02:30' })
  expect(missing.notes.join()).toMatch(/Las 00:30 no existen/)

  const twice = at({ 'DTSTART;TZID=America/Santiago': '20260404T233000', DURATION: 'PT30M' })
  expect(twice.facts).toMatchObject({ start_local: '2026-04-04T23:30', repeated_hour: 0 })
  expect(twice.notes.join()).toMatch(/ocurren dos veces/)
  expect(instant({ DTSTART: '20260405T033000Z' })).toBe('2026-04-05T03:30:00.000Z')
})

test('what is missing is supposed, and said', () => {
  const { facts, notes, source_uid } = at({ UID: '', 'DTEND;TZID=America/Santiago': '' })
  expect(facts).toMatchObject({ start_local: '2026-12-01T10:00', end_local: '2026-12-01T11:00' })
  expect(notes).toEqual(['No traía identificador: se reconocerá por su contenido.', 'No decía cuándo termina: se le dio una hora.'])
  expect(source_uid).toBe(at({ UID: '', 'DTEND;TZID=America/Santiago': '' }).source_uid)
  expect(at({ SUMMARY: 'x'.repeat(500) })).toMatchObject({ title: 'x'.repeat(200), notes: ['Se cortó el texto de «título» en 200 caracteres.'] })
})

test('what cannot be is refused, with why', () => {
  const why = (rows: Record<string, string>) => at(rows).refused
  expect(why({ 'DTEND;TZID=America/Santiago': '20261201T090000', 'DTSTART;TZID=America/Santiago': '20261201T100000' })).toBe('Termina antes de empezar.')
  expect(why({ 'DTSTART;TZID=America/Santiago': '' })).toBe('No dice cuándo empieza.')
  expect(why({ DTSTART: '20261201T100000Z', 'DTSTART;X=1': '20261201T110000Z' })).toBe('Dice dos veces cuándo empieza.')
  expect(why({ DTSTART: '19691231T100000Z' })).toBe('No se entiende cuándo empieza.')
  expect(why({ DTSTART: '21010101T100000Z' })).toBe('No se entiende cuándo empieza.')
  expect(why({ RRULE: 'FREQ=WEEKLY', EXRULE: 'FREQ=WEEKLY;BYDAY=MO' })).toBe('Tiene más de una regla de repetición.')
  expect(why({ 'DTSTART;VALUE=DATE': '20261201', RRULE: 'FREQ=WEEKLY' })).toMatch(/días completos/)
  expect(why({ RRULE: 'FREQ=WEEKLY;BYDAY=MO' })).toMatch(/primera fecha/)
  expect(why({ RRULE: 'FREQ=WEEKLY;BYHOUR=9' })).toMatch(/BYHOUR/)
})

test('answers, notices of cancellation and tasks are told, and not imported', () => {
  const ignored = (text: string) => only(text).ignored
  expect(ignored(calendarWith([event('a')], ['METHOD:REPLY']))).toMatch(/respuesta/)
  expect(ignored(calendarWith([event('a')], ['METHOD:CANCEL']))).toMatch(/cancelación/)
  expect(ignored(calendarWith(['BEGIN:VTODO\r\nSUMMARY:Comprar\r\nEND:VTODO']))).toMatch(/tarea/)
  expect(only(calendarWith([event('a')], ['METHOD:REQUEST'])).facts).not.toBeNull()
})

test('an event inside another refuses both, and one without end is refused alone', () => {
  const nested = event('a').replace('END:VEVENT', `${event('b')}\r\nEND:VEVENT`)
  const { entries } = understood(calendarWith([nested, event('c')]))
  expect(entries.map(({ refused }) => refused)).toEqual(['Tiene otra entrada adentro.', 'Está adentro de otra entrada.', null])
  expect(understood(calendarWith([event('a'), event('b').replace('END:VEVENT', '')])).entries.map(({ refused }) => refused)).toEqual([null, 'No tiene su END:VEVENT.'])
})

test('an event several times in one file is taken once, the newest', () => {
  const { entries } = understood(calendarWith([event('a', { SEQUENCE: '1' }), event('a', { SEQUENCE: '2', SUMMARY: 'Nueva' })]))
  expect(entries.map(({ ignored }) => ignored !== null)).toEqual([true, false])
})

test('texts are text, links are of the web, and nobody’s alarm or file comes along', () => {
  const alarm = 'BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT15M\r\nATTACH:file:///etc/passwd\r\nEND:VALARM'
  const hostile = { SUMMARY: '<script>alert(1)</script>', DESCRIPTION: 'a\\nb\\, c', URL: 'javascript:alert(1)', ATTACH: 'https://ejemplo.cl/x', LOCATION: 'https://video.ejemplo.cl/sala' }
  const { facts, notes } = only(calendarWith([event('a', hostile).replace('END:VEVENT', `${alarm}\r\nEND:VEVENT`)]))

  expect(facts).toMatchObject({ title: '‹script>alert(1)‹/script>', description: 'a\nb, c', place: null, link: 'https://video.ejemplo.cl/sala' })
  expect(notes).toEqual(['Su enlace no es de la web: se dejó fuera.'])
  expect(JSON.stringify(facts)).not.toMatch(/passwd|ejemplo\.cl\/x|javascript/)
})

test('whole days as Exchange writes them are whole days', () => {
  const rows = { DTSTART: '20261201T030000Z', DTEND: '20261202T030000Z', 'X-MICROSOFT-CDO-ALLDAYEVENT': 'TRUE' }
  expect(at({ ...rows, DTSTART: '', DTEND: '', 'DTSTART;TZID=Pacific SA Standard Time': '20261201T000000', 'DTEND;TZID=Pacific SA Standard Time': '20261202T000000' }).facts)
    .toMatchObject({ from_on: '2026-12-01', until_on: '2026-12-02', start_local: null })
})

test('a rule keeps its dates and its end becomes a day', () => {
  const repeats = (rule: string, rows: Record<string, string> = {}) => at({ RRULE: rule, ...rows }).facts?.repeats
  expect(repeats('FREQ=WEEKLY;COUNT=3')).toMatchObject({ rule: 'FREQ=WEEKLY', last_on: '2026-12-15', keeps: true, dates: ['2026-12-01T10:00', '2026-12-08T10:00', '2026-12-15T10:00'] })
  expect(repeats('FREQ=WEEKLY;UNTIL=20261215T125900Z')).toMatchObject({ last_on: '2026-12-08' })
  expect(repeats('FREQ=WEEKLY;UNTIL=20261215T130000Z')).toMatchObject({ last_on: '2026-12-15' })
  expect(repeats('FREQ=WEEKLY;COUNT=9;UNTIL=20261215')).toMatchObject({ last_on: '2026-12-15' })
  expect(repeats('FREQ=MONTHLY;BYDAY=1TU;COUNT=3')).toMatchObject({ rule: 'FREQ=MONTHLY;BYDAY=1TU', last_on: '2027-02-02' })
  expect(repeats('FREQ=WEEKLY;COUNT=3', { 'EXDATE;TZID=America/Santiago': '20261208T100000' })).toMatchObject({ removed: ['2026-12-08T10:00'] })
  expect(repeats('FREQ=YEARLY;BYDAY=1TU;BYMONTH=12')).toMatchObject({ keeps: true })
})

test('a series that began long ago is taken from a year back, and one without end has five years', () => {
  const { facts, notes } = at({ 'DTSTART;TZID=America/Santiago': '20190108T100000', RRULE: 'FREQ=WEEKLY;INTERVAL=2' })
  expect(facts).toMatchObject({ start_local: '2025-12-02T10:00', repeats: { last_on: '2030-11-26' } })
  expect(notes.join(' ')).toMatch(/desde el 08-01-2019.*desde el 02-12-2025.*queda hasta el 26-11-2030/)
})

test('a series in a zone that is not ours becomes its dates, each at its instant', () => {
  const { facts } = at({ 'DTSTART;TZID=Europe/Madrid': '20270325T150000', RRULE: 'FREQ=WEEKLY;COUNT=2' })
  // Madrid changes its clock between both dates, and Santiago a week later.
  expect(facts?.repeats).toMatchObject({ keeps: false, dates: ['2027-03-25T11:00', '2027-04-01T10:00'] })
})

test('what a series leaves out and moves is found whatever zone it is told in', () => {
  const series = { 'DTSTART;TZID=America/Punta_Arenas': '20270706T100000', RRULE: 'FREQ=WEEKLY;COUNT=4', EXDATE: '20270713T130000Z', 'EXDATE;TZID=America/Santiago': '20270720T090000' }
  expect(at(series).facts?.repeats).toMatchObject({ dates: ['2027-07-06T10:00', '2027-07-27T10:00'], removed: ['2027-07-13T10:00', '2027-07-20T10:00'] })
  expect(at({ 'DTSTART;TZID=America/Punta_Arenas': '20270728T100000', 'RECURRENCE-ID': '20270727T130000Z' }).source_recurrence).toBe('2027-07-27T10:00')
})
