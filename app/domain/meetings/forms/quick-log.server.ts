import { z } from 'zod'

import { day, oneOf, operation, optionalDay, optionalReference, optionalText, time, wholeNumber } from '#app/lib/fields.server.ts'

import { chosen } from '../forms.server.ts'
import { readQuickDue } from '../rules/quick-due.ts'
import { audiences, meetingKinds, quickTerms } from '../terms.ts'

const emptyIsNull = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal('').transform(() => null), schema]).optional().transform((value) => value ?? null)

const commitment = z
  .object({
    text: optionalText(2000),
    debtor: optionalReference(),
    debtor_text: optionalText(200),
    to: chosen(),
    to_text: optionalText(200),
    responsible: optionalReference(),
    responsible_text: optionalText(200),
    term: oneOf(quickTerms).default('habiles'),
    /** So many days, or a day. */
    n: optionalText(20),
    due_on: optionalDay(),
    /** Number of the agreement it comes from, from 1. */
    agreement: emptyIsNull(wholeNumber(1, 20)),
  })
  .superRefine((row, ctx) => {
    const say = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (!row.text) {
      const started = row.debtor ?? row.debtor_text ?? row.responsible ?? row.responsible_text ?? row.n ?? row.due_on
      if (started !== null) say('text', 'Escriba qué se comprometió, o deje la fila en blanco.')
      return
    }
    if (row.term === 'date' && !row.due_on) say('due_on', 'Escriba la fecha, por ejemplo 30-11-2026, o elija otro plazo.')
    if (row.term !== 'habiles' && row.term !== 'corridos') return
    if (row.n === null) say('n', 'Escriba cuántos días, o elija «sin fecha».')
    else if (!readQuickDue(row.n, '2000-01-01')) say('n', 'Escriba un número entre 0 y 365, o una fecha: 30-11.')
  })

/** Only with whom is required; blank rows are left out. */
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
  note: optionalText(10_000),
  audience: oneOf(audiences).default('shared'),
  agreements: z.array(z.object({ text: optionalText(2000) })).max(20).default([]),
  commitments: z.array(commitment).max(20).default([]),
  repeated_hour: z.enum(['0', '1']).optional(),
  operation_id: operation(),
})
export type QuickLogInput = z.output<typeof quickLogForm>
