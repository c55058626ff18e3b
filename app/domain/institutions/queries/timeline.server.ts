import { sql, type SelectQueryBuilder } from 'kysely'

import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { hasParty } from '#app/domain/agreements/queries/filter.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { inState, matching } from '#app/domain/commitments/queries/filter.server.ts'
import { visibleRequests } from '#app/domain/connection-requests/queries.server.ts'
import { visibleConvenios } from '#app/domain/convenios/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { hasParticipant, tookPlace } from '#app/domain/meetings/queries/filter.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import type { Database } from '#db/schema.ts'

import { visibleInstitutions } from '../queries.server.ts'
import { timelineTopics, type TimelineEvent, type TimelineTopic } from '../terms.ts'
import { PAGE_SIZE } from './list.server.ts'

export type TimelineRow = {
  /** Instant; what has only a day happened at noon. */
  at: string
  what: TimelineEvent
  /** Folio of the record, or id of the position. */
  ref: string
  text: string
  /** Name of a person, outcome, stage. */
  extra: string | null
}

/**
 * What happened with an institution, the latest first: meetings, agreements and stages of convenios, commitments, requests, and
 * who took or left its positions. At most 50 a page. One query, whatever it holds.
 */
export const listTimeline = (ctx: Context, institution_id: string, { topic, page = 1, limit = PAGE_SIZE }: { topic?: TimelineTopic; page?: number; limit?: number } = {}) =>
  events(ctx, institution_id, topic)
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('what')
    .orderBy('ref')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()

/** How many there are. One query. */
export async function countTimeline(ctx: Context, institution_id: string, topic?: TimelineTopic): Promise<number> {
  const { total } = await events(ctx, institution_id, topic).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

/** Every part starts from other tables; a union only asks that they answer the same columns. */
type Part = SelectQueryBuilder<Database, never, TimelineRow>
const part = (query: unknown) => query as Part

function events(ctx: Context, id: string, topic?: TimelineTopic) {
  const topics = topic ? [topic] : (Object.keys(timelineTopics) as TimelineTopic[])
  const [first, ...rest] = topics.flatMap((name) => parts[name](ctx, id)) as [Part, ...Part[]]
  return ctx.db.selectFrom((rest.length > 0 ? first.unionAll(rest) : first).as('event'))
}

const parts: Record<TimelineTopic, (ctx: Context, id: string) => Part[]> = {
  reuniones: (ctx, id) => [
    part(visibleMeetings(ctx).where(hasParticipant(id)).where(tookPlace(ctx))
      .select(['meetings.starts_at as at', named('meeting'), 'meetings.folio as ref', 'meetings.title as text', nothing()])),
  ],
  acuerdos: (ctx, id) => [
    part(visibleAgreements(ctx).where(hasParty(id)).where('agreements.agreed_on', '<=', today(ctx))
      .select([noon('agreements.agreed_on'), named('agreed'), 'agreements.folio as ref', 'agreements.text', nothing()])),
    part(visibleConvenios(ctx).innerJoin('convenio_stages', 'convenio_stages.agreement_id', 'agreements.id').where(hasParty(id)).where('convenio_stages.stage', '<>', 'draft')
      .select(['convenio_stages.created_at as at', named('staged'), 'agreements.folio as ref', 'agreements.text', 'convenio_stages.stage as extra'])),
  ],
  compromisos: (ctx, id) => [
    part(commitments(ctx, id).select(['commitments.created_at as at', named('promised'), 'commitments.folio as ref', 'commitments.text', nothing()])),
    part(commitments(ctx, id).where('commitments.closed_on', 'is not', null).select([
      noon('commitments.closed_on'),
      sql`case when commitments.declared_state = 'dropped' then 'dropped' when commitments.evidence_state = 'verified' then 'kept' else 'closed' end`.as('what'),
      'commitments.folio as ref', 'commitments.text', nothing(),
    ])),
    part(commitments(ctx, id).where(inState(today(ctx), 'vencido'))
      .select([noon('commitments.due_on'), named('overdue'), 'commitments.folio as ref', 'commitments.text', nothing()])),
  ],
  solicitudes: (ctx, id) => [
    part(requests(ctx, id).select([noon('connection_requests.received_on'), named('asked'), 'connection_requests.folio as ref', 'connection_requests.subject as text', nothing()])),
    part(requests(ctx, id).where('connection_requests.closed_on', 'is not', null)
      .select([noon('connection_requests.closed_on'), named('answered'), 'connection_requests.folio as ref', 'connection_requests.subject as text', 'connection_requests.outcome as extra'])),
  ],
  cargos: (ctx, id) => [
    part(tenures(ctx, id).where('tenures.starts_on', '<=', today(ctx)).select([noon('tenures.starts_on'), named('took_office'), 'positions.id as ref', 'positions.title as text', fullName()])),
    part(tenures(ctx, id).where('tenures.ends_on', '<', today(ctx)).select([noon('tenures.ends_on'), named('left_office'), 'positions.id as ref', 'positions.title as text', fullName()])),
  ],
}

const commitments = (ctx: Context, institution_id: string) => visibleCommitments(ctx).where(matching(ctx, { institution_id }))

const requests = (ctx: Context, id: string) =>
  visibleRequests(ctx).where((eb) => eb.or([eb('connection_requests.asker_id', '=', id), eb('connection_requests.with_id', '=', id)]))

const tenures = (ctx: Context, id: string) =>
  visibleInstitutions(ctx)
    .innerJoin('positions', 'positions.institution_id', 'institutions.id')
    .innerJoin('tenures', 'tenures.position_id', 'positions.id')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .where('institutions.id', '=', id)

const named = (what: TimelineEvent) => sql<TimelineEvent>`cast(${what} as text)`.as('what')
const nothing = () => sql<string | null>`cast(null as text)`.as('extra')
/** The day of a column, at noon in Chile. */
const noon = (column: string) => sql<string>`${sql.ref(column)} || 'T15:00:00.000Z'`.as('at')
const fullName = () => sql<string>`people.given_names || ' ' || people.first_surname || coalesce(' ' || people.second_surname, '')`.as('extra')
