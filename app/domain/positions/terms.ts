/** Lobby status of a position (Ley 20.730): it follows whoever exercises it. */
export const lobbyStatuses = {
  by_law: 'Sujeto pasivo por ley',
  by_resolution: 'Sujeto pasivo por resolución',
  to_verify: 'Por verificar',
  no: 'No es sujeto pasivo',
} as const
