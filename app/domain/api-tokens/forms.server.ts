import { z } from 'zod'

import { oneOf, operation, text } from '#app/lib/fields.server.ts'

import { tokenLives, tokenScopes, type TokenScope } from './terms.ts'

/** One checked box comes as a text, several as a list. */
export const tokenForm = z.object({
  name: text(80, 'Diga qué programa la usará, por ejemplo «Tablero de Power BI».'),
  scopes: z.preprocess(
    (sent) => (sent === undefined ? [] : [sent].flat()),
    z
      .array(z.string())
      .min(1, { error: 'Elija al menos una cosa que pueda leer.' })
      .refine((sent) => sent.every((scope) => Object.hasOwn(tokenScopes, scope)), { error: 'Elija qué puede leer de la lista.' })
      // The line above has seen to it.
      .transform((sent) => sent as TokenScope[]),
  ),
  months: oneOf(tokenLives, 'Elija hasta cuándo sirve.').transform(Number),
  operation_id: operation(),
})

export type TokenInput = z.output<typeof tokenForm>
