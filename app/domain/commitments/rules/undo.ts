import type { UpdateKind } from '../terms.ts'

/** During these hours after an act the history offers to undo it. */
const UNDO_HOURS = 24

export type Act = {
  id: string
  kind: UpdateKind
  /** Null for lines that changed nothing of the commitment, and for what was registered before acts could be undone. */
  version: number | null
  before: string | null
  undoes_id: string | null
  /** Instant. */
  created_at: string
}

/**
 * Why an act on a commitment cannot be undone any more, as a sentence; null when it can. `acts` is its whole history,
 * `version` the one it has now. Whatever came later and was undone in its turn is not in the way.
 */
export function undoProblem(act: Act, { acts, version, now }: { acts: readonly Act[]; version: number; now: Date }): string | null {
  const undone = new Set(acts.map(({ undoes_id }) => undoes_id))
  if (undone.has(act.id)) return 'Eso ya se deshizo.'
  if (act.kind === 'created') return 'Un compromiso registrado no se borra: si no corresponde, déjelo sin efecto.'
  if (act.version === null || act.before === null) return 'Eso no se puede deshacer: corríjalo con un cambio nuevo.'
  if (isFirstDate(act.before)) return 'Fue su primera fecha y queda como fecha original: si era otra, cambie el plazo.'
  if (now.getTime() - Date.parse(act.created_at) > UNDO_HOURS * 3_600_000) {
    return `Pasaron más de ${UNDO_HOURS} horas y ya no se deshace: corríjalo con un cambio nuevo.`
  }
  const later = acts.filter((other) => other.version !== null && other.version > act.version!)
  const quiet = later.every((other) => other.kind === 'undone' || undone.has(other.id))
  return quiet && version - act.version === later.length ? null : 'El compromiso cambió después: corríjalo con un cambio nuevo.'
}

/** A commitment that has had a date always has one. */
const isFirstDate = (before: string) => (JSON.parse(before) as { columns: { due_on?: string | null } }).columns.due_on === null
