import { z } from 'zod'

import { day, oneOf, operation, optionalDay, optionalReference, reference, text, version } from '#app/lib/fields.server.ts'

import { acceptances, agreementKinds, agreementStates, partyRoles } from './terms.ts'

const party = z.strictObject({
  institution_id: optionalReference(),
  role: oneOf(partyRoles),
  /** What the search field beside the hidden id showed; never used. */
  institution_name: z.string().max(300).optional(),
})

/** Rows left empty are left out; whether the rest may be parties is a rule of the agreement. */
const parties = z
  .array(party)
  .max(40)
  .transform((rows) =>
    rows.flatMap(({ institution_id, role }) => (institution_id ? [{ institution_id, role }] : [])),
  )

const fields = {
  kind: oneOf(agreementKinds),
  text: text(2000, 'Escriba qué se acordó.'),
  agreed_on: day('Escriba cuándo se acordó, por ejemplo 24-11-2026.'),
  valid_until_on: optionalDay(),
  parties,
}

export const agreementForm = z.strictObject({ ...fields, meeting_id: optionalReference(), operation: operation() })
export type AgreementInput = z.output<typeof agreementForm>

export const agreementEditForm = z.strictObject({ ...fields, version: version() })
export type AgreementEdit = z.output<typeof agreementEditForm>

/** An empty state gives back the derived one. */
export const overrideForm = z.strictObject({
  override_state: z.union([z.literal('').transform(() => null), oneOf(agreementStates)]).optional().transform((value) => value ?? null),
  reason: text(500, 'Escriba por qué.'),
})
export type OverrideInput = z.output<typeof overrideForm>

export const acceptanceForm = z.strictObject({
  institution_id: reference('Elija la institución.'),
  acceptance: oneOf(acceptances),
})
export type AcceptanceInput = z.output<typeof acceptanceForm>
