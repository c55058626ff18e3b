import type { Reading } from './reading.ts'

/**
 * Reads an XLSX, CSV or VCF that somebody else wrote, in a thread with a deadline and bounded memory. Throws `Unreadable`
 * for whatever is wrong with the file. `name` is what the person called it.
 */
export function readSheets(bytes: Uint8Array, { name }: { name: string }): Promise<Reading> {
  throw new Error(`not written yet: ${bytes.length} ${name}`)
}

/** Reads what was copied from a spreadsheet: cells apart by tabs, else as a CSV. Throws `Unreadable`. */
export function readPaste(text: string): Promise<Reading> {
  throw new Error(`not written yet: ${text.length}`)
}
