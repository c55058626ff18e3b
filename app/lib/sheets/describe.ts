import type { Reading, Sheet } from './reading.ts'

/** «1.204 filas · separador ; · Windows-1252 · fechas dd-mm-aaaa», of one sheet. */
export function describeReading(reading: Reading, sheet: Sheet): string {
  throw new Error(`not written yet: ${reading.format} ${sheet.name}`)
}
