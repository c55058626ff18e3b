import { readTenureKind } from '#app/domain/tenures/rules.ts'
import { textOf } from '#app/lib/sheets/cells.ts'
import { guessColumns, type Field } from '#app/lib/sheets/columns.ts'
import { days, looksLike } from '#app/lib/sheets/content.ts'
import { readDay } from '#app/lib/sheets/days.ts'
import { headerAt } from '#app/lib/sheets/header.ts'
import type { Cell, Row } from '#app/lib/sheets/reading.ts'
import { fold } from '#app/lib/text.ts'

const WORDS = {
  institution: ['municipalidad', 'municipio', 'comuna', 'institución', 'organismo', 'servicio', 'entidad'],
  cut: ['cut', 'código', 'código comuna', 'código único territorial'],
  region: ['región', 'gobierno regional'],
  full_name: ['nombre', 'nombre completo', 'nombre y apellidos', 'persona', 'autoridad', 'alcalde', 'alcaldesa', 'alcalde electo', 'alcaldesa electa', 'autoridad electa', 'quien asume'],
  given_names: ['nombres', 'nombre de pila'],
  surnames: ['apellidos'],
  first_surname: ['apellido paterno', 'primer apellido', 'apellido 1'],
  second_surname: ['apellido materno', 'segundo apellido', 'apellido 2'],
  starts_on: ['fecha', 'desde', 'asume', 'asume el', 'inicio', 'fecha de inicio', 'fecha de asunción'],
  kind: ['calidad', 'calidad jurídica', 'tipo', 'tipo de nombramiento', 'titular o subrogante'],
  source: ['fuente', 'origen', 'origen del dato', 'de dónde viene', 'documento', 'respaldo', 'sentencia', 'resolución', 'decreto'],
  party: ['partido', 'partido político', 'pacto', 'subpacto', 'lista', 'coalición', 'militancia'],
} as const
type Key = keyof typeof WORDS

export type Cells = Partial<Record<Key, Cell>>

/** Which cells of a row say what; `first` is the row where the list begins. */
export type Columns = {
  first: number
  read: (row: Row) => Cells
  /** Names of columns that are not read. */
  ignored: string[]
  /** Those of them that say somebody's politics. */
  sensitive: string[]
}

const isKind = (text: string) => readTenureKind(text) !== undefined
const CONTENT: Partial<Record<Key, (cells: Cell[]) => number>> = { starts_on: days, kind: looksLike(isKind) }
const FIELDS = (Object.keys(WORDS) as Key[]).map((key): Field<Key> => ({ key, words: [...WORDS[key]], content: CONTENT[key] }))

/** By the names of a row of titles, in any order; without one, institution and name come first and the rest says itself. */
export function columnsOf(rows: Row[]): Columns {
  const row = rows.slice(0, HIGHEST).findIndex(isHeader)
  if (row < 0) return { first: 0, read: inOrder, ignored: [], sensitive: [] }
  const header = headerAt(rows, row)
  const guesses = guessColumns(rows, header, FIELDS).filter(({ column }) => rows.slice(row).some((cells) => textOf(cells[column]) !== ''))
  const named = (is: (field: Key | null) => boolean) => guesses.filter(({ field }) => is(field)).map(({ name }) => name)
  return {
    first: header.first,
    read: (row) => Object.fromEntries(guesses.flatMap(({ field, column }) => (field && field !== 'party' ? [[field, row[column] ?? null]] : []))),
    ignored: named((field) => field === null),
    sensitive: named((field) => field === 'party'),
  }
}

/** Titles of the sheet, and who made it, may stand above the names of its columns. */
const HIGHEST = 10

const PLACE = new Set('municipalidad municipio comuna institucion organismo servicio entidad region gobierno regional cut codigo'.split(' '))
const PERSON = new Set('nombre nombres apellido apellidos persona autoridad alcalde alcaldesa sa electo electa quien asume completo paterno primer'.split(' '))
const JOINING = new Set('nombre de del la el o y a'.split(' '))

/** One cell names institutions and another people, and neither says anything else: «Municipalidad de Castro» is data. */
function isHeader(row: Row) {
  const isOf = (words: Set<string>) => (cell: Cell) => {
    const tokens = fold(textOf(cell)).split(/[^a-z0-9]+/).filter(Boolean)
    return tokens.some((token) => words.has(token)) && tokens.every((token) => words.has(token) || JOINING.has(token))
  }
  const place = row.findIndex(isOf(PLACE))
  return place >= 0 && row.some((cell, column) => column !== place && isOf(PERSON)(cell))
}

/** «Cerrillos; Ana Soto; 06-12-2028; subrogante; Sentencia»: what comes after the name is known by what it holds, else by its place. */
function inOrder([institution = null, full_name = null, ...rest]: Row): Cells {
  const cells: Cells = { institution, full_name }
  for (const [at, cell] of rest.entries()) {
    const text = textOf(cell)
    if (text === '') continue
    const day = readDay(cell, 'dmy')
    const holds = day && 'day' in day ? ('starts_on' as const) : isKind(text) ? ('kind' as const) : undefined
    const key = ([holds, PLACES[at], 'source'] as const).find((one) => one !== undefined && cells[one] === undefined)
    if (key) cells[key] = cell
  }
  return cells
}

const PLACES: readonly ('starts_on' | 'kind' | undefined)[] = ['starts_on', 'kind']
