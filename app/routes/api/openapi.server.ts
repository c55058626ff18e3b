import { z } from 'zod'

import { tokenScopes } from '#app/domain/api-tokens/terms.ts'
import { baseUrl } from '#app/lib/env.server.ts'

import type { AnyNoun } from './noun.server.ts'
import { listOf, meAnswer, nouns, problem, questionOf, searchAnswer, searchQuestion } from './nouns.server.ts'

type Json = Record<string, unknown>

/** What the API is, for programs that write clients: OpenAPI 3.1, made from the very schemas that check what is asked. */
export const openApi = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Hilván',
    version: '1',
    description: 'Lectura de la red de municipios. Cada clave ve lo mismo que ve en las páginas quien la creó, y no más que los permisos que le dio.',
  },
  servers: [{ url: `${baseUrl()}/api/v1` }],
  security: [{ token: [] }],
  paths: {
    ...Object.fromEntries(Object.entries(nouns).flatMap(([name, noun]) => [[`/${name}`, listPath(name, noun)], [`/${name}/{key}`, onePath(name, noun)]])),
    '/search': { get: operation('search', 'Buscar', 'Busca en todo lo que la clave puede leer.', { parameters: [...parametersOf(searchQuestion), ifNoneMatch], answer: ref('Search') }) },
    '/me': { get: operation('me', 'La clave', 'Qué puede leer esta clave, de quién es y hasta cuándo sirve.', { parameters: [ifNoneMatch], answer: ref('Me') }) },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Una clave creada en Preferencias, Programas.' } },
    schemas: {
      ...Object.fromEntries(Object.entries(nouns).flatMap(([name, { item }]) => [[nameOf(name), schemaOf(item)], [`${nameOf(name)}Page`, pageOf(name)]])),
      Search: schemaOf(searchAnswer),
      Me: schemaOf(meAnswer),
      Problem: schemaOf(problem),
    },
    responses: Object.fromEntries(Object.entries(refusals).map(([, [name, description]]) => [name, {
      description, content: { 'application/problem+json': { schema: ref('Problem') } },
    }])),
  },
})

const refusals = {
  400: ['BadQuestion', 'Hay parámetros que no se entienden'],
  401: ['NoToken', 'Falta una clave vigente'],
  403: ['NoScope', 'La clave no tiene ese permiso'],
  404: ['NotFound', 'No existe o no está a su alcance'],
  429: ['TooMany', 'Demasiadas consultas seguidas: Retry-After dice cuántos segundos esperar'],
} as const
type Status = keyof typeof refusals

const listPath = (name: string, noun: AnyNoun) => ({
  get: operation(`list_${name}`, noun.many, `En el orden de sus ids, por páginas. Permiso: «${tokenScopes[noun.scope]}».`, {
    parameters: [...parametersOf(questionOf(noun)), ifNoneMatch], answer: ref(`${nameOf(name)}Page`), headers: nextSince, refused: [400, 401, 403, 429],
  }),
})

const onePath = (name: string, noun: AnyNoun) => ({
  get: operation(`find_${name}`, noun.many, `Lee ${noun.one}. Permiso: «${tokenScopes[noun.scope]}».`, {
    parameters: [{ name: 'key', in: 'path', required: true, description: `Su ${noun.key}`, schema: { type: 'string' } }, ifNoneMatch],
    answer: ref(nameOf(name)),
    refused: [400, 401, 403, 404, 429],
  }),
})

const ifNoneMatch = { name: 'If-None-Match', in: 'header', required: false, description: 'El ETag de la respuesta que ya tiene: si nada cambió, 304 sin cuerpo', schema: { type: 'string' } }
const etag = { ETag: { description: 'De estos bytes exactos', schema: { type: 'string' } } }
const nextSince = {
  'Next-Updated-Since': { description: 'El de la primera página es el updated_since de la próxima vez', schema: { type: 'string', format: 'date-time' } },
}

function operation(operationId: string, summary: string, description: string, { parameters, answer, headers = {}, refused = [400, 401, 429] }: { parameters?: Json[]; answer: Json; headers?: Json; refused?: Status[] }) {
  return {
    operationId,
    summary,
    description,
    ...(parameters ? { parameters } : {}),
    responses: {
      200: { description: summary, headers: { ...etag, ...headers }, content: { 'application/json': { schema: answer } } },
      304: { description: 'Lo mismo que ya tiene: es lo que dijo en If-None-Match', headers: { ...etag, ...headers } },
      ...Object.fromEntries(refused.map((status) => [status, { $ref: `#/components/responses/${refusals[status][0]}` }])),
    },
  }
}

/** Of what is asked, all may be left out unless the schema has nothing to fall back on. */
function parametersOf(question: z.ZodObject): Json[] {
  const { properties = {} } = schemaOf(question) as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name, in: 'query', required: !question.shape[name]!.safeParse(undefined).success, ...(description ? { description } : {}), schema,
  }))
}

const pageOf = (name: string) => {
  const { properties, ...rest } = schemaOf(listOf(nouns[name]!.item)) as { properties: Json }
  return { ...rest, properties: { ...properties, items: { type: 'array', items: ref(nameOf(name)) } } }
}

const ref = (schema: string) => ({ $ref: `#/components/schemas/${schema}` })

/** «tenures» → «Tenure». */
const nameOf = (noun: string) => names[noun] ?? noun
const names: Record<string, string> = {
  institutions: 'Institution', positions: 'Position', people: 'Person', tenures: 'Tenure', meetings: 'Meeting', minutes: 'MinutesVersion', agreements: 'Agreement',
  commitments: 'Commitment', requests: 'ConnectionRequest',
}

/** Without the long patterns of dates: their format says it. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern
    },
  })
  return json
}
