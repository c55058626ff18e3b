import type { Obligation } from './obligations.ts'
import type { Word } from './words.ts'

type Cut = [from: number, to: number]

/** What remains of a line without some of its words: spaces, commas and loose signs are put in order. */
export function without(line: string, words: Word[], from: number, cuts: Cut[]): string {
  const kept = words.filter((_, at) => !cuts.some(([start, end]) => at >= start && at < end))
  let text = ''
  let last = from
  for (const word of words) {
    if (kept.includes(word)) {
      text += `${line.slice(last, word.start)}${word.text}`
    } else text += ' '
    last = word.end
  }
  text += line.slice(last)
  return tidy(text)
}

export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\( ?[,;]? ?\)/g, '')
    .replace(/ ([,.;:)])/g, '$1')
    .replace(/([,;:])(?: ?[,;:.])/g, '$1')
    .replace(/^[\s,;:.|–—/-]+/, '')
    .replace(/[\s,;:.|–—/-]{1,20}$/, '')
    .trim()
}

export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** «Enviar el catastro de terrenos»: the infinitive, and what comes after the verb. */
export function asDeed(line: string, words: Word[], own: boolean, { infinitive, to, clitic, reflexive }: Obligation, cuts: Cut[]): string | null {
  if (!infinitive) return null
  const end = words.at(-1)?.end ?? line.length
  const rest = words[to] ? without(line.slice(0, end), words.slice(to), words[to]!.start, cuts.map(([from, until]) => [from - to, until - to])) : ''
  const carried = reflexive && own && !clitic ? 'se' : clitic && /^l[oaeo]s?$/.test(clitic) ? clitic : ''
  const verb = infinitive.includes(' ') || !infinitive.endsWith('r') ? infinitive : infinitive + carried
  const shouted = rest.length > 5 && rest === rest.toUpperCase()
  return capitalised(tidy(`${shouted ? verb.toUpperCase() : verb} ${rest}`))
}
