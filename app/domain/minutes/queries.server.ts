import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { NotFound } from '#app/lib/errors.ts'

import { canTakeMinutes } from './policy.ts'

/** A point of the agenda with what has been typed under it. `key` is its id; what belongs to no point has `''`. */
export type DraftPoint = {
  key: string
  title: string | null
  /** Planned, for the sum and the timer. */
  minutes: number | null
  proposer: string | null
  deferred: boolean
  text: string
  /** 0 while nobody has written. */
  version: number
  saved_at: string | null
  saved_by_name: string | null
}

export type Draft = { id: string; number: number; reason: string | null; started_at: string; points: DraftPoint[] }

/** The minutes being typed, if somebody has started. Internal lines are among the text: only for whoever writes. */
export async function findDraft(ctx: Context, meeting_id: string): Promise<Draft | undefined> {
  if (!canTakeMinutes(ctx.viewer)) throw new NotFound()
  const draft = await ctx.db
    .selectFrom('minutes')
    .select(['id', 'number', 'reason', 'started_at'])
    .where('meeting_id', '=', meeting_id)
    .where('meeting_id', 'in', visibleMeetings(ctx).select('meetings.id'))
    .where('state', '=', 'draft')
    .executeTakeFirst()
  return draft && { ...draft, points: await listPoints(ctx, meeting_id, draft.id) }
}

/** What somebody saved under one point, with its version. */
export async function findSavedPoint({ db }: Context, minutes_id: string, key: string) {
  const [row] = await savedPoints(db, minutes_id).where((eb) => eb(eb.fn.coalesce('agenda_item_id', eb.val('')), '=', key)).execute()
  return row
}

async function listPoints(ctx: Context, meeting_id: string, minutes_id: string): Promise<DraftPoint[]> {
  const saved = new Map((await savedPoints(ctx.db, minutes_id).execute()).map((row) => [row.agenda_item_id ?? '', row]))
  const agenda = await listAgenda(ctx, meeting_id)
  const pointOf = (key: string, rest: Pick<DraftPoint, 'title' | 'minutes' | 'proposer' | 'deferred'>): DraftPoint => {
    const row = saved.get(key)
    return {
      key,
      ...rest,
      text: row?.internal_text ?? '',
      version: row?.version ?? 0,
      saved_at: row?.updated_at ?? null,
      saved_by_name: row?.name ?? null,
    }
  }
  const points = agenda.map(({ id, title, minutes, proposer_name, deferred_at }) =>
    pointOf(id, { title, minutes, proposer: proposer_name, deferred: deferred_at !== null }))
  const loose = pointOf('', { title: null, minutes: null, proposer: null, deferred: false })
  return agenda.length === 0 || loose.version > 0 ? [...points, loose] : points
}

const savedPoints = (db: Context['db'], minutes_id: string) =>
  db
    .selectFrom('minutes_points')
    .innerJoin('users', 'users.id', 'minutes_points.updated_by')
    .select(['minutes_points.id', 'agenda_item_id', 'internal_text', 'minutes_points.version', 'minutes_points.updated_at', 'minutes_points.updated_by', 'users.name'])
    .where('minutes_id', '=', minutes_id)
    .orderBy('minutes_points.id')
