import { ACCESS_LINK } from '#app/domain/outbox/rules.ts'
import { formatDay } from '#app/lib/days.ts'
import { letterOf } from '#app/lib/letter.ts'

import { LINK_DAYS } from './rules.ts'

export const ACCESS_TOPIC = 'access'
export const ERRAND_TOPIC = 'errand'

type Writer = { name: string; email: string }
export type AccessLetter = { holder: string; title: string; institution: string; writer: Writer }
export type ErrandLetter = { name: string; leader: string; institution: string; folio: string; text: string; due_on: string | null; until_on: string }

/** To whoever holds a post: where the commitments of their institution are. The address is made as the mail leaves. */
export const accessMail = ({ holder, title, institution, writer }: AccessLetter) =>
  letterOf(`Sus compromisos, en un enlace (${institution})`, {
    greeting: `Buenos días, ${holder}:`,
    words: [
      `En esta página están los compromisos de su institución (${institution}) y lo que otras le deben. Puede informar que algo está cumplido, pedir más plazo o encargarlo a su equipo, desde el teléfono y sin contraseña.`,
    ],
    button: { label: 'Ver mis compromisos', address: ACCESS_LINK },
    foot: [
      `El enlace es del cargo ${title}: sirve ${LINK_DAYS} días y mientras usted lo ejerza. No lo reenvíe, porque quien lo abra podrá responder en su nombre; para que responda alguien de su equipo, encárgueselo desde la página.`,
      `Si tiene dudas, escriba a ${writer.name}, ${writer.email}.`,
    ],
  })

/** To a colleague of whoever leads: the only commitment that they may see and answer. */
export const errandMail = ({ name, leader, institution, folio, text, due_on, until_on }: ErrandLetter) =>
  letterOf(`${leader} le encargó un compromiso (${institution})`, {
    greeting: `Buenos días, ${name}:`,
    words: [
      `${leader} le encargó responder por este compromiso de su institución (${institution}):`,
      `«${text}»${due_on ? `, que vence el ${formatDay(due_on)}` : ''}.`,
      'Puede informar que está cumplido, con una foto o un archivo, o pedir más plazo. No necesita contraseña.',
    ],
    button: { label: 'Ver el compromiso', address: ACCESS_LINK },
    foot: [
      `El enlace es solo para usted y sirve hasta el ${formatDay(until_on)}. Si no le corresponde, avise a ${leader}.`,
      `Folio ${folio}.`,
    ],
  })

/** What goes with a link that is copied, for WhatsApp. */
export const accessMessage = ({ holder, institution }: Pick<AccessLetter, 'holder' | 'institution'>, address: string) =>
  `Buenos días, ${holder}. Aquí están los compromisos de su institución (${institution}) y lo que otras le deben: ${address}\nSe abre en el teléfono y sin contraseña. Es solo para usted: no lo reenvíe.`

export const errandMessage = ({ name, institution, text }: Pick<ErrandLetter, 'name' | 'institution' | 'text'>, address: string) =>
  `Hola, ${name}. Le encargo responder por este compromiso (${institution}): «${text}». Se responde aquí, sin contraseña: ${address}`
