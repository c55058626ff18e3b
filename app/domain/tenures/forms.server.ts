import { z } from 'zod'

import { checkbox, day, oneOf, operation, optionalDay, optionalReference, optionalText, version } from '#app/lib/fields.server.ts'

import { endReasons, tenureKinds } from './terms.ts'

/** A choice that may be left unmade: empty becomes null. */
const optionalOneOf = <K extends string>(terms: Record<K, unknown>) =>
  z.union([z.literal('').transform(() => null), oneOf(terms)]).optional().transform((value) => value ?? null)

/** Who leaves, who takes over, or both. Names are for somebody who is not in the directory yet. */
export const handoverForm = z.object({
  operation_id: operation(),
  ending_id: optionalReference(),
  ends_on: optionalDay(),
  end_reason: optionalOneOf(endReasons),
  person_id: optionalReference(),
  /** Typed and not chosen from the list: the page looks it up. */
  person_id_text: optionalText(200),
  given_names: optionalText(100),
  first_surname: optionalText(80),
  second_surname: optionalText(80),
  kind: oneOf(tenureKinds, 'Elija cómo ejerce el cargo.').optional().default('titular'),
  starts_on: optionalDay(),
  /** The last day of whoever takes over, when it is known beforehand. */
  until_on: optionalDay(),
  source: optionalText(200),
  /** One of the likely matches, instead of the names. */
  use_id: optionalReference(),
  /** It is like somebody of the directory, and is not the same person. */
  distinct: checkbox(),
})
export type HandoverInput = Omit<z.output<typeof handoverForm>, 'person_id_text' | 'use_id' | 'distinct'> & { distinct?: boolean }

/** A period that was written wrong. */
export const tenureForm = z.object({
  version: version(),
  kind: oneOf(tenureKinds, 'Elija cómo ejerce el cargo.'),
  starts_on: day('Escriba desde cuándo, por ejemplo 06-12-2024.'),
  ends_on: optionalDay(),
  end_reason: optionalOneOf(endReasons),
  source: optionalText(200),
})
export type TenureInput = z.output<typeof tenureForm>
