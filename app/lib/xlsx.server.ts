import { strToU8, Zip, ZipDeflate } from 'fflate'

import { daysBetween } from './days.ts'
import { safeText, type Cell, type Head, type Table } from './spreadsheet.server.ts'

/** Styles by their place in `STYLES`. */
const HEAD = 1
const DAY = 2
const TEXT = 3

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/**
 * An .xlsx file in pieces (ECMA-376), its rows read while they are written, so that memory does not grow with them: a
 * sheet for each table with its head frozen and a filter on every column, and a last one that says what the file is.
 */
export async function* workbook(tables: Table[], about: [label: string, value: string][], made: Date): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const begin = (name: string) => {
    const part = new ZipDeflate(name, { level: 4 })
    part.mtime = made
    zip.add(part)
    return part
  }
  const whole = (name: string, text: string) => begin(name).push(strToU8(XML + text), true)
  const names = [...tables.map(({ name }) => name), 'Sobre este archivo']
  const ranges: string[] = []

  whole('[Content_Types].xml', contentTypes(names))
  whole('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  for (const [at, table] of tables.entries()) {
    const part = begin(`xl/worksheets/sheet${at + 1}.xml`)
    part.push(strToU8(XML + sheetStart(table.heads)))
    let rows = 1
    for await (const page of table.pages()) {
      part.push(strToU8(page.map((cells) => rowOf(++rows, cells, table.heads)).join('')))
      yield* pieces.splice(0)
    }
    ranges.push(rangeOf(table.heads.length, rows))
    part.push(strToU8(`</sheetData><autoFilter ref="${ranges.at(-1)}"/></worksheet>`), true)
  }
  whole(`xl/worksheets/sheet${names.length}.xml`, aboutSheet(about))
  whole('xl/styles.xml', STYLES)
  whole('xl/workbook.xml', workbookPart(names, ranges))
  whole('xl/_rels/workbook.xml.rels', relations([...names.map((_, at): Relation => ['worksheet', `worksheets/sheet${at + 1}.xml`]), ['styles', 'styles.xml']]))
  zip.end()
  yield* pieces
}

/** Heads that stay while the rows move. */
const sheetStart = (heads: Head[]) =>
  `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  `${widths(heads.map(({ width }) => width))}<sheetData><row r="1">${heads.map(({ header }, at) => textCell(`${letters(at)}1`, header, HEAD)).join('')}</row>`

const rowOf = (row: number, cells: Cell[], heads: Head[]) =>
  `<row r="${row}">${cells.map((value, at) => (value === null ? '' : cellOf(`${letters(at)}${row}`, value, heads[at]!))).join('')}</row>`

function cellOf(place: string, value: string | number, { type }: Head) {
  if (type === 'day') return `<c r="${place}" s="${DAY}"><v>${serialOf(String(value))}</v></c>`
  return type === 'number' ? `<c r="${place}"><v>${value}</v></c>` : textCell(place, String(value), TEXT)
}

const textCell = (place: string, text: string, style: number) =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

const aboutSheet = (about: [label: string, value: string][]) =>
  `<worksheet xmlns="${MAIN}">${widths([18, 80])}<sheetData>${about
    .map(([label, value], at) => `<row r="${at + 1}">${textCell(`A${at + 1}`, label, HEAD)}${textCell(`B${at + 1}`, safeText(value), TEXT)}</row>`)
    .join('')}</sheetData></worksheet>`

const widths = (all: number[]) => `<cols>${all.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`

/** What Excel counts for a day: the days since 30 December 1899. */
const serialOf = (day: string) => daysBetween('1899-12-30', day)

/** A, B, …, Z, AA: the letters of a column counted from 0. */
const letters = (at: number): string => (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

const rangeOf = (columns: number, rows: number) => `A1:${letters(columns - 1)}${rows}`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;')

type Relation = [kind: string, target: string]

const relations = (all: Relation[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`

const contentTypes = (names: string[]) => {
  const type = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${type('workbook', 'sheet.main')}${type('styles', 'styles')}` +
    `${names.map((_, at) => type(`worksheets/sheet${at + 1}`, 'worksheet')).join('')}</Types>`
}

/** Excel keeps the range of a filter as a hidden name too. */
const workbookPart = (names: string[], ranges: string[]) =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${names
    .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets><definedNames>${ranges
    .map((range, at) => `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">'${escaped(names[at]!)}'!${range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}</definedName>`)
    .join('')}</definedNames></workbook>`

const font = (more: string) => `<font>${more}<sz val="11"/><name val="Calibri"/></font>`
const fill = (pattern: string, more = '') => `<fill><patternFill patternType="${pattern}">${more}</patternFill></fill>`
const format = (more: string) => `<xf xfId="0" borderId="0" ${more}/>`

const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>` +
  `<fonts count="2">${font('')}${font('<b/>')}</fonts>` +
  `<fills count="3">${fill('none')}${fill('gray125')}${fill('solid', '<fgColor rgb="FFECEAE3"/><bgColor indexed="64"/>')}</fills>` +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="4">${format('numFmtId="0" fontId="0" fillId="0"')}${format('numFmtId="49" fontId="1" fillId="2" applyFont="1" applyFill="1"')}` +
  `${format('numFmtId="164" fontId="0" fillId="0" applyNumberFormat="1"')}${format('numFmtId="49" fontId="0" fillId="0" applyNumberFormat="1"')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
