import { record } from '#app/domain/activity/commands.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditMeeting } from '../policy.ts'
import { findMeeting } from '../queries.server.ts'
import { listAgenda } from '../queries/minutes.server.ts'
import { isEditable } from '../rules.ts'
import { subjectsOf } from './change.server.ts'

export type AgendaInput = { id: string | null; title: string; minutes: number | null; proposed_by: string | null }[]

/**
 * Writes the points of a meeting in this order. A point that already has notes can change, not disappear. `seen` are
 * the points their author had before them: what somebody else added meanwhile stays, after these. Left out: all.
 */
export async function saveAgenda(ctx: Context, folioOrId: string, items: AgendaInput, seen?: string[]) {
  await atomically(ctx, async (ctx) => {
    const meeting = found(await findMeeting(ctx, folioOrId))
    permit(canEditMeeting(ctx.viewer))
    if (!isEditable(meeting)) throw new Conflict('La pauta de esta reunión ya no se puede cambiar.')

    const before = await listAgenda(ctx, meeting.id)
    const kept = new Set(items.flatMap(({ id }) => id ?? []))
    const others = before.filter(({ id }) => !kept.has(id))
    await removeItems(ctx, others.filter(({ id }) => seen?.includes(id) ?? true))
    for (const [at, { id }] of others.entries()) {
      await ctx.db.updateTable('agenda_items').set({ sort: items.length + at }).where('id', '=', id).execute()
    }
    for (const [at, { id, ...item }] of items.entries()) {
      if (item.proposed_by) {
        found(await visibleInstitutions(ctx).select('institutions.id').where('institutions.id', '=', item.proposed_by).executeTakeFirst())
      }
      if (id) {
        found(before.find((known) => known.id === id))
        await ctx.db.updateTable('agenda_items').set({ ...item, sort: at }).where('id', '=', id).execute()
      } else {
        await ctx.db.insertInto('agenda_items').values({ id: newId(ctx.now.getTime()), meeting_id: meeting.id, sort: at, ...item }).execute()
      }
    }
    await record(ctx, 'agenda.edited', await subjectsOf(ctx, meeting.id), { folio: meeting.folio, title: meeting.title })
  })
}

async function removeItems({ db }: Context, gone: { id: string; title: string }[]) {
  if (gone.length === 0) return
  const ids = gone.map(({ id }) => id)
  const noted =
    (await db.selectFrom('minutes_entries').select('agenda_item_id').where('agenda_item_id', 'in', ids).executeTakeFirst()) ??
    (await db.selectFrom('minutes_points').select('agenda_item_id').where('agenda_item_id', 'in', ids).where('internal_text', '<>', '').executeTakeFirst())
  const title = gone.find(({ id }) => id === noted?.agenda_item_id)?.title
  if (title) throw new Conflict(`El punto «${title}» ya tiene notas: cámbielo, pero no lo quite.`)
  await db.deleteFrom('minutes_points').where('agenda_item_id', 'in', ids).execute()
  const taken = await db
    .selectFrom('agenda_items as item')
    .innerJoin('agenda_items as origin', 'origin.id', 'item.carried_from_id')
    .select('origin.title')
    .where('origin.id', 'in', ids)
    .executeTakeFirst()
  if (taken) throw new Conflict(`El punto «${taken.title}» pasó a otra reunión: cámbielo, pero no lo quite.`)
  await db.deleteFrom('agenda_items').where('id', 'in', ids).execute()
}
