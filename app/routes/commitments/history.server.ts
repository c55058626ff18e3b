import type { Commitment } from '#app/domain/commitments/queries.server.ts'
import { listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { findUndoable } from '#app/domain/commitments/queries/undoable.server.ts'
import { declaredStates, updateKinds } from '#app/domain/commitments/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

import { undoAddress } from './undoing.server.ts'

export type HistoryMonth = Awaited<ReturnType<typeof historyOf>>[number]

/** The history by month, newest first: one sentence with a subject for each event. */
export async function historyOf(ctx: Context, commitment: Commitment) {
  const undoable = await findUndoable(ctx, commitment)
  const rows = (await listUpdates(ctx, commitment.id)).map((update) => {
    const local = localOf(update.created_at, ctx.viewer.zone)
    return {
      id: update.id,
      kind: update.kind,
      on: { text: formatDay(local).slice(0, 5), datetime: local, title: formatInstant(update.created_at, ctx.viewer.zone) },
      month: monthOf(local),
      who: update.author_name,
      what: update.declared_state && update.kind === 'declared'
        ? declaredStates[update.declared_state as keyof typeof declaredStates]
        : updateKinds[update.kind],
      text: update.kind === 'created' ? null : update.text,
      undone: update.undone_at !== null,
      undo: update.id === undoable ? undoAddress(update.id) : null,
    }
  })
  return [...new Set(rows.map((row) => row.month))].map((label) => ({ label, items: rows.filter((row) => row.month === label) }))
}

const months = new Intl.DateTimeFormat('es-CL', { month: 'long', year: 'numeric', timeZone: 'UTC' })

function monthOf(local: string) {
  const text = months.format(new Date(`${local.slice(0, 10)}T00:00:00Z`))
  return text.charAt(0).toUpperCase() + text.slice(1)
}
