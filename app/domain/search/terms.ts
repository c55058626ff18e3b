/** What a search answers, in the order in which it is read. The keys are those of the groups. */
export const searchGroups = {
  people: 'Personas',
  positions: 'Cargos',
  institutions: 'Instituciones',
  meetings: 'Reuniones',
  minutes: 'Actas',
  agreements: 'Acuerdos',
  commitments: 'Compromisos',
  requests: 'Solicitudes',
  files: 'Archivos',
} as const
export type SearchGroup = keyof typeof searchGroups
