import type { Context } from '#app/lib/context.server.ts'

/** The shared lines of one version, in order, with what each registered. Internal lines are not even selected. */
export async function listSharedEntries({ db }: Context, meeting_id: string, number: number) {
  const rows = await db
    .selectFrom('minutes_entries')
    .select(['id', 'agenda_item_id', 'kind', 'shared_text', 'folios'])
    .where('meeting_id', '=', meeting_id)
    .where('minutes_number', '=', number)
    .where('audience', '=', 'shared')
    .orderBy('sort')
    .orderBy('id')
    .execute()
  return rows.map(({ shared_text, folios, ...entry }) => ({ ...entry, text: shared_text ?? '', folios: folios.split(' ').filter(Boolean) }))
}

/** Every line of one version as its author would type it again, internal ones too: for a correction, never outward. */
export async function listTypedLines({ db }: Context, meeting_id: string, number: number): Promise<{ agenda_item_id: string | null; line: string }[]> {
  const rows = await db
    .selectFrom('minutes_entries')
    .select(['agenda_item_id', 'kind', 'audience', 'shared_text', 'internal_text', 'folios'])
    .where('meeting_id', '=', meeting_id)
    .where('minutes_number', '=', number)
    .orderBy('sort')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ agenda_item_id, audience, shared_text, internal_text, folios }) => {
    const rest = audience === 'internal' ? 'i: ' : 'nota: '
    const first = audience === 'shared' && folios ? `${folios}: ` : rest
    const lines = (shared_text ?? internal_text ?? '').split('\n').filter((line) => line.trim() !== '')
    return lines.map((line, at) => ({ agenda_item_id, line: (at === 0 ? first : rest) + line }))
  })
}
