import { z } from 'zod'

import { text } from '#app/lib/fields.server.ts'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** «69.542», «$69542»: whole pesos. */
const pesos = () =>
  z
    .string({ error: 'Escriba el valor en pesos, por ejemplo 69.542.' })
    .trim()
    .transform((value) => value.replace(/[$.\s]/g, ''))
    .refine((value) => /^\d{4,7}$/.test(value), { error: 'Escriba el valor en pesos, sin decimales, por ejemplo 69.542.' })
    .transform(Number)

export const utmForm = z.strictObject({
  period: z
    .string({ error: 'Elija el mes.' })
    .trim()
    .refine((value) => MONTH.test(value) && value >= '1990-01' && value <= '2100-12', { error: 'Elija el mes, por ejemplo 2026-11.' }),
  value: pesos(),
  source: text(200, 'Escriba de dónde sale el valor.'),
})
export type UtmInput = z.output<typeof utmForm>
