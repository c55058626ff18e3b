import type { Row } from '#app/lib/sheets/reading.ts'
import { takingTurns } from '#app/lib/turns.server.ts'

const PAGE = 250

/** The rows of a sheet as a column keeps them: JSON, some hundred rows a line, so that nobody waits for all of them. */
export async function writePages(rows: Row[]): Promise<string> {
  const turn = takingTurns()
  const pages: string[] = []
  for (let at = 0; at < rows.length; at += PAGE) {
    pages.push(JSON.stringify(rows.slice(at, at + PAGE)))
    await turn()
  }
  return pages.join('\n')
}

/** What was kept before in one line is read alike. */
export async function readPages(text: string): Promise<Row[]> {
  const turn = takingTurns()
  const rows: Row[] = []
  for (const page of text.split('\n')) {
    // Written by us.
    for (const row of JSON.parse(page || '[]') as Row[]) rows.push(row)
    await turn()
  }
  return rows
}
