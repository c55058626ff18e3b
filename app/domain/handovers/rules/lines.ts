import type { Named } from '#app/domain/people/rules.ts'
import { readDay } from '#app/lib/sheets/days.ts'
import { textOf } from '#app/lib/sheets/cells.ts'
import type { Cell, Row } from '#app/lib/sheets/reading.ts'
import { fold } from '#app/lib/text.ts'

/** A line as it was pasted; `day` is YYYY-MM-DD when it could be read. */
export type Written = { institution: string; person: string; day: string | null; unread: string | null }

/** What a person said of a line: it stands over what is written. `person` is an id, or «nueva» for somebody new. */
export type Fixed = Partial<Named> & { institution_id?: string; person?: string; starts_on?: string }

export const SOMEBODY_NEW = 'nueva'

const HEADS = /^(municipalidad|municipio|comuna|institucion|servicio|region|gobierno regional)(?![a-z])/

/** The lines of a list: institution, name and day in its first three columns, with or without a row of titles. */
export function readLines(rows: Row[]): Written[] {
  const filled = rows.filter((row) => textOf(row[0]) !== '' || textOf(row[1]) !== '')
  const [first] = filled
  const isHead = first !== undefined && HEADS.test(fold(textOf(first[0]))) && readDayIn(first[2])?.day === undefined && fold(textOf(first[1])).includes('nombre')
  return (isHead ? filled.slice(1) : filled).map((row) => {
    const read = readDayIn(row[2])
    return {
      institution: textOf(row[0]).slice(0, 300),
      person: textOf(row[1]).slice(0, 300),
      day: read?.day ?? null,
      unread: read && read.day === undefined ? textOf(row[2]).slice(0, 100) : null,
    }
  })
}

function readDayIn(cell: Cell | undefined): { day?: string } | null {
  const read = cell === undefined ? null : readDay(cell, 'dmy')
  return read && ('day' in read ? read : {})
}
