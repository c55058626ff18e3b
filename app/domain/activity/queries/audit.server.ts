import type { Detail } from '#app/domain/activity/commands.server.ts'
import { tell, type Action, type Area } from '#app/domain/activity/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { toUtc } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'
import { NotFound } from '#app/lib/errors.ts'

export type AuditFilter = {
  actor_id?: string
  area?: Area
  from_on?: string | null
  until_on?: string | null
  page?: number
}

export type AuditEvent = {
  seq: number
  at: string
  action: Action
  actor_name: string
  sentence: string
  /** What it happened to, when it can be opened. */
  subject: { type: string; id: string } | undefined
}

export type Audit = { events: AuditEvent[]; total: number }

export const EVENTS_PER_PAGE = 50
const collator = new Intl.Collator('es-CL')

/** The audit is for administrators: everything that happened, whoever did it. */
function visible({ db, viewer }: Context) {
  if (viewer.role !== 'admin') throw new NotFound()
  return db.selectFrom('activity').innerJoin('users as actor', 'actor.id', 'activity.actor_id')
}

function matching(ctx: Context, { actor_id, area, from_on, until_on }: AuditFilter) {
  const start = (day: string) => toUtc(`${day}T00:00`, ctx.viewer.zone)
  return visible(ctx)
    .$if(Boolean(actor_id), (query) => query.where('activity.actor_id', '=', actor_id!))
    .$if(Boolean(area), (query) => query.where('activity.action', 'like', `${area}.%`))
    .$if(Boolean(from_on), (query) => query.where('activity.at', '>=', start(from_on!)))
    .$if(Boolean(until_on), (query) => query.where('activity.at', '<', start(addDays(until_on!, 1))))
}

/** One page of what happened, newest first, and how much matches in all. Days are those of the viewer's zone. */
export async function listAudit(ctx: Context, filter: AuditFilter = {}): Promise<Audit> {
  const { total } = await matching(ctx, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching(ctx, filter)
    .leftJoin('activity_details as details', 'details.seq', 'activity.seq')
    .select(['activity.seq', 'activity.at', 'activity.action', 'actor.name as actor_name', 'details.detail'])
    .orderBy('activity.seq', 'desc')
    .limit(EVENTS_PER_PAGE)
    .offset(((filter.page ?? 1) - 1) * EVENTS_PER_PAGE)
    .execute()
  const subjects = await listSubjects(ctx, rows.map((row) => row.seq))

  const events = rows.map(({ detail, ...row }) => {
    const action = row.action as Action
    const area = action.split('.')[0]
    return {
      ...row,
      action,
      sentence: tell(action, detail ? (JSON.parse(detail) as Detail) : {}),
      subject: subjects.find(({ seq, type }) => seq === row.seq && type === area),
    }
  })
  return { events, total: Number(total) }
}

function listSubjects({ db }: Context, seqs: number[]) {
  return db
    .selectFrom('activity_subjects')
    .select(['seq', 'subject_type as type', 'subject_id as id'])
    .where('seq', 'in', seqs.length > 0 ? seqs : [0])
    .orderBy('seq')
    .orderBy('subject_id')
    .execute()
}

/** Everybody who ever did something, by name. */
export async function listActors(ctx: Context): Promise<{ id: string; name: string }[]> {
  const rows = await visible(ctx).select(['actor.id', 'actor.name']).distinct().execute()
  return rows.sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

export async function countEvents({ db }: Context): Promise<number> {
  return (await db.selectFrom('activity_head').select('seq').executeTakeFirstOrThrow()).seq
}
