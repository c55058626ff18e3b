import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { isOfLatest } from '#app/domain/meetings/queries/minutes.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { ofNetwork } from '#app/lib/roles.ts'

import { excerptOf } from '../rules.ts'
import { namesOf, told } from './beside.server.ts'
import type { Matches, Word } from './words.server.ts'

/**
 * What the minutes say, line by line, the latest meeting first. A leader finds what is common in minutes that were closed:
 * what was promised is found as the commitment it became. Internal lines are not in the index.
 */
export async function findMinutes(ctx: Context, found: Matches, words: Word[], limit: number, shown: number) {
  const rows = await visibleMeetings(ctx)
    .innerJoin('minutes_entries as entry', 'entry.meeting_id', 'meetings.id')
    .innerJoin(found.as('found'), 'found.record_id', 'entry.id')
    .select(['entry.id', 'entry.meeting_id', 'entry.shared_text', 'meetings.folio', 'meetings.title', 'meetings.start_local', 'meetings.from_on'])
    .where('entry.audience', '=', 'shared')
    .where(isOfLatest)
    .$if(!ofNetwork(ctx.viewer.role), (query) =>
      query
        .where('entry.kind', 'in', ['note', 'decision'])
        .where('entry.folios', '=', '')
        .where((eb) => eb.exists(eb.selectFrom('minutes').select('minutes.id').whereRef('minutes.meeting_id', '=', 'meetings.id').where('minutes.content', 'is not', null))),
    )
    .orderBy('found.tier')
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('entry.sort')
    .orderBy('entry.id')
    .limit(limit)
    .execute()
  const guests = await namesOf(ctx, 'participants', 'meeting_id', rows.slice(0, shown).map(({ meeting_id }) => meeting_id), words)
  const tokens = words.map(({ text }) => text)
  return rows.map(({ id, meeting_id, shared_text, folio, title, ...day }) => ({
    id,
    key: folio,
    label: title,
    detail: [formatDay(startDay(day)), ...told('con', guests(meeting_id), `${title} ${shared_text}`)].join(' · '),
    excerpt: excerptOf(shared_text ?? '', tokens) ?? (shared_text ?? '').slice(0, 140),
  }))
}

/** Files by their name, with the commitment that each one proves: the latest first. */
export async function findFiles(ctx: Context, found: Matches, limit: number) {
  const rows = await visibleCommitments(ctx)
    .innerJoin('evidence', 'evidence.commitment_id', 'commitments.id')
    .innerJoin(found.as('found'), 'found.record_id', 'evidence.id')
    .innerJoin('files', 'files.id', 'evidence.file_id')
    .select(['evidence.id', 'files.name', 'commitments.folio', 'commitments.text', 'debtor.short_name as debtor_name'])
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('found.tier')
    .orderBy('evidence.provided_at', 'desc')
    .orderBy('evidence.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, name, folio, text, debtor_name }) => ({ id, key: folio, label: name, detail: `Evidencia de «${text}» · Debe ${debtor_name}` }))
}
