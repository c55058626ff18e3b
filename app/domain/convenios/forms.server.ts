import { z } from 'zod'

import { oneOf, optionalDay, optionalText, version } from '#app/lib/fields.server.ts'

import { convenioStages, convenioTypes } from './terms.ts'

const PESOS = 'Escriba el monto en pesos, sin decimales, por ejemplo 45.000.000.'
const UTM = 'Escriba el monto en UTM, por ejemplo 620 o 512,5.'

/** «$45.000.000» → 45000000. */
const pesos = () =>
  z
    .string()
    .trim()
    .max(30, { error: PESOS })
    .optional()
    .transform((value) => (value ?? '').replace(/[$.\s]/g, ''))
    .refine((value) => value === '' || (/^\d{1,15}$/.test(value) && Number(value) > 0), { error: PESOS })
    .transform((value) => (value === '' ? null : Number(value)))

/** «1.200,5» → 120050 hundredths. */
const utm = () =>
  z
    .string()
    .trim()
    .max(30, { error: UTM })
    .optional()
    .transform((value) => (value ?? '').replace(/utm$/i, '').replace(/[.\s]/g, ''))
    .refine((value) => value === '' || (/^\d{1,7}(,\d{1,2})?$/.test(value) && /[1-9]/.test(value)), { error: UTM })
    .transform((value) => {
      if (value === '') return null
      const [whole = '', part = ''] = value.split(',')
      return Number(whole) * 100 + Number(part.padEnd(2, '0'))
    })

const count = (max: number, missing: string) =>
  z
    .string()
    .trim()
    .max(6, { error: missing })
    .optional()
    .refine((value) => !value || (/^\d{1,3}$/.test(value) && Number(value) <= max), { error: missing })
    .transform((value) => (value ? Number(value) : null))

const votes = () => count(50, 'Escriba cuántos votos, por ejemplo 6.')

const chosen = <K extends string>(terms: Record<K, unknown>) =>
  z.union([z.literal('').transform(() => null), oneOf(terms)]).optional().transform((value) => value ?? null)

const council = {
  council_number: optionalText(60),
  council_on: optionalDay(),
  council_for: votes(),
  council_against: votes(),
  council_abstained: votes(),
  legal_opinion: optionalText(500),
}

const papers = { ...council, signed_on: optionalDay(), decree_number: optionalText(60), decree_on: optionalDay() }

/** What the form of an agreement asks besides, of a convenio alone. */
export const convenioFields = {
  ...papers,
  convenio_type: chosen(convenioTypes),
  amount_clp: pesos(),
  amount_utm: utm(),
  starts_on: optionalDay(),
  renewal_notice_days: count(365, 'Escriba cuántos días antes, entre 1 y 365.').refine((days) => days !== 0, { error: 'Escriba cuántos días antes, entre 1 y 365.' }),
  /** Where it stands when it is first written down. */
  stage: chosen(convenioStages),
}
const facts = z.object(convenioFields)
export type ConvenioInput = z.output<typeof facts>
export type ConvenioFacts = Omit<ConvenioInput, 'stage'>

export const stageForm = z.strictObject({
  ...papers,
  stage: oneOf(convenioStages, 'Elija a qué etapa pasa.'),
  text: optionalText(1000),
  version: version(),
})
export type StageInput = z.output<typeof stageForm>

