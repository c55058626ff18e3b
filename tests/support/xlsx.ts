import { strToU8, zipSync, type Zippable } from 'fflate'

import { daysBetween } from '#app/lib/days.ts'

/** A formula brings what it gave when it was saved; `figures` is a number that is shown with so many, zeros before. */
export type XlsxCell = null | string | number | boolean | { day: string } | { formula: string; value?: string | number } | { error: string } | { number: number; figures: 5 }
export type XlsxSheet = { name: string; rows: XlsxCell[][]; state?: 'hidden' | 'veryHidden'; merged?: string[]; hiddenRows?: number[] }

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The parts of an .xlsx as Excel orders them, to be changed before they are packed: texts shared, styles by number. */
export function xlsxParts(sheets: XlsxSheet[], { is1904 = false } = {}): Record<string, string> {
  const shared: string[] = []
  const parts = sheets.map((sheet) => sheetXml(sheet, shared, is1904))
  return {
    '_rels/.rels': relationsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(({ name, state }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...parts.map((_, at): Relation => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['rId101', 'styles', 'styles.xml'], ['rId102', 'sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${MAIN}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(parts.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
  }
}

/** Packs parts as they are. */
export const packed = (parts: Record<string, string | Uint8Array>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])) satisfies Zippable, { mtime: '2026-11-24T12:00:00' })

/** An .xlsx as somebody could bring. */
export const xlsxOf = (sheets: XlsxSheet[], options?: { is1904?: boolean }) => packed(xlsxParts(sheets, options))

type Relation = [id: string, type: string, target: string]

const relationsXml = (relations: Relation[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}">${relations.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`

function sheetXml({ rows, merged = [], hiddenRows = [] }: XlsxSheet, shared: string[], is1904: boolean) {
  const places = new Map(shared.map((text, at) => [text, at]))
  const place = (text: string) => {
    if (!places.has(text)) places.set(text, shared.push(text) - 1)
    return places.get(text)
  }
  const cell = (value: XlsxCell, at: string) => {
    if (value === null) return ''
    if (typeof value === 'string') return `<c r="${at}" t="s"><v>${place(value)}</v></c>`
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${Number(value)}</v></c>`
    if ('day' in value) return `<c r="${at}" s="1"><v>${daysBetween(is1904 ? '1904-01-01' : '1899-12-30', value.day)}</v></c>`
    if ('error' in value) return `<c r="${at}" t="e"><v>${value.error}</v></c>`
    if ('number' in value) return `<c r="${at}" s="2"><v>${value.number}</v></c>`
    const kept = value.value === undefined ? '' : `<v>${escaped(String(value.value))}</v>`
    return `<c r="${at}"${typeof value.value === 'string' ? ' t="str"' : ''}><f>${escaped(value.formula)}</f>${kept}</c>`
  }
  const row = (cells: XlsxCell[], n: number) =>
    `<row r="${n + 1}"${hiddenRows.includes(n + 1) ? ' hidden="1"' : ''}>${cells.map((value, column) => cell(value, `${letters(column)}${n + 1}`)).join('')}</row>`
  const spans = merged.length > 0 ? `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows.map(row).join('')}</sheetData>${spans}</worksheet>`
}

const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
