import { formatDay } from '../days.ts'
import type { Cell, Row } from './reading.ts'

/** What a person reads in the cell: «56912345678» and not 5.69E+10, «05-03-2024», «Sí». Empty when there is nothing. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'boolean') return cell ? 'Sí' : 'No'
  if (typeof cell === 'number') return figuresOf(cell)
  return cell.time ? `${formatDay(cell.day)} ${cell.time}` : formatDay(cell.day)
}

export const isBlank = (cell: Cell | undefined) => textOf(cell) === ''

export const isBlankRow = (row: Row) => row.every(isBlank)

/** Without exponents, and without the tail that binary fractions leave: 0.1 + 0.2 is «0.3». */
function figuresOf(value: number) {
  if (Number.isInteger(value)) return BigInt(value).toString()
  const rounded = Number(value.toPrecision(15))
  return Math.abs(rounded) < 1e-6 ? '0' : String(rounded)
}

/** 0 → «A», 27 → «AB»: how a spreadsheet calls its columns. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}
