import { isDay } from '../days.ts'

/** `20261124`, `20261124T100000`, `20261124T130000Z`, with or without hyphens and colons, when such a moment can be. */
export function exactly(text: string): { day: string; time: string | null; isUtc: boolean } | undefined {
  const [, y, m, d, clock, h, i, s, utc] = /^(\d{4})-?(\d\d)-?(\d\d)(T(\d\d):?(\d\d):?(\d\d)?(?:\.\d{1,9})?(Z)?)?$/i.exec(text.trim()) ?? []
  const day = `${y}-${m}-${d}`
  if (!isDay(day) || day < '1970-01-01' || day >= '2101-01-01') return undefined
  if (!clock) return { day, time: null, isUtc: false }
  if (Number(h) > 23 || Number(i) > 59 || Number(s ?? 0) > 60) return undefined
  return { day, time: `${h}:${i}`, isUtc: Boolean(utc) }
}
