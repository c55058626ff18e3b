import { isDay } from '../days.ts'
import { formatNumber } from '../text.ts'
import { columnLetters } from './cells.ts'
import { shown } from './formats.ts'
import { Grid, wholeRoom } from './grid.server.ts'
import { MOST, Unreadable, type Cell, type Reading } from './reading.ts'
import { Tally } from './tally.ts'
import { readWorkbook, withoutEscapes, xmlOf, type Workbook } from './workbook.server.ts'
import { attribute, walkXml } from './xml.ts'
import { openZip } from './zip.server.ts'

/** Reads every sheet of an .xlsx: what its cells held when it was last saved, and no formula. */
export function readXlsx(bytes: Uint8Array): Reading {
  const zip = openZip(bytes)
  const book = readWorkbook(zip)
  if (book.sheets.length > MOST.sheets) throw new Unreadable(`Tiene más de ${MOST.sheets} hojas. Deje las que hacen falta y súbala otra vez.`)
  const tally = new Tally()
  const room = wholeRoom()
  let hiddenRows = 0
  const sheets = book.sheets.map(({ name, isHidden, part }, at) => {
    const grid = new Grid(tally, room)
    hiddenRows += readCells(xmlOf(zip, part) ?? '', grid, book, tally)
    return { name: withoutEscapes(name).toWellFormed().slice(0, 100).trim() || `Hoja ${at + 1}`, isHidden, rows: grid.finish() }
  })
  const notes = tally.notes()
  if (hiddenRows > 0) notes.push(hiddenRows === 1 ? 'Tiene 1 fila oculta: también se leyó.' : `Tiene ${formatNumber(hiddenRows)} filas ocultas: también se leyeron.`)
  return { format: 'xlsx', encoding: null, separator: null, sheets, notes }
}

type Span = { top: number; bottom: number; column: number }

/** Answers how many rows with something were hidden. */
function readCells(xml: string, grid: Grid, book: Workbook, tally: Tally) {
  const merged: Span[] = []
  let [row, column, hidden, height] = [-1, -1, 0, 0]
  let [type, style, value, isValue, isFormula, isHidden] = ['', '', '', false, false, false]
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'c') {
        const place = attribute(attributes, 'r')
        column = place ? columnOf(place) : column + 1
        type = attribute(attributes, 't') ?? 'n'
        style = attribute(attributes, 's') ?? ''
        value = ''
        isFormula = false
      } else if (name === 'v' || name === 't') isValue = true
      else if (name === 'f') isFormula = true
      else if (name === 'row') {
        row = Number(attribute(attributes, 'r') ?? row + 2) - 1
        if (!(Number.isSafeInteger(row) && row >= 0)) throw new Unreadable('Sus filas no tienen un orden que se entienda. Ábralo en Excel y guárdelo de nuevo como .xlsx.')
        column = -1
        isHidden = /^(1|true)$/.test(attribute(attributes, 'hidden') ?? '')
      } else if (name === 'mergeCell') merged.push(...spanOf(attribute(attributes, 'ref') ?? ''))
    },
    text(part) {
      if (isValue) value += part
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') {
        const remark = remarkOf(type, value, isFormula)
        if (remark) tally.add(remark, `${columnLetters(column)}${row + 1}`)
        else grid.put(row, column, cellOf(type, value, style, book))
      } else if (name === 'row') {
        if (isHidden && grid.height > height) hidden++
        height = grid.height
      }
    },
  })
  fillDown(grid, merged)
  return hidden
}

function remarkOf(type: string, value: string, isFormula: boolean) {
  if (type === 'e') return 'fault'
  return isFormula && value === '' && type !== 'str' ? 'unsolved' : undefined
}

function cellOf(type: string, value: string, style: string, { texts, formats, is1904 }: Workbook): Cell {
  if (type === 's') return texts[Number(value)] ?? null
  if (type === 'str' || type === 'inlineStr') return withoutEscapes(value)
  if (value === '') return null
  if (type === 'b') return value === '1' || value === 'true'
  if (type === 'd') return isDay(value.slice(0, 10)) ? momentIn(value) : value
  const number = Number(value)
  return Number.isFinite(number) ? shown(number, style === '' ? undefined : formats[Number(style)], is1904) : value
}

function momentIn(text: string): Cell {
  const [, time] = /T(\d\d:\d\d)/.exec(text) ?? []
  return time && time !== '00:00' ? { day: text.slice(0, 10), time } : { day: text.slice(0, 10) }
}

/** «AB12» → 27. Beyond the columns we read any number will do: it is refused. */
function columnOf(place: string) {
  let column = 0
  for (let at = 0; at < place.length && column <= MOST.columns; at++) {
    const letter = (place.charCodeAt(at) | 32) - 96
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return Math.max(0, column - 1)
}

function spanOf(ref: string): Span[] {
  const [, first, top, , bottom] = /^([a-z]{1,3})(\d{1,7}):([a-z]{1,3})(\d{1,7})$/i.exec(ref) ?? []
  return first ? [{ top: Number(top) - 1, bottom: Number(bottom) - 1, column: columnOf(first) }] : []
}

/** What is merged downwards holds for each of its rows; a title across columns stays in its first one. */
function fillDown(grid: Grid, merged: Span[]) {
  let left = MOST.cells
  for (const { top, bottom, column } of merged) {
    const cell = grid.at(top, column)
    if (cell === null) continue
    for (let row = top + 1; row <= bottom && row < grid.height && left > 0; row++, left--) {
      if (grid.at(row, column) === null) grid.put(row, column, cell)
    }
  }
}
