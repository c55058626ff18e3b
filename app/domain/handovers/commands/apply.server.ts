import { record } from '#app/domain/activity/commands.server.ts'
import { createPerson } from '#app/domain/people/commands.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { startTenure, subjectsOf } from '#app/domain/tenures/commands/start.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { imageOf, type RowImage, type TableName } from '#app/lib/row-images.server.ts'
import { storedWrite } from '#app/lib/row-writes.server.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { isRefusedBy } from '#db/dialect.server.ts'

import { findHandover, type Handover } from '../queries.server.ts'
import { previewHandover } from '../queries/preview.server.ts'
import type { Held, PlannedLine } from '../rules/plan.ts'
import { refuseUnlessDraft } from './draft.server.ts'

const endReasonOf = ({ kind }: Held) => (kind === 'subrogante' ? 'Término de la subrogancia' : 'Fin del período')

/**
 * Writes every line of a list, or none: who leaves on the eve, who takes over. Meetings, minutes, agreements and
 * commitments stay as they are, and what was written is kept to be taken back. Refused while a line has a problem, or when
 * the list is not the one that was seen.
 */
export async function applyHandover(ctx: Context, id: string, version: number): Promise<void> {
  try {
    await atomically(ctx, async (ctx) => {
      const handover = found(await findHandover(ctx, id))
      refuseUnlessDraft(handover.state)
      if (handover.version !== version) throw new Conflict('La lista cambió mientras la miraba: revísela y vuelva a aplicar.')
      const lines = await previewHandover(ctx, handover)
      const open = lines.filter(({ outcome }) => outcome === 'failed')
      if (open.length > 0) throw new Conflict(`${plural(open.length, 'línea tiene', 'líneas tienen')} algo por resolver: corríjalas u omítalas.`)

      const write = writer(ctx, id)
      for (const line of lines) {
        if (line.outcome === 'starts' || line.outcome === 'renews') await handLine(ctx, handover, line, write)
        await ctx.db.updateTable('handover_lines').set({ outcome: line.outcome }).where('handover_id', '=', id).where('position', '=', line.position).execute()
      }
      const { starts, ends } = tally(lines)
      if (starts === 0) throw new Conflict('Ninguna línea cambia algo: no hay nada que aplicar.')
      await ctx.db
        .updateTable('handovers')
        .set({ state: 'applied', applied_at: ctx.now.toISOString(), updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id, version: version + 1 })
        .where('id', '=', id)
        .execute()
      await record(ctx, 'handover.applied', { type: 'handover', id }, {
        name: handover.name,
        what: `${plural(ends, 'persona termina', 'personas terminan')}, ${plural(starts, 'asume', 'asumen')}`,
      })
    })
  } catch (error) {
    if (isRefusedBy(error, 'tenures_one_titular')) throw new Conflict('Alguien cambió recién uno de estos cargos: revise la lista y vuelva a aplicar.')
    throw error
  }
}

/** How many periods begin and how many end. */
export const tally = (lines: Pick<PlannedLine, 'outcome' | 'ending'>[]) => {
  const moving = lines.filter(({ outcome }) => outcome === 'starts' || outcome === 'renews')
  return { starts: moving.length, ends: moving.reduce((total, { ending }) => total + ending.length, 0) }
}

type Write = (position: number, table: TableName, id: string, before: RowImage | undefined) => Promise<void>

/** Keeps the image of a record before and after it was written. */
function writer(ctx: Context, handover_id: string): Write {
  let seq = 0
  return async (position, table, id, before) => {
    const after = found(await imageOf(ctx.db, table, { id }))
    await ctx.db
      .insertInto('handover_writes')
      .values({ handover_id, seq: ++seq, position, ...storedWrite({ table, id, before, after }) })
      .execute()
  }
}

async function handLine(ctx: Context, handover: Handover, line: PlannedLine, write: Write) {
  const post = found(line.post)
  const { kind, starts_on } = line
  const source = line.source ?? handover.source ?? `Traspaso de mando «${handover.name}»`
  for (const tenure of line.ending) await end(ctx, tenure, post.title, line, write)
  const holder = line.person ?? (await addHolder(ctx, line, source, write))
  const id = await startTenure(ctx, post, holder, { kind, starts_on, ends_on: null, source })
  await write(line.position, 'tenures', id, undefined)
}

async function end(ctx: Context, tenure: Held, title: string, { position, starts_on }: PlannedLine, write: Write) {
  const ends_on = addDays(starts_on, -1)
  const end_reason = endReasonOf(tenure)
  const before = await imageOf(ctx.db, 'tenures', { id: tenure.id })
  await ctx.db
    .updateTable('tenures')
    .set((eb) => ({ ends_on, end_reason, version: eb('version', '+', 1), updated_at: ctx.now.toISOString(), updated_by: ctx.viewer.id }))
    .where('id', '=', tenure.id)
    .execute()
  await record(ctx, 'tenure.ended', subjectsOf(tenure), { name: nameOf(tenure), title, on: formatDay(ends_on), reason: end_reason })
  await write(position, 'tenures', tenure.id, before)
}

async function addHolder(ctx: Context, { names, position }: PlannedLine, source: string, write: Write) {
  const created = await createPerson(ctx, {
    ...names, operation_id: undefined, treatment: null, legal_basis: 'professional_contact', position_id: null,
    tenure_kind: 'titular', starts_on: null, source,
  })
  if (created.errors) throw new Conflict('No se pudo agregar a una de las personas.')
  await write(position, 'people', created.id, undefined)
  return { id: created.id, ...names }
}
