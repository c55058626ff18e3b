import type { Row } from './rows.server.ts'

/** What stands between BEGIN and END of one entry, without what is nested in it. */
export type Found = {
  kind: string
  line: number
  calendar: { method: string; zone: string }
  rows: Row[]
  problem: string | null
}

export type Scanned = { entries: Found[]; zones: Row[][]; isTooMany: boolean; hasCalendar: boolean }

const KINDS = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'])
const MOST_ENTRIES = 5_000

/** Splits rows into components without recursion: 20,000 of them one inside another are 20,000 names in a list. */
export function scan(rows: Row[]): Scanned {
  const open: string[] = []
  const times = new Map<string, number>()
  const inside: { found: Found; depth: number }[] = []
  const found: Scanned = { entries: [], zones: [], isTooMany: false, hasCalendar: false }
  let calendar = { method: '', zone: '' }
  let zone: { rows: Row[]; depth: number } | undefined

  function begin(kind: string, row: Row) {
    open.push(kind)
    times.set(kind, (times.get(kind) ?? 0) + 1)
    if (kind === 'VCALENDAR') {
      found.hasCalendar = true
      if (open.length === 1) calendar = { method: '', zone: '' }
    }
    if (kind === 'VTIMEZONE' && !zone) {
      zone = { rows: [], depth: open.length }
      found.zones.push(zone.rows)
    }
    if (!KINDS.has(kind)) return
    const outer = inside.at(-1)
    if (outer) outer.found.problem ??= 'Tiene otra entrada adentro.'
    const entry: Found = { kind, line: row.line, calendar, rows: [], problem: outer ? 'Está adentro de otra entrada.' : null }
    found.entries.push(entry)
    inside.push({ found: entry, depth: open.length })
  }

  function end(kind: string) {
    if (!times.get(kind)) return
    for (;;) {
      const depth = open.length
      const closed = open.pop()!
      times.set(closed, times.get(closed)! - 1)
      if (zone?.depth === depth) zone = undefined
      if (inside.at(-1)?.depth === depth) {
        const entry = inside.pop()!.found
        if (closed !== kind) entry.problem ??= `No tiene su END:${closed}.`
      }
      if (closed === kind) return
    }
  }

  for (const row of rows) {
    const [, edge, named = ''] = /^(BEGIN|END):\s?([a-z0-9-]{1,40})\s{0,4}$/i.exec(row.text) ?? []
    const kind = named.toUpperCase()
    if (zone) zone.rows.push(row)
    if (edge?.toUpperCase() === 'BEGIN') begin(kind, row)
    else if (edge) end(kind)
    else if (inside.at(-1)?.depth === open.length) inside.at(-1)!.found.rows.push(row)
    else if (open.at(-1) === 'VCALENDAR') describe(calendar, row)
    if (found.entries.length > MOST_ENTRIES) return { ...found, isTooMany: true }
  }
  for (const { found: entry } of inside) entry.problem ??= `No tiene su END:${entry.kind}.`
  return found
}

function describe(calendar: Found['calendar'], { text }: Row) {
  const [, name, value = ''] = /^(METHOD|X-WR-TIMEZONE)(?:;[^:]{0,200})?:(.{0,200})/i.exec(text) ?? []
  if (name?.toUpperCase() === 'METHOD') calendar.method = value.trim().toUpperCase()
  if (name?.toUpperCase() === 'X-WR-TIMEZONE') calendar.zone = value.trim()
}
