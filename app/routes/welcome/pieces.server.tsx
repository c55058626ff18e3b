import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'

import { takeCommitments } from '#app/domain/exports/queries/commitments.server.ts'
import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import { fileName } from '#app/domain/minutes/rules/documents.ts'
import { asInstitution } from '#app/domain/welcome/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { printPdf } from '#app/lib/pdf.server.ts'
import { workbook } from '#app/lib/xlsx.server.ts'
import { paperOf, printable } from '#app/routes/documents/printable.server.tsx'

import { folderName, type folderAskedFor } from './folder.server.ts'
import { WelcomeSheet } from './sheet.tsx'

export type Asked = Awaited<ReturnType<typeof folderAskedFor>>

export const folderHtml = ({ folder, letterhead, title, foot }: Asked) =>
  paperOf(title, foot, <WelcomeSheet folder={folder} letterhead={letterhead} />)

/**
 * The folder, its commitments as a spreadsheet and each of its minutes, one file after another, so that no more than one
 * is in memory. What no browser prints here goes as a page that any browser opens.
 */
export async function* folderZip(ctx: Context, asked: Asked, print = printPdf): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const paper = async (name: string, html: string) => {
    const pdf = await print(html)
    const part = pdf ? new ZipPassThrough(`${name}.pdf`) : new ZipDeflate(`${name}.html`, { level: 6 })
    part.mtime = ctx.now
    zip.add(part)
    part.push(pdf ?? strToU8(html), true)
  }
  const { folder } = asked
  await paper(folderName(folder), folderHtml(asked))
  yield* pieces.splice(0)

  const theirs = asInstitution(ctx, folder.position.institution_id)
  const search = new URLSearchParams({ vista: 'todos', institucion: folder.position.institution_id, estado: 'abiertos' })
  const { tables, filter } = await takeCommitments(theirs, search)
  const sheet = new ZipPassThrough('compromisos.xlsx')
  sheet.mtime = ctx.now
  zip.add(sheet)
  for await (const piece of workbook(tables, [['Filtro', filter], ['Para', asked.title], ['Hecho el', folder.made]], ctx.now)) {
    sheet.push(piece)
    yield* pieces.splice(0)
  }
  sheet.push(new Uint8Array(0), true)

  for (const { folio } of folder.minutes) {
    const copy = await findCopy(theirs, folio)
    if (!copy) continue
    await paper(`actas/${fileName(copy.content, copy.party)}`, printable(copy, false))
    yield* pieces.splice(0)
  }
  zip.end()
  yield* pieces
}
