import { mailAddress, personName } from './text.server.ts'

const OCTETS = 75

/** The same calendar, organised by this mailbox: whoever answers writes there. */
export function organisedBy(calendar: string, { name, email }: { name: string; email: string }): string {
  const row = folded(`ORGANIZER;CN="${personName(name) || 'Agenda'}":mailto:${mailAddress(email)}`)
  const properties = calendar.split(/\r\n(?! )/)
  return properties.map((property) => (/^ORGANIZER[;:]/.test(property) ? row : property)).join('\r\n')
}

/** No line longer than 75 octets, none cut inside a character (RFC 5545 §3.1). */
function folded(row: string): string {
  const lines: string[] = []
  let current = ''
  for (const mark of row) {
    if (Buffer.byteLength(current + mark) > OCTETS) {
      lines.push(current)
      current = ' '
    }
    current += mark
  }
  return [...lines, current].join('\r\n')
}
