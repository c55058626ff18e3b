import { z } from 'zod'

import { day, oneOf, optionalDay, optionalText, time, version, wholeNumber } from '#app/lib/fields.server.ts'

import { holidayWays, repetitions, scopes, weekdays, type Weekday } from './terms.ts'

const codes = Object.keys(weekdays) as [Weekday, ...Weekday[]]
const number = (min: number, max: number) =>
  z.union([z.literal('').transform(() => null), wholeNumber(min, max)]).optional().transform((value) => value ?? null)

/** How a meeting repeats: nothing at all, unless somebody says so. */
export const repeating = {
  repeats: z.union([z.enum(['', 'no']).transform(() => null), oneOf(repetitions)]).optional().transform((value) => value ?? null),
  every: number(1, 8),
  weekdays: z.array(z.enum(codes, { error: 'Elija días de la lista.' })).max(7).optional().transform((days) => days ?? []),
  series_until: optionalDay(),
  times: number(2, 400),
  holidays: z.union([z.literal('').transform(() => null), oneOf(holidayWays)]).optional().transform((value) => value ?? null),
  /** What the button asks: to look at the dates again, to go back to the fields, to make them. */
  step: z.enum(['preview', 'fields', 'create']).default('preview'),
}
const repeatingForm = z.object(repeating)
export type RepeatingInput = z.output<typeof repeatingForm>

/** Another rule for a series. */
export const ruleForm = z.object({ ...repeating, on: day(), start: time(), end: time(), version: version() })

export const endingForm = z.object({ last_on: day(), version: version() })

/** Which dates an act on one of them is about. */
export const scope = () => oneOf(scopes, 'Elija qué fechas.').default('one')

/** `version` is that of the date, `series_version` that of its series, both as they were looked at. */
export const removalForm = z.object({ scope: scope(), reason: optionalText(300), version: version(), series_version: version() })

const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, { error: 'Esa fecha no es de la serie.' })
export const restorationForm = z.object({ date: local })
export const recallForm = z.object({ at: z.iso.datetime({ error: 'Ya no se puede deshacer.' }) })
