import type { Named } from '#app/domain/people/rules.ts'
import { readTitle } from '#app/domain/sheet-imports/rules/posts.ts'
import { readTenureKind } from '#app/domain/tenures/rules.ts'
import type { TenureKind } from '#app/domain/tenures/terms.ts'
import { readDay } from '#app/lib/sheets/days.ts'
import { textOf } from '#app/lib/sheets/cells.ts'
import type { Row } from '#app/lib/sheets/reading.ts'

import { columnsOf, type Cells, type Columns } from './columns.ts'

/** A line as it was pasted. `day` is YYYY-MM-DD; what could not be read as a day or a kind is kept as it was written. */
export type Written = {
  institution: string
  person: string
  day: string | null
  unread: string | null
  kind?: TenureKind
  unread_kind?: string
  source?: string
}

/** What a person said of a line: it stands over what is written. `person` is an id, or «nueva» for somebody new. */
export type Fixed = Partial<Named> & { institution_id?: string; person?: string; starts_on?: string; kind?: TenureKind; source?: string }

export const SOMEBODY_NEW = 'nueva'

export type List = Pick<Columns, 'ignored' | 'sensitive'> & { lines: Written[] }

/** The lines of a list: institution and name, and in some of its columns from which day, in which kind, and who says so. */
export function readLines(rows: Row[]): List {
  const { first, read, ignored, sensitive } = columnsOf(rows)
  const lines = rows.slice(first).map((row) => readLine(read(row)))
  return { lines: lines.filter(({ institution, person }) => institution !== '' || person !== ''), ignored, sensitive }
}

function readLine(cells: Cells): Written {
  const text = (key: keyof Cells, most = 300) => textOf(cells[key]).replace(/\s+/g, ' ').slice(0, most)
  const day = readDay(cells.starts_on ?? null, 'dmy')
  const { title: person, kind: acting } = readTitle(nameIn(text))
  const [said, source] = [text('kind', 100), text('source', 200)]
  const kind = said ? readTenureKind(said) : acting
  return {
    institution: text('institution') || text('cut') || text('region'),
    person,
    day: day && 'day' in day ? day.day : null,
    unread: day && 'problem' in day ? text('starts_on', 100) : null,
    ...(kind ? { kind } : said ? { unread_kind: said } : {}),
    ...(source ? { source } : {}),
  }
}

/** «Soto Muñoz, Ana» where surnames have columns of their own; else the name as it is. */
function nameIn(text: (key: keyof Cells) => string) {
  const surnames = [text('surnames') || text('first_surname'), text('second_surname')].filter(Boolean).join(' ')
  const name = text('given_names') || text('full_name')
  return surnames && name ? `${surnames}, ${name}` : surnames || name
}
