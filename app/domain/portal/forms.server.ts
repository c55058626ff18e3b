import { z } from 'zod'

import { oneOf, operation, optionalDay, optionalText, text } from '#app/lib/fields.server.ts'

import { extensions, otherAnswers } from './terms.ts'

/** A file comes beside these fields, not among them. */
export const deliveryForm = z.strictObject({ text: optionalText(1000), operation_id: operation() })

/** Seen also while another field is wrong, so that everything is told at once. */
const always = { when: () => true }

export const extensionForm = z
  .strictObject({
    days: oneOf(extensions).optional(),
    to_due_on: optionalDay(),
    reason: text(500, 'Escriba por qué necesita más plazo.'),
    operation_id: operation(),
  })
  .refine(({ days, to_due_on }) => Boolean(days) || to_due_on !== null, {
    path: ['days'],
    error: 'Elija cuánto plazo necesita, o escriba una fecha.',
    ...always,
  })
  .refine(({ days, to_due_on }) => days !== 'date' || to_due_on !== null, {
    path: ['to_due_on'],
    error: 'Escriba la fecha, por ejemplo 15-12-2026.',
    ...always,
  })
  .refine(({ days, to_due_on }) => !days || days === 'date' || !to_due_on, {
    path: ['to_due_on'],
    error: 'Eligió un plazo y además escribió una fecha: deje solo uno de los dos.',
    ...always,
  })

export const otherAnswerForm = z
  .strictObject({
    declared_state: oneOf(otherAnswers, 'Elija una respuesta.'),
    text: optionalText(1000),
    operation_id: operation(),
  })
  .refine(({ declared_state, text }) => declared_state !== 'not_ours' || text !== null, {
    path: ['text'],
    error: 'Cuente por qué no corresponde, o a quién le corresponde.',
  })
