import type { Word } from './words.ts'

/** The folded words of a line, asked by position; outside it there is nothing, and nothing is «». */
export class Phrase {
  readonly words: Word[]

  constructor(words: Word[]) {
    this.words = words
  }

  at(index: number) {
    return this.words[index]?.folded ?? ''
  }

  /** How many words of `text` stand at a place: all of them, or none. */
  is(index: number, text: string) {
    const wanted = text.split(' ')
    return wanted.every((word, offset) => this.at(index + offset) === word) ? wanted.length : 0
  }

  /** How many words the longest of these phrases takes at a place. */
  longest(phrases: readonly string[], index: number) {
    const first = this.at(index)
    let most = 0
    for (const phrase of phrases) if (phrase.startsWith(first)) most = Math.max(most, this.is(index, phrase))
    return most
  }

  /** The first place from `start` where one of these phrases stands, or −1. */
  find(phrases: readonly string[], start = 0, end = this.words.length) {
    for (let at = start; at < end; at++) if (this.longest(phrases, at)) return at
    return -1
  }
}
