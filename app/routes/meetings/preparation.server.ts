import type { Agreement } from '#app/domain/agreements/queries.server.ts'
import { isOverdue, isOpen } from '#app/domain/commitments/rules.ts'
import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { canReadInternalNotes } from '#app/domain/meetings/policy.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Figures } from '#app/domain/meetings/queries/figures.server.ts'
import type { Participant } from '#app/domain/meetings/queries/participants.server.ts'
import { readPreparation, type Preparation } from '#app/domain/meetings/queries/preparation.server.ts'
import type { Remark } from '#app/domain/meetings/queries/sensitive.server.ts'
import { startDay, titleFor } from '#app/domain/meetings/rules.ts'
import { rsvps } from '#app/domain/meetings/terms.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, formatInstant, formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

import { rowOf as agreementRow } from '../agreements/row.server.ts'
import { rowOf as commitmentRow } from '../commitments/row.server.ts'
import { guestOf } from './record.server.ts'

const MOST = 7
const MOST_AGREEMENTS = 5

export type Page = Awaited<ReturnType<typeof loadPreparation>>

/** The page before a meeting, in words. */
export async function loadPreparation(ctx: Context, meeting: Meeting) {
  const known = await readPreparation(ctx, meeting)
  const { others, figures, owed, received, ending, standing, questions, lastDays } = known
  const agreements = [...ending, ...standing]
  const isWithUs = [...figures.values()].some(({ owes_us, receives_from_us }) => owes_us + receives_from_us > 0)
  return {
    institutions: others.map(({ id, name }) => ({ id, name, figures: figuresOf(id, figures.get(id), isWithUs ? ctx.viewer.institution_id : null) })),
    groups: groupsOf(known),
    questions,
    owed: { rows: owed.slice(0, MOST).map((row) => commitmentRow(ctx, row)), all: listsOf(known, owed, 'debe') },
    received: { rows: received.slice(0, MOST).map((row) => commitmentRow(ctx, row)), all: listsOf(known, received, 'recibe') },
    agreements: agreements.slice(0, MOST_AGREEMENTS).map((row) => ({ ...agreementRow(row), ends: endOf(ctx, row, ending) })),
    past: known.past.map((past) => pastOf(ctx, past)),
    strangers: others.filter(({ id }) => !lastDays.has(id)).map(({ name }) => name),
    remarks: canReadInternalNotes(ctx.viewer) ? known.remarks.map((remark) => remarkOf(ctx, known, remark)) : null,
    made: `Hecha el ${formatInstant(ctx.now.toISOString(), ctx.viewer.zone)} por ${ctx.viewer.name}, para su uso en la reunión ${meeting.folio}.`,
  }
}

/** Each figure with the list that composes it. `us` is the viewer's institution, where it has something with any of them. */
function figuresOf(id: string, figures: Figures | undefined, us: string | null) {
  const { owes = 0, overdue = 0, receives = 0, owes_us = 0, receives_from_us = 0, agreements = 0, ending = 0, meetings = 0 } = figures ?? {}
  return [
    { label: 'Debe', count: owes, to: commitmentsOf(id, 'debe') },
    { label: 'Vencidos', count: overdue, to: commitmentsOf(id, 'debe', 'vencido'), alarm: overdue > 0 },
    { label: 'Se le debe', count: receives, to: commitmentsOf(id, 'recibe') },
    ...(us
      ? [
          { label: 'Nos debe', count: owes_us, to: `${commitmentsOf(id, 'debe')}&con=${us}` },
          { label: 'Le debemos', count: receives_from_us, to: `${commitmentsOf(id, 'recibe')}&con=${us}` },
        ]
      : []),
    { label: 'Acuerdos vigentes', count: agreements, to: `/acuerdos?institucion=${id}&vigencia=vigentes&avance=por-cumplir` },
    { label: 'Convenios por vencer', count: ending, to: `/acuerdos?institucion=${id}&tipo=convenio&vigencia=por-renovar` },
    { label: 'Reuniones', count: meetings, to: `/reuniones?vista=todas&institucion=${id}` },
  ]
}

const commitmentsOf = (id: string, side: 'debe' | 'recibe', state = 'abiertos') =>
  `/compromisos?vista=todos&institucion=${id}&papel=${side}&estado=${state}`

/** Where the rest is, institution by institution, when the page has no room for all of it. */
function listsOf({ others, figures }: Preparation, rows: Commitment[], side: 'debe' | 'recibe') {
  if (rows.length <= MOST) return []
  return others.flatMap(({ id, name }) => {
    const count = figures.get(id)?.[side === 'debe' ? 'owes' : 'receives'] ?? 0
    return count > 0 ? { id, name, count, to: commitmentsOf(id, side) } : []
  })
}

/** Who comes, institution by institution, in the order of the call. */
function groupsOf(known: Preparation) {
  const names = [...new Set(known.participants.map(({ institution }) => institution ?? ''))]
  return names.map((name) => ({
    name,
    guests: known.participants.filter(({ institution }) => (institution ?? '') === name).map((guest) => guestRow(known, guest)),
  }))
}

function guestRow({ vacancies, lastDays }: Preparation, participant: Participant) {
  const { id, who, to } = guestOf(participant)
  const { name, title, institution, institution_id, position_id, tenure, rsvp, on_behalf_of_title } = participant
  const last = institution_id ? lastDays.get(institution_id) : undefined
  const former = position_id && !name ? vacancies.get(position_id) : undefined
  return {
    id,
    who: tenure?.kind === 'subrogante' && name ? `${name} (S)` : who,
    to: to ?? (tenure ? `/contactos/${tenure.person_id}` : null),
    post: [name && title?.replace(/ \(S\)$/, ''), on_behalf_of_title && `en representación de ${on_behalf_of_title}`].filter(Boolean).join(', '),
    since: tenure && name ? sinceText(participant) : null,
    vacant: name || who === institution ? null : former?.ends_on
      ? `Cargo vacante desde el ${formatDay(former.ends_on)}; antes, ${nameOf(former)}`
      : 'No se sabe quién ocupa el cargo',
    isNew: tenure && name && last && tenure.starts_on > last ? `No estaba en el cargo en la última reunión, del ${formatDay(last)}` : null,
    rsvp: { code: rsvp, word: rsvps[rsvp] },
  }
}

/** «desde el 06-12-2024», «interina, desde el 06-12-2024», «subrogante, del 03-11-2026 al 20-11-2026». */
function sinceText({ tenure }: Participant) {
  const { kind, starts_on, ends_on } = tenure!
  const how = kind === 'titular' ? '' : `${titleFor(tenureKinds[kind].toLowerCase(), tenure!.treatment)}, `
  return ends_on ? `${how}del ${formatDay(starts_on)} al ${formatDay(ends_on)}` : `${how}desde el ${formatDay(starts_on)}`
}

/** «Termina en 34 días», for a convenio whose renewal is to be talked about. */
function endOf(ctx: Context, { id, valid_until_on }: Agreement, ending: Agreement[]) {
  if (!valid_until_on || ending.every((one) => one.id !== id)) return null
  return `Termina ${agoDays(valid_until_on, today(ctx))}`
}

function pastOf(ctx: Context, { folio, title, start_local, from_on, agreements, commitments }: Preparation['past'][number]) {
  const day = startDay({ start_local, from_on })
  const open = commitments.filter(isOpen).length
  const late = commitments.filter((row) => isOverdue(row, today(ctx))).length
  const [first] = agreements
  return {
    folio,
    title,
    day: { on: day, text: formatDay(day), title: formatLongDay(day), ago: agoDays(day, today(ctx)) },
    result: first ? `Se acordó: ${first.text}` : commitments[0] ? `Quedó pendiente: ${commitments[0].text}` : 'Sin acuerdos ni compromisos registrados.',
    agreements: agreements.length > 0 ? plural(agreements.length, 'acuerdo', 'acuerdos') : null,
    commitments: commitments.length > 0 ? plural(commitments.length, 'compromiso', 'compromisos') : null,
    standing: commitments.length === 0 ? null : open === 0 ? 'ninguno abierto' : [plural(open, 'abierto', 'abiertos'), late > 0 && plural(late, 'vencido', 'vencidos')].filter(Boolean).join(', '),
  }
}

function remarkOf(ctx: Context, { others, participants }: Preparation, { id, text, about, author_name, created_at }: Remark) {
  const person = participants.find(({ person_id, tenure }) => about === (tenure?.person_id ?? person_id))
  const institution = others.find((other) => other.id === about)
  return {
    id,
    text,
    about: person ? `Sobre ${person.name}` : institution ? `Sobre ${institution.name}` : about,
    to: person ? `/contactos/${about}` : institution ? `/instituciones/${about}` : `/reuniones/${about}?seccion=acta`,
    by: `${author_name}, ${formatInstant(created_at, ctx.viewer.zone).slice(0, 10)}`,
  }
}
