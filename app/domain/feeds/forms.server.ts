import { z } from 'zod'

import { checkbox, oneOf, operation, text } from '#app/lib/fields.server.ts'

import { feedDetails } from './terms.ts'

export const feedForm = z.strictObject({
  name: text(80, 'Póngale un nombre, por ejemplo «Mi teléfono».'),
  detail: oneOf(feedDetails),
  include_due: checkbox(),
  filter: z.string().max(1000, { error: 'El filtro es demasiado largo.' }).default(''),
  operation_id: operation(),
})
export type FeedInput = z.output<typeof feedForm>
