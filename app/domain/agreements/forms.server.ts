import { z } from 'zod'

import {
  day, oneOf, operation, optionalDay, optionalReference, optionalText, reference, text, version,
} from '#app/lib/fields.server.ts'

import { acceptances, agreementKinds, agreementStates, type AgreementKind, type PartyRole } from './terms.ts'

/** One picker for each role: the ids, and what it sends besides them. */
const chosen = () => z.array(reference()).max(60).default([])
const typed = () => optionalText(300)
const labels = () => z.union([z.string(), z.array(z.string())]).optional()

const fields = {
  kind: oneOf(agreementKinds),
  text: text(2000, 'Escriba qué se acordó.'),
  agreed_on: day('Escriba cuándo se acordó, por ejemplo 24-11-2026.'),
  valid_until_on: optionalDay(),
  obliged: chosen(),
  obliged_text: typed(),
  obliged_label: labels(),
  beneficiary: chosen(),
  beneficiary_text: typed(),
  beneficiary_label: labels(),
  guarantor: chosen(),
  guarantor_text: typed(),
  guarantor_label: labels(),
  facilitator: chosen(),
  facilitator_text: typed(),
  facilitator_label: labels(),
}

export const agreementForm = z.strictObject({ ...fields, meeting_id: optionalReference(), request_id: optionalReference(), extends_id: optionalReference(), operation_id: operation() })
export const agreementEditForm = z.strictObject({ ...fields, version: version() })
export type PartyFields = Pick<z.output<typeof agreementEditForm>, PartyRole | `${PartyRole}_text`>

export type AgreementEdit = {
  kind: AgreementKind
  text: string
  agreed_on: string
  valid_until_on: string | null
  parties: { institution_id: string; role: PartyRole }[]
  version: number
}

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
