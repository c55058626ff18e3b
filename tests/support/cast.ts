/** Who appears in every test. Invented people; real institutions of the public catalogue. */
export const cast = {
  paula: { name: 'Paula Díaz Rojas', email: 'paula@ejemplo.cl', role: 'coordinator', institution_id: 'red-municipios' },
  carolina: { name: 'Carolina Fuentes Riquelme', email: 'carolina@ejemplo.cl', role: 'coordinator', institution_id: 'red-municipios' },
  rosa: { name: 'Rosa Sanhueza Vera', email: 'rosa@cerrillos.ejemplo.cl', role: 'leader', institution_id: 'muni-13102' },
  ines: { name: 'Inés Barría Oyarzo', email: 'ines@castro.ejemplo.cl', role: 'leader', institution_id: 'muni-10201' },
  elena: { name: 'Elena Muñoz Tapia', email: 'elena@ejemplo.cl', role: 'executive', institution_id: 'deficit-cero' },
  lidia: { name: 'Lidia Pino Araya', email: 'lidia@ejemplo.cl', role: 'viewer', institution_id: 'deficit-cero' },
  alma: { name: 'Alma Reyes Soto', email: 'alma@ejemplo.cl', role: 'admin', institution_id: 'red-municipios' },
} as const

export type Name = keyof typeof cast
