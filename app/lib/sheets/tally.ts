import { formatNumber } from '../text.ts'

const WORDS = {
  cut: (where) => `Se cortó en 32.767 caracteres el texto de ${where}.`,
  invisible: (where) => `Se quitaron caracteres invisibles de ${where}.`,
  repaired: (where) => `Se repararon letras mal guardadas («Ã±» por «ñ») en ${where}.`,
  shortened: (where) => `Excel abrevió un número (como 5,69E+10) en ${where}: sus últimas cifras se perdieron. Vuelva a exportar con la columna como texto.`,
  fault: (where) => `Hay un error de fórmula (como #N/A) en ${where}: se leyó vacía.`,
  unsolved: (where) => `Hay una fórmula sin su resultado guardado en ${where}: se leyó vacía. Ábralo en Excel, guárdelo y súbalo otra vez.`,
  quotes: (where) => `Hay comillas fuera de lugar en ${where}: revise esa celda.`,
} satisfies Record<string, (where: string) => string>

export type Remark = keyof typeof WORDS

/** Counts what happened to cells, to say each kind once: how many, and where the first one is. */
export class Tally {
  #found = new Map<Remark, { count: number; first: string }>()

  add(remark: Remark, cell: string) {
    const found = this.#found.get(remark)
    if (found) found.count++
    else this.#found.set(remark, { count: 1, first: cell })
  }

  notes() {
    return [...this.#found].map(([remark, { count, first }]) =>
      WORDS[remark](count === 1 ? `la celda ${first}` : `${formatNumber(count)} celdas (la primera, ${first})`))
  }
}
