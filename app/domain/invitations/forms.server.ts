import { z } from 'zod'

import { checkbox, day, operation, optionalText, time, version } from '#app/lib/fields.server.ts'

import { choices } from './terms.ts'

/** Who is told, by the keys of the preview; `version` is that of the meeting its author was looking at. */
export const noticesForm = z.object({
  recipients: z.array(z.string().max(120)).max(300, { error: 'Elija 300 a lo más.' }).default([]),
  shows_guests: checkbox(),
  words: checkbox(),
  version: version(),
  operation_id: operation(),
})
export type NoticesInput = z.output<typeof noticesForm>

const asked = z.object({ sequence: z.coerce.number().int().min(0).max(999_999), text: optionalText(1000) })

/** `sequence` is that of the entry on the page that was answered. */
export const answerForm = z.discriminatedUnion(
  'choice',
  [
    asked.extend({ choice: z.literal('si') }),
    asked.extend({ choice: z.literal('no') }),
    asked.extend({ choice: z.literal('otra'), on: day(), start: time(), end: time() }),
  ],
  { error: `Elija una: ${Object.values(choices).join(', ')}.` },
)
export type AnswerInput = z.output<typeof answerForm>
