import { z } from 'zod'

import { operation, text } from '#app/lib/fields.server.ts'
import { isMailAddress } from '#app/lib/mail-settings.server.ts'

const WHICH_EMAIL = 'Escriba un correo como nombre@institucion.cl, o deje el campo vacío.'

export const errandForm = z.strictObject({
  name: text(80, 'Escriba el nombre de la persona.').refine((name) => !/https?:|www\.|[<>@]/i.test(name), { error: 'Escriba solo el nombre.' }),
  email: z
    .string()
    .trim()
    .max(254, { error: WHICH_EMAIL, abort: true })
    .refine((email) => email === '' || isMailAddress(email), { error: WHICH_EMAIL })
    .optional()
    .transform((email) => email?.toLowerCase() || null),
  operation_id: operation(),
})
export type ErrandInput = z.output<typeof errandForm>

/** Which of the addresses of the directory receives it. */
export const sendForm = z.strictObject({
  recipient: text(254, 'Elija a qué correo se envía.'),
  tenure_id: text(60),
  operation_id: operation(),
})
export type SendInput = z.output<typeof sendForm>

export const noForm = z.strictObject({ operation_id: operation() })
