import { z } from 'zod'

import { checkbox, day, oneOf, operation, optionalReference, optionalText, text, version } from '#app/lib/fields.server.ts'

import { institutionKinds, networkStatuses, ownKinds } from './terms.ts'

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
}

export const newInstitutionForm = z.object({
  operation_id: operation(),
  kind: oneOf(ownKinds, 'Elija el tipo de institución.'),
  ...facts,
  /** It has the name of another one, and is not the same. */
  distinct: checkbox(),
})
export type NewInstitutionInput = Omit<z.output<typeof newInstitutionForm>, 'parent_id_text' | 'distinct'>

export const institutionForm = z.object({
  version: version(),
  kind: oneOf(institutionKinds, 'Elija el tipo de institución.'),
  ...facts,
})
export type InstitutionInput = Omit<z.output<typeof institutionForm>, 'parent_id_text'>

export const networkForm = z.object({
  network_status: oneOf(networkStatuses, 'Elija el estado en la red.'),
  on: day('Escriba desde cuándo, por ejemplo 30-11-2026.'),
})
export type NetworkInput = z.output<typeof networkForm>
