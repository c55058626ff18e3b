import { formatNumber } from '../text.ts'
import { plainText } from '../spreadsheet.server.ts'
import { columnLetters } from './cells.ts'
import { repaired } from './encoding.ts'
import { MOST, Unreadable, type Cell, type Row } from './reading.ts'
import type { Tally } from './tally.ts'

const DIVIDE = 'Divídala y súbala por partes.'

/** What all the sheets of a file may still take. */
export type Room = { cells: number; text: number }

export const wholeRoom = (): Room => ({ cells: MOST.cells, text: MOST.text })

/** Gathers the cells of a sheet in their places, cleaned, and refuses more of them than we read. */
export class Grid {
  #rows: Row[] = []
  #width = 0
  #tally: Tally
  #room: Room

  constructor(tally: Tally, room: Room) {
    this.#tally = tally
    this.#room = room
  }

  put(row: number, column: number, value: Cell) {
    const cell = typeof value === 'string' ? this.#cleaned(value, row, column) : value
    if (cell === null || cell === '') return
    if (row >= MOST.rows) throw new Unreadable(`Tiene más de ${formatNumber(MOST.rows)} filas. ${DIVIDE}`)
    if (column >= MOST.columns) throw new Unreadable(`Tiene más de ${MOST.columns} columnas. Borre las que no se usan y súbala otra vez.`)
    while (this.#rows.length <= row) this.#rows.push([])
    const cells = this.#rows[row]!
    while (cells.length < column) cells.push(null)
    cells[column] = cell
    this.#width = Math.max(this.#width, column + 1)
    if (this.#rows.length * this.#width > this.#room.cells) throw new Unreadable(`Tiene más de ${formatNumber(MOST.cells)} celdas. ${DIVIDE}`)
  }

  at(row: number, column: number): Cell {
    return this.#rows[row]?.[column] ?? null
  }

  get height() {
    return this.#rows.length
  }

  /** The rows, all as long as the longest one. */
  finish(): Row[] {
    this.#room.cells -= this.#rows.length * this.#width
    for (const row of this.#rows) while (row.length < this.#width) row.push(null)
    return this.#rows
  }

  #cleaned(text: string, row: number, column: number) {
    const short = text.length > MOST.cell ? text.slice(0, MOST.cell) : text
    this.#room.text -= short.length
    if (this.#room.text < 0) throw new Unreadable(`Trae más de ${MOST.text / 1024 / 1024} MB de texto. ${DIVIDE}`)
    const where = () => `${columnLetters(column)}${row + 1}`
    if (short !== text) this.#tally.add('cut', where())
    const right = repaired(short)
    if (right !== short) this.#tally.add('repaired', where())
    const visible = withoutInvisible(right)
    if (visible !== right) this.#tally.add('invisible', where())
    return plainText(visible).trim()
  }
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNCOMMON = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f\n]/
// oxlint-disable-next-line no-control-regex -- they are what is taken away
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g
const SPACES = /[\u00a0\u2000-\u200a\u202f\u3000]/g

/** Controls, marks of direction and halves of letters go; spaces of every width and breaks of every system are ours. */
function withoutInvisible(text: string) {
  if (!UNCOMMON.test(text)) return text
  const common = text.replace(/\r\n?/g, '\n').replace(SPACES, ' ').normalize('NFC')
  const visible = common.replace(INVISIBLE, '').toWellFormed()
  return visible
}
