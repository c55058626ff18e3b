import { fold } from '../text.ts'
import { columnLetters, isBlank, isBlankRow, textOf } from './cells.ts'
import { kindsIn, KINDS_OF_THINGS } from './content.ts'
import type { Row } from './reading.ts'

/** Where the names of the columns are. `row` and `first` are indexes in `rows`; without a header `row` is null. */
export type Header = { row: number | null; first: number; names: string[] }

const LOOKED_AT = 30
/** Rows that say what columns hold: fewer where they are wide, since everybody waits while they are looked at. */
const belowOf = (width: number) => Math.max(LOOKED_AT + 10, Math.min(200, Math.floor(10_000 / Math.max(1, width))))
const LONGEST_NAME = 80
/** Words that name columns everywhere; those of the fields at hand come besides. */
const COMMON = ['n', 'nº', 'id', 'nombre', 'nombres', 'apellido', 'apellidos', 'rut', 'correo', 'email', 'e-mail', 'mail', 'telefono', 'celular', 'fono', 'comuna', 'region',
  'cargo', 'institucion', 'municipio', 'municipalidad', 'fecha', 'inicio', 'termino', 'direccion', 'unidad', 'tipo', 'observaciones', 'nota', 'notas', 'codigo', 'cut', 'desde', 'hasta', 'titulo', 'tema', 'lugar', 'hora']

/**
 * Guesses which row names the columns: titles and empty rows may stand above it, and a row of groups («Contacto» over
 * «Correo» and «Teléfono») joins its names. `words` are other names that the columns may have.
 */
export function guessHeader(rows: Row[], words: string[] = []): Header {
  const known = new Set([...COMMON, ...words].map(fold))
  const width = rows[0]?.length ?? 0
  const changes = changesBelow(rows, width)
  let best: { row: number; score: number } | undefined
  for (const [row, cells] of rows.slice(0, LOOKED_AT).entries()) {
    const score = scoreOf(cells, changes[row]!, width, known)
    if (score > (best?.score ?? 0)) best = { row, score }
  }
  return headerAt(rows, best?.row ?? null)
}

/** The header when a person says which row it is; null when the sheet has none. */
export function headerAt(rows: Row[], row: number | null): Header {
  const from = row === null ? 0 : row + 1
  const found = rows.findIndex((cells, index) => index >= from && !isBlankRow(cells))
  const width = rows[0]?.length ?? 0
  return { row, first: found < 0 ? rows.length : found, names: namesIn(rows, row, width) }
}

/** Nothing for what looks like data; more for each name that is known, and for each column that changes below it. */
function scoreOf(cells: Row, changed: boolean[], width: number, known: Set<string>) {
  const names = cells.map(textOf)
  const filled = names.filter(Boolean)
  const isOfNames = filled.length > 0 && cells.every((cell) => isBlank(cell) || typeof cell === 'string') && filled.every(isName)
  if (!isOfNames || (filled.length === 1 && width > 2)) return 0
  const knownOnes = filled.filter((name) => isKnown(name, known)).length
  const changes = names.filter((name, column) => name && changed[column]).length
  if (knownOnes === 0 && changes === 0) return 0
  const repeated = filled.length - new Set(filled.map(fold)).size
  return (filled.length * 0.5 + knownOnes * 2 + changes - repeated) / Math.max(1, width)
}

/** Of each row that may name columns, which of them hold mostly one kind of thing below it: one pass, from the last row up. */
function changesBelow(rows: Row[], width: number): boolean[][] {
  const filled = new Uint16Array(width)
  const kinds = new Uint16Array(width * KINDS_OF_THINGS)
  const changes: boolean[][] = []
  for (const [row, cells] of [...rows.slice(0, belowOf(width)).entries()].reverse()) {
    if (row < LOOKED_AT) changes[row] = Array.from({ length: width }, (_, column) => Math.max(...kinds.subarray(column * KINDS_OF_THINGS, (column + 1) * KINDS_OF_THINGS)) * 2 > filled[column]!)
    for (const [column, cell] of cells.entries()) {
      if (isBlank(cell)) continue
      filled[column]!++
      for (const kind of kindsIn(cell)) kinds[column * KINDS_OF_THINGS + kind]!++
    }
  }
  return changes
}

const isName = (text: string) => text.length <= LONGEST_NAME && !/^[\d.,/$%-]+$/.test(text) && kindsIn(text).length === 0

const isKnown = (name: string, known: Set<string>) => {
  const folded = fold(name)
  return known.has(folded) || folded.split(/[^a-z0-9ñº-]+/).some((word) => word.length > 2 && known.has(word))
}

function namesIn(rows: Row[], row: number | null, width: number) {
  const names = row === null ? [] : (rows[row] ?? []).map(textOf)
  const above = row === null || row === 0 ? [] : groupsIn(rows[row - 1] ?? [])
  const seen = new Map<string, number>()
  return Array.from({ length: width }, (_, column) => {
    const [group = '', own = ''] = [above[column], names[column]]
    const isTold = fold(own).includes(fold(group))
    const name = ((isTold ? own : `${group} ${own}`).trim().replaceAll('\n', ' ') || `Columna ${columnLetters(column)}`).slice(0, 120)
    const times = (seen.get(fold(name)) ?? 0) + 1
    seen.set(fold(name), times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** A row over the header names groups when it has several names; one alone is the title of the sheet. */
function groupsIn(cells: Row) {
  const groups = cells.map(textOf)
  const filled = groups.filter(Boolean)
  return filled.length > 1 && filled.every(isName) ? groups : []
}
