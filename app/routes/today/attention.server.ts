import { listCommitments, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { statusOf } from '#app/domain/commitments/rules.ts'
import { isOwn, listDrafts, listNewRequests, listOpenMinutes, listProposals, listUnrecorded, listVacantPosts } from '#app/domain/today/queries.server.ts'
import { endingText } from '#app/domain/convenios/rules.ts'
import { listEndingConvenios } from '#app/domain/today/queries/ending-convenios.server.ts'
import { listEndingPosts } from '#app/domain/today/queries/ending-posts.server.ts'
import { listUnverifiedPosts } from '#app/domain/today/queries/unverified-posts.server.ts'
import { listWaitingForMeeting } from '#app/domain/today/queries/waiting-for-meeting.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { fairShare } from '#app/domain/today/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, todayIn } from '#app/lib/dates.ts'
import { addDays, daysBetween, formatDay } from '#app/lib/days.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import type { IconName } from '#app/ui/icon.tsx'
import type { Tone } from '#app/ui/status-badge.tsx'

import { receivesText } from '../commitments/row.server.ts'
import { withName } from '../requests/row.server.ts'

export type Task = {
  to: string
  title: string
  detail: string
  folio: string | null
  badge: { word: string; tone: Tone; icon?: IconName }
  /** The one next step; those who only read have none. */
  act: { label: string; to: string }
  /** Still owed: one tap says that it is done. */
  owed?: boolean
}

const MOST = 8
/** A directory that nobody looked at for long would otherwise fill the day. */
const UNVERIFIED = 2

/** What waits for the viewer, at most eight, each with its one next step. At most fifteen queries. */
export async function listAttention(ctx: Context): Promise<Task[]> {
  const view = isOwn(ctx) ? 'mios' : 'todos'
  const overdue = (await listCommitments(ctx, { view, state: 'vencido', sort: 'vence' })).slice(0, MOST)
  const waiting = (await listCommitments(ctx, { view, state: 'por-validar', sort: 'movido' })).slice(0, MOST)
  const kinds: Task[][] = [
    overdue.map((row) => overdueTask(ctx, row)),
    waiting.map((row) => waitingTask(ctx, row)),
    [...(await listVacantPosts(ctx, MOST)).map(vacantTask), ...(await listEndingPosts(ctx, MOST)).map((row) => endingTask(ctx, row))],
    (await listProposals(ctx, MOST)).map(proposalTask),
    (await listEndingConvenios(ctx, MOST)).map((row) => endingConvenioTask(ctx, row)),
    (await listNewRequests(ctx, MOST)).map((row) => requestTask(ctx, row)),
    (await listOpenMinutes(ctx, MOST)).map((row) => openMinutesTask(ctx, row)),
    (await listUnrecorded(ctx, MOST)).map((row) => unrecordedTask(ctx, row)),
    (await listWaitingForMeeting(ctx, MOST)).map((row) => waitingForMeetingTask(ctx, row)),
    (await listDrafts(ctx, MOST)).map((row) => draftTask(ctx, row)),
    (await listUnverifiedPosts(ctx, UNVERIFIED)).map((row) => unverifiedTask(ctx, row)),
  ]
  const writes = writers.some((role) => role === ctx.viewer.role)
  return fairShare(kinds, MOST).map((task) => (writes ? task : { ...task, act: { label: 'Ver', to: task.to }, owed: false }))
}

function overdueTask(ctx: Context, row: Commitment): Task {
  return { ...commitmentTask(ctx, row), act: { label: 'Pedir avance', to: `/compromisos/${row.folio}/pedido` }, owed: true }
}

function waitingTask(ctx: Context, row: Commitment): Task {
  return { ...commitmentTask(ctx, row), act: { label: 'Validar', to: `/compromisos/${row.folio}/verificacion` } }
}

const commitmentTask = (ctx: Context, row: Commitment) => ({
  to: `/compromisos/${row.folio}`,
  title: row.text,
  detail: `Debe ${row.debtor_name} ${receivesText(row)}`,
  folio: row.folio,
  badge: statusOf(row, today(ctx)),
})

const proposalTask = (row: Awaited<ReturnType<typeof listProposals>>[number]): Task => ({
  to: `/compromisos/${row.folio}`,
  title: row.text,
  detail: `${row.asker_name} pide hasta el ${formatDay(row.to_due_on)}`,
  folio: row.folio,
  badge: { word: 'Pide más plazo', tone: 'por-vencer', icon: 'calendar' },
  act: { label: 'Responder', to: `/compromisos/${row.folio}/respuesta` },
})

const requestTask = (ctx: Context, row: Awaited<ReturnType<typeof listNewRequests>>[number]): Task => ({
  to: `/solicitudes/${row.folio}`,
  title: row.subject,
  detail: `${row.asker_name} pide articular con ${withName(row)}`,
  folio: row.folio,
  badge: { word: `Solicitud recibida ${agoDays(row.received_on, today(ctx))}`, tone: 'por-vencer', icon: 'inbox' },
  act: { label: 'Atender', to: `/solicitudes/${row.folio}` },
})

type MeetingRow = Awaited<ReturnType<typeof listUnrecorded>>[number]

const meetingTask = (ctx: Context, { folio, title, starts_at }: MeetingRow) => ({
  to: `/reuniones/${folio}`,
  title,
  detail: `Reunión del ${formatDay(todayIn(ctx.viewer.zone, new Date(starts_at)))}`,
  folio,
})

const openMinutesTask = (ctx: Context, row: MeetingRow): Task => ({
  ...meetingTask(ctx, row),
  badge: { word: 'Acta por cerrar', tone: 'por-vencer', icon: 'draft' },
  act: { label: 'Cerrar acta', to: `/reuniones/${row.folio}/cierre` },
})

const unrecordedTask = (ctx: Context, row: MeetingRow): Task => ({
  ...meetingTask(ctx, row),
  badge: { word: 'Sin acta', tone: 'pendiente', icon: 'draft' },
  act: { label: 'Escribir el acta', to: `/reuniones/${row.folio}/acta` },
})

const draftTask = (ctx: Context, row: MeetingRow): Task => ({
  ...meetingTask(ctx, row),
  badge: { word: 'Borrador', tone: 'pendiente', icon: 'draft' },
  act: { label: 'Convocar', to: `/reuniones/${row.folio}` },
})

const vacantTask = (row: Awaited<ReturnType<typeof listVacantPosts>>[number]): Task => {
  const list = `/compromisos?vista=todos&institucion=${row.institution_id}&papel=debe&estado=abiertos`
  return {
    to: list,
    title: `${row.title}, ${row.institution_name}`,
    detail: `${plural(row.open, 'compromiso abierto', 'compromisos abiertos')} sin quien responda`,
    folio: null,
    badge: { word: 'Cargo vacante', tone: 'por-vencer', icon: 'vacant-person' },
    act: { label: 'Reasignar', to: row.open === 1 ? `/compromisos/${row.folio}/reasignacion` : list },
  }
}

const endingTask = (ctx: Context, row: Awaited<ReturnType<typeof listEndingPosts>>[number]): Task => ({
  to: `/compromisos?vista=todos&institucion=${row.institution_id}&papel=debe&estado=abiertos`,
  title: `${row.title}, ${row.institution_name}`,
  detail: `${plural(row.open, 'compromiso abierto', 'compromisos abiertos')}; nadie registrado desde el ${formatDay(addDays(row.ends_on, 1))}`,
  folio: null,
  badge: { word: row.ends_on === today(ctx) ? 'Termina hoy' : `Termina en ${plural(daysBetween(today(ctx), row.ends_on), 'día', 'días')}`, tone: 'por-vencer', icon: 'user' },
  act: { label: 'Registrar quién asume', to: `/cargos/${row.id}/ejercicio` },
})

function endingConvenioTask(ctx: Context, row: Awaited<ReturnType<typeof listEndingConvenios>>[number]): Task {
  const past = row.valid_until_on < today(ctx)
  return {
    to: `/acuerdos/${row.folio}`,
    title: row.text,
    detail: `Convenio hasta el ${formatDay(row.valid_until_on)}; ${row.open === 0 ? 'nada abierto bajo él' : plural(row.open, 'compromiso abierto', 'compromisos abiertos')}`,
    folio: row.folio,
    badge: { word: endingText(row.valid_until_on, today(ctx)), tone: past ? 'vencido' : 'por-vencer', icon: 'calendar' },
    act: past ? { label: 'Anotar su término', to: `/acuerdos/${row.folio}/etapa` } : { label: 'Ver renovación', to: `/acuerdos/${row.folio}` },
  }
}

const unverifiedTask = (ctx: Context, row: Awaited<ReturnType<typeof listUnverifiedPosts>>[number]): Task => ({
  to: `/cargos/${row.id}`,
  title: `${row.title}, ${row.institution_name}`,
  detail: `¿Sigue ${nameOf(row)}? Nadie lo confirma desde el ${formatDay(row.since_on)}`,
  folio: null,
  badge: { word: `Sin confirmar ${agoDays(row.since_on, today(ctx))}`, tone: 'pendiente', icon: 'user' },
  act: { label: 'Confirmar', to: `/contactos/${row.person_id}` },
})

function waitingForMeetingTask(ctx: Context, row: Awaited<ReturnType<typeof listWaitingForMeeting>>[number]): Task {
  return {
    to: `/compromisos?vista=todos&institucion=${row.id}&papel=debe&estado=vencido`,
    title: `Sin reunión convocada con ${row.name}`,
    detail: `Lo más atrasado venció ${agoDays(row.oldest_on, today(ctx))} y espera una pauta`,
    folio: null,
    badge: { word: 'Espera reunión', tone: 'por-vencer', icon: 'calendar' },
    act: { label: 'Agendar', to: `/reuniones/nueva?institucion=${row.id}` },
  }
}
