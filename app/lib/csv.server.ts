import { stringify } from 'csv-stringify/sync'

import { formatDay } from './days.ts'
import { safeText, type Cell, type Head, type Table } from './spreadsheet.server.ts'

const OPTIONS = { delimiter: ';', record_delimiter: '\r\n', quoted_match: /[\r\n]/ }

/**
 * A table as Excel in Chile opens it and as programs read it (RFC 4180): UTF-8 with its mark, `;`, CRLF, decimal comma,
 * days as dd-mm-aaaa, one head and nothing but rows. `about` is said in the last columns of every row, which stay where
 * rows are sorted, cut or put together with those of another file.
 */
export async function* csv({ heads, pages }: Table, about: [label: string, value: string][]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const said = about.map(([, value]) => safeText(value))
  yield bytes(`\ufeff${stringify([[...heads.map(({ header }) => header), ...about.map(([label]) => label)]], OPTIONS)}`)
  for await (const page of pages()) {
    yield bytes(stringify(page.map((cells) => [...cells.map((value, at) => written(value, heads[at]!)), ...said]), OPTIONS))
  }
}

function written(value: Cell, { type }: Head) {
  if (value === null) return ''
  if (type === 'number') return String(value).replace('.', ',')
  if (type === 'day') return formatDay(String(value))
  return type === 'phone' ? safeText(String(value)) : value
}

const encoder = new TextEncoder()
const bytes = (text: string) => encoder.encode(text)
