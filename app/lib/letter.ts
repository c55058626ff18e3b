import { escapeHtml } from './html.ts'

/** What a mail says; the same words leave as text and as HTML, without an image or anything to fetch. */
export type LetterParts = {
  greeting: string
  words: string[]
  sections?: Section[]
  button: { label: string; address: string } | null
  /** Small print. An address that ends one is a link. */
  foot: string[]
}

/** `more` says what was left out. */
export type Section = { title: string; items: { text: string; detail: string; address?: string }[]; more?: string | null }

export function letterOf(subject: string, parts: LetterParts) {
  return { subject: subject.slice(0, 180), body: textOf(parts), html: htmlOf(parts) }
}

function textOf({ greeting, words, sections = [], button, foot }: LetterParts) {
  return [
    greeting,
    ...words,
    ...sections.map(({ title, items, more }) =>
      [title, ...items.map(({ text, detail, address }) => `- ${text}\n  ${detail}${address ? `\n  ${address}` : ''}`), ...(more ? [more] : [])].join('\n')),
    ...(button ? [`${button.label}: ${button.address}`] : []),
    foot.join('\n'),
  ].join('\n\n')
}

const INK = 'color:#18222d'
const QUIET = 'color:#46525f'
const ACTION = '#0b5563'

/** Every colour is said, ink and ground: programs that darken mail turn both or neither. */
function htmlOf({ greeting, words, sections = [], button, foot }: LetterParts) {
  return [
    '<!doctype html><html lang="es-CL"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light"></head>',
    `<body style="margin:0;padding:20px;background:#ffffff;font:16px/1.5 system-ui,Segoe UI,Arial,sans-serif;${INK}"><div style="max-width:600px">`,
    ...[greeting, ...words].map((text) => paragraph(escapeHtml(text))),
    ...sections.map(sectionHtml),
    button
      ? `<p style="margin:0 0 18px"><a href="${escapeHtml(button.address)}" style="display:inline-block;padding:12px 18px;border-radius:6px;background:${ACTION};color:#ffffff;text-decoration:none">${escapeHtml(button.label)}</a></p>`
      : '',
    ...foot.map((text) => paragraph(linked(text), `font-size:14px;${QUIET}`)),
    '</div></body></html>',
  ].join('\n')
}

const paragraph = (html: string, style = '') => `<p style="margin:0 0 14px;${style}">${html}</p>`

const sectionHtml = ({ title, items, more }: Section) => [
  `<h2 style="margin:18px 0 6px;font-size:16px;${INK}">${escapeHtml(title)}</h2>`,
  '<ul style="margin:0 0 14px;padding-left:20px">',
  ...items.map(({ text, detail, address }) =>
    `<li style="margin:0 0 8px">${address ? anchor(address, text) : escapeHtml(text)}<br><span style="font-size:14px;${QUIET}">${escapeHtml(detail)}</span></li>`),
  '</ul>',
  more ? paragraph(escapeHtml(more), QUIET) : '',
].join('\n')

const anchor = (address: string, words: string) => `<a href="${escapeHtml(address)}" style="color:${ACTION}">${escapeHtml(words)}</a>`

/** «No quiero recibir más: https://…» → the words, as a link. */
function linked(text: string) {
  const [words = '', address] = text.split(/: (?=https?:|\{\{enlace)/)
  return address ? anchor(address, words) : escapeHtml(text)
}
