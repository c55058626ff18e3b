import { isOpen, statusOf, type Facts } from '#app/domain/commitments/rules.ts'
import type { Receipt, StatusTone } from '#app/domain/commitments/terms.ts'
import { hoursText, shortWhenText } from '#app/domain/meetings/rules/when.ts'
import { formatDayMonth, todayIn } from '#app/lib/dates.ts'
import { addDays, daysBetween, formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import { offices, type Extension } from './terms.ts'

/** The badge of a card: `tone` gives its shape and colour. */
export type Badge = { tone: StatusTone; word: string }

type Origin = { agreed_on: string | null; start_local: string | null; from_on: string | null; created_at: string }
/** `asked_on` is the day asked for in a proposal that nobody has answered yet. */
export type Answerable = Facts & { asked_on: string | null }

/** «Buenos días» until noon, of a local time `YYYY-MM-DDTHH:MM`. */
export function greetingAt(local: string) {
  const hour = Number(local.slice(11, 13))
  if (hour < 5 || hour >= 20) return 'Buenas noches'
  return hour < 12 ? 'Buenos días' : 'Buenas tardes'
}

/** The debtor has said something that the coordination has not answered yet. */
export const awaitsReview = ({ declared_state, closed_on, asked_on }: Answerable) =>
  closed_on === null && (declared_state === 'delivered' || declared_state === 'not_ours' || asked_on !== null)

/** The state of a commitment in words that need no other column beside them. */
export function badgeOf(commitment: Facts, today: string): Badge {
  const { tone, word } = statusOf(commitment, today)
  const { due_on } = commitment
  if (commitment.declared_state === 'delivered' && tone === 'por-validar') return { tone, word: 'Declarado, sin verificar' }
  if (tone === 'por-vencer' && due_on) return { tone, word: capital(dueWords(due_on, today)) }
  if (tone === 'en-curso' || tone === 'pendiente') return { tone, word: `${word}, ${due_on ? dueWords(due_on, today) : 'sin fecha'}` }
  return { tone, word }
}

/** «venció hace 4 días», «vence hoy», «vence el viernes 27», «vence el 02-12-2026». */
export function dueWords(due_on: string, today: string) {
  const days = daysBetween(today, due_on)
  if (days < -1) return `venció hace ${plural(-days, 'día', 'días')}`
  if (days === -1) return 'venció ayer'
  if (days === 0) return 'vence hoy'
  if (days === 1) return 'vence mañana'
  return `vence el ${days <= 7 ? formatDayMonth(due_on).split(' de ')[0] : formatDay(due_on)}`
}

/** What the page says first. `first_due_on` is the earliest day among those to answer. */
export function summaryOf({ to_answer, first_due_on }: { to_answer: number; first_due_on: string | null }, today: string) {
  if (to_answer === 0) return null
  const count = `Hay ${plural(to_answer, 'compromiso', 'compromisos')} por responder.`
  if (first_due_on === null) return { count, urgent: to_answer === 1 ? 'No tiene fecha.' : 'Ninguno tiene fecha.' }
  const words = dueWords(first_due_on, today)
  return { count, urgent: to_answer === 1 ? `${capital(words)}.` : `El más urgente ${words}.` }
}

/** «Lo espera SERVIU Biobío. Se acordó el 10-11-2026. Responde la Dirección de Obras.» */
export function originText(
  { awaited_by, responsible_kind, responsible_unit, responsible_title, ...origin }:
  Origin & { awaited_by: string[]; responsible_kind: string | null; responsible_unit: string | null; responsible_title: string | null },
) {
  const who = awaited_by.length > 0 ? conjunction.format(awaited_by) : 'la Red'
  const office = offices[responsible_kind ?? ''] ?? responsible_unit
  const responsible = office ? ` Responde ${office}.` : responsible_title ? ` Responde: ${responsible_title}.` : ''
  return `Lo ${awaited_by.length > 1 ? 'esperan' : 'espera'} ${who}. Se acordó el ${formatDay(agreedOn(origin))}.${responsible}`
}

/** What was said and is being reviewed: «Informó que está cumplido.» */
function answeredText({ declared_state, asked_on, due_on }: Answerable) {
  if (declared_state === 'delivered') return 'Informó que está cumplido.'
  if (declared_state === 'not_ours') return 'Informó que no le corresponde.'
  const now = due_on ? `Por ahora el plazo es el ${formatDay(due_on)}.` : 'Por ahora no tiene fecha.'
  return `Pidió plazo hasta el ${formatDay(asked_on!)}. ${now}`
}

/** What a card or the head of a page says of a commitment that the own institution owes. */
export function cardOf(commitment: Parameters<typeof originText>[0] & Answerable & { folio: string; text: string }, today: string) {
  const reviewed = awaitsReview(commitment)
  return {
    folio: commitment.folio,
    text: commitment.text,
    origin: originText(commitment),
    badge: reviewed ? REVIEWED : badgeOf(commitment, today),
    answered: reviewed ? answeredText(commitment) : null,
  }
}
export type CardWords = ReturnType<typeof cardOf>

const REVIEWED: Badge = { tone: 'por-validar', word: 'Espera revisión de la coordinación' }

/** How a commitment of others stands: «en plazo hasta el 11-12-2026», «cumplido el 05-11-2026». */
export function standingText(commitment: Facts & Received, today: string) {
  const { tone } = statusOf(commitment, today)
  const { due_on } = commitment
  if (tone === 'cumplido') return `cumplido el ${formatDay(fulfilledOn(commitment) ?? today)}`
  if (tone === 'sin-efecto') return 'quedó sin efecto'
  if (commitment.declared_state === 'delivered') return isToReceive(commitment) ? 'informó que cumplió: diga si se recibió' : 'informó que cumplió, falta verificar'
  if (commitment.declared_state === 'not_ours') return 'dice que no le corresponde, lo revisa la coordinación'
  if (due_on === null) return 'sin fecha'
  return due_on < today ? `${dueWords(due_on, today)}, el ${formatDay(due_on)}` : `en plazo hasta el ${formatDay(due_on)}`
}

type Received = { receipt: Receipt | null }

const isToReceive = ({ declared_state, closed_on, receipt }: Pick<Facts, 'declared_state' | 'closed_on'> & Received) =>
  closed_on === null && declared_state === 'delivered' && receipt === null

/** Why whoever receives cannot say now whether it arrived, as a sentence; null when they can. */
export function receptionProblem({ declared_state, closed_on }: Pick<Facts, 'declared_state' | 'closed_on'>): string | null {
  if (closed_on !== null) return 'Este compromiso ya está cerrado. Si falta algo, hable con la coordinación.'
  return declared_state === 'delivered' ? null : 'Quien lo debe todavía no informa que cumplió.'
}

/** What the own institution said of what it receives. */
export const receiptText = ({ receipt }: Received) =>
  receipt && `Ustedes informaron que ${receipt === 'received' ? 'se recibió' : 'no se recibió'}. Lo revisa la coordinación.`

/** The day on which it was delivered; the verification came later. */
export const fulfilledOn = ({ declared_at, closed_on }: Pick<Facts, 'declared_at' | 'closed_on'>) =>
  declared_at ? todayIn('America/Santiago', new Date(declared_at)) : closed_on

/** The day of the agreement, else of the meeting, else of its registration. */
export const agreedOn = ({ agreed_on, start_local, from_on, created_at }: Origin) =>
  agreed_on ?? start_local?.slice(0, 10) ?? from_on ?? todayIn('America/Santiago', new Date(created_at))

/** Why an answer cannot be given now, as a sentence; null when it can. */
export function answerProblem(commitment: Answerable): string | null {
  if (!isOpen(commitment)) return 'Este compromiso ya está cerrado. Si falta algo, hable con la coordinación.'
  return awaitsReview(commitment) ? 'Ya hay una respuesta suya en revisión. Si quiere cambiarla, hable con la coordinación.' : null
}

/** The day from which more time is counted: the one it has, or today when that one is past. */
export const extensionStart = (due_on: string | null, today: string) => (due_on && due_on > today ? due_on : today)

/** The day that a form asked for: so many days more, or the one written. */
export const extensionDay = ({ days, to_due_on }: { days?: Extension; to_due_on: string | null }, due_on: string | null, today: string) =>
  days && days !== 'date' ? addDays(extensionStart(due_on, today), Number(days)) : (to_due_on ?? today)

/** Why more time cannot be asked until this day, or null. */
export function extensionProblem(due_on: string | null, to_due_on: string, today: string): string | null {
  if (to_due_on <= today) return `Escriba una fecha después de hoy, ${formatDay(today)}.`
  if (due_on && to_due_on <= due_on) return `El plazo que ya tiene es el ${formatDay(due_on)}: escriba una fecha posterior.`
  return null
}

/** «Hoy, 15:00 a 16:00», «Viernes 27 de noviembre, 09:30 a 10:45», with the zone when it is not the reader's. */
export function meetingWhen(meeting: Parameters<typeof shortWhenText>[0], zone: string, now: Date) {
  const day = meeting.start_local?.slice(0, 10)
  const days = day ? daysBetween(todayIn(meeting.zone, now), day) : undefined
  const near = days === 0 ? 'Hoy' : days === 1 ? 'Mañana' : undefined
  return near ? `${near}, ${hoursText(meeting, zone)}` : capital(shortWhenText(meeting, zone))
}

/** «Con SERVIU Biobío y GORE Biobío», or nothing. */
export function companyText(names: string[]) {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} instituciones más`] : names
  return shown.length > 0 ? `Con ${conjunction.format(shown)}` : null
}

const conjunction = new Intl.ListFormat('es', { type: 'conjunction' })
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
