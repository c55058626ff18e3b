import { dateAt, weekdayAt } from '#app/domain/minutes/rules/dates.ts'
import { Phrase } from '#app/domain/minutes/rules/phrases.ts'
import { wordsOf } from '#app/domain/minutes/rules/words.ts'
import { fold } from '#app/lib/text.ts'

export type Verb = 'log' | 'schedule' | 'commit' | 'contact' | 'go'

/** What somebody asked for in a few words: the verb, whom it is about, and when if they said so. `start` is «15:00». */
export type Order = { verb: Verb; name: string; on?: string; start?: string }

const VERBS: [word: RegExp, verb: Verb][] = [
  [/^(registrar|registro|registra)(?: |$)/, 'log'],
  [/^(agendar|agenda|citar)(?: |$)/, 'schedule'],
  [/^(nuevo compromiso|compromiso)(?: |$)/, 'commit'],
  [/^(crear contacto|nuevo contacto|contacto)(?: |$)/, 'contact'],
  [/^(ir a|abrir|ir)(?: |$)/, 'go'],
]
const LINKS = /^(?:reunion )?(?:con |de |para |a |al )?/
const HOURS = [
  /(?:^|\s)a las? (\d{1,2})(?:[:.]([0-5]\d))?(?:\s?hrs?|\s?h)?(?=\s|$)/,
  /(?:^|\s)(\d{1,2})[:.]([0-5]\d)(?:\s?hrs?|\s?h)?(?=\s|$)/,
  /(?:^|\s)(\d{1,2})\s?(?:hrs?|h)(?=\s|$)/,
]

/** Whether the words begin with a verb. */
export const isOrder = (q: string) => VERBS.some(([pattern]) => pattern.test(fold(q)))

/** «agendar soto mar 15:00» → schedule, «soto», next Tuesday, «15:00». Undefined when it begins with no verb. */
export function readOrder(q: string, on: string): Order | undefined {
  const text = fold(q)
  const found = VERBS.map(([pattern, verb]) => ({ verb, length: pattern.exec(text)?.[0].length ?? 0 })).find(({ length }) => length > 0)
  if (!found) return undefined
  const rest = text.slice(found.length).replace(LINKS, '')
  return found.verb === 'schedule' ? { verb: found.verb, ...whenIn(rest, on) } : { verb: found.verb, name: rest.trim() }
}

function whenIn(text: string, today: string): Omit<Order, 'verb'> {
  const hour = HOURS.map((pattern) => pattern.exec(text)).find((found) => found && Number(found[1]) < 24)
  const start = hour ? `${hour[1]!.padStart(2, '0')}:${hour[2] ?? '00'}` : undefined
  const rest = hour ? `${text.slice(0, hour.index)} ${text.slice(hour.index + hour[0].length)}`.trim() : text
  const words = wordsOf(rest)
  const phrase = new Phrase(words)
  for (let at = 0; at < words.length; at++) {
    const day = dateAt(phrase, at, today) ?? weekdayAt(phrase, at, today)
    if (day?.moment.is !== 'day') continue
    const before = rest.slice(0, words[at]!.start).replace(/(?:^|\s)(?:el|para el|este)\s*$/, '')
    const after = words[day.to] ? rest.slice(words[day.to]!.start) : ''
    return { name: `${before} ${after}`.trim(), on: day.moment.on, ...(start ? { start } : {}) }
  }
  return { name: rest.trim(), ...(start ? { start } : {}) }
}
