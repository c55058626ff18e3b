import { z } from 'zod'

import { checkbox, day, oneOf, operation, optionalReference, optionalText, text, version } from '#app/lib/fields.server.ts'
import { parseRut } from '#app/lib/text.ts'

import { institutionKinds, networkStatuses, ownKinds } from './terms.ts'

const WRONG_RUT = 'El RUT no calza con su dígito verificador. Revise los números: se escribe así, 69.070.900-7.'

/** Any usual writing of a RUT, kept as «69070900-7»; empty is null. */
const optionalRut = () =>
  optionalText(20)
    .refine((value) => value === null || parseRut(value) !== undefined, { error: WRONG_RUT })
    .transform((value) => (value === null ? null : (parseRut(value) ?? null)))

const facts = {
  name: text(200, 'Escriba el nombre de la institución.'),
  short_name: optionalText(80),
  /** One per line. */
  aliases: optionalText(1000),
  parent_id: optionalReference(),
  /** Typed and not chosen from the list: the page looks it up. */
  parent_id_text: optionalText(200),
  region_code: optionalReference(),
  commune_cut: optionalReference(),
  coordinator_id: optionalReference(),
  rut: optionalRut(),
}

export const newInstitutionForm = z.object({
  operation_id: operation(),
  kind: oneOf(ownKinds, 'Elija el tipo de institución.'),
  ...facts,
  /** It has the name of another one, and is not the same. */
  distinct: checkbox(),
})
/** Without `rut` it has none. */
export type NewInstitutionInput = Omit<z.output<typeof newInstitutionForm>, 'parent_id_text' | 'distinct' | 'rut'> & { rut?: string | null }

export const institutionForm = z.object({
  version: version(),
  kind: oneOf(institutionKinds, 'Elija el tipo de institución.'),
  ...facts,
})
/** Without `rut` it keeps the one it has. */
export type InstitutionInput = Omit<z.output<typeof institutionForm>, 'parent_id_text' | 'rut'> & { rut?: string | null }

export const networkForm = z.object({
  network_status: oneOf(networkStatuses, 'Elija el estado en la red.'),
  on: day('Escriba desde cuándo, por ejemplo 30-11-2026.'),
})
export type NetworkInput = z.output<typeof networkForm>
