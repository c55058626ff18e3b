import { z } from 'zod'

import { checkbox, oneOf, reference } from '#app/lib/fields.server.ts'

import { fields, type Choices, type Side } from './rules/fields.ts'
import { kinds, type MergeKind } from './terms.ts'

const sides: Record<Side, true> = { kept: true, gone: true }
const counter = () => z.coerce.number({ error: 'Vuelva a abrir la página.' }).int().min(1)
const side = () => oneOf(sides, 'Elija cuál queda.').optional()

/** Which of the two stays in each field: a field is named as its column. */
const choicesOf = (kind: MergeKind) => Object.fromEntries(fields[kind].map(({ column }) => [column, side()]))

export const mergeForm = (kind: MergeKind) =>
  z
    .object({ kept_id: reference(), gone_id: reference(), version: counter(), gone_version: counter(), ...choicesOf(kind) })
    .transform(({ kept_id, gone_id, version, gone_version, ...choices }) => ({ kept_id, gone_id, version, gone_version, choices: choices as Choices }))
export type MergeInput = z.output<ReturnType<typeof mergeForm>>

export const distinctionForm = z.object({
  kind: oneOf(kinds),
  one_id: reference(),
  other_id: reference(),
  /** Unchecked takes it back. */
  distinct: checkbox(),
})
export type DistinctionInput = z.output<typeof distinctionForm>
