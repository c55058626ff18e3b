import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'

import { takeCommitments } from '#app/domain/exports/queries/commitments.server.ts'
import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import { fileName } from '#app/domain/minutes/rules/documents.ts'
import { asInstitution } from '#app/domain/welcome/queries.server.ts'
import { cardsOf } from '#app/domain/welcome/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { printPdf } from '#app/lib/pdf.server.ts'
import { vcard } from '#app/lib/vcard.server.ts'
import { workbook } from '#app/lib/xlsx.server.ts'
import { paperOf, printable } from '#app/routes/documents/printable.server.tsx'

import { folderName, folderOf, type Asked } from './folder.server.ts'
import { WelcomeSheet } from './sheet.tsx'

export const folderHtml = ({ folder, letterhead, title, foot }: Asked) =>
  paperOf(title, foot, <WelcomeSheet folder={folder} letterhead={letterhead} />)

/**
 * The folder, its commitments as a spreadsheet, its contacts as cards and each of its minutes, one file after another, so that no more than one
 * is in memory. What no browser prints here goes as a page that any browser opens.
 */
export const folderZip = (ctx: Context, asked: Asked, print = printPdf) =>
  zipOf((zip) => filesOf(ctx, zip, asked, '', whileItWorks(print)))

/** The folders of several posts, each in a directory of its own; a post that is not there any more is left out. */
export const foldersZip = (ctx: Context, position_ids: string[], print = printPdf) =>
  zipOf(async function* (zip) {
    const used = new Set<string>()
    const printing = whileItWorks(print)
    for (const id of position_ids) {
      const asked = await folderOf(ctx, id)
      if (!asked) continue
      const name = folderName(asked.folder)
      const own = used.has(name) ? `${name}-${used.size + 1}` : name
      used.add(own)
      yield* filesOf(ctx, zip, asked, `${own}/`, printing)
    }
  })

type Print = (html: string) => Promise<Uint8Array<ArrayBuffer> | undefined>

const TRIES = 2

/** A browser that failed several times running is not tried again: each time may take as long as its deadline, and files are hundreds. */
function whileItWorks(print: Print): Print {
  let failures = 0
  return async (html) => {
    if (failures === TRIES) return undefined
    const pdf = await print(html)
    failures = pdf ? 0 : failures + 1
    return pdf
  }
}

/** What is in the zip leaves after each file that `work` adds. */
async function* zipOf(work: (zip: Zip) => AsyncIterable<void>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  for await (const _ of work(zip)) yield* pieces.splice(0)
  zip.end()
  yield* pieces
}

async function* filesOf(ctx: Context, zip: Zip, asked: Asked, directory: string, print: Print): AsyncGenerator<void> {
  const { folder } = asked
  await addPaper(ctx, zip, `${directory}${folderName(folder)}`, folderHtml(asked), print)
  yield
  const theirs = asInstitution(ctx, folder.position.institution_id)
  const search = new URLSearchParams({ vista: 'todos', institucion: folder.position.institution_id, estado: 'abiertos' })
  const { tables, filter } = await takeCommitments(theirs, search)
  const sheet = new ZipPassThrough(`${directory}compromisos.xlsx`)
  sheet.mtime = ctx.now
  zip.add(sheet)
  for await (const piece of workbook(tables, [['Filtro', filter], ['Para', asked.title], ['Hecho el', folder.made]], ctx.now)) {
    sheet.push(piece)
    yield
  }
  sheet.push(new Uint8Array(0), true)
  const cards = cardsOf(folder, ctx.now)
  if (cards.length > 0) addText(ctx, zip, `${directory}contactos.vcf`, cards.map((card) => vcard(card, '3.0', `${asked.foot.record}. ${asked.foot.copy}`)).join(''))
  for (const { folio } of folder.minutes) {
    const copy = await findCopy(theirs, folio)
    if (copy) await addPaper(ctx, zip, `${directory}actas/${fileName(copy.content, copy.party)}`, printable(copy, false), print)
    yield
  }
}

async function addPaper({ now }: Context, zip: Zip, name: string, html: string, print: Print) {
  const pdf = await print(html)
  if (!pdf) return addText({ now }, zip, `${name}.html`, html)
  const part = new ZipPassThrough(`${name}.pdf`)
  part.mtime = now
  zip.add(part)
  part.push(pdf, true)
}

function addText({ now }: Pick<Context, 'now'>, zip: Zip, name: string, text: string) {
  const part = new ZipDeflate(name, { level: 6 })
  part.mtime = now
  zip.add(part)
  part.push(strToU8(text), true)
}
