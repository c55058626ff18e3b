import { z } from 'zod'

import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { checkbox, oneOf, operation, optionalDay, optionalReference, optionalText, text, version } from '#app/lib/fields.server.ts'

import { legalBases } from './terms.ts'

export const personNames = {
  given_names: text(100, 'Escriba los nombres.'),
  first_surname: text(80, 'Escriba el primer apellido.'),
  second_surname: optionalText(80),
}

const facts = {
  ...personNames,
  treatment: optionalText(40),
  source: text(200, 'Escriba de dónde viene el dato, por ejemplo «Lista de asistencia de la mesa de suelo».'),
  legal_basis: oneOf(legalBases, 'Elija por qué podemos guardar sus datos.'),
}

const POST_NEEDS_DAY = { path: ['starts_on'], error: 'Escriba desde cuándo ocupa el cargo, por ejemplo 06-12-2024.' }

export const newPersonForm = z
  .object({
    operation_id: operation(),
    ...facts,
    position_id: optionalReference(),
    /** Typed and not chosen from the list: the page looks it up. */
    position_id_text: optionalText(200),
    tenure_kind: oneOf(tenureKinds).optional().default('titular'),
    starts_on: optionalDay(),
    /** It has the name of somebody else, and is not the same person. */
    distinct: checkbox(),
  })
  .refine(({ position_id, position_id_text, starts_on }) => (!position_id && !position_id_text) || starts_on !== null, POST_NEEDS_DAY)
export type NewPersonInput = Omit<z.output<typeof newPersonForm>, 'position_id_text' | 'distinct'>

export const personForm = z.object({ version: version(), ...facts })
export type PersonInput = z.output<typeof personForm>

export const noteForm = z.object({ operation_id: operation(), internal_text: text(2000, 'Escriba la nota.') })
export type NoteInput = z.output<typeof noteForm>
