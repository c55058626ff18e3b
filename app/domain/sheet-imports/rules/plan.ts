import type { Detail, Subject } from '#app/domain/activity/commands.server.ts'
import type { Action } from '#app/domain/activity/terms.ts'
import type { Local } from '#app/domain/meetings/rules/times.ts'
import type { MeetingKind } from '#app/domain/meetings/terms.ts'

import type { Outcome } from '../terms.ts'
import type { Choice } from './settings.ts'

/** What somebody may answer to a problem. `value` is a choice as a form sends it. */
export type Offer = { value: string; label: string }

/**
 * Why a row cannot go in as it is. Rows with the same `key` have the same problem, and one answer serves them all; `kind`
 * tells problems that may be answered alike («omitir las 12»). `field` is the cell to mend.
 */
export type Problem = { key: string; kind: ProblemKind; field: string | null; text: string; offers: Offer[] }

export const problemKinds = {
  institution: 'Institución que no se encuentra',
  position: 'Cargo que la institución no tiene',
  person: 'Podría ser alguien que ya está',
  start: 'Falta desde cuándo',
  clash: 'El cargo ya tiene titular',
  missing: 'Falta un dato',
  detail: 'RUT, correo o teléfono mal escrito',
  invalid: 'Dato mal escrito',
} as const
export type ProblemKind = keyof typeof problemKinds

type Values = Record<string, string | number | null>

/** A record that a row writes. Stamps and versions are put by whoever writes it. */
export type Write =
  | { does: 'insert'; table: 'people' | 'tenures' | 'contact_points' | 'positions' | 'internal_notes'; id: string; values: Values }
  | { does: 'update'; table: 'people' | 'tenures' | 'positions' | 'institutions'; id: string; values: Values }
  | { does: 'meeting'; values: MeetingValues }

export type MeetingValues = {
  /** The meeting that is there already, to which only institutions are added. */
  existing: string | null
  title: string
  kind: MeetingKind
  when: Local
  place: string | null
  description: string | null
  institution_ids: string[]
}

export type Told = { action: Action; subjects: Subject[]; detail: Detail }

/** What would become of a row, and all it would write. Either problems or writes, never both. */
export type Plan = { outcome: Outcome; label: string; problems: Problem[]; changes: string[]; writes: Write[]; told: Told[] }

export const SKIPPED = 'Omitida por usted.'

/** A choice as one field of a form writes it. */
export function readChoice(text: string): Choice | undefined {
  if (text.startsWith('use:') && text.length > 4 && text.length <= 84) return { use: text.slice(4) }
  if (/^day:\d{4}-\d{2}-\d{2}$/.test(text)) return { day: text.slice(4) }
  const does = ['create', 'skip', 'without', 'adjust', 'new'] as const
  const found = does.find((one) => one === text)
  return found && { does: found }
}
