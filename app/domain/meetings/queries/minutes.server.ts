import type { ExpressionBuilder } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import type { Database } from '#db/schema.ts'

import { canReadInternalNotes } from '../policy.ts'
import { carriedOn } from './carried.server.ts'

export type Note = {
  id: string
  agenda_item_id: string | null
  kind: 'note' | 'decision' | 'agreement' | 'commitment'
  text: string
  /** What the line registered. */
  folios: string[]
  created_at: string
  author_name: string
}

/** The points of a meeting the viewer has found already, in order, with the meetings they come from and went on to. */
export function listAgenda({ db }: Context, meeting_id: string) {
  return db
    .selectFrom('agenda_items as item')
    .leftJoin('institutions as proposer', 'proposer.id', 'item.proposed_by')
    .leftJoin('agenda_items as origin', 'origin.id', 'item.carried_from_id')
    .leftJoin('meetings as source', 'source.id', 'origin.meeting_id')
    .select((eb) => [
      'item.id', 'item.title', 'item.minutes', 'item.proposed_by', 'item.deferred_at', 'proposer.short_name as proposer_name',
      'source.folio as carried_from_folio',
      carriedOn(eb.ref('item.id')).select((inner) => inner.fn.min('taker.folio').as('folio')).as('carried_to_folio'),
    ])
    .where('item.meeting_id', '=', meeting_id)
    .orderBy('item.sort')
    .orderBy('item.id')
    .execute()
}

export type AgendaItem = Awaited<ReturnType<typeof listAgenda>>[number]

/** What the minutes of a meeting say to everybody who may see the meeting. Internal remarks are not even selected. */
export async function listSharedNotes({ db }: Context, meeting_id: string): Promise<Note[]> {
  const rows = await db
    .selectFrom('minutes_entries as entry')
    .innerJoin('users as author', 'author.id', 'entry.created_by')
    .select(['entry.id', 'entry.agenda_item_id', 'entry.kind', 'entry.shared_text', 'entry.folios', 'entry.created_at', 'author.name as author_name'])
    .where('entry.meeting_id', '=', meeting_id)
    .where('entry.audience', '=', 'shared')
    .where(isOfLatest)
    .orderBy('entry.sort')
    .orderBy('entry.id')
    .execute()
  return rows.map(({ shared_text, folios, ...note }) => ({ ...note, text: shared_text ?? '', folios: foliosIn(folios) }))
}

/** Remarks for the team alone; nothing for whoever may not read them. Never call it for anything that goes out. */
export async function listInternalNotes({ db, viewer }: Context, meeting_id: string): Promise<Note[]> {
  if (!canReadInternalNotes(viewer)) return []
  const rows = await db
    .selectFrom('minutes_entries as entry')
    .innerJoin('users as author', 'author.id', 'entry.created_by')
    .select(['entry.id', 'entry.agenda_item_id', 'entry.kind', 'entry.internal_text', 'entry.folios', 'entry.created_at', 'author.name as author_name'])
    .where('entry.meeting_id', '=', meeting_id)
    .where('entry.audience', '=', 'internal')
    .where(isOfLatest)
    .orderBy('entry.sort')
    .orderBy('entry.id')
    .execute()
  return rows.map(({ internal_text, folios, ...note }) => ({ ...note, text: internal_text ?? '', folios: foliosIn(folios) }))
}

const foliosIn = (stored: string) => stored.split(' ').filter(Boolean)

/** A correction says everything again: only the latest version that was closed is read. */
export const isOfLatest = ({ eb, selectFrom }: ExpressionBuilder<Database & { entry: Database['minutes_entries'] }, 'entry'>) =>
  eb('entry.minutes_number', '=', selectFrom('minutes_entries as last')
    .select((last) => last.fn.max('last.minutes_number').as('number'))
    .whereRef('last.meeting_id', '=', 'entry.meeting_id'))
