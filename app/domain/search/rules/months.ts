import { monthAt } from '#app/domain/minutes/rules/dates.ts'
import { Phrase } from '#app/domain/minutes/rules/phrases.ts'
import { wordsOf } from '#app/domain/minutes/rules/words.ts'
import { addDays, addMonths } from '#app/lib/days.ts'

/** The month that was asked for, its first and last day, and what else was said. */
export type MonthAsked = { from: string; until: string; rest: string }

/** Without a year, a month is one of the next three or the last one of that name. */
const AHEAD = 3

/** «acta de ñuñoa marzo» → March, «nunoa»; «marzo 2025». Undefined when no month is named by its whole name. */
export function readMonth(q: string, on: string): MonthAsked | undefined {
  const words = wordsOf(q)
  const phrase = new Phrase(words)
  const at = words.findIndex((_, index) => monthAt(phrase, index, false) > 0)
  if (at < 0) return undefined
  const linked = /^del?$/.test(phrase.at(at + 1)) ? at + 2 : at + 1
  const year = /^20\d\d$/.test(phrase.at(linked)) ? Number(phrase.at(linked)) : undefined
  const month = monthAt(phrase, at, false)
  const from = year ? firstDay(year, month) : nearest(month, on)
  const rest = words.filter((_, index) => index < at || index >= (year ? linked + 1 : at + 1)).map(({ folded }) => folded)
  return { from, until: addDays(addMonths(from, 1), -1), rest: rest.filter((word) => !SAID.test(word)).join(' ') }
}

function nearest(month: number, on: string) {
  const ahead = (month - Number(on.slice(5, 7)) + 12) % 12
  return addMonths(`${on.slice(0, 7)}-01`, ahead > AHEAD ? ahead - 12 : ahead)
}

const firstDay = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}-01`

const SAID = /^(actas?|minutas?|reunion(es)?|de|del|en|con|la|las|el|los)$/
