import { record } from '#app/domain/activity/commands.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { daysBetween, formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { findDone, once } from '#app/lib/operations.server.ts'
import { readPaste } from '#app/lib/sheets/reader.server.ts'
import { Unreadable } from '#app/lib/sheets/reading.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { HandoverListInput, LineInput } from '../forms.server.ts'
import { canHandOver } from '../policy.ts'
import { findHandover, listLines, listSharedPosts } from '../queries.server.ts'
import { readLines, SOMEBODY_NEW, type Fixed, type List } from '../rules/lines.ts'
import { MOST_LINES } from '../terms.ts'

/** `unread` are columns of the list that nothing was taken from, and why; said once. */
type Begun = { id: string; unread: string | null; errors?: undefined } | { errors: Record<string, string[]> }

/** A list about another decade is a year that was mistyped. */
const FARTHEST_DAYS = 5 * 366

/** Keeps a pasted list to be reviewed; nothing of the directory changes. With `errors` (by field) nothing was kept. */
export async function beginHandover(ctx: Context, { operation_id, list, ...facts }: HandoverListInput): Promise<Begun> {
  permit(canHandOver(ctx.viewer))
  const read = await readList(list)
  if ('problem' in read) return { errors: { list: [read.problem] } }
  if (Math.abs(daysBetween(today(ctx), facts.starts_on)) > FARTHEST_DAYS) return { errors: { starts_on: [`El ${formatDay(facts.starts_on)} está a más de cinco años: revise el año.`] } }
  return atomically(ctx, async (ctx): Promise<Begun> => {
    const done = await findDone(ctx, operation_id)
    if (done !== undefined) return { id: done, unread: null }
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
    return { id, unread: unreadText(read) }
  })
}

function unreadText({ ignored, sensitive }: List): string | null {
  const quoted = (names: string[]) => `${names.slice(0, 4).map((name) => `«${name.slice(0, 30)}»`).join(', ')}${names.length > 4 ? ` y ${names.length - 4} más` : ''}`
  const told = [
    ...(sensitive.length > 0 ? [`No se guardó ${quoted(sensitive)}: la afiliación política es un dato sensible y el directorio no la lleva.`] : []),
    ...(ignored.length > 0 ? [`No se leyó ${quoted(ignored)}.`] : []),
  ]
  return told.join(' ') || null
}

async function readList(list: string): Promise<List | { problem: string }> {
  try {
    const { sheets } = await readPaste(list)
    const read = readLines(sheets[0]?.rows ?? [])
    const { lines } = read
    if (lines.length === 0) return { problem: 'No se encontró ninguna línea: pegue municipalidad, nombre y, si cambia, la fecha.' }
    if (lines.length > MOST_LINES) return { problem: `Son ${lines.length} líneas, y caben ${MOST_LINES}: divida la lista.` }
    if (lines.every(({ person }) => person === '')) return { problem: 'Solo se encontró una columna: separe municipalidad y nombre con punto y coma, o péguelos desde una planilla.' }
    return read
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
