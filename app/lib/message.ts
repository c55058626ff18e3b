/** Pieces of a text for WhatsApp. */

/** A bold title and a line for each. */
export const block = (title: string, lines: string[]) => [bold(title), ...lines.map((line) => `- ${oneLine(line)}`)].join('\n')

/** A sentence that goes on. */
export const unpointed = (text: string) => text.trim().replace(/\.$/, '')

/** WhatsApp takes asterisks for bold, and only when none is inside. */
export const bold = (text: string) => `*${oneLine(text).replaceAll('*', '')}*`

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
