import { z } from 'zod'

import { checkbox, day, oneOf, operation, optionalDay, optionalReference, optionalText, reference, text, version, wholeNumber } from '#app/lib/fields.server.ts'

import { tenureKinds } from '#app/domain/tenures/terms.ts'

import { MOST_LINES } from './terms.ts'

/** The list as it is pasted, and what holds for all its lines. */
export const handoverListForm = z.object({
  operation_id: operation(),
  name: text(120, 'Escriba con qué nombre se reconocerá, por ejemplo «Alcaldías 2028».'),
  post_kind: reference('Elija el cargo que cambia de manos.'),
  starts_on: day('Escriba desde qué día asumen, por ejemplo 06-12-2028.'),
  source: optionalText(200),
  list: text(60_000, 'Pegue la lista: municipalidad, nombre y, si cambia, la fecha.'),
})
export type HandoverListInput = z.output<typeof handoverListForm>

/** A line that a person corrects. Names are for somebody who is not in the directory. */
export const lineForm = z.object({
  position: wholeNumber(1, MOST_LINES),
  institution_id: optionalReference(),
  institution_id_text: optionalText(200),
  person: optionalReference(),
  given_names: optionalText(100),
  first_surname: optionalText(80),
  second_surname: optionalText(80),
  starts_on: optionalDay(),
  /** Empty while nobody said what was not understood. */
  kind: oneOf({ ...tenureKinds, '': '' }, 'Elija la calidad.').optional().transform((kind) => kind || undefined),
  source: optionalText(200),
  skipped: checkbox(),
})
export type LineInput = Omit<z.output<typeof lineForm>, 'institution_id_text'>

export const versionForm = z.object({ version: version() })
