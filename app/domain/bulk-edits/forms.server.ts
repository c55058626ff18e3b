import { z } from 'zod'

import { operation, optionalReference } from '#app/lib/fields.server.ts'

export const bulkEditForm = z.object({
  operation_id: operation(),
  value: optionalReference(),
  /** How many its author was told of. */
  confirmed: z.coerce.number().int().min(0).optional(),
})
