import type { FeedDetail } from '#app/domain/feeds/terms.ts'
import { addMinutes, minutesBetween } from '#app/domain/series/rules/dates.server.ts'
import { endWords, ruleWords } from '#app/domain/series/rules/words.ts'
import { localOf } from '#app/lib/dates.ts'
import type { Entry } from '#app/lib/ics.server.ts'

import { meetingEntry, type MeetingForCalendar, type Pages } from './entries.server.ts'

/** A meeting that is a date of the rule of a series; it prints the series' uid and sequence. */
export type DateForCalendar = MeetingForCalendar & { series_local: string; series_zone: string; starts_at: string; ends_at: string }

export type SeriesForCalendar = {
  id: string
  rule: string
  start_local: string
  end_local: string
  zone: string
  created_at: string
  changed_at: string
}

export const isDateOfSeries = <M extends MeetingForCalendar & { series_local: string | null; series_zone: string | null }>(
  meeting: M,
): meeting is M & { series_local: string; series_zone: string } => meeting.series_local !== null && meeting.series_zone !== null

/**
 * One date of a series by itself: its RECURRENCE-ID says which. An exception is told in the zone of its series,
 * wherever it takes place.
 */
export function dateEntry(date: DateForCalendar, detail: FeedDetail, pages: Pages): Entry {
  const { series_zone: zone, zone: own, starts_at, ends_at, series_local: replaces } = date
  const entry = meetingEntry(date, detail, pages)
  if (own === zone) return { ...entry, replaces }
  return { ...entry, time: { zone, start: localOf(starts_at, zone), end: localOf(ends_at, zone) }, replaces }
}

/**
 * A series as its reader may see it: from the first date to the last of those given (in order, published), one entry
 * with the rule, and another for every date that differs from it in what is printed. `slots` are all local starts of
 * the rule: those that are not given do not take place for this reader. Nothing is told but what some date given says.
 */
export function seriesEntries(series: SeriesForCalendar, dates: DateForCalendar[], slots: string[], detail: FeedDetail, pages: Pages): Entry[] {
  const [first, last] = [dates[0], dates.at(-1)]
  if (!first || !last) return []
  const length = minutesBetween(series.start_local, series.end_local)
  const isCalled = ({ state }: DateForCalendar) => state !== 'cancelled' && state !== 'suspended'
  const keepsTime = ({ start_local, end_local, zone, series_local }: DateForCalendar) =>
    start_local === series_local && end_local === addMinutes(series_local, length) && zone === series.zone
  const base = dates.find((date) => isCalled(date) && keepsTime(date)) ?? dates.find(isCalled) ?? first

  const shown = new Set(dates.map(({ series_local }) => series_local))
  const inside = (local: string) => local > first.series_local && local < last.series_local
  const last_on = last.series_local.slice(0, 10)
  const { text, url: _, ...common } = meetingEntry(base, detail, pages)
  const master: Entry = {
    ...common,
    created_at: series.created_at,
    changed_at: series.changed_at,
    ...(text ? { text: wordsOf(series, base, last_on, dates.length), url: pages.series(series.id) } : {}),
    time: { zone: series.zone, start: first.series_local, end: addMinutes(first.series_local, length) },
    series: { rule: series.rule, last: last_on, removed: slots.filter((local) => inside(local) && !shown.has(local)) },
  }
  const printed = (date: DateForCalendar) => {
    const { status, title, place, reserved, text } = meetingEntry({ ...date, folio: '' }, detail, pages)
    return JSON.stringify([status, title, place, reserved, text])
  }
  const usual = printed(base)
  const exceptions = dates.filter((date) => !keepsTime(date) || printed(date) !== usual)
  return [master, ...exceptions.map((date) => dateEntry(date, detail, pages))]
}

const wordsOf = ({ rule, start_local }: SeriesForCalendar, { description, link }: DateForCalendar, last_on: string, dates: number) =>
  [description, link && `Enlace: ${link}`, `Serie: ${ruleWords(rule, start_local.slice(0, 10))}, ${endWords(last_on, dates)}`]
    .filter(Boolean)
    .join('\n')
