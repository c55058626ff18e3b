import type { Word } from './words.ts'

/** Phrases a list offers («a más tardar|hasta el»), by their first word; each list is taken apart once. */
const lists = new Map<string, Map<string, string[][]>>()

function listOf(phrases: string) {
  const known = lists.get(phrases)
  if (known) return known
  const list = new Map<string, string[][]>()
  for (const phrase of phrases.split('|')) {
    const words = phrase.split(' ')
    const same = list.get(words[0]!)
    if (same) same.push(words)
    else list.set(words[0]!, [words])
  }
  for (const same of list.values()) same.sort((a, b) => b.length - a.length)
  lists.set(phrases, list)
  return list
}

/** The folded words of a line, asked by position; outside it there is nothing, and nothing is «». */
export class Phrase {
  readonly words: Word[]

  constructor(words: Word[]) {
    this.words = words
  }

  at(index: number) {
    return this.words[index]?.folded ?? ''
  }

  /** How many words the longest of these phrases, separated by bars, takes at a place; 0 when none is there. */
  longest(phrases: string, index: number) {
    const offered = listOf(phrases).get(this.at(index))
    // The longest come first.
    return offered?.find((wanted) => this.#says(wanted, index))?.length ?? 0
  }

  #says(wanted: string[], index: number) {
    for (let offset = 1; offset < wanted.length; offset++) if (this.at(index + offset) !== wanted[offset]) return false
    return true
  }

  /** The same of a single phrase. */
  is(index: number, phrase: string) {
    return this.longest(phrase, index)
  }

  /** The first place from `start` where one of these phrases stands, or −1. */
  find(phrases: string, start = 0, end = this.words.length) {
    for (let at = start; at < end; at++) if (this.longest(phrases, at)) return at
    return -1
  }
}
