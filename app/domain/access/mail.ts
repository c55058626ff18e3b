import { ACCESS_LINK } from '#app/domain/outbox/rules.ts'
import { formatDay } from '#app/lib/days.ts'
import { escapeHtml } from '#app/lib/html.ts'

import { LINK_DAYS } from './rules.ts'

export const ACCESS_TOPIC = 'access'
export const ERRAND_TOPIC = 'errand'

type Writer = { name: string; email: string }
export type AccessLetter = { holder: string; title: string; institution: string; writer: Writer }
export type ErrandLetter = { name: string; leader: string; institution: string; folio: string; text: string; due_on: string | null; until_on: string }

/** To whoever holds a post: where the commitments of their institution are. The address is made as the mail leaves. */
export const accessMail = ({ holder, title, institution, writer }: AccessLetter) =>
  letter(`Sus compromisos, en un enlace (${institution})`, {
    greeting: `Buenos días, ${holder}:`,
    words: [
      `En esta página están los compromisos de su institución (${institution}) y lo que otras le deben. Puede informar que algo está cumplido, pedir más plazo o encargarlo a su equipo, desde el teléfono y sin contraseña.`,
    ],
    button: 'Ver mis compromisos',
    foot: [
      `El enlace es del cargo ${title}: sirve ${LINK_DAYS} días y mientras usted lo ejerza. No lo reenvíe, porque quien lo abra podrá responder en su nombre; para que responda alguien de su equipo, encárgueselo desde la página.`,
      `Si tiene dudas, escriba a ${writer.name}, ${writer.email}.`,
    ],
  })

/** To a colleague of whoever leads: the only commitment that they may see and answer. */
export const errandMail = ({ name, leader, institution, folio, text, due_on, until_on }: ErrandLetter) =>
  letter(`${leader} le encargó un compromiso (${institution})`, {
    greeting: `Buenos días, ${name}:`,
    words: [
      `${leader} le encargó responder por este compromiso de su institución (${institution}):`,
      `«${text}»${due_on ? `, que vence el ${formatDay(due_on)}` : ''}.`,
      'Puede informar que está cumplido, con una foto o un archivo, o pedir más plazo. No necesita contraseña.',
    ],
    button: 'Ver el compromiso',
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

type Parts = { greeting: string; words: string[]; button: string; foot: string[] }

/** The same words as text and as HTML, without an image or anything to fetch. */
function letter(subject: string, { greeting, words, button, foot }: Parts) {
  const paragraph = (text: string, style = '') => `<p style="margin:0 0 14px;${style}">${escapeHtml(text)}</p>`
  return {
    subject: subject.slice(0, 180),
    body: [greeting, ...words, `${button}: ${ACCESS_LINK}`, foot.join('\n')].join('\n\n'),
    html: [
      '<!doctype html><html lang="es-CL"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>',
      '<body style="margin:0;padding:20px;background:#ffffff;font:16px/1.5 system-ui,Segoe UI,Arial,sans-serif;color:#18222d"><div style="max-width:600px">',
      ...[greeting, ...words].map((text) => paragraph(text)),
      `<p style="margin:0 0 18px"><a href="${ACCESS_LINK}" style="display:inline-block;padding:12px 18px;border-radius:6px;background:#0b5563;color:#ffffff;text-decoration:none">${escapeHtml(button)}</a></p>`,
      ...foot.map((text) => paragraph(text, 'font-size:14px;color:#46525f')),
      '</div></body></html>',
    ].join('\n'),
  }
}
