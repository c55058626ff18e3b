/** The form that every box of a list belongs to. */
export const SELECTION = 'seleccion'
