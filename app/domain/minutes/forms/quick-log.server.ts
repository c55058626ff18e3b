import { z } from 'zod'

import { chosen } from '#app/domain/meetings/forms.server.ts'
import { meetingKinds } from '#app/domain/meetings/terms.ts'
import { day, oneOf, operation, optionalDay, optionalReference, optionalText, time, wholeNumber } from '#app/lib/fields.server.ts'

const emptyIsNull = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal('').transform(() => null), schema]).optional().transform((value) => value ?? null)

/** Only with whom is required. */
export const quickLogForm = z.object({
  institutions: chosen(),
  institutions_text: optionalText(400),
  /** One of the days offered. */
  day: day('Elija cuándo fue.').optional(),
  /** Another day: when written, it counts. */
  on: optionalDay(),
  start: emptyIsNull(time()),
  duration: wholeNumber(5, 720).default(60),
  participants: chosen(),
  participants_text: optionalText(200),
  title: optionalText(200),
  kind: oneOf(meetingKinds).default('bilateral'),
  /** What was said, agreed and promised, a line each; the reader of minutes says which is which. */
  minutes: z.string().max(60_000, { error: 'Es demasiado largo para una reunión: divídalo en dos.' }).default(''),
  repeated_hour: z.enum(['0', '1']).optional(),
  /** The request for a connection that it answers. */
  request_id: optionalReference(),
  operation_id: operation(),
})
export type QuickLogInput = z.output<typeof quickLogForm>
