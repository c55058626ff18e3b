import { isDay } from '#app/lib/days.ts'

const MOST_DAYS = 365

/** Until when, as somebody writes it in one word: so many days, or a day. */
export type QuickDue = { n: number } | { due_on: string }

/**
 * «10», «12-12», «2/3», «02-03-2027»; undefined when it is neither. Without a year it is the next such day, `from` included.
 */
export function readQuickDue(text: string, from: string): QuickDue | undefined {
  const said = text.trim()
  if (/^\d{1,3}$/.test(said)) return Number(said) <= MOST_DAYS ? { n: Number(said) } : undefined
  const [, day, month, year] = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?$/.exec(said) ?? []
  if (!day || !month) return undefined
  const first = Number(year ?? from.slice(0, 4))
  // The 29th of February may be up to eight years away.
  const years = year ? [first] : Array.from({ length: 9 }, (_, at) => first + at)
  const due_on = years.map((one) => `${one}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).find((one) => isDay(one) && (year || one >= from))
  return due_on ? { due_on } : undefined
}
