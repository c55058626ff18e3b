import { crc32, inflateRawSync } from 'node:zlib'

import { formatNumber } from '../text.ts'
import { MOST, Unreadable } from './reading.ts'

/** `read` unpacks one part, and refuses what would take more room than a part may, whatever its size was said to be. */
export type Zip = { names: string[]; read: (name: string) => Buffer | undefined }

type Entry = { method: number; isLocked: boolean; crc: number; packed: number; size: number; at: number }

const DAMAGED = 'El archivo está cortado o dañado. Ábralo en Excel, guárdelo de nuevo como .xlsx y súbalo otra vez.'
const TOO_BIG = `Una de sus partes pesa más de ${MOST.unpacked / 1024 / 1024} MB al descomprimirla. Divida la planilla y súbala por partes.`
const MOST_ENTRIES = 2_000
const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]
const END_SIZE = 22
const CENTRAL_SIZE = 46
const LOCAL_SIZE = 30
const LONGEST_COMMENT = 65_535

/** The parts of a .zip (APPNOTE 6.3, without ZIP64), from the list at its end. Nothing is unpacked until it is asked for. */
export function openZip(bytes: Uint8Array): Zip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = within(() => entriesOf(file))
  let room = MOST.unpacked * 2
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name)
      if (!entry) return undefined
      const part = within(() => unpacked(file, entry, Math.min(room, MOST.unpacked)))
      room -= part.length
      return part
    },
  }
}

function entriesOf(file: Buffer) {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0 || end < file.length - END_SIZE - LONGEST_COMMENT || file.readUInt32LE(end) !== END) throw new Unreadable(DAMAGED)
  const count = file.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new Unreadable(`Trae más de ${formatNumber(MOST_ENTRIES)} archivos adentro: no es una planilla común.`)
  const entries = new Map<string, Entry>()
  let at = file.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new Unreadable(DAMAGED)
    const [nameSize, extraSize, commentSize] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const name = file.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameSize).replaceAll('\\', '/')
    if (!entries.has(name)) {
      entries.set(name, {
        method: file.readUInt16LE(at + 10),
        isLocked: (file.readUInt16LE(at + 8) & 1) === 1,
        crc: file.readUInt32LE(at + 16),
        packed: file.readUInt32LE(at + 20),
        size: file.readUInt32LE(at + 24),
        at: file.readUInt32LE(at + 42),
      })
    }
    at += CENTRAL_SIZE + nameSize + extraSize + commentSize
  }
  return entries
}

function unpacked(file: Buffer, entry: Entry, most: number) {
  if (entry.isLocked) throw new Unreadable('El archivo tiene contraseña. Quítesela en Excel, guárdelo y súbalo otra vez.')
  if (entry.size > most) throw new Unreadable(TOO_BIG)
  if (file.readUInt32LE(entry.at) !== LOCAL) throw new Unreadable(DAMAGED)
  const from = entry.at + LOCAL_SIZE + file.readUInt16LE(entry.at + 26) + file.readUInt16LE(entry.at + 28)
  const packed = file.subarray(from, from + entry.packed)
  if (packed.length < entry.packed || (entry.method !== 0 && entry.method !== 8)) throw new Unreadable(DAMAGED)
  const part = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  if (part.length > most) throw new Unreadable(TOO_BIG)
  if (crc32(part) !== entry.crc) throw new Unreadable(DAMAGED)
  return part
}

/** What reads beyond the end, or is no deflate, is damage; what grows beyond the limit is too big. */
function within<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? TOO_BIG : DAMAGED)
  }
}
