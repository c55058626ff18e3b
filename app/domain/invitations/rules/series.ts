import { methodOf, newsFor, type Facts } from '../rules.ts'
import type { NoticeKind } from '../terms.ts'

/** What a guest reads of each date of a series to which they are invited, by the local start that its rule gives it. */
export type Dates = Record<string, Facts>

/** What is kept of a guest of a series: who they are among the participants of its dates, and what they were told. */
export type ToldSeries = { ref: string; dates: Dates }

export const readToldSeries = (told: string): ToldSeries => JSON.parse(told) as ToldSeries

/** Who somebody is in a series, from what is kept of their invitation; null for one to a single meeting. */
export function refIn(told: string | null): string | null {
  const kept = told ? (JSON.parse(told) as Partial<ToldSeries>) : {}
  return kept.ref ?? null
}

/** `one`: the only date the mail is about; null when it tells the series whole. */
export type News = { kind: NoticeKind; one: string | null }

/** Why dates that a guest was told are no longer theirs: taken off them, they are no more, or they go on under another UID. */
export type Fate = 'taken off' | 'ended' | 'continued'

export const stands = (facts: Facts | undefined) => facts?.stands === 'yes'

/** The dates that a guest was told and that are not among theirs any more. */
export const goneOf = (told: Dates, now: Dates) => Object.keys(told).filter((local) => !now[local] && stands(told[local]))

/** Whether `gone` are the last: nothing of `left` comes after the first of them. */
export function isTail(gone: string[], left: string[]) {
  const [first] = gone.toSorted()
  return first !== undefined && left.every((local) => local < first)
}

/**
 * What a guest of a series who was told `told` must hear, both of dates that are still ahead. A single date that changed
 * is told by itself; anything more is told whole, so that no mail tells two stories. Nothing when they know all of it.
 */
export function newsOfSeries(told: Dates, now: Dates, fate: Fate = 'taken off'): News | null {
  const [before, after] = [Object.keys(told), Object.keys(now)]
  const gone = goneOf(told, now)
  const alone = { kind: fate === 'continued' ? 'ending' : 'removal', one: gone[0]! } as const
  if (after.length === 0) {
    if (gone.length === 0) return null
    return before.length === 1 ? alone : { kind: fate === 'taken off' ? 'removal' : 'ending', one: null }
  }

  const added = after.filter((local) => !told[local] && stands(now[local]))
  const changed = after.flatMap((local) => {
    const kind = told[local] && newsFor(told[local], now[local]!)
    return kind ? [{ kind, local }] : []
  })
  const asked = changed.filter(({ kind }) => kind !== 'words')
  if (added.length + asked.length + gone.length === 0) return changed.length > 0 ? { kind: 'words', one: null } : null
  if (added.length === 0 && asked.length + gone.length === 1) {
    const [only] = asked
    return only ? { kind: only.kind, one: only.local } : alone
  }
  if (!after.some((local) => stands(now[local]))) return { kind: 'cancellation', one: null }
  return added.length + asked.length === 0 && isTail(gone, after) ? { kind: 'ending', one: null } : { kind: 'change', one: null }
}

/**
 * How a calendar program must be told: what is taken away of a series leaves what was held, and the dates that stay, where
 * they are. So it is asked to keep a shorter one unless nothing of it is left.
 */
export function methodFor({ kind, series }: { kind: NoticeKind; series?: { one: string | null; behind: Dates; now: Dates } }) {
  const keeps = series && !series.one && Object.values({ ...series.behind, ...series.now }).some(stands)
  return keeps ? 'REQUEST' : methodOf(kind)
}

/** Of what may be news to a guest who perhaps got the last mail and perhaps not, what is true for both. */
export function newsForBoth(all: (News | null)[], now: Dates, fate: Fate): News {
  const news = all.filter((one) => one !== null)
  const [first] = news
  if (first && news.every(({ kind, one }) => kind === first.kind && one === first.one)) return first
  if (Object.keys(now).length === 0) return { kind: fate === 'taken off' ? 'removal' : 'ending', one: null }
  return { kind: Object.values(now).some(stands) ? 'change' : 'cancellation', one: null }
}
