import { z } from 'zod'

import { checkbox, operation, text, version } from '#app/lib/fields.server.ts'
import { addressWithin } from '#app/lib/list-address.ts'

const words = {
  name: text(40, 'Escriba cómo se llama la vista.'),
  /** Of the team, and not of whoever makes it. */
  team: checkbox(),
  is_default: checkbox(),
}

/** The part of an address after «?». */
const address = () => z.string().max(4000).optional().transform((value) => addressWithin(value ?? ''))

export const newViewForm = z.object({ operation_id: operation(), ...words, search: address() })
export type NewViewInput = z.output<typeof newViewForm>

export const viewForm = z.object({ version: version(), ...words })
export type ViewInput = z.output<typeof viewForm>

export const replacementForm = z.object({ version: version(), search: address() })
export type ReplacementInput = z.output<typeof replacementForm>
