import { columnsAsked } from '#app/domain/saved-views/rules.ts'
import { lists, type List } from '#app/domain/saved-views/terms.ts'
import type { ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { contactKinds, type ContactKind } from '#app/domain/contact-points/terms.ts'
import { todayIn } from '#app/lib/dates.ts'
import type { Column, Table } from '#app/lib/spreadsheet.server.ts'
import type { Card } from '#app/lib/vcard.server.ts'

/** What somebody takes along: the filter in words, how many rows, and the rows themselves, read while they are written. */
export type Taken = {
  filter: string
  total: number
  /** The columns that were chosen, in words; absent when all leave. */
  columns?: string
  /** A spreadsheet holds all of them; a file that holds one table, the first. */
  tables: [Table, ...Table[]]
  /** The same rows as cards, where they are people. */
  cards?: () => AsyncIterable<Card[]>
}

/** What a column of a file belongs to: it heads every row, or it is part of one column of the list; else it leaves with all of them. */
export type Filed<Row> = Column<Row> & { of?: string }
export const HEAD = 'head'

/** The columns of a file: those that the list is seen with, where somebody chose them, else all there are. */
export function chosenColumns<Row>(list: List, search: URLSearchParams, all: Filed<Row>[]): { columns: Column<Row>[]; said?: string } {
  const asked = columnsAsked(list, search)
  if (!asked) return { columns: all }
  const words: Readonly<Record<string, string>> = lists[list].columns
  return { columns: all.filter(({ of }) => of !== undefined && (of === HEAD || asked.includes(of))), said: asked.map((column) => words[column]).join(', ') }
}

const PAGE = 500

/**
 * The rows of these ids, page by page. Which rows leave, and in what order, is settled before the first is read: those
 * written meanwhile neither push another out of its page nor bring it back in the next.
 */
export const byKey = <Row>(ids: readonly string[], read: (ids: string[]) => Promise<Row[]>) =>
  async function* () {
    for (let at = 0; at < ids.length; at += PAGE) yield read(ids.slice(at, at + PAGE))
  }

/** Rows already read, as the only page. */
export const once = <Row>(rows: Row[]) =>
  async function* () {
    yield rows
  }

/** What may leave in a file: a number marked «solo el equipo» stays. */
export const sharedPoints = (points: ContactPoint[], isOwn: (point: ContactPoint) => boolean) =>
  points.filter((point) => point.visibility === 'network' && isOwn(point))

/** One column for each way to reach somebody. */
export const reachColumns = <Row extends { points: ContactPoint[] }>(of?: string): Filed<Row>[] =>
  (Object.keys(contactKinds) as ContactKind[]).map((kind) => ({
    of,
    header: contactKinds[kind],
    width: kind === 'email' || kind === 'address' ? 32 : 20,
    type: kind === 'phone' || kind === 'whatsapp' ? 'phone' : 'text',
    value: ({ points }) => points.filter((point) => point.kind === kind).map(({ shown }) => shown).join('; '),
  }))

/** Reads the day of an instant in a zone. Days change on the hour, so each hour is worked out once: rows are many. */
export function dayReader(zone: string) {
  const known = new Map<string, string>()
  return (instant: string) => {
    const hour = instant.slice(0, 13)
    const day = known.get(hour) ?? todayIn(zone, new Date(`${hour}:00:00Z`))
    known.set(hour, day)
    return day
  }
}
