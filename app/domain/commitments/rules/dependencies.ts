import { plural } from '#app/lib/text.ts'

import { isOpen, statusOf, type Facts, type Status } from '../rules.ts'

/** What a commitment says of the one it waits for; all null when it waits for none. */
export type Waiting = {
  closed_on: string | null
  blocker_folio: string | null
  blocker_declared_state: Facts['declared_state'] | null
  blocker_evidence_state: Facts['evidence_state'] | null
  blocker_due_on: string | null
  blocker_closed_on: string | null
}

export type Wait = {
  folio: string
  status: Status
  /** The other one is still open: nobody expects this one to move. */
  waits: boolean
}

/** The commitment that an open one waits for, or waited for until that one was closed; null when there is none. */
export function waitOf(commitment: Waiting, today: string): Wait | null {
  const { blocker_folio, blocker_declared_state, blocker_evidence_state, blocker_due_on, blocker_closed_on } = commitment
  if (!isOpen(commitment) || !blocker_folio || !blocker_declared_state || !blocker_evidence_state) return null
  const blocker = { declared_state: blocker_declared_state, evidence_state: blocker_evidence_state, due_on: blocker_due_on, closed_on: blocker_closed_on }
  return { folio: blocker_folio, status: statusOf(blocker, today), waits: isOpen(blocker) }
}

/** Whether writing these columns opens or closes a commitment. */
export function turnOf(before: Pick<Facts, 'closed_on'>, set: { closed_on?: string | null }): 'closed' | 'opened' | null {
  if (set.closed_on === undefined || isOpen(before) === (set.closed_on === null)) return null
  return set.closed_on === null ? 'opened' : 'closed'
}

/** How many of its parts count, and how many of those are not closed yet; those without effect do not count. */
export type Parts = { parts_total: number; parts_open: number }

/** «2 de 5 partes cumplidas»; null when it has none. */
export const partsText = ({ parts_total, parts_open }: Parts) =>
  parts_total === 0 ? null : `${parts_total - parts_open} de ${plural(parts_total, 'parte cumplida', 'partes cumplidas')}`

/** Why a commitment cannot be closed while parts of it are open. */
export const openPartsProblem = ({ parts_total, parts_open }: Parts) =>
  parts_open === 0
    ? null
    : `${parts_total === 1 ? 'Falta su única parte' : `${parts_open === 1 ? 'Falta' : 'Faltan'} ${parts_open} de sus ${parts_total} partes`}: `
      + 'se cierra cuando todas estén cumplidas o sin efecto.'

/** Why a commitment cannot be divided, or null: parts have no parts. */
export const partProblem = ({ folio, parent_folio }: { folio: string; parent_folio: string | null }) =>
  parent_folio ? `${folio} ya es una parte de ${parent_folio}: divida ese.` : null
