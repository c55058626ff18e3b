import { addDays, weekdayOf } from '#app/lib/days.ts'

import { dateAt, isBareNumber, monthAt, numberAt, startsDay, weekdayAt, type Found, type Led } from './dates.ts'
import { doubt, nextNumber, type Clock, type Moment } from './moments.ts'
import { countAt, feastAt, periodAt, periodStarts, sessionAt, vagueAt } from './periods.ts'
import { Phrase } from './phrases.ts'
import { setOf, type Word } from './words.ts'

/** A term somebody said, from word `from` up to word `to`. */
export type Term = {
  from: number
  to: number
  moment: Moment
  /** What leads to it: a field («plazo:»), a limit («hasta el»), a bare article, «de», or nothing. */
  lead: 'field' | 'limit' | 'plain' | 'of'
}

/** Every term of a line, in order, none over another. */
export function termsIn(words: Word[], clock: Clock): Term[] {
  const phrase = new Phrase(words)
  const terms: Term[] = []
  for (let at = 0; at < words.length; at++) {
    // «de lunes a viernes»: every week.
    if (phrase.is(at, 'de') && phrase.is(at + 2, 'a') && weekdayAt(phrase, at + 1, clock.on) && weekdayAt(phrase, at + 3, clock.on)) at += 4
    const term = at < words.length && mayStart(phrase, at) ? termAt(phrase, at, clock) : undefined
    if (!term) continue
    terms.push(term)
    at = term.to - 1
  }
  return terms
}

const LIMITS = 'a mas tardar|mas tardar|como maximo|maximo|como plazo|con plazo|plazo|fecha|con fecha|con tope|antes de|antes del|antes que termine|antes de que termine|antes de terminar|antes del termino de|antes de que acabe|antes de que finalice|antes de finalizar|antes del cierre de|al cierre de|hasta|para|no mas tarde de|no mas tarde del|no mas tarde que|fecha limite|con fecha limite|plazo limite|fecha tope|plazo maximo|como fecha limite|como fecha|no mas alla de|no mas alla del|no despues de|no despues del|de aqui a|de aqui al|de aca a|de aca al|vence|previo a|previo al|ojala|a contar de hoy|desde hoy|durante|en|dentro de|dentro del|a lo largo de|en el transcurso de|en el curso de|tope'
const AFTER = 'despues de|despues del|luego de|luego del|tras|pasado|pasada|pasados|pasadas|posterior a|posterior al|a partir de|a partir del|desde|a contar de|a contar del|con posterioridad a|recien en|recien'
const ARTICLES = setOf('el la los las este esta dia un')

/** Most words of a line begin no term, and are not tried. */
const STARTS = setOf([LIMITS, AFTER, periodStarts].join('|').split('|').map((words) => words.split(' ')[0]).join(' '))
for (const word of ['al', 'del', 'de', 'a', 'semana', 'entre', 'por', 'tipo', 'pasado', ...ARTICLES]) STARTS.add(word)

const mayStart = (phrase: Phrase, at: number) => STARTS.has(phrase.at(at)) || startsDay(phrase, at)

function termAt(phrase: Phrase, start: number, clock: Clock): Term | undefined {
  if ((phrase.words[start]?.sort ?? 'mention') === 'mention') return undefined
  const range = rangeAt(phrase, start, clock) ?? hourBeforeDay(phrase, start, clock)
  if (range) return range

  let at = start
  let lead: Term['lead'] = 'plain'
  let after = false
  let article = false
  const eve = /^(antes|previo)$/.test(phrase.at(start))
  for (let moved = true; moved;) {
    moved = false
    const later = phrase.is(at, 'pasado manana') ? 0 : phrase.longest(AFTER, at)
    const limit = later ? 0 : phrase.longest(LIMITS, at)
    if (later || limit) {
      after ||= later > 0
      if (limit && lead !== 'field') lead = 'limit'
      at += later || limit
      moved = true
    } else if (at === start && /^(del?|al?)$/.test(phrase.at(at))) {
      lead = phrase.at(at).startsWith('d') ? 'of' : 'limit'
      article ||= phrase.at(at).length > 2 || phrase.at(at) === 'al'
      at++
      moved = true
    } else if (/^al?$/.test(phrase.at(at)) && (lead === 'limit' || lead === 'field')) {
      article ||= phrase.at(at) === 'al'
      at++
      moved = true
    } else if (ARTICLES.has(phrase.at(at)) && !/^(este|esta|un)$/.test(phrase.at(at))) {
      article = true
      at++
      moved = true
    } else if (at > start && phrase.at(at) === ':') {
      if (/^(plazo|fecha)$/.test(phrase.at(at - 1))) lead = 'field'
      at++
      moved = true
    }
  }
  if (/^(proximo|este)$/.test(phrase.at(at)) && phrase.words[at + 1]?.sort === 'number') at++
  if (/^(del|al)$/.test(phrase.at(at - 1))) article = true
  const found = momentAt(phrase, at, clock, { article, limit: lead === 'limit' || lead === 'field', eve, after, start: at === start })
  if (!found) return undefined
  const moment = after && found.moment.is !== 'doubt' ? doubt('event') : found.moment
  return alternatives(phrase, clock, { from: start, to: limitAfter(phrase, hourAfter(phrase, found.to)), moment, lead })
}

/** «el viernes a más tardar». */
const limitAfter = (phrase: Phrase, at: number) => at + phrase.longest('a mas tardar|como maximo|sin falta|inclusive|como plazo maximo|como tope', at)

function momentAt(phrase: Phrase, at: number, clock: Clock, led: Led): Found | undefined {
  return (
    dateAt(phrase, at, clock.on) ??
    feastAt(phrase, at, clock, led) ??
    weekdayAt(phrase, at, clock.on) ??
    periodAt(phrase, at, clock.on, led) ??
    countAt(phrase, at, led) ??
    sessionAt(phrase, at, led) ??
    vagueAt(phrase, at) ??
    (led.article && isBareNumber(phrase, at) ? { to: at + 1, moment: nextNumber(clock.on, Number(phrase.at(at))) } : undefined)
  )
}

/** «entre el 2 y el 4 de diciembre», «del 14 al 18», «entre lunes y miércoles»: the last day of them. */
function rangeAt(phrase: Phrase, start: number, clock: Clock): Term | undefined {
  const opening = phrase.longest('la semana del|semana del|entre|del|desde', start)
  if (!opening) return undefined
  const between = phrase.at(start) === 'entre'
  const first = partAt(phrase, start + opening, clock)
  if (first === undefined || !(between ? /^[ye]$/ : /^(al?|hasta)$/).test(phrase.at(first))) return undefined
  const last = lastPart(phrase, first + 1, clock)
  return last && { from: start, to: hourAfter(phrase, last.to), moment: last.moment, lead: 'plain' }
}

/** Where a part of a range ends: a number, or any day. */
function partAt(phrase: Phrase, start: number, clock: Clock): number | undefined {
  const at = skipArticles(phrase, start)
  const found = dateAt(phrase, at, clock.on) ?? weekdayAt(phrase, at, clock.on) ?? periodAt(phrase, at, clock.on, LIMITED)
  if (found) return found.to
  return phrase.words[at]?.sort === 'number' && Number(phrase.at(at)) <= 31 ? at + 1 : undefined
}

const LIMITED: Led = { article: true, limit: true, eve: false, after: false, start: false }

function lastPart(phrase: Phrase, start: number, clock: Clock): Found | undefined {
  if (phrase.is(start, 'las')) return undefined
  return momentAt(phrase, skipArticles(phrase, start), clock, LIMITED)
}

const skipArticles = (phrase: Phrase, at: number): number => (/^(el|la|dia)$/.test(phrase.at(at)) ? skipArticles(phrase, at + 1) : at)

/** «el lunes o el martes», «esta semana o la próxima»: two terms are none. «el lunes y el martes» ends on the second. */
function alternatives(phrase: Phrase, clock: Clock, term: Term): Term {
  const at = phrase.at(term.to) === ',' ? term.to + 1 : term.to
  const { moment } = term
  if (moment.is === 'period' && moment.day === addDays(moment.from, 6)) {
    const inside = weekdayAt(phrase, skipArticles(phrase, at), clock.on)
    // «la semana que viene, el jueves».
    if (inside?.moment.is === 'day') return { ...term, to: inside.to, moment: { is: 'day', on: addDays(moment.from, weekdayOf(inside.moment.on) - 1) } }
  }
  if (/^[-ou]$/.test(phrase.at(at)) && monthAt(phrase, at + 1, false) && monthAt(phrase, at - 1, false)) return { ...term, to: at + 2, moment: doubt('two') }
  const junction = phrase.at(at)
  if (!/^(o|u|y|e)$/.test(junction)) return term
  const next = phrase.is(at + 1, 'bien') ? at + 2 : at + 1
  if (phrase.is(next, 'la proxima') || phrase.is(next, 'el proximo') || phrase.is(next, 'la subsiguiente')) {
    const plain = termAt(phrase, next, clock)
    return /^[ou]$/.test(junction) ? { ...term, to: plain?.to ?? next + 2, moment: doubt('two') } : term
  }
  const other = termAt(phrase, next, clock)
  if (!other || other.lead === 'of') return term
  if (/^[ou]$/.test(junction)) return { ...term, to: other.to, moment: doubt('two') }
  const days = term.moment.is === 'day' && other.moment.is === 'day' && other.moment.on > term.moment.on
  return days ? { ...term, to: other.to, moment: other.moment } : term
}

/** «hasta las 14:00 hrs del jueves»: the hour says nothing of the day. */
function hourBeforeDay(phrase: Phrase, start: number, clock: Clock): Term | undefined {
  let at = start + phrase.longest('a mas tardar|hasta|antes de|para', start)
  const noon = phrase.longest('antes del mediodia|antes de mediodia|al mediodia|a mediodia', start)
  const end = noon ? start + noon : hourAt(phrase, at)
  if (!end) return undefined
  at = end
  if (!/^(del?|el)$/.test(phrase.at(at))) return undefined
  const day = momentAt(phrase, skipArticles(phrase, at + 1), clock, LIMITED)
  return day && { from: start, to: day.to, moment: day.moment, lead: 'limit' }
}

/** «a las 24:00 hrs», «en la mañana», «de 10 a 12 hrs»: the day it belongs to stays. */
function hourAfter(phrase: Phrase, at: number): number {
  const start = phrase.at(at) === ',' && hourAt(phrase, at + 1) ? at + 1 : at
  const end = hourAt(phrase, start)
  return end ?? at
}

const PARTS = 'manana|tarde|noche|primera hora|ultima hora|mediodia|medio dia'

function hourAt(phrase: Phrase, start: number): number | undefined {
  const part = phrase.longest('en la|por la|a|al|de la|a ultima hora de la|a primera hora de la', start)
  const named = part && phrase.longest(PARTS, start + part)
  if (named) return start + part + named
  const lead = phrase.longest('hasta las|antes de las|a las|a la|las|entre las|de|desde las|tipo', start)
  if (!lead && phrase.at(start + 1) !== ':') return undefined
  let at = clockAt(phrase, start + lead)
  if (!at) return undefined
  const second = phrase.longest('a las|y las|a|y', at)
  at = (second && clockAt(phrase, at + second)) || at
  const unit = phrase.longest('hrs .|hrs|horas|hora|h .|h|am|pm|a . m .|p . m .', at)
  if (phrase.at(start) === 'de' && !unit) return undefined
  return at + unit
}

/** «10», «14:00», «9.30». */
function clockAt(phrase: Phrase, at: number): number | undefined {
  const hour = numberAt(phrase, at)
  if (!hour || hour.n > 24) return undefined
  const minutes = /^[:.]$/.test(phrase.at(at + 1)) && phrase.words[at + 2]?.glued && /^\d\d$/.test(phrase.at(at + 2))
  return minutes ? at + 3 : hour.to
}
