import { ANSWER_LINK } from '#app/domain/outbox/rules.ts'
import { escapeHtml } from '#app/lib/html.ts'

import { methodOf, type Facts } from './rules.ts'
import { endingSubject, partOpening, type SeriesPart } from './rules/series-wording.ts'
import { differencesOf, shortWhen, whenInWords, type Difference } from './rules/wording.ts'
import { choices, type NoticeKind } from './terms.ts'

/** To take back a mail that waits nobody is written to. */
export type LetterKind = Exclude<NoticeKind, 'recall'>

export type Letter = {
  kind: LetterKind
  facts: Facts
  /** What this guest was told the last time. */
  told: Facts | null
  folio: string
  /** How the guest is greeted. */
  guest: string
  /** Whoever calls the meeting. */
  caller: string
  writer: { name: string; email: string }
  /** Points of the agenda, as everybody may read them. */
  points: string[]
  /** Why it was cancelled or suspended. */
  reason: string | null
  /** Who else is invited, in words; empty while the meeting hides its guests. */
  others: string[]
  /** Of a series told whole: when its dates are, how a subject names them, and what changed of them. */
  whole?: { when: string; short: string; changes: Difference[] }
  /** Which date of a series the mail is about: its answer page must know. */
  date?: string
  /** Of a series that gets shorter or goes on as another: the last day of this one, and the day since which the other does. */
  part?: SeriesPart
}

/** One mail to one guest, as text and as HTML: the same words, without an image or anything to fetch. */
export function letterOf(letter: Letter) {
  const parts = partsOf(letter)
  return { subject: subjectOf(letter), body: textOf(parts), html: htmlOf(parts) }
}

function subjectOf({ kind, facts, told, whole, part }: Letter) {
  const about = `${facts.title}, ${whole?.short ?? shortWhen(facts)}`
  if (kind === 'ending') return endingSubject(facts.title, part)
  if (part?.continued_on) return `Sigue la serie: ${about}`
  if (kind === 'removal') return `Ya no está en la convocatoria: ${about}`
  if (kind === 'cancellation') return `${facts.stands === 'suspended' ? 'Suspendida' : 'Cancelada'}: ${told?.title ?? facts.title}, ${whole?.short ?? shortWhen(told ?? facts)}`
  return `${kind === 'invitation' ? 'Invitación' : 'Cambio'}: ${about}`
}

type Parts = {
  greeting: string
  opening: string
  changes: Difference[]
  facts: [label: string, value: string][]
  text: string | null
  points: string[]
  choices: [label: string, address: string][]
  foot: string[]
}

function partsOf({ kind, facts, told, folio, guest, caller, writer, points, reason, others, whole, date, part }: Letter): Parts {
  const asks = methodOf(kind) === 'REQUEST'
  const known = asks ? facts : (told ?? facts)
  const rows: [string, string | null][] = [
    ['Reunión', known.title],
    ['Cuándo', capital(whole?.when ?? whenInWords(known))],
    ['Dónde', known.where],
    ['Enlace', known.link],
    ['Convoca', caller],
    ['Participan', others.join('; ') || null],
    ['Motivo', kind === 'cancellation' ? reason : null],
  ]
  return {
    greeting: `Buenos días, ${guest}:`,
    opening: partOpening(kind, part) ?? openings[kind === 'cancellation' && facts.stands === 'suspended' ? 'suspension' : kind](caller),
    changes: whole ? whole.changes : told && asks ? differencesOf(told, facts) : [],
    facts: rows.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : [])),
    text: asks ? facts.description : null,
    points: asks ? points : [],
    choices: asks ? Object.entries(choices).map(([choice, label]) => [label, `${ANSWER_LINK}?respuesta=${choice}${date ? `&dia=${date}` : ''}`]) : [],
    foot: [
      ...(asks ? ['También puede aceptar o rechazar la invitación en su programa de calendario. El enlace de respuesta es solo para usted: no lo reenvíe.'] : []),
      `Si tiene dudas, escriba a ${writer.name}, ${writer.email}.`,
      `Folio ${folio}.`,
    ],
  }
}

const openings: Record<LetterKind | 'suspension', (caller: string) => string> = {
  invitation: (caller) => `${caller} le invita a esta reunión.`,
  change: () => 'Cambió una reunión a la que está invitado o invitada. Le pedimos confirmar otra vez.',
  words: () => 'Se corrigió el texto de una reunión a la que está invitado o invitada. La fecha, la hora y el lugar siguen igual.',
  cancellation: () => 'Se canceló una reunión a la que estaba invitado o invitada. Se quita de su calendario.',
  suspension: () => 'Se suspendió una reunión a la que estaba invitado o invitada. Le avisaremos si se convoca otra vez.',
  ending: () => 'Esta serie terminó: no habrá más fechas. Se quita de su calendario.',
  removal: () => 'Ya no necesitamos que venga a esta reunión: puede disponer de esa hora. Se quita de su calendario.',
}

function textOf({ greeting, opening, changes, facts, text, points, choices, foot }: Parts) {
  return [
    `${greeting}\n\n${opening}`,
    changes.length > 0 && ['Qué cambió:', ...changes.map(({ label, from, to }) => `- ${label}: antes, ${from}; ahora, ${to}.`)].join('\n'),
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    text,
    points.length > 0 && ['Pauta:', ...points.map((point, at) => `${at + 1}. ${point}`)].join('\n'),
    choices.length > 0 && ['¿Podrá venir?', ...choices.map(([label, address]) => `- ${label}: ${address}`)].join('\n'),
    foot.join('\n'),
  ].filter(Boolean).join('\n\n')
}

const ink = 'color:#18222d'
const quiet = 'color:#46525f'

function htmlOf({ greeting, opening, changes, facts, text, points, choices, foot }: Parts) {
  const paragraph = (words: string, style = '') => `<p style="margin:0 0 14px;${style}">${escapeHtml(words).replaceAll('\n', '<br>')}</p>`
  const row = ([label, value]: [string, string]) =>
    `<tr><th scope="row" style="padding:3px 14px 3px 0;text-align:left;vertical-align:top;font-weight:normal;${quiet}">${escapeHtml(label)}</th>`
    + `<td style="padding:3px 0;${ink}">${linked(value)}</td></tr>`
  const list = (kind: 'ul' | 'ol', items: string[]) =>
    `<${kind} style="margin:0 0 14px;padding-left:22px">${items.map((item) => `<li style="margin:2px 0">${item}</li>`).join('')}</${kind}>`
  const button = ([label, address]: [string, string], at: number) =>
    `<a href="${escapeHtml(address)}" style="display:inline-block;margin:0 8px 10px 0;padding:11px 16px;border-radius:6px;border:1px solid #0b5563;text-decoration:none;`
    + `${at === 0 ? 'background:#0b5563;color:#ffffff' : 'background:#ffffff;color:#0b5563'}">${escapeHtml(label)}</a>`
  return [
    '<!doctype html><html lang="es-CL"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>',
    `<body style="margin:0;padding:20px;background:#ffffff;font:16px/1.5 system-ui,Segoe UI,Arial,sans-serif;${ink}"><div style="max-width:600px">`,
    paragraph(greeting),
    paragraph(opening),
    changes.length > 0 ? paragraph('Qué cambió:', 'font-weight:bold') : '',
    changes.length > 0 ? list('ul', changes.map(({ label, from, to }) => `${escapeHtml(label)}: antes, <s>${escapeHtml(from)}</s>; ahora, <strong>${escapeHtml(to)}</strong>`)) : '',
    `<table role="presentation" style="margin:0 0 14px;border-collapse:collapse;font-size:16px">${facts.map(row).join('')}</table>`,
    text ? paragraph(text) : '',
    points.length > 0 ? paragraph('Pauta:', 'font-weight:bold') + list('ol', points.map(escapeHtml)) : '',
    choices.length > 0 ? `<p style="margin:0 0 6px">¿Podrá venir?</p><p style="margin:0 0 8px">${choices.map(button).join('')}</p>` : '',
    foot.map((line) => paragraph(line, `font-size:14px;${quiet}`)).join(''),
    '</div></body></html>',
  ].join('\n')
}

const linked = (value: string) =>
  /^https?:\/\/[^\s"<>]+$/.test(value) ? `<a href="${escapeHtml(value)}" style="color:#0b5563">${escapeHtml(value)}</a>` : escapeHtml(value)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
