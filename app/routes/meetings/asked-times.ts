import { isDay } from '#app/lib/days.ts'

/** The hour that a guest proposed, when the page is reached from there: its form starts with it. */
export function askedTimes(search: URLSearchParams) {
  const [on, start, end] = ['fecha', 'desde', 'hasta'].map((name) => search.get(name) ?? '') as [string, string, string]
  const hour = /^([01]\d|2[0-3]):[0-5]\d$/
  return isDay(on) && hour.test(start) && hour.test(end) ? { whole_day: false, on, start, end, until_on: null } : {}
}
