import { Reader } from './rules/reader.ts'
import type { Reading, Setting } from './rules/reading.ts'

/**
 * Reads lines of minutes; preparing it costs some milliseconds, reading a line much less than one, and a line already read
 * nothing: the same reading is given again, so that nobody may change it.
 */
export type LineReader = {
  line(text: string): Reading
  /** Every line of a text, in order; lines of a pasted chat know who sent them. */
  minutes(text: string): Reading[]
}

export function createReader(setting: Setting): LineReader {
  const reader = new Reader(setting)
  return {
    line: (text) => reader.read(text),
    minutes: (text) => reader.readAll(text.split(/\r\n|\r|\n/)),
  }
}
