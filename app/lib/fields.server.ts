/** Pieces of zod schemas that every form uses, with the Spanish sentence each one answers. */

import { z } from 'zod'

import { isDay } from './days.ts'

z.config({
  ...z.locales.es(),
  customError: (issue) => (issue.input === undefined || issue.input === '' ? 'Falta completar este campo.' : undefined),
})

/** Required text of at most `max` characters. */
export const text = (max: number, missing = 'Falta completar este campo.') =>
  z
    .string({ error: missing })
    .trim()
    .min(1, { error: missing })
    .max(max, { error: (issue) => tooLong(max, issue.input), abort: true })

/** Text that may be left out: empty becomes null. */
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: (issue) => tooLong(max, issue.input), abort: true })
    .optional()
    .transform((value) => value || null)

const tooLong = (max: number, input: unknown) =>
  `Escriba como máximo ${max.toLocaleString('es-CL')} caracteres; ahora tiene ${String(input).length.toLocaleString('es-CL')}.`

/** A day written YYYY-MM-DD (what a date field sends) or DD-MM-YYYY (what a person types). */
export const day = (missing = 'Escriba una fecha, por ejemplo 30-11-2026.') =>
  z
    .string({ error: missing })
    .trim()
    .transform((value) => value.replace(/^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/, (_, d: string, m: string, y: string) =>
      `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`))
    .refine((value) => isDay(value) && value >= '1990-01-01' && value <= '2100-12-31', { error: missing })

export const optionalDay = () =>
  z
    .union([z.literal('').transform(() => null), day('Esa fecha no existe; escríbala así: 30-11-2026.')])
    .optional()
    .transform((value) => value ?? null)

/** An hour HH:MM, 24 h. */
export const time = (missing = 'Escriba una hora, por ejemplo 09:30.') =>
  z
    .string({ error: missing })
    .trim()
    .max(5, { error: missing, abort: true })
    .transform((value) => value.padStart(5, '0'))
    .refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), { error: missing })

/** One of the keys of a `terms.ts` record. */
export const oneOf = <K extends string>(terms: Record<K, unknown>, missing = 'Elija una opción de la lista.') =>
  z.enum(Object.keys(terms) as [K, ...K[]], { error: missing })

/** The id of another record; whether it exists and may be seen is the command's question. */
export const reference = (missing = 'Elija una opción de la lista.') =>
  z
    .string({ error: missing })
    .trim()
    .min(1, { error: missing })
    .max(80, { error: missing })

export const optionalReference = () =>
  z
    .string()
    .trim()
    .max(80, { error: 'Elija una opción de la lista.' })
    .optional()
    .transform((value) => value || null)

/** A checkbox: sends «on» or nothing. */
export const checkbox = () =>
  z
    .string()
    .optional()
    .transform((value) => value === 'on' || value === '1')

export const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: `Escriba un número entre ${min} y ${max}.` })
    .int({ error: `Escriba un número entero entre ${min} y ${max}.` })
    .min(min, { error: `Escriba un número entre ${min} y ${max}.` })
    .max(max, { error: `Escriba un número entre ${min} y ${max}.` })

/** A web address that may be followed: http or https. */
export const link = () =>
  z
    .string()
    .trim()
    .max(500, { error: 'El enlace es demasiado largo.', abort: true })
    .refine((value) => value === '' || isWebAddress(value), { error: 'Escriba un enlace que empiece con https://' })
    .optional()
    .transform((value) => value || null)

function isWebAddress(value: string) {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol)
  } catch {
    return false
  }
}

/** Sent by every editing form: the version its author was looking at. One more still fits the column of either engine. */
export const version = () => z.coerce.number({ error: NO_VERSION }).int({ error: NO_VERSION }).min(1, { error: NO_VERSION }).max(2_147_483_646, { error: NO_VERSION })

const NO_VERSION = 'Falta la versión del registro.'

/** Sent by every creating form, so that sending it twice writes once. */
export const operation = () => z.string().trim().max(64).optional()
