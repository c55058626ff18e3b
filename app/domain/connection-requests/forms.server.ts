import { z } from 'zod'

import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { day, oneOf, operation, optionalReference, optionalText, reference, text, version } from '#app/lib/fields.server.ts'

import { counterparts, requestOutcomes } from './terms.ts'

const subject = () => text(300, 'Escriba sobre qué es la articulación.')
const detail = () => optionalText(2000)

/** The names that a picker sends beside the ids. */
const labels = () => z.union([z.string(), z.array(z.string())]).optional()

const fields = {
  asker_id: optionalReference(),
  asker_id_text: optionalText(200),
  asker_id_label: labels(),
  with_kind: oneOf(institutionKinds, 'Elija con quién.'),
  with_id: optionalReference(),
  with_id_text: optionalText(200),
  with_id_label: labels(),
  subject: subject(),
  detail: detail(),
  received_on: day(),
  follow_up_user_id: reference('Elija quién la sigue.'),
}

export const requestForm = z.strictObject({ ...fields, operation_id: operation() })
export const requestEditForm = z.strictObject({ ...fields, version: version() })
export type RequestFields = z.output<typeof requestEditForm>

/** What a municipality writes from its portal. */
export const askForm = z.strictObject({
  with_kind: oneOf(counterparts, 'Elija con quién quiere articular.'),
  subject: subject(),
  detail: detail(),
  operation_id: operation(),
})

/** A folio as people type it: «r-2026-128». Whatever is none stays as it was typed, and names nothing. */
const folio = () =>
  z
    .string()
    .trim()
    .max(30, { error: 'Ese folio no existe.' })
    .optional()
    .transform((value) => {
      const [, letter = '', year, number] = /^([ra])[- ]?(\d{4})[- ]?(\d{1,6})$/i.exec(value ?? '') ?? []
      return year && number ? `${letter.toUpperCase()}-${year}-${number.padStart(4, '0')}` : value || null
    })

/** What is linked: one of those offered, or any other by its folio, which wins. */
const linked = (missing: string) =>
  z
    .strictObject({ offered: folio(), folio: folio() })
    .refine((typed) => (typed.folio ?? typed.offered) !== null, { path: ['folio'], error: missing })
    .transform((typed) => ({ folio: typed.folio ?? typed.offered ?? '' }))

export const meetingLinkForm = linked('Elija una reunión o escriba su folio.')
export const agreementLinkForm = linked('Elija un acuerdo o escriba su folio.')

export const resultForm = z.strictObject({
  outcome: oneOf(requestOutcomes, 'Elija si se logró.'),
  outcome_text: text(1000, 'Cuente en una frase en qué quedó.'),
})
export type ResultInput = z.output<typeof resultForm>

export const withdrawalForm = z.strictObject({ reason: text(500, 'Escriba por qué se retira.') })
