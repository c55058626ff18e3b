import Papa from 'papaparse'

import { columnLetters } from './cells.ts'
import { decode } from './encoding.ts'
import { Grid, wholeRoom } from './grid.server.ts'
import { Unreadable, type Reading, type Separator } from './reading.ts'
import { Tally } from './tally.ts'

const SAMPLE = 200
/** A number that Excel wrote shorter than it was: «5,69E+10». */
const SHORTENED = /^\d[.,]\d{1,14}E\+\d{1,2}$/i

/** Reads text with cells apart by a sign, with quotes around what holds the sign or a break (RFC 4180). */
export function readCsv(bytes: Uint8Array, name: string): Reading {
  const { text, encoding, isMixed } = decode(bytes)
  const notes = isMixed ? ['Mezcla dos codificaciones, UTF-8 y Windows-1252: cada línea se leyó con la suya.'] : []
  const reading = readSeparated(text, name, [';', '\t', ',', '|'])
  return { ...reading, format: 'csv', encoding, notes: [...notes, ...reading.notes] }
}

/** Reads what was copied from a spreadsheet. */
export const readPasted = (text: string): Reading => ({ ...readSeparated(text, 'Texto pegado', ['\t', ';', ',', '|']), format: 'paste' })

function readSeparated(text: string, name: string, separators: Separator[]): Reading {
  const from = text.startsWith('\ufeff') ? 1 : 0
  if (text.includes('\0')) throw new Unreadable('Trae octetos nulos: no es un archivo de texto, o está dañado. Guárdelo de nuevo como .xlsx o CSV.')
  const [said, declared] = /^sep=([;,\t|])[ \t]*\r?\n/i.exec(text.slice(from, from + 20)) ?? []
  const body = text.slice(from + (said?.length ?? 0)).replace(/\r\n?/g, '\n')
  const separator = (declared as Separator | undefined) ?? separatorOf(body, separators)
  const tally = new Tally()
  const grid = new Grid(tally, wholeRoom())
  fill(grid, body, separator, tally, said === undefined ? 0 : 1)
  return { format: 'csv', encoding: null, separator, sheets: [{ name: name.replace(/\.[a-z]{1,5}$/i, ''), isHidden: false, rows: grid.finish() }], notes: tally.notes() }
}

function fill(grid: Grid, text: string, separator: Separator | null, tally: Tally, from: number) {
  let row = from
  let unclosed: number | undefined
  Papa.parse<string[]>(text, {
    delimiter: separator ?? ';',
    newline: '\n',
    step({ data, errors }) {
      if (errors.some(({ code }) => code === 'MissingQuotes')) unclosed ??= row
      if (errors.some(({ code }) => code === 'InvalidQuotes')) tally.add('quotes', `A${row + 1}`)
      for (const [column, cell] of data.entries()) {
        if (cell === '') continue
        if (SHORTENED.test(cell)) tally.add('shortened', `${columnLetters(column)}${row + 1}`)
        grid.put(row, column, cell)
      }
      row++
    },
  })
  if (unclosed !== undefined) {
    throw new Unreadable(`Hay comillas que se abren en la fila ${unclosed + 1} y no se cierran. Corrija esa fila y súbalo otra vez.`)
  }
}

/** The sign that divides the first lines into the same number of cells, more than one; the first in the list when in doubt. */
function separatorOf(text: string, separators: Separator[]): Separator | null {
  const sample = text.slice(0, 64 * 1024)
  let best: { separator: Separator; score: number } | undefined
  for (const separator of separators) {
    if (!sample.includes(separator)) continue
    const score = evenness(sample, separator)
    if (score > (best?.score ?? 0)) best = { separator, score }
  }
  return best?.separator ?? null
}

function evenness(sample: string, separator: Separator) {
  const { data } = Papa.parse<string[]>(sample, { delimiter: separator, newline: '\n', preview: SAMPLE, skipEmptyLines: true })
  const lengths = (data.length > 1 ? data.slice(0, -1) : data).map((cells) => cells.length)
  const times = new Map<number, number>()
  for (const length of lengths) if (length > 1) times.set(length, (times.get(length) ?? 0) + 1)
  return Math.max(0, ...times.values()) / lengths.length
}
