/** What may be taken along, by the first half of the name of its file. */
export const exportLists = {
  reuniones: 'Reuniones', acuerdos: 'Acuerdos', compromisos: 'Compromisos', matriz: 'Matriz', instituciones: 'Instituciones',
  solicitudes: 'Solicitudes', contactos: 'Contactos',
} as const
export type ExportList = keyof typeof exportLists

/** By the second half. */
export const exportFormats = { xlsx: 'Excel', csv: 'CSV', vcf: 'vCard' } as const
export type ExportFormat = keyof typeof exportFormats
