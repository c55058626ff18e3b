import type { Facts } from '../rules.ts'
import { readToldSeries, refIn, type ToldSeries } from './series.ts'

/** What a mail that waits will have told its guest once it leaves; kept as JSON on its row of the outbox. */
export type Tells = {
  sequence: number
  /** Whom it asks to answer again, everybody or those who come on one date; a guest's answer to anything older is old. */
  asks: 'all' | 'one' | null
} & (
  | { leaves: true }
  | { meeting: Facts }
  /** `one`: the only date it is about, which is gone when `dates` does not hold it. */
  | { series: ToldSeries; one: string | null }
)

export const readTells = (tells: string): Tells => JSON.parse(tells) as Tells

/** What a guest who knew `told` knows after one more mail; nothing once they were taken off. */
export function toldAfter(told: string | null, tells: Tells): string | null {
  if ('leaves' in tells) {
    const ref = refIn(told)
    return ref === null ? null : JSON.stringify({ ref, dates: {} })
  }
  if ('meeting' in tells) return JSON.stringify(tells.meeting)
  const { series: { ref, dates }, one } = tells
  if (!one) return JSON.stringify({ ref, dates })
  // A mail about one date tells nothing of the others.
  const { [one]: _, ...others } = told ? readToldSeries(told).dates : {}
  return JSON.stringify({ ref, dates: dates[one] ? { ...others, [one]: dates[one] } : others })
}

type MailOf = { state: string; perhaps_left: 0 | 1; tells: string | null }

/** What a guest has been told, as far as it can be known. */
export type Heard = {
  /** By what left. */
  told: string | null
  /** What else they may know: what is leaving at this moment, and each mail of which nobody knows, may have left or not. */
  perhaps: (string | null)[]
  /** All that they may know once everything that waits or is leaving has left; the last, if all of the rest had left too. */
  known: (string | null)[]
  /** Why the last mail will not leave. */
  unsent: Unsent | null
  /** The highest number that any mail to them has carried, whether it left or not. */
  highest: number
}
export type Unsent = 'withdrawn' | 'failed' | 'late'

const isOnItsWay = ({ state }: MailOf) => state === 'sending' || state === 'queued'

const after = (told: string | null, { tells }: MailOf) => (tells ? toldAfter(told, readTells(tells)) : told)

/** What may be known when one more mail may have arrived or not, each once; the last is with all of them. */
const maybe = (all: (string | null)[], mail: MailOf) => [...new Set([...all, ...all.map((one) => after(one, mail))].toReversed())].toReversed()

/** From the mails to one guest, the oldest first. */
export function heardOf({ told, sent_sequence }: { told: string | null; sent_sequence: number | null }, mails: MailOf[]): Heard {
  // Whatever became of older mail, the last one that left tells more.
  const since = mails.slice(mails.findLastIndex(({ state }) => state === 'sent') + 1)
  const isUnknown = ({ state, perhaps_left }: MailOf) => state === 'sending' || perhaps_left === 1
  const perhaps = since.filter(isUnknown).reduce(maybe, [told])
  const last = since.at(-1)?.state
  return {
    told,
    perhaps: perhaps.filter((one) => one !== told),
    known: since.filter((mail) => isOnItsWay(mail) || isUnknown(mail)).reduce((all, mail) => (isOnItsWay(mail) ? all.map((one) => after(one, mail)) : maybe(all, mail)), [told]),
    unsent: last === 'withdrawn' || last === 'failed' || last === 'late' ? last : null,
    highest: Math.max(sent_sequence ?? -1, ...mails.flatMap(({ tells }) => (tells ? [readTells(tells).sequence] : []))),
  }
}

/**
 * What somebody must hear, by what each state of knowledge calls for. There is news only if what waits does not tell it
 * already, whatever became of the rest; which kind it is follows from what left, since what waits is withdrawn for it. Where
 * nobody knows whether a mail left, each kind is answered. None at all when it is enough to take back what waits.
 */
export function verdictOn<News>({ told, perhaps, known }: Pick<Heard, 'told' | 'perhaps' | 'known'>, newsFrom: (told: string | null) => News | null): { sure: News } | { unsure: (News | null)[] } | 'recall' | null {
  if (known.every((one) => newsFrom(one) === null)) return null
  const news = [told, ...perhaps].map(newsFrom)
  const [sure] = news
  if (!news.some((one) => one !== null)) return 'recall'
  return news.length === 1 && sure ? { sure } : { unsure: news }
}
