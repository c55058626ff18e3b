import { readCsv, readPasted } from './csv.server.ts'
import { MOST, Unreadable, type Reading } from './reading.ts'
import { readVcf } from './vcf.server.ts'
import { readXlsx } from './xlsx.server.ts'

/** What the thread that reads is asked, and what it answers. */
export type Task = { bytes: Uint8Array; name: string } | { text: string }
export type Answer = { ok: true; reading: Reading } | { ok: false; problem: string }

/** Reads whatever it is by what is in it, and not by its name. Runs in a thread of its own: see reader.server.ts. Throws `Unreadable`. */
export function readFile(task: Task): Reading {
  const reading = 'text' in task ? readPasted(task.text) : readBytes(task.bytes, task.name)
  if (reading.sheets.every(({ rows }) => rows.length === 0)) throw new Unreadable('No trae ninguna celda con algo escrito.')
  return reading
}

function readBytes(bytes: Uint8Array, name: string) {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const binary = BINARY.find(([mark]) => head.startsWith(mark))
  if (binary) throw new Unreadable(binary[1])
  if (head.startsWith('PK')) return readXlsx(bytes)
  if (head.startsWith(OLE)) throw new Unreadable(oldOffice(bytes))
  const start = head.replace(/[^\u0021-\u007e]/g, '').toUpperCase()
  if (/^(<!DOCTYPEHTML|<HTML|<HEAD|<META|<TABLE|<DIV|<STYLE)/.test(start)) {
    throw new Unreadable('Aunque su nombre diga .xls, es una página web. Ábrala en Excel, guárdela como «Libro de Excel (.xlsx)» y súbala otra vez.')
  }
  if (start.startsWith('<?XML') || start.startsWith('<WORKBOOK')) throw new Unreadable('Es un XML y no una planilla. Ábralo en Excel, guárdelo como «Libro de Excel (.xlsx)» y súbalo otra vez.')
  if (start.startsWith('BEGIN:VCARD')) return readVcf(bytes, name)
  if (start.startsWith('BEGIN:VCALENDAR')) throw new Unreadable('Es un calendario: se importa en Calendario, y no aquí.')
  return readCsv(bytes, name)
}

const IMAGE = 'Es una imagen. Escriba o copie su tabla en una planilla y súbala como .xlsx.'
const PACKED = 'Está comprimido. Sáquelo de ahí y suba la planilla sola.'
const BINARY: [mark: string, problem: string][] = [
  ['%PDF', 'Es un PDF. Copie su tabla en una planilla y súbala como .xlsx, o péguela.'],
  ['\u0089PNG', IMAGE], ['\u00ff\u00d8\u00ff', IMAGE], ['GIF8', IMAGE],
  ['\u001f\u008b', PACKED], ['Rar!', PACKED], ['7z\u00bc\u00af', PACKED],
  ['{\\rtf', 'Es un documento de texto. Copie su tabla y péguela, o guárdela como .xlsx.'],
]
const OLE = '\u00d0\u00cf\u0011\u00e0'

function oldOffice(bytes: Uint8Array) {
  const isLocked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return isLocked
    ? 'El archivo tiene contraseña. Quítesela en Excel, guárdelo y súbalo otra vez.'
    : 'Es del formato antiguo de Excel (.xls). Guárdelo como «Libro de Excel (.xlsx)» y súbalo otra vez.'
}

/** Never throws: whatever is wrong with a file is a sentence. */
export function answerTo(task: Task): Answer {
  try {
    return { ok: true, reading: readFile(task) }
  } catch (error) {
    return { ok: false, problem: error instanceof Unreadable ? error.message : `No se pudo leer. Ábralo en Excel, guárdelo de nuevo como .xlsx o CSV y súbalo otra vez (hasta ${MOST.bytes / 1024 / 1024} MB).` }
  }
}
