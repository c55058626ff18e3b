import { isPossiblePhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/min'
import { z } from 'zod'

import { oneOf, optionalReference, optionalText, text, version } from '#app/lib/fields.server.ts'

import { roles } from './terms.ts'

const WHICH_EMAIL = 'Escriba un correo como nombre@institucion.cl'

/** One spelling per address, so that an account is found however it is typed. */
export const normalEmail = (email: string) => email.normalize('NFKC').trim().toLowerCase()

const email = () =>
  z
    .string({ error: WHICH_EMAIL })
    .max(254, { error: WHICH_EMAIL, abort: true })
    .transform(normalEmail)
    .refine((value) => z.email().safeParse(value).success, { error: WHICH_EMAIL })

/** Passwords are not trimmed: a space is a character like any other. */
const password = (missing: string) =>
  z.string({ error: missing }).min(1, { error: missing }).max(1000, { error: 'Es demasiado larga.' })

const phone = () =>
  z
    .string()
    .trim()
    .max(40, { error: 'Ese teléfono es demasiado largo.', abort: true })
    .refine((value) => value === '' || isPossiblePhoneNumber(value, 'CL'), {
      error: 'Escriba un teléfono, por ejemplo +56 9 1234 5678.',
    })
    .optional()
    .transform((value) => (value ? parsePhoneNumberWithError(value, 'CL').number.toString() : null))

/** Whatever was typed as an e-mail meets the same answer: only its length is looked at. */
export const signInForm = z.object({
  email: z
    .string({ error: 'Escriba su correo.' })
    .max(254, { error: 'Ese correo es demasiado largo.' })
    .transform(normalEmail),
  password: password('Escriba su contraseña.'),
  volver: z.string().max(512).optional(),
})

export const newPasswordForm = z.strictObject({ password: password('Escriba una contraseña.') })

export const changePasswordForm = z.strictObject({
  current_password: password('Escriba su contraseña actual.'),
  password: password('Escriba la contraseña nueva.'),
})

const access = {
  name: text(120, 'Escriba el nombre y los apellidos.'),
  role: oneOf(roles, 'Elija un perfil.'),
  institution_id: optionalReference(),
  /** Typed and not chosen from the list: the page looks it up. */
  institution_id_text: optionalText(200),
  phone: phone(),
}

const LEADER_OF_WHAT = {
  path: ['institution_id'],
  error: 'Elija la institución: una líder municipal ve solo lo de la suya.',
}
const hasItsInstitution = (user: { role: string; institution_id: string | null; institution_id_text: string | null }) =>
  user.role !== 'leader' || user.institution_id !== null || user.institution_id_text !== null

export const inviteForm = z.strictObject({ email: email(), ...access }).refine(hasItsInstitution, LEADER_OF_WHAT)
export type InviteInput = Omit<z.output<typeof inviteForm>, 'institution_id_text'>

export const editUserForm = z.strictObject({ version: version(), ...access }).refine(hasItsInstitution, LEADER_OF_WHAT)
export type EditUserInput = Omit<z.output<typeof editUserForm>, 'institution_id_text'>
