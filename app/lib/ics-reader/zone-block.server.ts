import { Temporal } from 'temporal-polyfill'

import { datesFrom, readRule, type Rule } from './rules.server.ts'
import type { Row } from './rows.server.ts'

/** The changes of the clock that a VTIMEZONE tells: from each local moment on, an offset in minutes. */
type Observance = { from: string; rule: Rule | null; extra: string[]; before: number; after: number }
export type Block = { observances: Observance[] }

/** What a VTIMEZONE says; undefined when it cannot be read. */
export function blockOf(rows: Row[]): Block | undefined {
  const observances: Observance[] = []
  let open: Partial<Observance> & { ruleText?: string } | undefined
  for (const { text } of rows) {
    if (/^BEGIN:(STANDARD|DAYLIGHT)\s{0,4}$/i.test(text)) open = { extra: [] }
    else if (/^END:(STANDARD|DAYLIGHT)\s{0,4}$/i.test(text)) {
      const { from, before, after, extra = [], ruleText } = open ?? {}
      if (from !== undefined && before !== undefined && after !== undefined) {
        observances.push({ from, before, after, extra, rule: ruleText ? yearly(ruleText) : null })
      }
      open = undefined
    } else if (open) fill(open, text)
    if (observances.length > 200) break
  }
  return observances.length > 0 ? { observances } : undefined
}

function fill(open: Partial<Observance> & { ruleText?: string }, text: string) {
  const [, name, value = ''] = /^([A-Z]{1,20})(?:;[^:]{0,200})?:(.{0,4000})/i.exec(text) ?? []
  if (name?.toUpperCase() === 'DTSTART') open.from = localOf(value)
  if (name?.toUpperCase() === 'TZOFFSETFROM') open.before = minutesOf(value)
  if (name?.toUpperCase() === 'TZOFFSETTO') open.after = minutesOf(value)
  if (name?.toUpperCase() === 'RRULE') open.ruleText = value
  if (name?.toUpperCase() === 'RDATE') open.extra?.push(...value.split(',').flatMap((one) => localOf(one) ?? []).slice(0, 400))
}

function yearly(text: string) {
  try {
    const rule = readRule(text)
    return rule.freq === 'YEARLY' ? rule : null
  } catch {
    return null
  }
}

const localOf = (value: string) => {
  const [, y, m, d, h, i, s = '00'] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?/.exec(value.trim()) ?? []
  return y ? `${y}-${m}-${d}T${h}:${i}:${s}` : undefined
}

const minutesOf = (value: string) => {
  const [, sign, h, m] = /^([+-])(\d\d)(\d\d)/.exec(value.trim()) ?? []
  return sign ? (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(m)) : undefined
}

/** The offset in minutes at a local time: that of the latest change before it, the first offset before all of them. */
export function offsetAt({ observances }: Block, local: string): number {
  let best: { at: string; offset: number } | undefined
  for (const observance of observances) {
    const at = latestBefore(observance, local)
    if (at && (!best || at > best.at)) best = { at, offset: observance.after }
  }
  const first = observances.reduce((a, b) => (b.from < a.from ? b : a))
  return best?.offset ?? first.before
}

function latestBefore({ from, rule, extra }: Observance, local: string): string | undefined {
  if (from > local) return undefined
  const onsets = [from, ...extra.filter((one) => one <= local)]
  if (rule) {
    const year = Number(local.slice(0, 4))
    const days = datesFrom(rule, from.slice(0, 10), `${Math.max(year - 1, Number(from.slice(0, 4)))}-01-01`, `${year}-12-31`)
    onsets.push(...days.map((day) => `${day}${from.slice(10)}`).filter((one) => one <= local && (!rule.until || one <= rule.until)))
  }
  return onsets.reduce((a, b) => (b > a ? b : a))
}

/** A local time of a block as an instant, ISO-8601 UTC with milliseconds. */
export const instantIn = (block: Block, local: string) =>
  Temporal.PlainDateTime.from(local).subtract({ minutes: offsetAt(block, local) }).toZonedDateTime('UTC').toInstant().toString({ fractionalSecondDigits: 3 })
