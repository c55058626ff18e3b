import { record } from '#app/domain/activity/commands.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { readPaste } from '#app/lib/sheets/reader.server.ts'
import { Unreadable } from '#app/lib/sheets/reading.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { HandoverListInput, LineInput } from '../forms.server.ts'
import { canHandOver } from '../policy.ts'
import { findHandover, listLines, listSharedPosts } from '../queries.server.ts'
import { readLines, SOMEBODY_NEW, type Fixed, type Written } from '../rules/lines.ts'
import { MOST_LINES } from '../terms.ts'

type Begun = { id: string; errors?: undefined } | { errors: Record<string, string[]> }

/** Keeps a pasted list to be reviewed; nothing of the directory changes. With `errors` (by field) nothing was kept. */
export async function beginHandover(ctx: Context, { operation_id, list, ...facts }: HandoverListInput): Promise<Begun> {
  permit(canHandOver(ctx.viewer))
  const read = await readList(list)
  if ('problem' in read) return { errors: { list: [read.problem] } }
  return atomically(ctx, async (ctx): Promise<Begun> => {
    const done = await findDone(ctx, operation_id)
    if (done !== undefined) return { id: done }
    if (!(await listSharedPosts(ctx)).some(({ kind }) => kind === facts.post_kind)) return { errors: { post_kind: ['Elija el cargo de la lista.'] } }
    const id = newId(ctx.now.getTime())
    await once(ctx, operation_id, async () => {
      const at = ctx.now.toISOString()
      await ctx.db
        .insertInto('handovers')
        .values({ id, ...facts, state: 'draft', created_at: at, created_by: ctx.viewer.id, updated_at: at, updated_by: ctx.viewer.id })
        .execute()
      const rows = read.lines.map((written, at) => ({ handover_id: id, position: at + 1, written: JSON.stringify(written) }))
      for (let from = 0; from < rows.length; from += 100) await ctx.db.insertInto('handover_lines').values(rows.slice(from, from + 100)).execute()
      return id
    })
    return { id }
  })
}

async function readList(list: string): Promise<{ lines: Written[] } | { problem: string }> {
  try {
    const { sheets } = await readPaste(list)
    const lines = readLines(sheets[0]?.rows ?? [])
    if (lines.length === 0) return { problem: 'No se encontró ninguna línea: pegue municipalidad, nombre y, si cambia, la fecha.' }
    if (lines.length > MOST_LINES) return { problem: `Son ${lines.length} líneas, y caben ${MOST_LINES}: divida la lista.` }
    if (lines.every(({ person }) => person === '')) return { problem: 'Solo se encontró una columna: separe municipalidad y nombre con punto y coma, o péguelos desde una planilla.' }
    return { lines }
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message }
    throw error
  }
}

/** What a person says of a line stands over what was pasted; a person or an institution that is not there is refused by its field. */
export async function mendLine(ctx: Context, id: string, { position, skipped, person, institution_id, ...said }: LineInput): Promise<{ errors?: Record<string, string[]> }> {
  return atomically(ctx, async (ctx): Promise<{ errors?: Record<string, string[]> }> => {
    const handover = found(await findHandover(ctx, id))
    refuseUnlessDraft(handover.state)
    found((await listLines(ctx, id)).find((line) => line.position === position))
    if (institution_id) found(await visibleInstitutions(ctx).select('id').where('id', '=', institution_id).executeTakeFirst())
    if (person && person !== SOMEBODY_NEW) found(await visiblePeople(ctx).select('id').where('id', '=', person).executeTakeFirst())
    if (Boolean(said.given_names) !== Boolean(said.first_surname)) {
      return { errors: said.given_names ? { first_surname: ['Escriba el primer apellido.'] } : { given_names: ['Escriba los nombres.'] } }
    }
    const fixed: Fixed = Object.fromEntries(Object.entries({ institution_id, person, ...said }).filter(([, value]) => value !== null))
    await ctx.db
      .updateTable('handover_lines')
      .set({ fixed: JSON.stringify(fixed), skipped: skipped ? 1 : 0 })
      .where('handover_id', '=', id)
      .where('position', '=', position)
      .execute()
    await touch(ctx, id)
    return {}
  })
}

/** Leaves out every line that still has a problem. */
export async function skipLines(ctx: Context, id: string, positions: number[]) {
  await atomically(ctx, async (ctx) => {
    refuseUnlessDraft(found(await findHandover(ctx, id)).state)
    if (positions.length === 0) return
    await ctx.db.updateTable('handover_lines').set({ skipped: 1 }).where('handover_id', '=', id).where('position', 'in', positions).execute()
    await touch(ctx, id)
  })
}

export async function discardHandover(ctx: Context, id: string) {
  await atomically(ctx, async (ctx) => {
    const { state, name } = found(await findHandover(ctx, id))
    refuseUnlessDraft(state)
    await ctx.db.deleteFrom('handovers').where('id', '=', id).execute()
    await record(ctx, 'handover.discarded', { type: 'handover', id }, { name })
  })
}

export function refuseUnlessDraft(state: string) {
  if (state === 'applied') throw new Conflict('Este traspaso ya se aplicó.')
  if (state === 'undone') throw new Conflict('Este traspaso se deshizo: pegue la lista otra vez.')
}

const touch = ({ db, viewer, now }: Context, id: string) =>
  db
    .updateTable('handovers')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now.toISOString(), updated_by: viewer.id }))
    .where('id', '=', id)
    .execute()
