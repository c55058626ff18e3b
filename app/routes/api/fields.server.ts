import { z } from 'zod'

/** Pieces of the schemas of answers and of what may be asked. Names in English; what is told about them, in Spanish. */

export const instant = () => z.iso.datetime().meta({ description: 'Instante en UTC' })
/** As RFC 3339 writes it, with its offset; within the years that texts of instants put in order. */
export const moment = () =>
  z.iso
    .datetime({ offset: true, error: 'Es un instante como 2026-11-24T13:00:00Z o 2026-11-24T10:00:00-03:00; en una dirección, el + se escribe %2B.' })
    .refine((value) => !isBeyond(new Date(value).getUTCFullYear()), { error: 'Ese año está fuera de alcance.' })
const isBeyond = (year: number) => year < 0 || year > 9999

/** A day that is asked for. In the last year there is, the day after would be none of ours. */
export const dayAsked = (description: string) =>
  z.iso.date({ error: 'Es un día que existe, como 2026-11-24.' }).refine((value) => value < '9999', { error: 'Ese año está fuera de alcance.' }).meta({ description })
export const dayOf = (description: string) => z.iso.date().meta({ description })
export const text = (description: string) => z.string().meta({ description })
export const count = (description: string) => z.number().int().meta({ description })

/** One of the keys of a `terms.ts` record, told with its words. */
export const codeOf = <K extends string>(terms: Record<K, string>) =>
  z.enum(Object.keys(terms) as [K, ...K[]], { error: `Es uno de estos: ${Object.keys(terms).join(', ')}.` }).meta({ description: Object.entries<string>(terms).map(([code, word]) => `${code}: ${word}`).join(' · ') })

/** Words of ours for what pages call by others: each is told as people read it. */
export const askedAs = <K extends string, V extends string>(codes: Record<K, V>, terms: Record<V, string>) =>
  codeOf(Object.fromEntries(Object.entries<V>(codes).map(([code, value]) => [code, terms[value].toLowerCase()])) as Record<K, string>)

export const reference = (description: string) => z.object({ id: z.string(), name: z.string() }).meta({ description })

/** What is asked by name: at most so long, never in blank, and nothing that a database cannot hold. */
export const asked = (description: string, max = 80) =>
  z.string({ error: 'Falta.' }).min(1, { error: 'No puede quedar en blanco.' }).max(max, { error: `Son ${max} caracteres como mucho.` }).refine((value) => !value.includes('\u0000'), { error: 'Tiene un carácter que no existe.' }).meta({ description })
export const words = (of = '') => asked(`Palabras${of && ` ${of}`}, sin que importen tildes, orden ni mayúsculas`, 100)
export const region = () => z.string().regex(/^\d{2}$/, { error: 'Son dos dígitos, como 13.' }).meta({ description: 'Código de la región, dos dígitos' })

export const contacts = () =>
  z
    .array(z.object({ kind: z.enum(['email', 'phone', 'whatsapp', 'address']), value: z.string(), label: z.string().nullable() }))
    .nullable()
    .meta({ description: 'Solo con el permiso «RUT, correos y teléfonos»; si no, null' })
export const rut = () => z.string().nullable().meta({ description: 'Sin puntos, con guion. De personas, solo con el permiso «RUT, correos y teléfonos»' })

