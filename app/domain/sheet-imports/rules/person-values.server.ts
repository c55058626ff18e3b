import { readPhone } from '#app/lib/phones.server.ts'
import { parseRut } from '#app/lib/text.ts'

import type { KnownPerson, KnownPoint } from './directory.ts'
import { namesIn } from './names.ts'
import { short, type Doubts } from './problems.ts'
import type { Values } from './row-values.ts'

export type Reach = Pick<KnownPoint, 'kind' | 'value'>
export type Facts = Pick<KnownPerson, 'given_names' | 'first_surname' | 'second_surname' | 'treatment' | 'rut'>

const EMAIL = /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,180}\.[a-z]{2,24}$/

/** Who it is; undefined when no name can be read. */
export function readFacts(doubts: Doubts, values: Values): Facts | undefined {
  const names = readNames(doubts, values)
  const treatment = doubts.text(values, 'treatment', 40)
  const written = values.text('rut')
  const rut = written ? parseRut(written) : null
  if (rut === undefined) doubts.detail('rut', `El RUT «${short(written)}» no es válido: su dígito no corresponde.`, written)
  return names && { ...names, treatment, rut: rut ?? null }
}

function readNames(doubts: Doubts, values: Values) {
  const { written, names } = namesIn(values)
  if (!written) return void doubts.missing('full_name', 'Falta el nombre de la persona.')
  if (!names?.first_surname || !names.given_names) return void doubts.invalid('full_name', `Al nombre «${short(written)}» le falta el apellido.`, written)
  const { given_names, first_surname, second_surname } = names
  const isLong = given_names.length > 100 || first_surname.length > 80 || (second_surname?.length ?? 0) > 80
  if (isLong) return void doubts.invalid('full_name', `El nombre «${short(written)}» es demasiado largo: acórtelo.`, written)
  return { given_names, first_surname, second_surname: second_surname || null }
}

export function readPoints(doubts: Doubts, values: Values): Reach[] {
  const points: Reach[] = []
  for (const field of ['email', 'other_email']) {
    const email = emailIn(values.text(field))
    if (EMAIL.test(email)) points.push({ kind: 'email', value: email })
    else if (email) doubts.detail(field, `El correo «${short(values.text(field))}» no es válido.`, email)
  }
  for (const [field, kind] of [['phone', 'phone'], ['other_phone', 'phone'], ['whatsapp', 'whatsapp']] as const) {
    const written = values.text(field)
    const value = written ? readPhone(written) : undefined
    if (value) points.push({ kind, value })
    else if (written) doubts.detail(field, `El teléfono «${short(written)}» no es válido.`, written)
  }
  return points
}

/** «  Ana @municipio.cl », as people type it. */
export const emailIn = (text: string) => text.replace(/\s/g, '').replace(/^mailto:/i, '').toLowerCase()
