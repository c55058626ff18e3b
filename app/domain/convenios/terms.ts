/** What is stored about a convenio, and how it is read. */

export const convenioStages = {
  draft: 'Borrador',
  legal_review: 'En revisión jurídica',
  observed: 'Con observaciones',
  corrected: 'Corregido',
  cleared: 'Visado',
  council_agenda: 'En tabla del concejo',
  council_approved: 'Aprobado por el concejo',
  council_rejected: 'Rechazado por el concejo',
  signing: 'En firma',
  signed: 'Firmado',
  decreed: 'Con decreto',
  in_force: 'Vigente',
  amended: 'Modificado',
  extended: 'Prorrogado',
  expired: 'Vencido',
  terminated: 'Terminado',
  mutual_termination: 'Terminado de común acuerdo',
} as const
export type ConvenioStage = keyof typeof convenioStages

export const convenioTypes = {
  framework: 'Convenio marco',
  collaboration: 'Colaboración',
  transfer: 'Transferencia de recursos',
  mandate: 'Mandato',
  programming: 'Programación',
} as const
export type ConvenioType = keyof typeof convenioTypes

/** What the Ley 18.695 asks of the concejo before a municipality obliges itself. */
export const councilNeeds = {
  none: 'No requiere acuerdo del concejo',
  to_verify: 'Por verificar si requiere acuerdo del concejo',
  absolute_majority: 'Requiere acuerdo del concejo por mayoría absoluta',
  two_thirds: 'Requiere acuerdo del concejo por dos tercios',
} as const
export type CouncilNeed = keyof typeof councilNeeds
