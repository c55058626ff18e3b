import type { MinutesContent } from './rules/content.ts'
import { summaryText } from './rules/summary.ts'

export const MINUTES_TOPIC = 'minutes.closed'

/** The mail that carries closed minutes to one institution: the common text and its own commitments, nobody else's. */
export function mailOf(content: MinutesContent, { institution_id, name }: { institution_id: string; name: string }) {
  const { folio, title } = content.meeting
  const version = content.number > 1 ? `, versión ${content.number}` : ''
  return {
    subject: `Acta de «${title}» (${folio}${version})`,
    body: [
      `Buenos días, ${name}:`,
      'Le compartimos lo que se acordó en la reunión y los compromisos que le corresponden.',
      summaryText(content, institution_id),
      'Si algo no quedó como se conversó, responda este correo.',
    ].join('\n\n'),
  }
}
