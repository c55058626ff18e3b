/** How somebody exercises a position, and why they stop. */

export const tenureKinds = {
  titular: 'Titular',
  subrogante: 'Subrogante',
  interino: 'Interino/a',
  suplente: 'Suplente',
} as const
export type TenureKind = keyof typeof tenureKinds

export const endReasons = {
  'Fin del período': 'Fin del período',
  'Renuncia': 'Renuncia',
  'Cambio de cargo': 'Cambio de cargo',
  'Término de la subrogancia': 'Término de la subrogancia',
  'Cese o remoción': 'Cese o remoción',
  'Fallecimiento': 'Fallecimiento',
  'Otra razón': 'Otra razón',
} as const
