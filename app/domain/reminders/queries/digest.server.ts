import { listCommitments, countGroups, type Commitment } from '#app/domain/commitments/queries.server.ts'
import type { CommitmentFilter } from '#app/domain/commitments/queries/filter.server.ts'
import { statusOf } from '#app/domain/commitments/rules.ts'
import { findCalendar } from '#app/domain/deadlines/queries.server.ts'
import { listMeetingsIn } from '#app/domain/meetings/queries.server.ts'
import { formatTime } from '#app/lib/dates.ts'
import { listProposals, listVacantPosts } from '#app/domain/today/queries.server.ts'
import { systemViewer, today, type Context } from '#app/lib/context.server.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { plural } from '#app/lib/text.ts'

import type { Digest, DigestSection } from '../mail.ts'
import { MOST_ITEMS } from '../rules.ts'
import { isWeeklyDay } from '../rules/ladder.ts'
import { openSilences } from './silences.server.ts'

export type DigestFacts = { user_id: string; day: string }

/** Those who have a digest of the day: whoever coordinates, can sign in, and did not ask to be left alone. */
export async function listCoordinators({ db }: Pick<Context, 'db'>, user_id?: string) {
  const users = await db
    .selectFrom('users')
    .leftJoin('institutions', 'institutions.id', 'users.institution_id')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .select(['users.id', 'users.name', 'users.email', 'users.institution_id', 'communes.zone'])
    .where('users.role', '=', 'coordinator')
    .where('users.disabled_at', 'is', null)
    .$if(user_id !== undefined, (query) => query.where('users.id', '=', user_id!))
    .orderBy('users.id')
    .execute()
  const silences = await openSilences({ db })
  return users
    .filter(({ email }) => !silences.isSilent(email, 'daily'))
    .map(({ zone, ...user }) => ({ ...user, zone: zone ?? systemViewer.zone }))
}

/** What waits for a coordinator today, at most one screen; null when nothing does, or when nobody is to be told. */
export async function readDigest(system: Context, { user_id, day }: DigestFacts): Promise<Digest | null> {
  const [user] = await listCoordinators(system, user_id)
  if (!user) return null
  const ctx: Context = { ...system, viewer: { ...user, role: 'coordinator' } }
  const urgent = [
    await meetingsOf(ctx, day),
    await commitmentsOf(ctx, 'Vencidos', { state: 'vencido', sort: 'vence' }),
    await commitmentsOf(ctx, 'Por validar', { state: 'por-validar', sort: 'movido' }),
    await proposalsOf(ctx),
    await requestsOf(ctx),
  ].filter(({ total }) => total > 0)
  // What stands as it stood yesterday is no reason to write, but once a week.
  if (urgent.length === 0 && !isWeeklyDay(day, await findCalendar(system, user.institution_id))) return null
  const sections = [...urgent, await vacantOf(ctx), await stillOf(ctx)].filter(({ total }) => total > 0)
  return sections.length === 0 ? null : { day, name: user.name, sections }
}

const at = (path: string) => `${baseUrl()}${path}`

async function meetingsOf(ctx: Context, day: string): Promise<DigestSection> {
  const meetings = (await listMeetingsIn(ctx, { view: 'mias', page: 1 }, day, addDays(day, 1))).filter(({ state }) => state === 'called' || state === 'in_progress')
  return {
    title: 'Reuniones de hoy',
    address: at('/calendario'),
    total: meetings.length,
    items: meetings.map(({ folio, title, start_local, place }) => ({
      text: title,
      detail: [start_local ? formatTime(start_local) : 'Todo el día', place, folio].filter(Boolean).join(' · '),
      address: at(`/reuniones/${folio}`),
    })),
  }
}

async function commitmentsOf(ctx: Context, title: string, filter: CommitmentFilter): Promise<DigestSection> {
  const { total } = await countGroups(ctx, { view: 'mios', ...filter })
  const rows = total === 0 ? [] : await listCommitments(ctx, { view: 'mios', ...filter })
  return { title, total, address: at(`/compromisos?vista=mios&estado=${filter.state}`), items: rows.slice(0, MOST_ITEMS).map((row) => itemOf(row, ctx)) }
}

/** Those without a next step that are not told already for being late. */
async function stillOf(ctx: Context): Promise<DigestSection> {
  const filter = { view: 'mios', state: 'sin-proximo-paso', sort: 'movido' } as const
  const { total, groups } = await countGroups(ctx, filter)
  const calm = total - (groups.overdue ?? 0) - (groups.delivered ?? 0)
  const rows = calm === 0 ? [] : (await listCommitments(ctx, filter)).filter(({ due_on }) => due_on === null || due_on >= today(ctx))
  return { title: 'Sin próximo paso', total: calm, address: at('/compromisos?vista=mios&estado=sin-proximo-paso'), items: rows.slice(0, MOST_ITEMS).map((row) => itemOf(row, ctx)) }
}

const itemOf = (row: Commitment, ctx: Context) => ({
  text: row.text,
  detail: `${row.debtor_name} · ${statusOf(row, today(ctx)).word} · ${row.folio}`,
  address: at(`/compromisos/${row.folio}`),
})

async function proposalsOf(ctx: Context): Promise<DigestSection> {
  const rows = await listProposals(ctx, 50)
  return {
    title: 'Piden más plazo',
    address: at('/'),
    total: rows.length,
    items: rows.map(({ folio, text, debtor_name, to_due_on }) => ({ text, detail: `${debtor_name} pide hasta el ${formatDay(to_due_on)} · ${folio}`, address: at(`/compromisos/${folio}/respuesta`) })),
  }
}

/** Requests for a connection that nobody has taken up. */
async function requestsOf({ db, viewer }: Context): Promise<DigestSection> {
  const rows = await db
    .selectFrom('connection_requests')
    .innerJoin('institutions', 'institutions.id', 'connection_requests.asker_id')
    .select(['connection_requests.folio', 'connection_requests.subject', 'connection_requests.received_on', 'institutions.short_name'])
    .where('connection_requests.state', '=', 'received')
    .where('connection_requests.follow_up_user_id', '=', viewer.id)
    .orderBy('connection_requests.received_on')
    .orderBy('connection_requests.id')
    .limit(50)
    .execute()
  return {
    title: 'Solicitudes de articulación recibidas',
    address: at('/solicitudes'),
    total: rows.length,
    items: rows.map(({ folio, subject, received_on, short_name }) => ({ text: subject, detail: `${short_name}, recibida el ${formatDay(received_on)} · ${folio}`, address: at(`/solicitudes/${folio}`) })),
  }
}

async function vacantOf(ctx: Context): Promise<DigestSection> {
  const rows = await listVacantPosts(ctx, 50)
  return {
    title: 'Cargos vacantes con compromisos abiertos',
    address: at('/'),
    total: rows.length,
    items: rows.map(({ id, title, institution_name, open }) => ({ text: `${title}, ${institution_name}`, detail: plural(open, 'compromiso abierto', 'compromisos abiertos'), address: at(`/cargos/${id}`) })),
  }
}
