/** What is done to several records of a list at once: to which list, and in which words. */
export const bulkActs = {
  coordinacion: {
    path: '/instituciones', title: 'Asignar quién coordina', button: 'Asignar a', one: 'institución', many: 'instituciones', feminine: true,
    field: 'Quién la coordina', empty: 'Nadie',
  },
  cargo: { path: '/reuniones', title: 'Dejar a cargo de alguien', button: 'Cambiar', one: 'reunión', many: 'reuniones', feminine: true, field: 'A cargo de', empty: 'Elija una persona' },
  confirmacion: { path: '/contactos', title: 'Confirmar los datos', button: 'Confirmar', one: 'contacto', many: 'contactos', feminine: false, field: null, empty: null },
} as const
export type BulkAct = keyof typeof bulkActs
