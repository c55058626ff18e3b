/** The words of the portal: what a municipality reads and answers from a phone. */

/** How much more time is asked for; the rest is written as a date. */
export const extensions = { '7': '7 días más', '15': '15 días más', '30': '30 días más', date: 'Otra fecha' } as const
export type Extension = keyof typeof extensions

/** Answers that are neither «ya está» nor «más plazo». */
export const otherAnswers = { accepted: 'Lo aceptamos', in_progress: 'Está en curso', not_ours: 'No nos corresponde' } as const
export type OtherAnswer = keyof typeof otherAnswers

/** «Responde la Dirección de Obras»: the office of a standard position, by its kind. */
export const offices: Record<string, string> = {
  mayor: 'la alcaldía',
  municipal_secretary: 'la Secretaría Municipal',
  works_director: 'la Dirección de Obras',
  municipal_administrator: 'la Administración Municipal',
  planning_director: 'la SECPLA',
  community_director: 'la DIDECO',
  urban_adviser: 'la asesoría urbana',
  chief_of_staff: 'el gabinete',
  housing_head: 'la Oficina de la Vivienda',
  legal_director: 'la Dirección Jurídica',
  control_director: 'la Dirección de Control',
  finance_director: 'la Dirección de Administración y Finanzas',
  network_counterpart: 'la contraparte técnica',
}
