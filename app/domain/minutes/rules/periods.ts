import { addDays, addMonths } from '#app/lib/days.ts'

import { dateAt, monthAt, monthRefAt, numberAt, ofMonth, ordinalAt, yearAt, type Found, type Led } from './dates.ts'
import { doubt, endOf, feastNames, feastOf, firstOf, nextNumber, weekOf, weekOfMonth, type Clock, type Moment } from './moments.ts'
import type { Phrase } from './phrases.ts'

const NEXT_WEEK = 'proxima semana|prox semana|prox . semana|semana proxima|semana que viene|semana entrante|siguiente semana|semana siguiente|otra semana|semana q viene'
const THIS_WEEK = 'esta semana|esta misma semana|presente semana|semana en curso'
const SUBSEQUENT = 'semana subsiguiente|subsiguiente semana'

/** Weeks, fortnights, months, quarters, and what is said of a month: its beginning, middle and end. */
export function periodAt(phrase: Phrase, at: number, on: string, led: Led): Found | undefined {
  return weeksAt(phrase, at, on, led) ?? partsAt(phrase, at, on) ?? wholeMonthAt(phrase, at, on, led) ?? yearPartAt(phrase, at, on, led)
}

function weeksAt(phrase: Phrase, start: number, on: string, led: Led): Found | undefined {
  const end = phrase.longest('fines de|fin de|finales de|final de|fines de la|fin de la|finales de la|final de la|termino de la', start)
  const at = start + end
  // Nobody works on it: before it is a Friday, and on it, who knows.
  const weekend = phrase.longest('proximo fin de semana|este fin de semana|fin de semana', start)
  if (weekend) return { to: start + weekend, moment: led.eve && !phrase.is(start, 'proximo') ? weekOf(on) : doubt('vague') }
  const next = phrase.longest(NEXT_WEEK, at)
  if (next) return { to: at + next, moment: weekOf(on, 1) }
  const subsequent = phrase.longest(SUBSEQUENT, at)
  if (subsequent) return { to: at + subsequent, moment: weekOf(on, 2) }
  const current = phrase.longest(THIS_WEEK, at)
  if (current) return { to: at + current, moment: weekOf(on) }
  if ((end || led.limit) && phrase.is(at, 'semana') && !/^(de|del|santa)$/.test(phrase.at(at + 1))) return { to: at + 1, moment: weekOf(on) }
  if (phrase.is(at, 'semana')) return weekHolding(phrase, at + 1, on)
  const figure = phrase.words[at + 1]?.glued && /^(da|ra|era|ta|a|ª|°)$/.test(phrase.at(at + 1)) ? numberAt(phrase, at)?.n : undefined
  const ordinal = figure ?? ordinalAt(phrase, at)
  const weekAt = figure ? at + 2 : at + 1
  if (!ordinal || ordinal > 5 || !phrase.is(weekAt, 'semana')) return undefined
  return ofMonth(phrase, weekAt + 1, on, (first) => weekOfMonth(first, ordinal))
}

/** «la semana del 9», «la semana del lunes 14 de diciembre»: the week that holds the day. */
function weekHolding(phrase: Phrase, start: number, on: string): Found | undefined {
  if (!/^del?$/.test(phrase.at(start))) return undefined
  const weekday = /^(lunes|martes|miercoles|jueves|viernes)$/.test(phrase.at(start + 1)) ? 1 : 0
  const at = start + 1 + weekday
  const date = dateAt(phrase, at, on)
  const number = numberAt(phrase, at)
  const found = date ?? (number && { to: number.to, moment: nextNumber(on, number.n) })
  if (!found) return undefined
  return { to: found.to, moment: found.moment.is === 'day' ? weekOf(found.moment.on) : found.moment }
}

const PLACES: [phrases: string, day: number][] = [
  ['principios|comienzos|inicios|principio|comienzo|inicio|primeros dias|principios del mes|primera decena', 10],
  ['mediados|mediado|primera quincena|1 era quincena|1 ra quincena|1 ª quincena|primera mitad|la mitad|mitad', 15],
  ['fines|fin|finales|final|segunda quincena|segunda mitad|2 da quincena|2 ª quincena|ultima quincena|ultimos dias|termino|cierre', 31],
]

function partsAt(phrase: Phrase, at: number, on: string): Found | undefined {
  if (phrase.is(at, 'quincena') || phrase.longest('proxima quincena|esta quincena', at)) return fortnight(phrase, at, on)
  for (const [phrases, day] of PLACES) {
    const length = phrase.longest(phrases, at)
    if (!length) continue
    const to = at + length
    const year = phrase.longest('de ano|del ano|de este ano|del presente ano', to)
    if (year) return day === 31 ? { to: to + year, moment: lastOf(on.slice(0, 4)) } : { to: to + year, moment: doubt('vague') }
    const ref = /^del?$/.test(phrase.at(to)) ? monthRefAt(phrase, to, on) : undefined
    if (ref) return { to: ref.to, moment: ref.place((first) => partOf(first, day)) }
    const said = /^del?$/.test(phrase.at(to)) ? /^20\d\d$/.exec(phrase.at(to + 1)) : null
    if (said) return { to: to + 2, moment: day === 31 && said[0] >= on.slice(0, 4) ? lastOf(said[0]) : doubt('vague') }
  }
  const days = daysOfMonthAt(phrase, at)
  return days && ofMonth(phrase, days.to, on, days.place)
}

const partOf = (first: string, day: number): Moment =>
  ({ is: 'period', from: day === 31 ? `${first.slice(0, 8)}16` : first, day: day === 31 ? endOf(first) : addDays(first, day - 1) })

const lastOf = (year: string): Moment => ({ is: 'period', from: `${year}-12-01`, day: `${year}-12-31` })

function fortnight(phrase: Phrase, at: number, on: string): Found {
  const to = at + (phrase.is(at, 'quincena') ? 1 : 2)
  const ref = /^del?$/.test(phrase.at(to)) ? monthRefAt(phrase, to, on) : undefined
  if (ref) return { to: ref.to, moment: ref.place((first) => partOf(first, 15)) }
  const late = Number(on.slice(8)) > 15
  // «esta» is the half of the month one stands in, «la próxima» the one after; «la quincena» alone is a 15th.
  if (phrase.is(at, 'esta')) return { to, moment: partOf(firstOf(on), late ? 31 : 15) }
  return { to, moment: !late && phrase.is(at, 'proxima') ? partOf(firstOf(on), 31) : partOf(firstOf(on, late ? 1 : 0), 15) }
}

/** «primer día hábil», «primeros cinco días hábiles», «primeros diez días», «último día». */
function daysOfMonthAt(phrase: Phrase, at: number): { to: number; place: (first: string) => Moment } | undefined {
  const ordinal = ordinalAt(phrase, at)
  if (!ordinal) return undefined
  const many = numberAt(phrase, at + 1)
  const from = many?.to ?? at + 1
  const n = many?.n ?? ordinal
  const working = phrase.longest('dia habil|dias habiles|dia laboral|dias laborales', from)
  if (working) return { to: from + working, place: (first) => (ordinal > 0 ? { is: 'nth', first, n } : partOf(first, 31)) }
  if (many) return phrase.is(from, 'dias') && ordinal === 1 && n < 29 ? { to: from + 1, place: (first) => partOf(first, n) } : undefined
  return phrase.is(from, 'dia') ? { to: from + 1, place: (first) => ({ is: 'day', on: ordinal < 0 ? endOf(first) : addDays(first, ordinal - 1) }) } : undefined
}

/** «en marzo», «durante el próximo mes», «este mes»: its end. A month alone, without what leads to it, is no term. */
function wholeMonthAt(phrase: Phrase, start: number, on: string, led: Led): Found | undefined {
  const at = start + phrase.longest('el mes de|mes de', start)
  const named = monthAt(phrase, at, false)
  const word = phrase.at(at)
  if (named ? !led.limit : !/^(proximo|prox|mes|este|presente|siguiente|otro)$/.test(word)) return undefined
  if (word === 'mes' && !led.limit && !phrase.longest('mes que viene|mes proximo|mes entrante|mes siguiente', at)) return undefined
  if (!named && word === 'presente' && !phrase.is(at, 'presente mes')) return undefined
  const ref = monthRefAt(phrase, at, on)
  return ref && { to: ref.to, moment: ref.place((first) => ({ is: 'period', from: first, day: endOf(first) })) }
}

function yearPartAt(phrase: Phrase, at: number, on: string, led: Led): Found | undefined {
  if (led.limit && phrase.longest('ano|este ano|presente ano', at) && led.article) return { to: at + phrase.longest('ano|este ano|presente ano', at), moment: lastOf(on.slice(0, 4)) }
  const ordinal = ordinalAt(phrase, at)
  const length = { trimestre: 3, cuatrimestre: 4, bimestre: 2, semestre: 6 }[phrase.at(at + 1)]
  if (!length) return undefined
  const current = /^(este|presente|proximo)$/.test(phrase.at(at))
  if (!current && (!ordinal || ordinal * length > 12)) return undefined
  const year = yearAt(phrase, at + 2, on)
  const now = Math.floor((Number(on.slice(5, 7)) - 1) / length)
  const part = current ? (phrase.at(at) === 'proximo' ? now + 1 : now) : ordinal < 0 ? 12 / length - 1 : ordinal - 1
  const ends = (year: number): string => endOf(addMonths(`${year}-01-01`, part * length + length - 1))
  const first = Number(on.slice(0, 4))
  const day = ends(year?.n ?? first)
  const to = year?.to ?? at + 2
  const period = (day: string): Moment => ({ is: 'period', from: firstOf(day), day })
  if (day >= on) return { to, moment: period(day) }
  const recent = addDays(day, 60) >= on
  return { to, moment: year || recent ? doubt('past') : period(ends(first + 1)) }
}

const UNITS: [words: string, kind: 'corridos' | 'meses', by: number][] = [
  ['dias|dia|ds', 'corridos', 1], ['semanas|semana', 'corridos', 7], ['meses|mes', 'meses', 1],
  ['anos|ano', 'meses', 12], ['quincenas|quincena', 'corridos', 15],
]
const WORKING = 'hab .|hab|habiles|habil|laborales|laboral|habiles administrativos|de trabajo'
const EVENTS = 'despues|desde|contados|contado|a contar|a partir|de recibido|de recibida|de recibidos|de recibidas|siguientes a|posteriores|tras|luego|una vez|de la recepcion|de la firma|corridos desde|de aprobado|de firmado|de ingresado|cuando'
const TODAY = 'desde hoy|a contar de hoy|a partir de hoy|contados desde hoy|desde esta fecha'
const MOST = 3650

/** «en 10 días», «dentro de dos semanas», «15 días hábiles», «10 dh», «72 horas hábiles». */
export function countAt(phrase: Phrase, start: number, led: Led): Found | undefined {
  const at = start + phrase.longest('un plazo maximo de|un plazo de|un maximo de|maximo|de|unos|los proximos|los siguientes|el plazo de|plazo de|proximos', start)
  const number = numberAt(phrase, at)
  if (!number || (phrase.words[at - 1]?.text === '°')) return undefined
  if (phrase.at(number.to) === '(' && phrase.at(number.to + 2) === ')') number.to += 3
  const other = /^[oua]$/.test(phrase.at(number.to)) ? numberAt(phrase, number.to + 1) : undefined
  const two = other && phrase.at(number.to) !== 'a'
  const n = other?.n ?? number.n
  const unitAt = other?.to ?? number.to
  const found = unitOf(phrase, unitAt, n)
  if (!found) return undefined
  const { moment, working } = found
  let to = found.to
  if (phrase.is(to, 'mas')) to++
  if (phrase.longest('y medio|y media', to)) return { to: to + 2, moment: doubt('vague') }
  if (!working && !led.limit && !led.after && !(led.start && /^(dentro|en|a)$/.test(phrase.at(start - 1)))) return undefined
  const today = phrase.longest(TODAY, to)
  if (today) return { to: to + today, moment }
  if (phrase.longest(EVENTS, to)) return { to, moment: doubt('event') }
  if (two) return { to, moment: doubt('two') }
  return { to, moment: n > MOST ? doubt('impossible') : moment }
}

function unitOf(phrase: Phrase, at: number, n: number): { moment: Moment; to: number; working: boolean } | undefined {
  const short = phrase.longest('dh|d . h .', at)
  if (short) return { moment: { is: 'count', kind: 'habiles', n }, to: at + short, working: true }
  if (phrase.longest('horas|hrs|hora', at)) {
    const working = phrase.longest(WORKING, at + 1)
    const days = Math.ceil(n / 24)
    return { moment: { is: 'count', kind: working ? 'habiles' : 'corridos', n: days }, to: at + 1 + working, working: working > 0 }
  }
  for (const [words, kind, by] of UNITS) {
    if (!phrase.longest(words, at)) continue
    const working = kind === 'corridos' && by === 1 ? phrase.longest(WORKING, at + 1) : 0
    const plain = working ? 0 : phrase.longest('corridos|corrido|calendario', at + 1)
    const said = by === 7 ? `${n} ${n === 1 ? 'semana' : 'semanas'}` : undefined
    return { moment: { is: 'count', kind: working ? 'habiles' : kind, n: n * by, said }, to: at + 1 + working + plain, working: working > 0 || plain > 0 }
  }
  return undefined
}

const SESSIONS = 'sesion|reunion|mesa|mesa tecnica|junta|cita|instancia|reunion de la mesa|mesa de trabajo|bilateral|sesion de la mesa|jornada|mesa de suelo|reunion tecnica|sesion ordinaria'

/** «en la próxima sesión», «para la siguiente reunión», «para la próxima». */
export function sessionAt(phrase: Phrase, start: number, led: Led): Found | undefined {
  const next = phrase.longest('proxima|prox .|prox|siguiente|proximo|subsiguiente', start)
  const session: Moment = { is: 'session' }
  if (next) {
    const named = phrase.longest(SESSIONS, start + next)
    if (named) return { to: start + next + named, moment: session }
    const ended = /^[.,;)]?$/.test(phrase.at(start + next)) || (phrase.at(start + next) === 'vez')
    return led.limit && led.article && ended && phrase.at(start) === 'proxima' ? { to: start + next, moment: session } : undefined
  }
  const named = phrase.longest(SESSIONS, start)
  const later = named && phrase.longest('siguiente|que viene|proxima', start + named)
  return later ? { to: start + named + later, moment: session } : undefined
}

/** «antes de Navidad» is the working day before it; «para Navidad», the day itself. */
export function feastAt(phrase: Phrase, at: number, { on, holidays }: Clock, led: Led): Found | undefined {
  if (!led.limit && !led.after) return undefined
  const skip = phrase.longest('la|las|el|fiesta de|la fiesta de', at)
  const length = phrase.longest(feastNames, at + skip)
  if (!length) return undefined
  const name = phrase.words.slice(at + skip, at + skip + length).map(({ folded }) => folded).join(' ')
  const feast = feastOf(on, name, holidays)
  const moment: Moment = !feast ? doubt('vague') : led.eve ? { is: 'eve', of: feast } : { is: 'day', on: feast }
  return { to: at + skip + length, moment }
}

const VAGUE = 'cuanto antes|lo antes posible|lo mas pronto posible|a la brevedad|la brevedad|brevedad|a la mayor brevedad|la mayor brevedad|pronto|prontamente|proximamente|oportunamente|apenas pueda|apenas puedan|apenas podamos|cuando pueda|cuando puedan|proximos dias|proximas semanas|proximos meses|su momento|mas adelante|breve|por definir|por confirmar|un futuro|el corto plazo|corto plazo|mediano plazo|dias proximos|algun momento|unos dias|un par de dias|un par de semanas|pocos dias|unas semanas|algunos dias|algunas semanas|de inmediato|inmediatamente|a la brevedad posible|lo antes q pueda|lo antes que pueda|en cuanto pueda|en cuanto puedan|tan pronto como|los proximos dias|las proximas semanas|los proximos meses|las vacaciones|las fiestas|un par de meses|estos dias|un rato|unos meses|algun dia|urgente|con urgencia|a futuro|verano|invierno'

/** What a period, a session or something vague may begin with. */
export const periodStarts = [
  NEXT_WEEK, THIS_WEEK, SUBSEQUENT, ...PLACES.map(([phrases]) => phrases), VAGUE,
  'fines|fin|finales|final|termino|proximo|proxima|prox|siguiente|subsiguiente|este|esta|presente|otro|mes|quincena|un|unos|los|ultimos|maximo|proximos',
  SESSIONS,
].join('|')

export function vagueAt(phrase: Phrase, at: number): Found | undefined {
  const length = phrase.longest(VAGUE, at)
  return length ? { to: at + length, moment: doubt('vague') } : undefined
}
