import type { ListForm, MatrixState } from '#app/domain/commitments/terms.ts'

/** Parameters that a matrix and a list understand alike; a matrix ignores the others. */
const SHARED = ['q', 'region', 'tipo', 'institucion', 'papel', 'con', 'vence_desde', 'vence_antes']

/** The matrix of what an address narrows; `estado` too when the matrix knows it. */
export const matrixAddress = (search: URLSearchParams, estado?: string | null) => addressOf('/compromisos/matriz', search, { estado: estado ?? null })

/** The spreadsheet of a matrix. */
export const matrixFileAddress = (search: URLSearchParams, estado: MatrixState) => addressOf('/exportar/matriz.xlsx', search, { estado })

/** The list of the same filter, in one of its forms. */
export const tableAddress = (search: URLSearchParams, estado: MatrixState, form: ListForm) =>
  addressOf('/compromisos', search, { vista: 'todos', estado, forma: form === 'tabla' ? null : form })

/** Another address with what a matrix and a list understand alike; a null parameter is left out. */
export function addressOf(path: string, search: URLSearchParams, params: Record<string, string | null>) {
  const next = new URLSearchParams()
  for (const name of SHARED) if (search.get(name)) next.set(name, search.get(name)!)
  for (const [name, value] of Object.entries(params)) if (value) next.set(name, value)
  return next.size > 0 ? `${path}?${next}` : path
}
