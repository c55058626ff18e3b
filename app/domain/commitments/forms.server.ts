import { z } from 'zod'

import {
  checkbox, day, link, oneOf, operation, optionalDay, optionalReference, optionalText, reference, text, version, wholeNumber,
} from '#app/lib/fields.server.ts'

import { acceptanceWays, answers, dueRules, receipts, stages } from './terms.ts'

/** What a picker sends besides the ids: text typed and not chosen (the page looks it up), and labels nobody reads. */
const typed = () => optionalText(300)
const labels = () => z.union([z.string(), z.array(z.string())]).optional()

const fields = {
  text: text(1000, 'Escriba qué se comprometió.'),
  agreement_id: optionalReference(),
  meeting_id: optionalReference(),
  debtor_id: optionalReference(),
  debtor_id_text: typed(),
  debtor_id_label: labels(),
  responsible_position_id: optionalReference(),
  responsible_position_id_text: typed(),
  responsible_position_id_label: labels(),
  beneficiary_ids: z.array(reference()).max(40).default([]),
  beneficiary_ids_text: typed(),
  beneficiary_ids_label: labels(),
  follow_up_user_id: optionalReference(),
  add_party: checkbox(),
}

/** Only what is new may be a part. */
const whole = { parent_id: optionalReference() }

/** How the date is said; which parts are needed depends on the rule. */
const due = {
  due_rule: oneOf(dueRules),
  due_n: z.union([z.literal('').transform(() => null), wholeNumber(0, 999)]).optional().transform((value) => value ?? null),
  due_from_on: optionalDay(),
  due_on: optionalDay(),
}

const COUNTED = ['habiles', 'corridos', 'corridos_prorroga', 'meses']

export const commitmentForm = z
  .strictObject({ ...fields, ...whole, ...due, operation_id: operation() })
  .refine((input) => input.due_rule !== 'date' || input.due_on !== null, {
    path: ['due_on'],
    error: 'Escriba la fecha en que vence, o elija «Sin fecha todavía».',
  })
  .refine((input) => !COUNTED.includes(input.due_rule) || input.due_n !== null, {
    path: ['due_n'],
    error: 'Escriba cuántos días o meses.',
  })

export const commitmentEditForm = z.strictObject({ ...fields, version: version() })

/** A file comes beside these fields, not among them. */
export const declarationForm = z
  .strictObject({
    declared_state: oneOf(answers, 'Elija una respuesta.'),
    text: optionalText(1000),
    oficio_number: optionalText(60),
    oficio_on: optionalDay(),
    url: link(),
    operation_id: operation(),
  })
  .refine((input) => input.oficio_number === null || input.oficio_on !== null, {
    path: ['oficio_on'],
    error: 'Escriba la fecha del oficio: número y fecha van juntos.',
  })
  .refine((input) => input.oficio_on === null || input.oficio_number !== null, {
    path: ['oficio_number'],
    error: 'Escriba el número del oficio: número y fecha van juntos.',
  })
  .refine((input) => input.declared_state !== 'not_ours' || input.text !== null, {
    path: ['text'],
    error: 'Cuente por qué no corresponde, o a quién le corresponde.',
  })
export type DeclarationInput = z.output<typeof declarationForm>

export const outcomes = { kept: 'Se da por cumplido', rejected: 'No se da por cumplido' } as const

export const verificationForm = z
  .strictObject({ outcome: oneOf(outcomes, 'Elija un resultado.'), note: optionalText(1000), operation_id: operation() })
  .refine((input) => input.outcome === 'kept' || input.note !== null, { path: ['note'], error: 'Escriba por qué no se da por cumplido.' })

export const rescheduleForm = z.strictObject({
  to_due_on: day('Escriba la fecha nueva, por ejemplo 30-11-2026.'),
  reason: text(500, 'Escriba por qué cambia el plazo.'),
  operation_id: operation(),
})

export const decisions = { accepted: 'Aceptar la fecha', refused: 'No aceptar' } as const

export const decisionForm = z
  .strictObject({ decision: oneOf(decisions), note: optionalText(500) })
  .refine((input) => input.decision === 'accepted' || input.note !== null, { path: ['note'], error: 'Escriba por qué no se acepta.' })

export const reasonForm = z.strictObject({ reason: text(500, 'Escriba por qué.') })

export const reassignmentForm = z.strictObject({
  responsible_position_id: optionalReference(),
  follow_up_user_id: reference('Elija quién hace el seguimiento.'),
  note: optionalText(500),
})

const moves = { ...stages, cumplir: 'Cumplir' } as const

/** `quieto` is sent by a list that is alive: it wants an answer, and stays where it is. */
export const moveForm = z.object({ stage: oneOf(moves, 'Elija a qué estado pasa.'), quieto: checkbox() })

/** `confirmed` is how many its author was told that would change. */
const several = { confirmed: z.coerce.number().int().optional(), operation_id: operation() }

export const severalStagesForm = z.object({ stage: oneOf(moves, 'Elija a qué estado pasan.'), ...several })

export const severalDatesForm = z.object({
  to_due_on: day('Escriba la fecha nueva, por ejemplo 30-11-2026.'),
  reason: text(500, 'Escriba por qué cambia el plazo.'),
  ...several,
})

export const severalFollowersForm = z.object({
  follow_up_user_id: reference('Elija quién hace el seguimiento.'),
  note: optionalText(500),
  ...several,
})

/** What is edited in the list itself. The reason is needed when the day changes. */
export const quickEditForm = z.object({
  stage: oneOf(stages, 'Elija un estado.'),
  responsible_position_id: optionalReference(),
  follow_up_user_id: reference('Elija quién hace el seguimiento.'),
  due_on: optionalDay(),
  reason: optionalText(500),
  version: version(),
  quieto: checkbox(),
})

/** Written down by the coordination: what reaches us from their own page is not typed here. */
const { page: _own, ...heard } = acceptanceWays
export const heardWays = heard

export const acceptanceForm = z.strictObject({
  accepted_on: day('Escriba qué día lo aceptó, por ejemplo 20-11-2026.'),
  accepted_way: oneOf(heardWays, 'Elija cómo lo aceptó.'),
  accepted_position_id: optionalReference(),
})

export const waitForm = z.strictObject({
  blocker: optionalReference(),
  blocker_text: typed(),
  blocker_label: labels(),
  reason: optionalText(500),
})

export const receiptForm = z
  .strictObject({ receipt: oneOf(receipts, 'Elija una respuesta.'), note: optionalText(1000), operation_id: operation() })
  .refine(({ receipt, note }) => receipt === 'received' || note !== null, { path: ['note'], error: 'Cuente qué falta o qué no llegó.' })
