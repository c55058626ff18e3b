export const evidenceKinds = {
  oficio: 'Oficio',
  link: 'Enlace',
  file: 'Archivo',
  statement: 'Declaración',
} as const
export type EvidenceKind = keyof typeof evidenceKinds
