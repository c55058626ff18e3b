import { z } from 'zod'

import { checkbox, oneOf, optionalDay, optionalReference, optionalText, text } from '#app/lib/fields.server.ts'

import { readChoice } from './rules/plan.ts'
import { importKinds } from './terms.ts'

const place = (max: number) => z.string().regex(/^\d{1,5}$/, { error: 'Elija una opción de la lista.' }).transform(Number).refine((at) => at < max, { error: 'Elija una opción de la lista.' })

export const kindField = oneOf(importKinds, 'Elija qué trae la planilla.')

export const sheetForm = z.object({ sheet: place(50) })

/** «no» when the sheet has no header. */
export const headerForm = z.object({ header: z.union([z.literal('no').transform(() => null), place(20_000)], { error: 'Elija la fila.' }) })

/** What of a row is decided apart: what is there stays, the file's comes, or as the rest of the file; undefined where it is not asked. */
const keepsField = z.enum(['', 'ours', 'file']).optional().catch(undefined)
const keepsOf = (said: '' | 'ours' | 'file' | undefined) => (said === undefined ? undefined : said === '' ? null : said === 'ours')

/** An answer to a problem: one that is offered, an institution that is looked up, or a day. */
export const answerForm = z
  .object({
    key: text(200),
    choice: optionalText(90),
    use: optionalReference(),
    /** Typed and not chosen from the list: the page looks it up. */
    use_text: optionalText(200),
    day: optionalDay(),
    /** The line of the file that is compared. */
    line: z.coerce.number().int().min(1).max(1_048_576).optional().catch(undefined),
    keeps: keepsField,
  })
  .transform(({ key, choice, use, use_text, day, line, keeps }) => ({
    key,
    exception: line === undefined || keeps === undefined ? undefined : { line, keeps: keepsOf(keeps) ?? null },
    use_text: use ? null : use_text,
    back: choice === 'back',
    choice: use ? { use } : day ? { day } : (readChoice(choice ?? '') ?? null),
  }))

/** Fields of a row are called `f` and their name. */
export const rowForm = z.looseObject({ position: place(20_000), skipped: checkbox(), keeps: keepsField }).transform(({ position, skipped, keeps, ...rest }) => ({
  position,
  skipped,
  keeps: keepsOf(keeps),
  fixed: Object.fromEntries(Object.entries(rest).flatMap(([name, value]) =>
    name.startsWith('f_') && typeof value === 'string' ? [[name.slice(2), value.trim().slice(0, 2000)] as const] : [])),
}))

export const keepsForm = z.object({ keeps: checkbox() })
