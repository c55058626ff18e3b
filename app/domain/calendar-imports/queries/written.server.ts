import type { Context } from '#app/lib/context.server.ts'

/** What an import made and changed; `keeps` when it changed a whole series, which cannot be taken back. */
export async function listWritten({ db }: Context, import_id: string) {
  const entries = await db
    .selectFrom('calendar_import_entries')
    .select(['meeting_id', 'source_uid', 'source_recurrence', 'replaced'])
    .where('import_id', '=', import_id)
    .where('done', 'in', ['created', 'changed'])
    .execute()
  const sources = await db.selectFrom('meeting_sources').select(['meeting_id', 'series_id']).where('import_id', '=', import_id).execute()
  const series = [...new Set(sources.flatMap(({ series_id }) => series_id ?? []))]
  const dates = series.length === 0 ? [] : await db.selectFrom('meetings').select('id').where('series_id', 'in', series).execute()
  const changed = entries.flatMap(({ replaced, meeting_id, ...row }) => (replaced && meeting_id ? [{ ...row, meeting_id, replaced }] : []))
  const kept = new Set(changed.map(({ meeting_id }) => meeting_id))
  const made = [...entries.filter(({ replaced }) => !replaced), ...sources].flatMap(({ meeting_id }) => meeting_id ?? [])
  const inSeries = dates.map(({ id }) => id)
  const created = [...new Set([...made.filter((id) => !kept.has(id)), ...inSeries])]
  const keeps = entries.some(({ replaced }) => replaced === '"series"')
  return { created, series, changed, keeps, meetings: [...new Set([...created, ...kept])] }
}

/** Whether a later import changed something that this one made or changed: taking this one back would leave halves. */
export async function isOvertaken({ db }: Context, import_id: string): Promise<boolean> {
  const row = await db
    .selectFrom('calendar_import_entries as entry')
    .innerJoin('meeting_sources as source', (join) =>
      join.onRef('source.source_uid', '=', 'entry.source_uid').onRef('source.source_recurrence', '=', 'entry.source_recurrence'),
    )
    .select('source.source_uid')
    .where('entry.import_id', '=', import_id)
    .where('entry.done', 'in', ['created', 'changed'])
    .where('source.import_id', '<>', import_id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const CHUNK = 500

/** Of these meetings, those about which something happened after the import was confirmed. */
export async function listTouched({ db }: Context, import_id: string, meeting_ids: string[]) {
  const confirmed = await db
    .selectFrom('activity_subjects')
    .innerJoin('activity', 'activity.seq', 'activity_subjects.seq')
    .select('activity.seq')
    .where('activity_subjects.subject_type', '=', 'calendar_import')
    .where('activity_subjects.subject_id', '=', import_id)
    .where('activity.action', '=', 'calendar.imported')
    .executeTakeFirst()
  const touched: { id: string; folio: string }[] = []
  for (let at = 0; at < meeting_ids.length; at += CHUNK) {
    const rows = await db
      .selectFrom('activity_subjects')
      .innerJoin('meetings', 'meetings.id', 'activity_subjects.subject_id')
      .select(['meetings.id', 'meetings.folio'])
      .distinct()
      .where('activity_subjects.subject_type', '=', 'meeting')
      .where('activity_subjects.subject_id', 'in', meeting_ids.slice(at, at + CHUNK))
      .where('activity_subjects.seq', '>', confirmed?.seq ?? 0)
      .orderBy('meetings.folio')
      .execute()
    touched.push(...rows)
  }
  return touched
}
