/** Ways to reach somebody, and who may know them. */

export const contactKinds = { email: 'Correo', phone: 'Teléfono', whatsapp: 'WhatsApp', address: 'Dirección' } as const
export type ContactKind = keyof typeof contactKinds

export const visibilities = { network: 'Toda la red', team: 'Solo el equipo' } as const
export type Visibility = keyof typeof visibilities

/** Whose it is. The keys are the parameters of the address of the form. */
export const owners = { institucion: 'institution', cargo: 'position', persona: 'person' } as const
export type OwnerType = (typeof owners)[keyof typeof owners]
export type Owner = { type: OwnerType; id: string }
