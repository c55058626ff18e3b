import { z } from 'zod'

import { oneOf, operation, optionalText, text, version } from '#app/lib/fields.server.ts'
import { readPhone } from '#app/lib/phones.server.ts'

import { contactKinds, visibilities, type ContactKind } from './terms.ts'

const facts = z.object({
  kind: oneOf(contactKinds, 'Elija qué dato es.'),
  value: text(300, 'Escriba el dato.'),
  label: optionalText(80),
  visibility: oneOf(visibilities, 'Elija quién puede verlo.'),
})

const examples: Record<ContactKind, string> = {
  email: 'Escriba un correo como nombre@institucion.cl',
  phone: 'Escriba un teléfono, por ejemplo +56 9 1234 5678 o +56 2 2345 6789.',
  whatsapp: 'Escriba un teléfono con WhatsApp, por ejemplo +56 9 1234 5678.',
  address: 'Escriba una dirección.',
}

/** The value as it is stored: phones as E.164, e-mail in lower case. Undefined when it is not one. */
function stored(kind: ContactKind, value: string): string | undefined {
  if (kind === 'phone' || kind === 'whatsapp') return readPhone(value)
  if (kind === 'address') return value
  const email = value.normalize('NFKC').toLowerCase()
  return z.email().safeParse(email).success ? email : undefined
}

function check(input: { kind: ContactKind; value: string }, refuse: (message: string) => void) {
  const value = stored(input.kind, input.value)
  if (value === undefined) refuse(examples[input.kind])
  return value ?? input.value
}

const checked = <T extends { kind: ContactKind; value: string }>(input: T, context: z.RefinementCtx): T => ({
  ...input,
  value: check(input, (message) => context.addIssue({ code: 'custom', path: ['value'], message })),
})

export const newContactPointForm = facts.extend({ operation_id: operation() }).transform(checked)
export type NewContactPointInput = z.output<typeof newContactPointForm>

export const contactPointForm = facts.extend({ version: version() }).transform(checked)
export type ContactPointInput = z.output<typeof contactPointForm>
