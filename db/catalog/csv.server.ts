import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The rows of a CSV file of this folder (comma, quotes, first line names the columns). */
export function readCsv<Column extends string>(file: string): Record<Column, string>[] {
  return parseCsv<Column>(readFileSync(join(import.meta.dirname, file), 'utf8'))
}

export function parseCsv<Column extends string>(text: string): Record<Column, string>[] {
  const [header = [], ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter(Boolean).map(cells)
  return rows.map((row, index) => {
    if (row.length !== header.length) throw new Error(`Line ${index + 2}: ${row.length} cells, not ${header.length}.`)
    return Object.fromEntries(header.map((column, at) => [column, row[at]!])) as Record<Column, string>
  })
}

const cells = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
  )
