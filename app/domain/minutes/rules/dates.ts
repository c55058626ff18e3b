import { addDays, weekdayOf } from '#app/lib/days.ts'

import { dayOf, doubt, firstOf, inMonth, mondayOf, nextNumber, nextWeekday, weekdayOfMonth, type Moment } from './moments.ts'
import type { Phrase } from './phrases.ts'
import { setOf } from './words.ts'

/** A moment, and the word where what says it ends. */
export type Found = { to: number; moment: Moment }

/** What led to a place: whether an article, a limit, «antes de» or «después de» stands before it, or nothing. */
export type Led = { article: boolean; limit: boolean; eve: boolean; after: boolean; start: boolean }

const MONTHS = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
const SHORT_MONTHS = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ')
const WEEKDAYS = 'lunes martes miercoles jueves viernes sabado domingo'.split(' ')
const SHORT_WEEKDAYS = 'lun mar mie jue vie sab dom'.split(' ')
const NUMBERS = [
  'cero', 'un', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce', 'trece',
  'catorce', 'quince', 'dieciseis', 'diecisiete', 'dieciocho', 'diecinueve', 'veinte',
]
const MORE_NUMBERS: Record<string, number> = {
  uno: 1, una: 1, veintiun: 21, veintiuno: 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, treinta: 30,
  cuarenta: 40, 'cuarenta y cinco': 45, sesenta: 60, noventa: 90, 'setenta y dos': 72, 'cuarenta y ocho': 48, cien: 100,
}

/** Whether a day, or something counted, may begin with a word. */
export const startsDay = (phrase: Phrase, at: number) =>
  phrase.words[at]!.sort === 'number' || numberAt(phrase, at) !== undefined || ordinalAt(phrase, at) !== 0 || weekdayNumber(phrase, at) !== 0 ||
  /^(1ro|1ero|mismo|hoy|ayer|anteayer|anoche|mana?na|mannana?|mnana)$/.test(phrase.at(at))

/** 1 to 12, by its name or, where a short one may stand, its first letters; 0 when it is no month. */
export function monthAt(phrase: Phrase, at: number, short = true): number {
  const word = phrase.at(at)
  const full = placeIn(MONTHS, word, 8, months)
  if (full >= 0) return full + 1
  if (/^sep?t(iembre)?$|^setiembre$/.test(word)) return 9
  return short ? SHORT_MONTHS.indexOf(word) + 1 : 0
}

/** «10», «diez»; not the 49 of «DS49». */
export function numberAt(phrase: Phrase, at: number): { n: number; to: number } | undefined {
  const word = phrase.words[at]
  if (!word) return undefined
  if (word.sort === 'number') {
    const stuck = word.glued && /^[\p{L}.,/-]$/u.test(phrase.words[at - 1]?.text.slice(-1) ?? '')
    return stuck || !/^\d{1,5}$/.test(word.text) ? undefined : { n: Number(word.text), to: at + 1 }
  }
  const joined = phrase.at(at + 1) === 'y' ? MORE_NUMBERS[`${word.folded} y ${phrase.at(at + 2)}`] : undefined
  if (joined) return { n: joined, to: at + 3 }
  const n = MORE_NUMBERS[word.folded] ?? NUMBERS.indexOf(word.folded)
  return n > 0 ? { n, to: at + 1 } : undefined
}

/** A number that may be the day: nothing counted comes after it. */
export function isBareNumber(phrase: Phrase, at: number): boolean {
  const number = numberAt(phrase, at)
  if (!number || phrase.words[at]?.sort !== 'number' || number.n < 1 || number.n > 31) return false
  const next = phrase.words[at + 1]
  if (!next) return true
  if (next.sort === 'sign') return !/^[%$°º:]$/.test(next.text) && !(next.glued && phrase.words[at + 2]?.sort === 'number' && phrase.words[at + 2]!.glued)
  return next.sort === 'mention' || next.capital || FOLLOWERS.has(next.folded)
}

const FOLLOWERS = setOf('a al y e o u en de del con para por que se sin ni pero los las el la segun como ante donde esta este lo le les no')

/** «25/11», «2-12-2026», «2026-11-30», «10 de diciembre de 2026», «1° de dic», «4-dic», «el 10 del próximo mes». */
export function dateAt(phrase: Phrase, at: number, on: string): Found | undefined {
  const figures = phrase.words[at]?.sort === 'number' ? (isoAt(phrase, at, on) ?? figuresAt(phrase, at, on)) : undefined
  return figures ?? spelledAt(phrase, at, on)
}

function isoAt(phrase: Phrase, at: number, on: string): Found | undefined {
  const [year, dash, month, other, day] = phrase.words.slice(at, at + 5)
  if (!day || year?.text.length !== 4 || dash?.text !== '-' || other?.text !== '-' || !glued(phrase, at + 1, 4)) return undefined
  return { to: at + 5, moment: dayOf(on, Number(day.text), Number(month!.text), Number(year.text)) }
}

/** Day before month, always. */
function figuresAt(phrase: Phrase, at: number, on: string): Found | undefined {
  const [day, sign, month, again, year] = phrase.words.slice(at, at + 5)
  if (!month || !/^\d{1,2}$/.test(day!.text) || !/^[-/.]$/.test(sign!.text) || !glued(phrase, at + 1, 2)) return undefined
  if (!numberAt(phrase, at)) return undefined
  const named = /^[-/]$/.test(sign!.text) ? monthAt(phrase, at + 2) : 0
  if (!named && !/^\d{1,2}$/.test(month.text)) return undefined
  const full = again?.text === sign!.text && glued(phrase, at + 3, 2) && /^(\d\d|20\d\d)$/.test(year?.text ?? '')
  if (sign!.text === '.' && !full) return undefined
  const to = at + (full ? 5 : 3)
  // «de 10-12 hrs», «2-3 %»: figures that go on are something else.
  if (/^(hrs?|horas|h|%|uf|utm|familias|viviendas)$/.test(phrase.at(to)) || phrase.words[to]?.sort === 'number' && phrase.words[to]!.glued) return undefined
  const number = named || Number(month.text)
  if (!full && number > 12) return undefined
  return { to, moment: dayOf(on, Number(day!.text), number, full ? fullYear(year!.text) : undefined) }
}

const glued = (phrase: Phrase, at: number, many: number) => phrase.words.slice(at, at + many).every((word) => word.glued)
const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text))

const NEXT_MONTH = 'del proximo mes|del mes proximo|del mes que viene|del mes siguiente|del mes entrante'
const THIS_MONTH = 'de este mes|del presente mes|del mes|del presente|del mes en curso|del actual'

function spelledAt(phrase: Phrase, at: number, on: string): Found | undefined {
  const day = dayNumberAt(phrase, at)
  if (!day) return undefined
  const next = phrase.longest(NEXT_MONTH, day.to)
  const current = next ? 0 : phrase.longest(THIS_MONTH, day.to)
  if (next || current) {
    const month = firstOf(on, next ? 1 : 0)
    return { to: day.to + (next || current), moment: dayOf(on, day.n, Number(month.slice(5, 7)), Number(month.slice(0, 4))) }
  }
  const linked = /^del?$/.test(phrase.at(day.to)) ? phrase.longest('de|del mes de|del', day.to) : 0
  const monthFrom = day.to + linked
  const figure = phrase.is(day.to, 'del') && isBareNumber(phrase, day.to + 1) ? Number(phrase.at(day.to + 1)) : 13
  if (figure <= 12) return { to: day.to + 2, moment: dayOf(on, day.n, figure) }
  const month = monthAt(phrase, monthFrom)
  if (!month || (!linked && phrase.words[monthFrom]!.folded === 'mar' && phrase.words[monthFrom + 1]?.sort === 'number')) return undefined
  const dotted = phrase.at(monthFrom + 1) === '.' && phrase.at(monthFrom).length < 5 && phrase.words[monthFrom + 1]!.glued ? 1 : 0
  const year = yearAt(phrase, monthFrom + 1 + dotted, on)
  const to = year?.to ?? monthFrom + 1
  return { to: to + phrase.longest('proximo', to), moment: dayOf(on, day.n, month, year?.n) }
}

function dayNumberAt(phrase: Phrase, at: number): { n: number; to: number } | undefined {
  if (/^(primero|primer|1ro|1ero)$/.test(phrase.at(at))) return /^(de|del)$/.test(phrase.at(at + 1)) ? { n: 1, to: at + 1 } : undefined
  const number = numberAt(phrase, at)
  if (!number || number.n > 99) return undefined
  const ordinal = phrase.words[number.to]?.glued && /^(°|º|ro|ero|er|o)$/.test(phrase.at(number.to))
  return { n: number.n, to: number.to + (ordinal ? 1 : 0) }
}

/** «de 2027», «2027», «del próximo año». */
export function yearAt(phrase: Phrase, at: number, on: string): { n: number; to: number } | undefined {
  const next = phrase.longest('del proximo ano|del ano que viene|del ano proximo|del otro ano', at)
  if (next) return { n: Number(on.slice(0, 4)) + 1, to: at + next }
  const current = phrase.longest('de este ano|del presente ano|del ano en curso', at)
  if (current) return { n: Number(on.slice(0, 4)), to: at + current }
  const linked = phrase.longest('de|del|del ano|,', at)
  return /^20\d\d$/.test(phrase.at(at + linked)) ? { n: Number(phrase.at(at + linked)), to: at + linked + 1 } : undefined
}

/** «viernes», «vie 4-12», «lunes 30», «próximo lunes», «viernes subsiguiente», «jueves de la próxima semana», «hoy», «mañana». */
export function weekdayAt(phrase: Phrase, start: number, on: string): Found | undefined {
  const near = nearAt(phrase, start, on)
  if (near) return near
  const ordinal = ordinalAt(phrase, start)
  const next = phrase.longest('proximo|prox .|prox|siguiente', start)
  const at = start + (next || (ordinal ? 1 : 0) || phrase.longest('este|mismo', start))
  const weekday = weekdayNumber(phrase, at)
  // «los viernes» come every week.
  if (!weekday || /^(los|cada|todos)$/.test(phrase.at(start - 1))) return undefined
  let to = at + 1
  if (phrase.at(to) === '.' && phrase.at(at).length < 5 && phrase.words[to]!.glued && phrase.words[to + 1]) to++
  if (ordinal) return ofMonth(phrase, to, on, (first) => weekdayOfMonth(first, weekday, ordinal))
  return (
    numberedAt(phrase, to, on, weekday) ??
    suffixedAt(phrase, to, on, weekday) ?? { to, moment: { is: 'day', on: nextWeekday(on, weekday) } }
  )
}

/** «lunes 30», «martes 1 de diciembre»: the number rules, and the weekday must be its own. */
function numberedAt(phrase: Phrase, start: number, on: string, weekday: number): Found | undefined {
  const at = start + phrase.longest(', el dia|el dia|, el|,|el|dia|(', start)
  const date = dateAt(phrase, at, on)
  const found = date ?? (isBareNumber(phrase, at) && (at === start || phrase.at(at - 1) !== ',')
    ? { to: at + 1, moment: nextNumber(on, Number(phrase.at(at))) } : undefined)
  if (!found) return undefined
  if (phrase.at(at - 1) === '(' && phrase.at(found.to) === ')') found.to++
  const { moment } = found
  return moment.is === 'day' && weekdayOf(moment.on) !== weekday ? { ...found, moment: doubt('clash') } : found
}

const WEEKS: [phrases: string, weeks: number][] = [
  ['de la proxima semana|de la prox semana|de la prox . semana|de la semana proxima|de la semana que viene|de la otra semana|de la semana entrante|de la siguiente semana|de la semana siguiente|prox semana|proxima semana', 1],
  ['de esta semana|de la presente semana', 0],
  ['de la semana subsiguiente|de la subsiguiente semana', 2],
]

function suffixedAt(phrase: Phrase, to: number, on: string, weekday: number): Found | undefined {
  if (phrase.is(to, 'subsiguiente')) return { to: to + 1, moment: { is: 'day', on: nextWeekday(on, weekday, 1) } }
  if (/^(pasado|recien|recién)$/.test(phrase.at(to)) || phrase.is(to, 'anterior')) return { to: to + 1, moment: doubt('past') }
  for (const [phrases, weeks] of WEEKS) {
    const length = phrase.longest(phrases, to)
    if (!length) continue
    const day = addDays(mondayOf(on, weeks), weekday - 1)
    return { to: to + length, moment: day < on ? doubt('past') : { is: 'day', on: day } }
  }
  if (phrase.longest('siguiente a|siguiente al|posterior a|posterior al', to)) return { to: to + 2, moment: doubt('event') }
  const plain = phrase.longest('proximo|que viene|siguiente|entrante|mas proximo', to)
  return plain ? { to: to + plain, moment: { is: 'day', on: nextWeekday(on, weekday) } } : undefined
}

/** «hoy», «mañana», «pasado mañana», «ayer»; the morning («en la mañana») is no day. */
function nearAt(phrase: Phrase, at: number, on: string): Found | undefined {
  if (phrase.is(at, 'pasado manana')) return { to: at + 2, moment: { is: 'day', on: addDays(on, 2) } }
  const word = phrase.at(at)
  if (/^(manana|mannana|manna|mana?na|mnana)$/.test(word)) {
    if (/^(la|esta|una|las)$/.test(phrase.at(at - 1))) return undefined
    return { to: at + 1, moment: { is: 'day', on: addDays(on, 1) } }
  }
  const today = word === 'hoy' ? phrase.longest('hoy mismo|hoy dia|hoy', at) : phrase.longest('esta tarde|esta noche|esta manana', at)
  if (today) return { to: at + today, moment: { is: 'day', on } }
  return /^(ayer|anteayer|anoche)$/.test(word) ? { to: at + 1, moment: doubt('past') } : undefined
}

/** «primer», «segunda», «último»; −1 is the last. */
export function ordinalAt(phrase: Phrase, at: number): number {
  const word = phrase.at(at)
  if (/^ultim[oa]s?$/.test(word)) return -1
  return ['prim', 'segund', 'tercer', 'cuart', 'quint', 'sext', 'septim', 'octav', 'noven', 'decim']
    .findIndex((stem) => word.startsWith(stem) && /^(er)?[oa]?s?$/.test(word.slice(stem.length))) + 1
}

/** «de marzo», «de enero de 2027», «del próximo mes»; without a month, of none. */
export function ofMonth(phrase: Phrase, start: number, on: string, place: (first: string) => Moment): Found | undefined {
  const found = monthRefAt(phrase, start, on)
  return found && { to: found.to, moment: found.place(place) }
}

export function monthRefAt(phrase: Phrase, start: number, on: string): { to: number; place: (of: (first: string) => Moment) => Moment } | undefined {
  const at = start + phrase.longest('de|del|del mes de|de este', start)
  const next = phrase.longest('proximo mes|prox mes|prox . mes|mes proximo|mes que viene|mes siguiente|siguiente mes|mes entrante|otro mes', at)
  if (next) return { to: at + next, place: (of) => of(firstOf(on, 1)) }
  const current = phrase.longest('mes en curso|presente mes|mes|este mes|presente|mes actual', at)
  if (current && !/^(de|y)$/.test(phrase.at(at + current))) {
    return { to: at + current, place: (of) => inMonth(on, Number(on.slice(5, 7)), Number(on.slice(0, 4)), of) }
  }
  const month = monthAt(phrase, at, at > start)
  if (!month) return undefined
  const year = yearAt(phrase, at + 1, on)
  return { to: year?.to ?? at + 1, place: (of) => inMonth(on, month, year?.n, of) }
}

/** The place of a word among those that name it, give or take a letter when it is long; −1 when it is none of them. */
function placeIn(names: string[], word: string, long: number, places: Map<string, number>): number {
  const known = places.get(word)
  if (known !== undefined) return known
  const place = names.findIndex((name) => name === word || (word.length >= long && isSlip(word, name)))
  if (places.size < 5000) places.set(word, place)
  return place
}

const months = new Map<string, number>()
const weekdays = new Map<string, number>()

function weekdayNumber(phrase: Phrase, at: number): number {
  const word = phrase.at(at)
  const full = placeIn(WEEKDAYS, word, 7, weekdays)
  if (full >= 0) return full + 1
  const short = word === 'mier' ? 3 : word === 'juev' ? 4 : word === 'vier' ? 5 : SHORT_WEEKDAYS.indexOf(word) + 1
  // «DOM» is an office, unless a number follows it.
  if (short === 7 && phrase.words[at + 1]?.sort !== 'number') return 0
  // «mar» is March, and the sea, unless it stands where a day would.
  return short === 2 && !/^(el|\d+|,|\)|)$/.test(phrase.at(at + 1)) && phrase.at(at - 1) !== 'el' ? 0 : short
}

/** One letter missing, too many, changed or moved. */
export function isSlip(typed: string, known: string): boolean {
  if (typed === known || Math.abs(typed.length - known.length) > 1) return false
  let from = 0
  while (from < typed.length && typed[from] === known[from]) from++
  const rest = (text: string, skip: number) => text.slice(from + skip)
  return (
    rest(typed, 1) === rest(known, 1) || rest(typed, 0) === rest(known, 1) || rest(typed, 1) === rest(known, 0) ||
    (typed[from] === known[from + 1] && typed[from + 1] === known[from] && rest(typed, 2) === rest(known, 2))
  )
}
