import { z } from 'zod'

import { institutions, positions, tenures } from './directory.server.ts'
import { asked, moment } from './fields.server.ts'
import { meetings, requests } from './meetings.server.ts'
import { minutes } from './minutes.server.ts'
import type { AnyNoun } from './noun.server.ts'
import { people } from './people.server.ts'
import { agreements, commitments } from './work.server.ts'

/** What the API knows, by the first word of an address. */
export const nouns: Record<string, AnyNoun> = { institutions, positions, people, tenures, meetings, minutes, agreements, commitments, requests }

export const MOST = 200
const USUAL = 50
const SIZE = `Es un entero de 1 a ${MOST}.`
export const FOREIGN_CURSOR = 'No es de esta lista: use el next_cursor de la página anterior.'

/** What every list takes. */
const paging = z.object({
  limit: z.coerce.number({ error: SIZE }).int({ error: SIZE }).min(1, { error: SIZE }).max(MOST, { error: SIZE }).default(USUAL).meta({ description: `Cuántos por página, de 1 a ${MOST}; si no se dice, ${USUAL}` }),
  cursor: z.string().min(1, { error: FOREIGN_CURSOR }).max(200, { error: FOREIGN_CURSOR }).optional().meta({ description: 'El next_cursor de la página anterior' }),
  updated_since: moment().optional().meta({
    description: 'Solo lo que cambió en ese instante o después. La próxima vez, el encabezado Next-Updated-Since de la primera página de esta. Lo que se borra, se fusiona o deja de estar a su alcance no aparece',
  }),
})

/** What a list is asked, with nothing that it does not know. */
export const questionOf = ({ filters }: AnyNoun) => z.strictObject({ ...filters.shape, ...paging.shape })

export const listOf = (item: z.ZodObject) =>
  z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'Para pedir lo que sigue; null en la última página' }),
  })

/** What a search tells programs of. */
export const searchable = ['people', 'positions', 'institutions', 'meetings', 'agreements', 'commitments', 'requests'] as const

export const searchQuestion = z.strictObject({ q: asked('Palabras, sin que importen tildes, orden ni mayúsculas', 100) })

export const searchAnswer = z.object({
  groups: z
    .array(z.object({
      type: z.enum(searchable),
      found: z.number().int().meta({ description: 'Cuántos hay, contados hasta 100' }),
      more: z.boolean().meta({ description: 'Si hay más de los contados' }),
      hits: z.array(z.object({ key: z.string().meta({ description: 'Su folio o su id' }), label: z.string(), detail: z.string() })),
    }))
    .meta({ description: 'Solo de lo que esta clave puede leer' }),
})

export const meAnswer = z.object({
  token: z.object({ name: z.string(), scopes: z.array(z.string()), expires_at: z.iso.datetime() }),
  user: z.object({ name: z.string(), role: z.string(), institution_id: z.string().nullable() }),
})

/** What a refusal says: RFC 9457. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string().meta({ description: 'Qué pasó, en castellano' }),
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ parameter: z.string(), message: z.string() })).optional(),
})
