import { assignCoordinator } from '#app/domain/institutions/commands/coordinate.server.ts'
import { reassignMeeting } from '#app/domain/meetings/commands/reassign.server.ts'
import { confirmPerson } from '#app/domain/people/commands.server.ts'
import { unconfirmPerson } from '#app/domain/people/commands/unconfirm.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { refusalOf } from '#app/lib/refusal.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { canEditSeveral } from './policy.ts'
import { listTargets, type Target } from './queries/targets.server.ts'
import { isTooLate, MOST_TOGETHER, UNDO_HOURS } from './rules.ts'
import type { BulkAct } from './terms.ts'

export type Outcome = {
  /** What `undoBulkEdit` takes back. */
  id: string
  changed: number
  refused: { name: string; to: string; why: string }[]
}

type Writer = {
  /** The act on one record, as its own page does it. Throws with a sentence why not. */
  write: (ctx: Context, target: Target, value: string | null) => Promise<void>
  /** The same, to give back what there was. */
  giveBack: (ctx: Context, target: Target, before: string | null) => Promise<void>
  /** Whether what the act left is still so: `version` is the one it left. */
  isUntouched: (target: Target, left: { value: string | null; version: number }) => boolean
}

const isStill: Writer['isUntouched'] = (target, { value }) => target.value === value

const writers: Record<BulkAct, Writer> = {
  coordinacion: {
    write: (ctx, { id }, value) => assignCoordinator(ctx, id, value),
    giveBack: (ctx, { id }, before) => assignCoordinator(ctx, id, before),
    isUntouched: isStill,
  },
  cargo: {
    write: (ctx, { id }, value) => reassignMeeting(ctx, id, value ?? ''),
    giveBack: (ctx, { id }, before) => reassignMeeting(ctx, id, before ?? ''),
    isUntouched: isStill,
  },
  confirmacion: {
    async write(ctx, { id, value }) {
      if (value === today(ctx)) throw new Conflict('Ya estaba confirmado hoy.')
      await confirmPerson(ctx, id)
    },
    giveBack: (ctx, { id }, before) => unconfirmPerson(ctx, id, before),
    // Whoever was edited meanwhile was confirmed by that too.
    isUntouched: (target, left) => isStill(target, left) && target.version === left.version,
  },
}

/**
 * The same act on each, in one transaction. What the domain refuses is told record by record and stays as it was; the rest
 * is done, and what each had before is kept for the way back.
 */
export async function editSeveral(ctx: Context, act: BulkAct, ids: readonly string[], value: string | null): Promise<Outcome> {
  const chosen = [...new Set(ids)]
  if (chosen.length > MOST_TOGETHER) throw new Conflict(`Se cambian hasta ${MOST_TOGETHER} a la vez: achique el filtro.`)
  return atomically(ctx, async (ctx) => {
    permit(canEditSeveral(ctx.viewer))
    const targets = await listTargets(ctx, act, chosen)
    const outcome: Outcome = { id: newId(ctx.now.getTime()), changed: 0, refused: [] }
    const given = act === 'confirmacion' ? today(ctx) : value
    const done: Target[] = []
    for (const target of targets) {
      const why = await refusalOf(ctx, (ctx) => writers[act].write(ctx, target, value))
      if (why === null) done.push(target)
      else outcome.refused.push({ name: target.name, to: target.to, why })
    }
    if (done.length > 0) await keep(ctx, outcome.id, act, given, done)
    return { ...outcome, changed: done.length }
  })
}

/**
 * Takes back what was done to several: each has again what it had before. What changed since stays as it is, and is named.
 * For a day, by whoever did it or any other who coordinates.
 */
export async function undoBulkEdit(ctx: Context, id: string): Promise<{ act: BulkAct; undone: number; kept: string[] }> {
  return atomically(ctx, async (ctx) => {
    const edit = found(await ctx.db.selectFrom('bulk_edits').selectAll().where('id', '=', id).executeTakeFirst())
    permit(canEditSeveral(ctx.viewer))
    if (edit.undone_at) throw new Conflict('Eso ya se deshizo.')
    if (isTooLate(edit.created_at, ctx.now)) throw new Conflict(`Pasaron más de ${UNDO_HOURS} horas y ya no se deshace: corríjalo con un cambio nuevo.`)
    const act = edit.act as BulkAct
    const rows = await ctx.db.selectFrom('bulk_edit_rows').selectAll().where('bulk_edit_id', '=', id).orderBy('subject_id').execute()
    const before = new Map(rows.map((row) => [row.subject_id, row]))
    const targets = await listTargets(ctx, act, rows.map((row) => row.subject_id))
    const kept: string[] = []
    for (const target of targets) {
      const row = before.get(target.id)!
      const untouched = writers[act].isUntouched(target, { value: edit.value, version: row.version })
      const why = untouched ? await refusalOf(ctx, (ctx) => writers[act].giveBack(ctx, target, row.before)) : 'cambió'
      if (why !== null) kept.push(target.name)
    }
    if (kept.length === targets.length) throw new Conflict('Todo cambió después: no queda nada que deshacer.')
    await ctx.db.updateTable('bulk_edits').set({ undone_at: ctx.now.toISOString() }).where('id', '=', id).execute()
    return { act, undone: targets.length - kept.length, kept }
  })
}

async function keep(ctx: Context, id: string, act: BulkAct, value: string | null, done: Target[]) {
  await ctx.db.insertInto('bulk_edits').values({ id, act, value, created_at: ctx.now.toISOString(), created_by: ctx.viewer.id }).execute()
  const left = new Map((await listTargets(ctx, act, done.map((target) => target.id))).map((target) => [target.id, target.version]))
  const rows = done.map((target) => ({ bulk_edit_id: id, subject_id: target.id, before: target.value, version: left.get(target.id) ?? target.version }))
  for (let at = 0; at < rows.length; at += 100) await ctx.db.insertInto('bulk_edit_rows').values(rows.slice(at, at + 100)).execute()
}
