import { decode } from './encoding.ts'
import { numberFormats, type NumberFormat } from './formats.ts'
import { Unreadable } from './reading.ts'
import { attribute, walkXml } from './xml.ts'
import type { Zip } from './zip.server.ts'

/** What the cells of a book refer to, and where its sheets are. */
export type Workbook = { is1904: boolean; texts: string[]; formats: NumberFormat[]; sheets: { name: string; isHidden: boolean; part: string }[] }

/** Reads all of an .xlsx but its sheets (ECMA-376). Nothing outside of the file is ever looked for. */
export function readWorkbook(zip: Zip): Workbook {
  const main = [...relations(zip, '').values()].find(({ type }) => type.endsWith('/officeDocument'))?.part ?? 'xl/workbook.xml'
  const xml = xmlOf(zip, main)
  if (xml === undefined) throw new Unreadable(foreign(zip))
  const related = relations(zip, main)
  const ofType = (kind: string) => [...related.values()].find(({ type }) => type.endsWith(`/${kind}`))?.part
  const book: Workbook = { is1904: false, texts: sharedTexts(xmlOf(zip, ofType('sharedStrings')) ?? ''), formats: numberFormats(xmlOf(zip, ofType('styles')) ?? ''), sheets: [] }
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr') book.is1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const target = related.get(attribute(attributes, 'id') ?? '')
      const isHidden = /hidden$/i.test(attribute(attributes, 'state') ?? '')
      if (target?.type.endsWith('/worksheet')) book.sheets.push({ name: attribute(attributes, 'name') ?? '', isHidden, part: target.part })
    },
  })
  return book
}

/** The text of a part; undefined when it is not there. */
export function xmlOf(zip: Zip, part: string | undefined) {
  const bytes = part === undefined ? undefined : zip.read(part)
  return bytes && decode(bytes).text
}

type Relation = { type: string; part: string }

function relations(zip: Zip, of: string) {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const found = new Map<string, Relation>()
  walkXml(xmlOf(zip, `${folder}_rels/${of.slice(folder.length)}.rels`) ?? '', {
    open(name, attributes) {
      const [id, type, target] = ['Id', 'Type', 'Target'].map((one) => attribute(attributes, one))
      if (name !== 'Relationship' || !id || !type || !target || attribute(attributes, 'TargetMode') === 'External') return
      found.set(id, { type, part: resolved(folder, target) })
    },
  })
  return found
}

function resolved(folder: string, target: string) {
  const parts: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') parts.pop()
    else if (step && step !== '.') parts.push(step)
  }
  return parts.join('/')
}

/** The texts that cells point at; those of how a word is pronounced are left out. */
function sharedTexts(xml: string) {
  const texts: string[] = []
  let [text, isText, isSound] = ['', false, false]
  walkXml(xml, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 't') isText = true
      if (name === 'rPh') isSound = true
    },
    text(part) {
      if (isText && !isSound) text += part
    },
    close(name) {
      if (name === 'si') texts.push(withoutEscapes(text))
      if (name === 't') isText = false
      if (name === 'rPh') isSound = false
    },
  })
  return texts
}

/** «_x000D_» is how Office writes what XML cannot. */
export const withoutEscapes = (text: string) =>
  text.includes('_x') ? text.replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

function foreign(zip: Zip) {
  const has = (part: RegExp) => zip.names.some((name) => part.test(name))
  if (has(/^xl\/workbook\.bin$/)) return 'Es un libro binario de Excel (.xlsb). Guárdelo como «Libro de Excel (.xlsx)» y súbalo otra vez.'
  if (has(/^word\//)) return 'Es un documento de Word y no una planilla. Copie su tabla y péguela, o guárdela como .xlsx.'
  if (has(/^ppt\//)) return 'Es una presentación y no una planilla. Copie su tabla y péguela.'
  if (has(/^Index\/.*\.iwa$/)) return 'Es de Numbers. Expórtela como Excel (.xlsx) y súbala otra vez.'
  if (has(/^mimetype$/)) return 'Es de LibreOffice (.ods). Guárdela como .xlsx y súbala otra vez.'
  return 'Es un .zip y no una planilla. Sáquela de él y suba la planilla sola.'
}
