import { z } from 'zod'

import { oneOf, operation, text } from '#app/lib/fields.server.ts'

import { tokenLives, tokenScopes } from './terms.ts'

const scope = oneOf(tokenScopes, 'Elija qué puede leer.')

/** One checked box comes as a text, several as a list. */
export const tokenForm = z.object({
  name: text(80, 'Diga qué programa la usará, por ejemplo «Tablero de Power BI».'),
  scopes: z.preprocess(
    (sent) => (sent === undefined ? [] : [sent].flat()),
    z.array(scope).min(1, { error: 'Elija al menos una cosa que pueda leer.' }).max(20),
  ),
  months: oneOf(tokenLives, 'Elija hasta cuándo sirve.').transform(Number),
  operation_id: operation(),
})

export type TokenInput = z.output<typeof tokenForm>
