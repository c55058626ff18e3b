import { fold } from '../text.ts'
import { textOf } from './cells.ts'
import { dayOrderOf, isSomeDay } from './days.ts'
import type { Cell } from './reading.ts'

/** What cells look like, from 0 to 1: the share of those with something. Looks at the first 300; right or wrong is for others to say. */

const isEmail = (text: string) => /^[^\s@]{1,64} ?@ ?[^\s@]{1,200}\.[a-z]{2,20}$/i.test(text)
const isPhone = (text: string) => {
  const figures = text.replace(/\D/g, '')
  return figures.length >= 8 && figures.length <= 12 && /^[+\d][\d\s().+/-]{6,24}$/.test(text) && !RUT.test(text) && !/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text)
}
const RUT = /^(\d{1,2}\.?\d{3}\.?\d{3} ?[-‐–] ?[\dk]|\d{7,8}k)$/i
const isRut = (text: string) => RUT.test(text)
const isCut = (text: string) => /^(0?[1-9]|1[0-6])[1-9]\d\d$/.test(text)

export const emails = looksLike(isEmail)

export const phones = looksLike(isPhone)

/** Whatever its last figure: a wrong RUT looks like one. */
export const ruts = looksLike(isRut)

/** Five figures, or four where a spreadsheet ate the zero of the regions 01 to 09. */
export const cuts = looksLike(isCut)

const KINDS = [isEmail, isPhone, isRut, isCut]
const NONE: readonly number[] = []

/** Which of these kinds of thing one cell looks like, by their number; days and numbers are two more. */
export function kindsIn(cell: Cell): readonly number[] {
  const text = textOf(cell)
  if (!/[\d@]/.test(text)) return NONE
  const kinds = text.length > LONGEST ? [] : KINDS.flatMap((is, kind) => (is(text) ? [kind] : []))
  if (isSomeDay(cell)) kinds.push(KINDS.length)
  if (typeof cell === 'number') kinds.push(KINDS.length + 1)
  return kinds
}

export const KINDS_OF_THINGS = KINDS.length + 2

export function days(cells: Cell[]) {
  const filled = sampleOf(cells)
  if (filled.length === 0) return 0
  const { order, unread } = dayOrderOf(filled)
  return order === 'none' ? 0 : 1 - unread.length / filled.length
}

/** Two to seven words of letters that begin in capitals, whatever comes between: «María José de la Fuente Soto». */
export const personNames = looksLike((text) => {
  const words = text.replace(',', ' ').split(/\s+/)
  if (words.length < 2 || words.length > 7 || INSTITUTION.test(fold(text))) return false
  return words.every((word) => /^[\p{L}'’.-]{1,30}$/u.test(word)) && words.filter((word) => /^\p{Lu}/u.test(word)).length >= 2
})

const INSTITUTION = /(^| )(municipalidad|ministerio|gobierno|seremi|servicio|serviu|asociacion|corporacion|fundacion|universidad|direccion|departamento|secretaria|alcalde|alcaldesa|director|directora|jefe|jefa|encargado|encargada|administrador|administradora|concejal|concejala|profesional)( |$)/

/** How much of a column is what `is` accepts. */
export function looksLike(is: (text: string) => boolean) {
  return (cells: Cell[]) => {
    const texts = sampleOf(cells).map(textOf)
    return texts.length === 0 ? 0 : texts.filter((text) => text.length <= LONGEST && is(text)).length / texts.length
  }
}

export const SAMPLE = 300
const LONGEST = 300
/** The first cells with something. */
export const sampleOf = (cells: Cell[]) => {
  const filled: Cell[] = []
  for (const cell of cells) {
    if (filled.length === SAMPLE) break
    if (textOf(cell) !== '') filled.push(cell)
  }
  return filled
}
