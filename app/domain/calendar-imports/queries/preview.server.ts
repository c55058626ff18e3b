import { listOwnersByEmail } from '#app/domain/contact-points/queries/owners.server.ts'
import { instantsOf, type Local } from '#app/domain/meetings/rules/times.ts'
import { shortWhenText, whenText } from '#app/domain/meetings/rules/when.ts'
import type { Series } from '#app/domain/series/queries.server.ts'
import { ruleWords } from '#app/domain/series/rules/words.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import { listEntries, totalsOf, type ImportEntry } from '../queries.server.ts'
import { contentOf, contentOfMeeting, differences, type Content } from '../rules/content.server.ts'
import { changedHere } from '../rules/outcome.server.ts'
import { isOffered, shownOf } from '../rules/selection.ts'
import { isRescheduled } from '../rules/series.server.ts'
import { settled } from '../rules/times.server.ts'
import { keyOf, listKnown, type Known } from './known.server.ts'

/** Rows of what needs no decision, per kind. */
const MOST_TOLD = 100

export type PreviewRow = {
  position: number
  line: number
  title: string
  outcome: ImportEntry['outcome']
  /** When, in words; nothing for what could not be read. */
  when: string | null
  repeats: string | null
  isPast: boolean
  isCancelled: boolean
  asksZone: boolean
  reason: string | null
  notes: string[]
  /** Who of the directory is asked. */
  guests: string[]
  /** Addresses that nobody of the directory has: they become nobody. */
  strangers: string[]
  /** What the file would change, each as «título: «a» → «b»». */
  changes: string[]
  /** Whether people changed the meeting here since it was imported. */
  changedHere: boolean
  folio: string | null
  /** How many meetings it writes. */
  meetings: number
}

/** What the file brought and what would become of it: a page of it, and all the totals. */
export async function previewImport(ctx: Context, import_id: string) {
  const entries = await listEntries(ctx, import_id)
  const shown = shownOf(entries)
  const told = (outcome: ImportEntry['outcome']) => entries.filter((entry) => entry.outcome === outcome).slice(0, MOST_TOLD)
  const listed = [...told('refused'), ...shown, ...told('same'), ...told('ignored')]
  const meetingsIn = counter(entries)
  const rowOf = await rowMaker(ctx, listed, meetingsIn)
  const offered = entries.filter(isOffered)
  const seen = new Set(shown)
  const unseen = offered.filter((entry) => !seen.has(entry) && entry.outcome === 'created')
  return {
    totals: totalsOf(entries),
    total: entries.length,
    asksZone: offered.some(({ facts }) => facts && !facts.zone),
    zones: offered.filter(({ facts }) => facts && !facts.zone).length,
    rows: listed.map(rowOf),
    rest: unseen.length,
    restMeetings: unseen.reduce((sum, entry) => sum + meetingsIn(entry), 0),
  }
}

async function rowMaker(ctx: Context, entries: ImportEntry[], meetingsIn: (entry: ImportEntry) => number) {
  const owners = await listOwnersByEmail(ctx, entries.flatMap(({ facts }) => facts?.people ?? []))
  const colleagues = await listColleagues(ctx)
  const known = await listKnown(ctx, entries.filter(({ outcome }) => outcome === 'changed' || outcome === 'same').map(({ source_uid }) => source_uid))
  return (entry: ImportEntry): PreviewRow => {
    const { facts, position, line, title, outcome, reason, notes } = entry
    const before = known.get(keyOf(entry))
    const when = facts && settled(facts, before?.meeting?.zone ?? ctx.viewer.zone)
    const people = facts?.people ?? []
    return {
      position, line, title, outcome, reason, notes,
      when: when && whenWords(ctx, when, facts.zone ?? before?.meeting?.zone ?? null),
      repeats: facts?.repeats ? repeatWords(entry) : null,
      isPast: when !== null && instantsOf(when).ends_at < ctx.now.toISOString(),
      isCancelled: facts?.cancelled ?? false,
      asksZone: isOffered(entry) && facts !== null && !facts.zone,
      guests: [...new Set(people.flatMap((email) => owners.get(email)?.name ?? []))],
      strangers: people.filter((email) => !owners.has(email) && !colleagues.has(email)),
      changes: outcome === 'changed' && facts && before ? changeWords(ctx, before, facts) : [],
      changedHere: outcome === 'changed' && before !== undefined && changedHere(before),
      folio: before?.meeting?.folio ?? null,
      meetings: meetingsIn(entry),
    }
  }
}

/** How many meetings each entry writes: a date of a series of the same file is already one of it. */
function counter(entries: ImportEntry[]) {
  const series = new Set(entries.flatMap(({ source_uid, facts }) => (facts?.repeats ? source_uid : [])))
  return ({ facts, source_uid, source_recurrence }: ImportEntry) =>
    source_recurrence && series.has(source_uid) ? 0 : (facts?.repeats?.dates.length ?? 1)
}

/** Those who use the product are no strangers, though no directory of institutions has them. */
async function listColleagues({ db }: Context) {
  const rows = await db.selectFrom('users').select('email').execute()
  return new Set(rows.map(({ email }) => email.toLowerCase()))
}

/** Without a zone the hours are told as they stand. */
function whenWords(ctx: Context, when: Local, zone: string | null) {
  const times = { ...when, ...instantsOf(when) }
  return whenText(times, zone ? ctx.viewer.zone : when.zone)
}

function repeatWords({ facts }: ImportEntry) {
  const { rule, last_on, dates, keeps } = facts!.repeats!
  const words = `${ruleWords(rule, facts!.start_local!.slice(0, 10))}, hasta el ${formatDay(last_on)}`
  return keeps ? `${words} (${plural(dates.length, 'fecha', 'fechas')})` : `${words}: ${plural(dates.length, 'reunión suelta', 'reuniones sueltas')}`
}

const NAMES: Partial<Record<keyof Content, string>> = {
  title: 'título', place: 'lugar', link: 'enlace', description: 'descripción', reserved: 'reserva', cancelled: 'estado',
}

type Facts = NonNullable<ImportEntry['facts']>

function changeWords(ctx: Context, { meeting, series }: Known, facts: Facts): string[] {
  if (series && facts.repeats) return seriesWords(series, facts)
  if (!meeting) return []
  const [here, there] = [contentOfMeeting(meeting), contentOf(facts, meeting.zone)]
  const changed = differences(here, there)
  const isTime = (key: keyof Content) => ['start_local', 'end_local', 'from_on', 'until_on', 'zone', 'repeated_hour'].includes(key)
  const times = changed.some(isTime)
    ? [`cuándo: ${shortWhenText(meeting, ctx.viewer.zone)} → ${shortWhenText({ ...settled(facts, meeting.zone), ...instantsOf(settled(facts, meeting.zone)) }, ctx.viewer.zone)}`]
    : []
  return [...times, ...changed.filter((key) => !isTime(key)).map((key) => `${NAMES[key] ?? key}: ${valueWords(key, here)} → ${valueWords(key, there)}`)]
}

function seriesWords(series: Series, facts: Facts): string[] {
  const words = (rule: string, start: string) => `${ruleWords(rule, start.slice(0, 10))} a las ${start.slice(11)}`
  const rule = isRescheduled(series, facts)
    ? [`cuándo: ${words(series.rule, series.start_local)} → ${words(facts.repeats!.rule, facts.start_local!)}, hasta el ${formatDay(facts.repeats!.last_on)}`]
    : []
  const there = contentOf(facts, series.zone)
  const here: Content = { ...there, ...pickTexts(series) }
  const texts = differences(here, there).map((key) => `${NAMES[key] ?? key}: ${valueWords(key, here)} → ${valueWords(key, there)}`)
  const gone = facts.repeats!.removed.map((local) => formatDay(local.slice(0, 10)))
  const removed = gone.length > 0 ? [`fechas quitadas: ${gone.slice(0, 6).join(', ')}${gone.length > 6 ? '…' : ''}`] : []
  return [...rule, ...texts, ...removed]
}

const pickTexts = ({ title, description, place, link, reserved }: Series) => ({ title, description, place, link, reserved: reserved === 1 })

function valueWords(key: keyof Content, content: Content) {
  if (key === 'cancelled') return content.cancelled ? 'cancelada' : 'convocada'
  if (key === 'reserved') return content.reserved ? 'reservada' : 'a la vista'
  const text = String(content[key] ?? '')
  return text ? `«${text.length > 80 ? `${text.slice(0, 79)}…` : text}»` : 'nada'
}
