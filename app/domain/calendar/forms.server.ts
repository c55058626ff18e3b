import { z } from 'zod'

import { text, version } from '#app/lib/fields.server.ts'

const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { error: 'Esa hora no existe.' })

/** A meeting dropped on another place of the grid. Hours are those of the reader's zone, YYYY-MM-DDTHH:MM. */
export const dropForm = z.object({
  folio: text(20),
  version: version(),
  start: moment,
  end: moment,
  back: z.string().max(600).optional(),
})
