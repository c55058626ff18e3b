/** Text that is safe inside a calendar: whatever people typed, no new property, no HTML, no hidden character. */

/* oxlint-disable no-control-regex -- these are the characters it exists to remove */
const lineBreaks = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g
const hidden = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g
/* oxlint-enable no-control-regex */
const tagStart = /<(?=[a-z/!?])/gi

/** At most `max` characters, with their line breaks as `\n`. */
export function paragraph(text: string, max = 8000) {
  const lines = text.toWellFormed().normalize('NFC').replace(lineBreaks, '\n')
  const clean = lines.replace(hidden, '').replace(tagStart, '‹').trim()
  return clean.length <= max ? clean : Array.from(clean).slice(0, max).join('')
}

/** The same on one line. */
export const line = (text: string, max = 250) => paragraph(text, max).replace(/\s+/g, ' ')

/** A line for the places where the library escapes nothing. */
export const plainLine = (text: string) => line(text).replace(/ ?[\\;,]+ ?/g, ' · ')

/** A line between quotes in a parameter, without the marks that few programs read there. */
export const personName = (text: string) => line(text).replaceAll('"', "'").replace(/[\\^]/g, '')

/** An http(s) address without the marks that the library would spoil with backslashes. */
export function webAddress(url: string) {
  return exact(/^https?:/, new URL(url).href).replace(/[,;\\]/g, (mark) => encodeURIComponent(mark))
}

export const mailAddress = (email: string) => exact(/^[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+$/, email)

/** The text itself when it has the one form allowed; anything else is an error, never half a calendar. */
export function exact(pattern: RegExp, text: string) {
  if (!pattern.test(text)) throw new Error(`not allowed in a calendar: ${text.slice(0, 40)}`)
  return text
}
