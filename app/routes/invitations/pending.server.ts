import { canInvite } from '#app/domain/invitations/policy.ts'
import { listAnswers, listDeliveries } from '#app/domain/invitations/queries.server.ts'
import { guestOf, listNotices, type Notice } from '#app/domain/invitations/queries/notices.server.ts'
import { factsOf, isStale } from '#app/domain/invitations/rules.ts'
import { whenInWords } from '#app/domain/invitations/rules/wording.ts'
import { ways } from '#app/domain/invitations/terms.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Participant } from '#app/domain/meetings/queries/participants.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { ANSWERED_BEFORE } from '#app/domain/meetings/rules/participants.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { isAhead } from '#app/domain/series/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { plural } from '#app/lib/text.ts'

/** Where one goes after changing a meeting: to whoever must hear of it, when somebody had been told something else. */
export async function afterChange(ctx: Context, meeting: Meeting, otherwise = `/reuniones/${meeting.folio}`) {
  const told = (await listNotices(ctx, meeting)).some(({ kind, email }) => kind !== 'invitation' && email)
  return told ? `/reuniones/${meeting.folio}/avisos` : otherwise
}

/** The same after changing several dates of a series: what it owes, and what the one it continues still does, is told from any. */
export async function afterSeriesChange(ctx: Context, series_id: string) {
  const otherwise = `/reuniones/series/${series_id}`
  const dates = await listDates(ctx, series_id)
  const date = dates.find((one) => isAhead(one, ctx.now)) ?? dates.at(-1)
  return date ? afterChange(ctx, date, otherwise) : otherwise
}

const countGuests = (notices: Notice[]) => new Set(notices.map(guestOf)).size

/** «Falta avisar a 6 invitados», «Falta invitar a 3 convocados»; null when everybody knows, or when it is not theirs to do. */
export async function pendingText(ctx: Context, meeting: Meeting): Promise<{ text: string; act: string } | null> {
  if (!canInvite(ctx.viewer)) return null
  const notices = await listNotices(ctx, meeting)
  const reachable = notices.filter(({ email }) => email)
  const changes = reachable.filter(({ kind }) => kind === 'change' || kind === 'cancellation' || kind === 'removal' || kind === 'ending')
  const invitations = notices.filter(({ kind }) => kind === 'invitation')
  const recalled = reachable.filter(({ kind }) => kind === 'recall')
  const words = reachable.filter(({ kind }) => kind === 'words')
  if (changes.length > 0) return { text: `Falta avisar a ${plural(countGuests(changes), 'invitado', 'invitados')} del cambio.`, act: 'Ver quién recibe qué' }
  if (invitations.some(({ email }) => email)) return { text: `Falta invitar a ${plural(countGuests(invitations), 'convocado', 'convocados')}.`, act: 'Invitar' }
  if (invitations.length > 0) return { text: `${plural(countGuests(invitations), 'convocado no tiene', 'convocados no tienen')} correo en el directorio.`, act: 'Ver a quién le falta' }
  if (recalled.length > 0) return { text: `${plural(recalled.length, 'correo en la bandeja de salida dice', 'correos en la bandeja de salida dicen')} lo que ya no es.`, act: 'Retirarlo' }
  return words.length > 0 ? { text: `${plural(countGuests(words), 'invitado tiene', 'invitados tienen')} el título o la descripción de antes.`, act: 'Mandar el cambio' } : null
}

/** What each guest said, when and by which way, and how their last mail stands, by the participant's id. */
export async function listGuestLines(ctx: Context, meeting: Meeting, participants: Participant[]): Promise<Map<string, string[]>> {
  const [answers, deliveries] = [await listAnswers(ctx, meeting), await listDeliveries(ctx, meeting)]
  return new Map(participants.map(({ id, ref, rsvp, rsvp_at, rsvp_sequence }) => {
    const isTheirs = (row: { participant_id: string | null; ref: string | null }) => row.participant_id === id || row.ref === ref
    const answer = answers.find(isTheirs)
    const way = rsvp_sequence === ANSWERED_BEFORE ? 'cuando era parte de otra serie' : ways[answer && answer.answered_at === rsvp_at ? answer.via : 'coordinator']
    const delivery = deliveries.find(isTheirs)
    const proposed = answer?.answer === 'proposed' && answer.answered_at > (rsvp_at ?? '')
    return [id, [
      ...(proposed ? [`Propuso otra hora el ${formatInstant(answer.answered_at, ctx.viewer.zone)}, ${ways[answer.via]}`] : []),
      ...(!proposed && rsvp_at && rsvp !== 'pending' ? [`Respondió el ${formatInstant(rsvp_at, ctx.viewer.zone)}, ${way}`] : []),
      ...(isStale(rsvp_sequence, meeting.asked_sequence) ? ['Falta confirmar el cambio'] : []),
      ...(answer?.text && (proposed || answer.answered_at === rsvp_at) ? [`«${answer.text}»`] : []),
      ...(delivery ? [deliveryText(delivery.state)] : []),
    ]]
  }))
}

function deliveryText(state: string) {
  if (state === 'sent') return 'Correo enviado'
  return state === 'failed' || state === 'late' ? 'El correo no salió' : 'Correo en la bandeja de salida'
}

/** Other hours that guests propose and nobody has taken up yet, with the page that would move the meeting there. */
export async function listProposals(ctx: Context, meeting: Meeting) {
  const open = (await listAnswers(ctx, meeting)).filter(({ answer, sequence, proposed_start }) =>
    answer === 'proposed' && !isStale(sequence, meeting.asked_sequence) && proposed_start !== meeting.start_local)
  return open.flatMap(({ name, text, proposed_start: start_local, proposed_end: end_local }) => {
    if (!start_local || !end_local) return []
    const search = new URLSearchParams({ fecha: start_local.slice(0, 10), desde: start_local.slice(11), hasta: end_local.slice(11) })
    return [{
      name, text,
      when: whenInWords({ ...factsOf(meeting), start_local, end_local, from_on: null, until_on: null, repeated_hour: 0 }),
      move: isPlanned(meeting) && canInvite(ctx.viewer) ? `/reuniones/${meeting.folio}/traslado?${search}` : null,
    }]
  })
}
