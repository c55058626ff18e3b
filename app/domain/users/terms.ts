export const roles = {
  coordinator: 'Coordinación',
  leader: 'Líder municipal',
  executive: 'Ejecutiva',
  viewer: 'Lectura',
  admin: 'Administración',
} as const

/** A role that a person may have; the product itself has its own. */
export type PersonRole = keyof typeof roles

/** What each role may do, in plain verbs. */
export const roleMeanings: Record<PersonRole, string> = {
  coordinator: 'Registra reuniones, acuerdos y compromisos, y mantiene el directorio.',
  leader: 'Ve y responde los compromisos de su institución, y nada de las demás.',
  executive: 'Lee el estado de la Red y se lleva calendarios y planillas. No edita.',
  viewer: 'Lee lo que la Red comparte. No edita.',
  admin: 'Administra personas usuarias y auditoría, y puede lo mismo que coordinación.',
}

export const states = { active: 'Activa', invited: 'Invitada', disabled: 'Desactivada' } as const
export type UserState = keyof typeof states
