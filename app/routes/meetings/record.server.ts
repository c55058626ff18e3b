import { listAgreementsOf, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { agreementStates, partyRoles } from '#app/domain/agreements/terms.ts'
import { listCommitmentsUnder, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { dueText, isFulfilled, statusOf } from '#app/domain/commitments/rules.ts'
import type { Overtaken } from '#app/domain/invitations/queries/overtaken.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Participant } from '#app/domain/meetings/queries/participants.server.ts'
import type { Succession } from '#app/domain/meetings/queries/successors.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { attendances, rsvps } from '#app/domain/meetings/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDayMonth, formatTime, localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'
import type { Note } from '#app/domain/meetings/queries/minutes.server.ts'

/** What came out of a meeting, agreement by agreement, and what was promised without one. Five queries. */
export async function listThread(ctx: Context, meeting: Meeting) {
  const agreements = await listAgreementsOf(ctx, [meeting.id])
  const commitments = await listCommitmentsUnder(ctx, { agreement_ids: agreements.map(({ id }) => id), meeting_ids: [meeting.id] })
  const under = (id: string | null) => commitments.filter(({ agreement_id }) => agreement_id === id).map((row) => commitmentOf(ctx, row))
  const own = new Set(agreements.map(({ id }) => id))
  return {
    day: formatDayMonth(startDay(meeting)),
    agreements: agreements.map((agreement) => ({ ...agreementOf(agreement), commitments: under(agreement.id) })),
    loose: commitments.filter(({ agreement_id }) => !agreement_id || !own.has(agreement_id)).map((row) => commitmentOf(ctx, row)),
    total: commitments.length,
    fulfilled: commitments.filter(isFulfilled).length,
  }
}

export type MeetingThread = Awaited<ReturnType<typeof listThread>>

const agreementOf = ({ folio, text, state, parties }: Agreement) => ({
  folio,
  text,
  state: agreementStates[state],
  sewn: state === 'fulfilled',
  parties: parties.map(({ institution_id, name, role, acceptance }) => ({ id: institution_id + role, name, role: partyRoles[role], accepted: acceptance === 'accepted' })),
})

function commitmentOf(ctx: Context, commitment: Commitment) {
  const { folio, text, debtor_name, responsible_title, beneficiaries } = commitment
  const to = beneficiaries.map(({ name }) => name).join(' y ')
  return {
    folio,
    text,
    owes: `Debe ${[debtor_name, responsible_title].filter(Boolean).join(', ')}${to && `, a ${to}`}`,
    due: dueText(commitment, today(ctx)),
    status: statusOf(commitment, today(ctx)),
    fulfilled: isFulfilled(commitment),
  }
}

/** A participant in words. */
export function guestOf({ id, name, title, institution, institution_id, person_id, on_behalf_of_title, rsvp, attended, invited }: Participant) {
  const who = name ?? title ?? institution ?? 'Sin nombre'
  return {
    id,
    who,
    to: person_id && name ? `/contactos/${person_id}` : institution_id && who === institution ? `/instituciones/${institution_id}` : null,
    detail: [name && title, (name ?? title) && institution, on_behalf_of_title && `en representación de ${on_behalf_of_title}`].filter(Boolean).join(' · '),
    attended,
    attendance: attended === 'unknown' ? rsvps[rsvp] : attendances[attended],
    uninvited: invited === 0,
  }
}

/** «8 de 9 convocados asistieron», once somebody wrote it down. */
export function presenceText(participants: Pick<Participant, 'attended' | 'invited'>[]) {
  const present = participants.filter(({ attended }) => attended === 'present').length
  if (participants.every(({ attended }) => attended === 'unknown')) return plural(participants.length, 'participante', 'participantes')
  return `${present} de ${plural(participants.length, 'participante', 'participantes')} ${present === 1 ? 'asistió' : 'asistieron'}`
}

export const noteOf = (ctx: Context, audience: 'shared' | 'internal') => (note: Note) => ({
  ...note,
  audience,
  at: formatTime(localOf(note.created_at, ctx.viewer.zone)),
})
export type ShownNote = ReturnType<ReturnType<typeof noteOf>>

/** «El 06-12-2028 asume Marta Soto como Alcalde/sa, Municipalidad de …; esta reunión invita a Rosa Sanhueza.» */
export const successionLine = (ctx: Context, { participant_id, title, institution, invited, holder, since_on }: Succession) => ({
  participant_id,
  act: `Invitar a ${holder}`,
  text: `El ${formatDay(since_on)} ${since_on > today(ctx) ? 'asume' : 'asumió'} ${holder} como ${title}, ${institution}; esta reunión invita a ${invited}.`,
})

/** The mail follows the post on the day of the change, and not before: until then the old holder is who they wrote to. */
export const overtakenLine = ({ participant_id, invited, holder, since_on }: Overtaken) => ({
  participant_id,
  act: null,
  text: `El ${formatDay(since_on)} asume ${holder}, que es quien está convocado; el correo de invitación se envió a ${invited}. Ese día se ofrece avisar a los dos.`,
})
