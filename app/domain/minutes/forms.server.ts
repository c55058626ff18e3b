import { z } from 'zod'

import { checkbox, day, oneOf, operation, optionalText, reference, text, wholeNumber } from '#app/lib/fields.server.ts'

import { answerKinds, TOO_LONG } from './terms.ts'

/** The most that fits under one point. */
const LONGEST_POINT = 60_000
const LONGEST_LINE = 2_000

const place = {
  /** The minutes being typed: a page that stayed open writes nothing into another version. */
  draft: reference('Vuelva a abrir el acta.'),
  /** Id of the point; blank for what belongs to none. */
  key: z.string().max(80).default(''),
  version: wholeNumber(0, 1_000_000),
}

/** A point while it is typed. Spaces and line ends stay as they are. */
export const pointForm = z.object({
  ...place,
  text: z.string().max(LONGEST_POINT, { error: TOO_LONG }).default(''),
})

/** One line of a point, written again while closing. */
export const lineForm = z.object({
  ...place,
  at: wholeNumber(0, 100_000),
  /** As it was, so that a line that moved is not written over. */
  was: z.string().max(LONGEST_POINT),
  /** What one button of the doubt puts in the line; blank keeps what was typed. */
  put: z.string().max(200).default(''),
  line: text(LONGEST_LINE, 'Escriba la línea, o márquela como nota.'),
})

/** What is chosen when minutes are closed. */
export const closureForm = z.object({
  seen: z.string().max(20_000).default(''),
  recipients: z.array(z.string().max(120)).max(1_000).optional().transform((ids) => ids ?? []),
  review: checkbox(),
  operation_id: operation(),
})

export const amendmentForm = z.object({
  reason: text(500, 'Escriba qué se corrige y por qué: se lee en la versión nueva.'),
})

/** What somebody who was there said of minutes under review. */
export const answerForm = z
  .object({
    institution_id: reference('Elija quién respondió.'),
    kind: oneOf(answerKinds),
    point: z.union([z.literal('').transform(() => null), wholeNumber(1, 200)]).optional().transform((value) => value ?? null),
    text: optionalText(2_000),
    answered_on: day('Escriba qué día respondió.'),
  })
  .superRefine(({ kind, text }, ctx) => {
    if (kind === 'observed' && !text) ctx.addIssue({ code: 'custom', path: ['text'], message: 'Escriba la observación.' })
  })
