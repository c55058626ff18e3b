import { z } from 'zod'

import { zones } from '#app/domain/meetings/terms.ts'
import { checkbox, oneOf } from '#app/lib/fields.server.ts'

import { MOST_SHOWN } from './rules/selection.ts'

/** What was chosen of a file: the positions of entries, whether the rest comes too, and where hours without a zone are. */
export const decisionForm = z.object({
  pick: z
    .union([z.string(), z.array(z.string().max(5)).max(MOST_SHOWN)])
    .optional()
    .transform((picked) => new Set([picked ?? []].flat().filter((text) => /^\d{1,4}$/.test(text)).map(Number))),
  rest: checkbox(),
  zone: z.union([z.literal('').transform(() => null), oneOf(zones)]).optional().transform((zone) => zone ?? null),
})
