import { z } from 'zod'

/** Pieces of the schemas of answers and of what may be asked. Names in English; what is told about them, in Spanish. */

export const instant = () => z.iso.datetime().meta({ description: 'Instante en UTC' })
export const dayOf = (description: string) => z.iso.date().meta({ description })
export const text = (description: string) => z.string().meta({ description })
export const count = (description: string) => z.number().int().meta({ description })

/** One of the keys of a `terms.ts` record, told with its words. */
export const codeOf = <K extends string>(terms: Record<K, string>) =>
  z.enum(Object.keys(terms) as [K, ...K[]]).meta({ description: Object.entries<string>(terms).map(([code, word]) => `${code}: ${word}`).join(' · ') })

export const reference = (description: string) => z.object({ id: z.string(), name: z.string() }).meta({ description })

/** What is asked by name: at most so long, and never in blank. */
export const asked = (description: string, max = 80) => z.string().min(1).max(max).meta({ description })
export const words = () => asked('Palabras, sin que importen tildes, orden ni mayúsculas', 100)
export const region = () => z.string().regex(/^\d{2}$/).meta({ description: 'Código de la región, dos dígitos' })

export const contacts = () =>
  z
    .array(z.object({ kind: z.enum(['email', 'phone', 'whatsapp', 'address']), value: z.string(), label: z.string().nullable() }))
    .nullable()
    .meta({ description: 'Solo con el permiso «RUT, correos y teléfonos»; si no, null' })
export const rut = () => z.string().nullable().meta({ description: 'Sin puntos, con guion. De personas, solo con el permiso «RUT, correos y teléfonos»' })

