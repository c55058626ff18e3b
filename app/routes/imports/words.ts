import type { Outcome } from '#app/domain/sheet-imports/terms.ts'
import { formatNumber, plural } from '#app/lib/text.ts'

type Totals = Record<Outcome, number>

const words: [Outcome, string, string][] = [
  ['created', 'nueva', 'nuevas'], ['updated', 'con cambios', 'con cambios'], ['same', 'igual', 'iguales'], ['skipped', 'omitida', 'omitidas'], ['failed', 'con problema', 'con problema'],
]

/** What became of many rows. */
export const resultWords: Record<Outcome, string> = { created: 'Nuevas', updated: 'Con cambios', same: 'Iguales', skipped: 'Omitidas', failed: 'Con problema' }

/** «1.000 filas: 820 nuevas, 12 iguales, 168 con problema.»: together they are all that the file brings. */
export function willText(total: number, totals: Totals) {
  const told = words.filter(([outcome]) => totals[outcome] > 0).map(([outcome, one, many]) => plural(totals[outcome], one, many))
  return `${plural(total, 'fila', 'filas')}: ${told.join(', ')}.`
}

/** What of ours a row may replace, when it is decided of one row. */
export const KEEPS = { ours: 'Dejar lo que está en Hilván', file: 'Tomar lo del archivo' } as const

export const keepsLabel = (keeps: boolean) => `Como el resto del archivo: ${keeps ? 'se deja lo que está' : 'se toma lo del archivo'}`

/** «Importar: 820 nuevas y 14 con cambios». */
export function applyLabel({ created, updated }: Totals) {
  if (created + updated === 0) return 'Terminar sin cambios'
  const parts = [created > 0 && plural(created, 'nueva', 'nuevas'), updated > 0 && `${formatNumber(updated)} con cambios`].filter(Boolean)
  return `Importar: ${parts.join(' y ')}`
}
