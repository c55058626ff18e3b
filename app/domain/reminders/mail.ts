import { ACCESS_LINK, SILENCE_LINK } from '#app/domain/outbox/rules.ts'
import { fairShare } from '#app/domain/today/rules.ts'
import { agoDays, formatDayMonth } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { letterOf, type Section } from '#app/lib/letter.ts'
import { plural } from '#app/lib/text.ts'

import { MOST_ITEMS } from './rules.ts'

export type Promised = { folio: string; text: string; due_on: string; debtor_name: string }
/** `days` from the due day; `responsible` is the post that answers for it, where the mail goes to somebody else. */
export type Reminded = Promised & { id: string; days: number; awaited_by: string[]; responsible: string | null }
export type Listed = { rows: Promised[]; total: number }

export type Reminder = {
  day: string
  /** How the recipient is greeted, and the post for which they are written. */
  name: string
  title: string | null
  institution: string
  /** Whether many may read there: it carries no link of whoever holds a post. */
  shared: boolean
  /** The posts that read there. */
  position_ids: string[]
  reminded: Reminded[]
  /** The digest of the week, when it is its day. */
  weekly: { owed: Listed; owed_to: Listed } | null
  /** Whom to ask; nobody of the network may be known. */
  coordinator: { name: string; email: string } | null
}

/** The ways in that a mail carries: one to everything, or one for each commitment that may be answered, by its id. */
export type Ways = { all?: string | null; each?: ReadonlyMap<string, string> }

/** What stands for the ways in until the mail leaves. A vacant post has nobody whose they would be. */
export function standInsFor(reminder: Reminder, isHeld = true): Ways {
  if (!isHeld) return {}
  return reminder.shared ? { each: new Map(answerable(reminder).map(({ id }) => [id, ANSWER_PLACE])) } : { all: ACCESS_LINK }
}

/** Shown to whoever looks at a mail that has not left. */
export const ANSWER_PLACE = '[un enlace para responder este compromiso]'

/** Those that the mail of a shared address asks to be answered, as many as it shows. */
export const answerable = ({ reminded }: Reminder) => groups.flatMap(({ holds }) => reminded.filter(holds)).slice(0, MOST_ITEMS)

/** One mail a day at most: what the ladder tells today, then the week, at most one screen. */
export function reminderMail(reminder: Reminder, ways: Ways = standInsFor(reminder)) {
  const { day, name, title, institution, reminded, weekly, coordinator } = reminder
  return letterOf(subjectOf(reminder), {
    greeting: `Buenos días, ${name}:`,
    words: [openingOf(reminder)],
    sections: sectionsOf(reminder, ways),
    button: ways.all ? { label: 'Ver y responder', address: ways.all } : null,
    foot: [
      wayText(reminder, ways),
      ...(coordinator ? [`Si tiene dudas, escriba a ${coordinator.name}, ${coordinator.email}.`] : []),
      `Por qué recibe este correo: ${whyOf({ title, institution, reminded, weekly })}`,
      `No quiero recibir más estos avisos: ${SILENCE_LINK}`,
      `Preparado el ${formatDay(day)} para ${institution}.`,
    ],
  })
}

function wayText({ institution, shared }: Reminder, { all, each }: Ways) {
  if (all) return 'Desde ese enlace puede informar que está cumplido, pedir más plazo o decir que no le corresponde, sin contraseña. Es de su cargo: no lo reenvíe.'
  if (each?.size) return `Cada compromiso lleva a su respuesta: informar que está cumplido, pedir más plazo o decir que no corresponde, sin contraseña. Como a esta dirección la leen varias personas, lo que responda queda como «Correo de ${institution}», y no en nombre de quien ocupa el cargo. Quien lo ocupa ve y responde todo con su propio enlace: pídalo a la coordinación.`
  return shared ? 'Puede contar a la coordinación en qué va, y queda registrado. Quien ocupa el cargo ve y responde todo con su propio enlace: pídalo a la coordinación.' : 'Puede contar a la coordinación en qué va, y queda registrado.'
}

function subjectOf({ day, institution, reminded, weekly }: Reminder) {
  const [only] = reminded
  if (!only) return `Compromisos de la semana: ${institution}`
  if (reminded.length > 1) return `${reminded.length} compromisos de ${institution} por responder`
  const when = `${only.due_on < day ? 'Venció' : 'Vence'} el ${formatDayMonth(only.due_on)}`
  return `${when}: ${only.text}${weekly ? ' (y su semana)' : ''}`
}

function openingOf({ reminded, institution }: Reminder) {
  if (reminded.length === 0) return `Este es el resumen de la semana: ${institution}.`
  const late = reminded.filter(({ days }) => days > 0).length
  if (late === 0) return reminded.length === 1 ? 'Le recordamos un compromiso que vence pronto.' : 'Le recordamos los compromisos que vencen pronto.'
  return late === 1 ? 'Hay un compromiso con el plazo vencido y sin respuesta. ¿Nos cuenta en qué va?' : 'Hay compromisos con el plazo vencido y sin respuesta. ¿Nos cuenta en qué van?'
}

/** The own debts first; what does not fit is counted. */
function sectionsOf({ day, institution, reminded, weekly }: Reminder, { all, each }: Ways): Section[] {
  const sections: { title: string; items: Section['items']; total: number }[] = [
    ...groups.map(({ title, holds }) => {
      const own = reminded.filter(holds)
      return { title, items: own.map((one) => ({ ...remindedItem(one, day), address: each?.get(one.id) })), total: own.length }
    }),
    { title: reminded.length > 0 ? `Otros compromisos de ${institution}` : `Lo que debe ${institution}`, items: weekly?.owed.rows.map((one) => dueItem(one, day)) ?? [], total: weekly?.owed.total ?? 0 },
    { title: `Lo que otros deben a ${institution}`, items: weekly?.owed_to.rows.map((one) => otherItem(one, day)) ?? [], total: weekly?.owed_to.total ?? 0 },
  ]
  let left = MOST_ITEMS
  return sections.flatMap(({ title, items, total }) => {
    const shown = items.slice(0, left)
    left -= shown.length
    if (total === 0) return []
    const hidden = total - shown.length
    const where = all ? ', en el enlace.' : '.'
    return [{ title, items: shown, more: hidden === 0 ? null : shown.length === 0 ? `${plural(hidden, 'compromiso', 'compromisos')}${where}` : `y ${hidden} más${where}` }]
  })
}

const groups: { title: string; holds: (one: Reminded) => boolean }[] = [
  { title: 'Vencidos, sin respuesta del cargo responsable', holds: ({ days, responsible }) => days > 0 && responsible !== null },
  { title: 'Vencidos', holds: ({ days, responsible }) => days > 0 && responsible === null },
  { title: 'Por vencer', holds: ({ days }) => days <= 0 },
]

const remindedItem = (one: Reminded, day: string) => ({
  text: one.text,
  detail: [
    dueWords(one, day),
    one.awaited_by.length > 0 ? `lo ${one.awaited_by.length > 1 ? 'esperan' : 'espera'} ${conjunction.format(one.awaited_by)}` : null,
    one.responsible ? `responde ${one.responsible}` : null,
    one.folio,
  ].filter(Boolean).join(' · '),
})

const dueItem = (one: Promised, day: string) => ({ text: one.text, detail: `${dueWords(one, day)} · ${one.folio}` })
const otherItem = (one: Promised, day: string) => ({ text: one.text, detail: `${one.debtor_name}, ${dueWords(one, day).toLowerCase()} · ${one.folio}` })

const dueWords = ({ due_on }: Promised, day: string) =>
  `${due_on < day ? 'Venció' : 'Vence'} el ${formatDayMonth(due_on)} (${agoDays(due_on, day)})`

const conjunction = new Intl.ListFormat('es-CL', { type: 'conjunction' })

/** A sentence that says it truly, whatever the mail brings. */
function whyOf({ title, institution, reminded, weekly }: Pick<Reminder, 'title' | 'institution' | 'weekly'> & { reminded: Pick<Reminded, 'responsible'>[] }) {
  const post = title ? `esta dirección es la del cargo ${title} (${institution})` : `esta dirección es la de ${institution}`
  const escalated = reminded.some(({ responsible }) => responsible !== null)
  if (escalated) return `${post} y el plazo venció sin respuesta del cargo responsable.`
  if (reminded.length > 0) return `${post}, que responde por ${reminded.length === 1 ? 'este compromiso' : 'estos compromisos'}.`
  return weekly ? `${post}, y cada semana se envía el resumen de sus compromisos.` : `${post}.`
}

export type DigestSection = { title: string; address: string; total: number; items: Section['items'] }
export type Digest = { day: string; name: string; sections: DigestSection[] }

/** What waits for whoever coordinates, at most one screen: of each kind the first, then the second of each. */
export function digestMail({ day, name, sections }: Digest) {
  const shares = fairShare(sections.map(({ items }) => items), MOST_ITEMS)
  return letterOf(`Su día, ${formatDayMonth(day)}: ${sections.map(({ title, total }) => `${title.toLowerCase()} ${total}`).join(', ')}`, {
    greeting: `Buenos días, ${name}:`,
    words: ['Esto espera por usted hoy.'],
    sections: sections.map(({ title, address, total, items }) => {
      const shown = items.filter((item) => shares.includes(item))
      return { title: `${title} (${total})`, items: shown, more: total > shown.length ? `y ${total - shown.length} más: ${address}` : null }
    }),
    button: null,
    foot: [
      'Por qué recibe este correo: usted coordina, y cada día hábil se envía lo que espera por usted. Los días sin nada no sale.',
      `No quiero recibir más estos avisos: ${SILENCE_LINK}`,
    ],
  })
}
