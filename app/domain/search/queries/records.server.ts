import { sql } from 'kysely'

import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { agreementKinds } from '#app/domain/agreements/terms.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { statusOf } from '#app/domain/commitments/rules.ts'
import { visibleRequests } from '#app/domain/connection-requests/queries.server.ts'
import { badgeOf } from '#app/domain/connection-requests/rules.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { meetingKinds, meetingStates } from '#app/domain/meetings/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

import { excerptOf } from '../rules.ts'
import { namesOf, told } from './beside.server.ts'
import { isHere, type Matches, type Word } from './words.server.ts'

/** By title, folio, place, or whoever takes part; what has the words in itself first; then what is to come, the next one first, and what was, the latest first. */
export async function findMeetings(ctx: Context, found: Matches, words: Word[], limit: number, shown: number) {
  const isPast = sql<number>`case when meetings.ends_at < ${ctx.now.toISOString()} then 1 else 0 end`
  const rows = await visibleMeetings(ctx)
    .innerJoin(found.as('found'), 'found.record_id', 'meetings.id')
    .select(['meetings.id', 'meetings.folio', 'meetings.title', 'meetings.kind', 'meetings.state', 'meetings.start_local', 'meetings.from_on', 'meetings.place'])
    .orderBy('found.tier')
    .orderBy(isPast)
    .orderBy(sql`case when ${isPast} = 0 then meetings.starts_at end`)
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('meetings.id')
    .limit(limit)
    .execute()
  const guests = await namesOf(ctx, 'participants', 'meeting_id', rows.slice(0, shown).map(({ id }) => id), words)
  return rows.map((row) => ({
    id: row.id,
    key: row.folio,
    label: row.title,
    excerpt: excerptOf(row.place ?? '', tokensOf(words)),
    detail: [
      formatDay(startDay(row)), meetingKinds[row.kind as keyof typeof meetingKinds], meetingStates[row.state],
      ...told('con', guests(row.id), row.title),
    ].join(' · '),
  }))
}

/** By text, folio, or whoever is a party; what has the words in itself first, then the latest. */
export async function findAgreements(ctx: Context, found: Matches, words: Word[], limit: number, shown: number) {
  const rows = await visibleAgreements(ctx)
    .innerJoin(found.as('found'), 'found.record_id', 'agreements.id')
    .select(['agreements.id', 'agreements.folio', 'agreements.text', 'agreements.kind', 'agreements.agreed_on'])
    .orderBy('found.tier')
    .orderBy('agreements.agreed_on', 'desc')
    .orderBy('agreements.id')
    .limit(limit)
    .execute()
  const parties = await namesOf(ctx, 'agreement_parties', 'agreement_id', rows.slice(0, shown).map(({ id }) => id), words)
  return rows.map(({ id, folio, text, kind, agreed_on }) => ({
    id,
    key: folio,
    label: text,
    detail: [agreementKinds[kind], formatDay(agreed_on), ...told('con', parties(id), text)].join(' · '),
  }))
}

/** By text, folio, whoever owes or receives; what is open first, by due day. */
export async function findCommitments(ctx: Context, found: Matches, words: Word[], limit: number, shown: number) {
  const rows = await visibleCommitments(ctx)
    .innerJoin(found.as('found'), 'found.record_id', 'commitments.id')
    .select(['commitments.id', 'commitments.folio', 'commitments.text', 'commitments.due_on', 'commitments.declared_state', 'commitments.declared_at'])
    .select(['commitments.evidence_state', 'commitments.closed_on', 'debtor.short_name as debtor_name'])
    .orderBy('found.tier')
    .orderBy(isHere('commitments.closed_on'))
    .orderBy(isHere('commitments.due_on'), 'desc')
    .orderBy('commitments.due_on')
    .orderBy('commitments.id')
    .limit(limit)
    .execute()
  const receivers = await namesOf(ctx, 'commitment_beneficiaries', 'commitment_id', rows.slice(0, shown).map(({ id }) => id), words)
  const day = today(ctx)
  return rows.map((row) => ({
    id: row.id,
    key: row.folio,
    label: row.text,
    detail: [`Debe ${row.debtor_name}`, ...told('a', receivers(row.id), row.debtor_name), row.due_on ? `vence ${formatDay(row.due_on)}` : 'sin fecha'].join(' · '),
    status: statusOf(row, day),
  }))
}

/** By subject, folio, who asks or is asked for; what is open first, then the latest. */
export async function findRequests(ctx: Context, found: Matches, words: Word[], limit: number) {
  const rows = await visibleRequests(ctx)
    .innerJoin(found.as('found'), 'found.record_id', 'connection_requests.id')
    .select([
      'connection_requests.id', 'connection_requests.folio', 'connection_requests.subject', 'connection_requests.detail', 'connection_requests.state', 'connection_requests.outcome',
      'connection_requests.received_on', 'asker.short_name as asker_name', 'counterpart.short_name as with_name',
    ])
    .orderBy('found.tier')
    .orderBy(isHere('connection_requests.closed_on'))
    .orderBy('connection_requests.received_on', 'desc')
    .orderBy('connection_requests.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.folio,
    label: row.subject,
    excerpt: excerptOf(row.detail ?? '', tokensOf(words)),
    detail: [`Pide ${row.asker_name}`, ...(row.with_name ? [`con ${row.with_name}`] : []), formatDay(row.received_on), badgeOf(row).word].join(' · '),
  }))
}

const tokensOf = (words: Word[]) => words.map(({ text }) => text)
