import { exact } from './text.server.ts'

const allowed: Record<string, RegExp> = {
  VCALENDAR: /^(VERSION|PRODID|CALSCALE|NAME|X-WR-CALNAME|X-WR-TIMEZONE|REFRESH-INTERVAL|X-PUBLISHED-TTL)[;:]/,
  VTIMEZONE: /^TZID:/,
  STANDARD: /^(DTSTART|RRULE|TZOFFSETFROM|TZOFFSETTO|TZNAME):/,
  DAYLIGHT: /^(DTSTART|RRULE|TZOFFSETFROM|TZOFFSETTO|TZNAME):/,
  VEVENT: new RegExp(`^(${[
    'UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|RRULE|EXDATE|RECURRENCE-ID|SUMMARY|TRANSP|LOCATION|DESCRIPTION|ORGANIZER|URL',
    'STATUS|CREATED|LAST-MODIFIED|CLASS|X-MICROSOFT-(CDO|MSNCALENDAR)-ALLDAYEVENT',
  ].join('|')})[;:]`),
  VALARM: /^(ACTION|TRIGGER|DESCRIPTION):/,
}
const parents: Record<string, string> = {
  VTIMEZONE: 'VCALENDAR', STANDARD: 'VTIMEZONE', DAYLIGHT: 'VTIMEZONE', VEVENT: 'VCALENDAR', VALARM: 'VEVENT',
}

/** What only a mail to a guest may say besides; in a feed or a file it is an error. */
const mailed: Record<string, RegExp> = { VCALENDAR: /^METHOD:(REQUEST|CANCEL)$/, VEVENT: /^ATTENDEE;/ }

/**
 * What the library wrote, in the order that programs expect: calendar properties first, alarms last in their entry, a
 * final CRLF. A property, a component or a number of entries that we did not mean to print is an error.
 */
export function ordered(raw: string, expected: number, kind: 'published' | 'mailed' = 'published') {
  const head: string[] = []
  const body: string[] = []
  const open: string[] = []
  let alarms: string[] = []
  let events = 0

  for (const row of raw.split(/\r\n(?! )/)) {
    permitBytes(row)
    const [, edge, component] = /^(BEGIN|END):(.*)$/.exec(row) ?? []
    if (!edge || !component) permitProperty(row, open.at(-1) ?? '', kind)
    else if (edge === 'BEGIN') {
      if (parents[component] !== open.at(-1) || !allowed[component]) throw new Error(`${component} where none belongs`)
      open.push(component)
    }

    const place = open.at(-1) === 'VALARM' ? alarms : open.length === 1 && edge !== 'END' ? head : body
    place.push(row)

    if (edge !== 'END') continue
    if (open.pop() !== component) throw new Error('components are not nested')
    if (component !== 'VEVENT') continue
    body.splice(-1, 0, ...alarms)
    alarms = []
    events++
  }
  if (open.length > 0 || events !== expected) throw new Error('the calendar is not whole')
  return [...head, ...body, ''].join('\r\n')
}

function permitProperty(row: string, component: string, kind: 'published' | 'mailed') {
  if (kind === 'mailed' && mailed[component]?.test(row)) return
  exact(allowed[component] ?? /(?!)/, row)
}

/** One property with its folds: no control character, no line of more than 75 octets. */
function permitBytes(row: string) {
  for (const part of row.split('\r\n')) {
    // oxlint-disable-next-line no-control-regex -- these are the characters it exists to refuse
    exact(/^[^\u0000-\u0008\u000A-\u001F\u007F]*$/, part)
    if (Buffer.byteLength(part) > 75) throw new Error('a line of more than 75 octets')
  }
}
