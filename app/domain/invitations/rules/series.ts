import { newsFor, type Facts } from '../rules.ts'
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

const stands = (facts: Facts | undefined) => facts?.stands === 'yes'

/**
 * What a guest of a series who was told `told` must hear, both of dates that are still ahead. A single date that changed
 * is told by itself; anything more is told whole, so that no mail tells two stories. Nothing when they know all of it.
 */
export function newsOfSeries(told: Dates, now: Dates): News | null {
  const [before, after] = [Object.keys(told), Object.keys(now)]
  const gone = before.filter((local) => !now[local] && stands(told[local]))
  if (after.length === 0) return gone.length > 0 ? { kind: 'removal', one: before.length === 1 ? gone[0]! : null } : null

  const added = after.filter((local) => !told[local] && stands(now[local]))
  const changed = after.flatMap((local) => {
    const kind = told[local] && newsFor(told[local], now[local]!)
    return kind ? [{ kind, local }] : []
  })
  const asked = changed.filter(({ kind }) => kind !== 'words')
  if (added.length + asked.length + gone.length === 0) return changed.length > 0 ? { kind: 'words', one: null } : null
  if (added.length === 0 && asked.length + gone.length === 1) {
    const [only] = asked
    return only ? { kind: only.kind, one: only.local } : { kind: 'removal', one: gone[0]! }
  }
  return after.some((local) => stands(now[local])) ? { kind: 'change', one: null } : { kind: 'cancellation', one: null }
}

/** Of what may be news to a guest who perhaps got the last mail and perhaps not, what is true for both. */
export function newsForBoth(all: (News | null)[], now: Dates): News {
  const news = all.filter((one) => one !== null)
  const [first] = news
  if (first && news.every(({ kind, one }) => kind === first.kind && one === first.one)) return first
  if (Object.keys(now).length === 0) return { kind: 'removal', one: null }
  return { kind: Object.values(now).some(stands) ? 'change' : 'cancellation', one: null }
}
