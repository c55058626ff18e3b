import { z } from 'zod'

import { noteUse } from '#app/domain/api-tokens/commands.server.ts'
import { canGrantScope } from '#app/domain/api-tokens/policy.ts'
import { findLiveToken, type LiveToken } from '#app/domain/api-tokens/queries.server.ts'
import { tokenScopes } from '#app/domain/api-tokens/terms.ts'
import { search } from '#app/domain/search/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { waitFor } from '#app/lib/rate-limit.server.ts'
import { readToken } from '#app/lib/tokens.server.ts'

import { cursorOf, readCursor } from './cursor.server.ts'
import type { AnyNoun } from './noun.server.ts'
import { FOREIGN_CURSOR, nouns, questionOf, searchable, searchQuestion, type meAnswer, type searchAnswer } from './nouns.server.ts'
import { answerWith, ofKey, refuse, Refusal } from './problem.server.ts'

export const RATE = { limit: 120, seconds: 60 }

/**
 * What was being written while a list was read carries an earlier instant and is seen only once it is done: whoever asks
 * for what changed since then is given an instant that far back, and so some records twice but none never.
 */
const WRITING_MS = 120_000

/** What a program that shows a key gets at an address below /api/v1/. No cookie is read. */
export async function answer(world: Pick<Context, 'db' | 'now'>, request: Request, path: string): Promise<Response> {
  const token = await tokenOf(world, request)
  const wait = waitFor(`api ${token.id}`, RATE, world.now)
  if (wait) refuse(429, 'Demasiadas consultas seguidas', { detail: `Espere ${wait} segundos.`, headers: { 'Retry-After': String(wait) } })
  await noteUse(world, token, request.headers.get('User-Agent'))

  const ctx: Context = { ...world, viewer: token.viewer }
  const [first = '', key, ...more] = path.split('/')
  const { searchParams } = new URL(request.url)
  if (path === 'me') return answerWith(request, me(token))
  if (path === 'search') return answerWith(request, await found(ctx, token, searchParams))
  const noun = Object.hasOwn(nouns, first) ? nouns[first] : undefined
  if (!noun || more.length > 0 || key === '' || path.includes('\u0000')) return refuse(404, 'Esta dirección no existe')
  if (!token.scopes.includes(noun.scope)) refuse(403, 'Esta clave no puede leer eso', { detail: `Le falta el permiso «${tokenScopes[noun.scope]}».` })
  const asker = { ctx, withContactData: token.scopes.includes('contact_data') && canGrantScope(token.viewer, 'contact_data') }
  if (key === undefined) {
    const next = new Date(world.now.getTime() - WRITING_MS).toISOString()
    return answerWith(request, await page(asker, first, noun, searchParams), ofKey({ 'Next-Updated-Since': next }))
  }
  if (searchParams.size > 0) refuse(400, 'Un registro se pide sin parámetros')
  return answerWith(request, (await noun.find(asker, key)) ?? refuse(404, 'No existe o no está a su alcance'))
}

/** A wrong key, one that ended, one that was revoked and none at all are the same to whoever asks. */
async function tokenOf(world: Pick<Context, 'db' | 'now'>, request: Request): Promise<LiveToken> {
  const [, shown] = /^Bearer ([\w.-]{1,100})$/i.exec(request.headers.get('Authorization') ?? '') ?? []
  const token = readToken(shown)
  const live = token && (await findLiveToken(world, token))
  return live ?? refuse(401, 'Falta una clave vigente', {
    detail: 'Envíe el encabezado «Authorization: Bearer» con una clave creada en Preferencias, Programas. Si la suya funcionaba, venció o fue revocada: cree otra ahí.',
    headers: { 'WWW-Authenticate': 'Bearer realm="Hilvan"' },
  })
}

async function page(asker: Parameters<AnyNoun['list']>[0], name: string, noun: AnyNoun, search: URLSearchParams) {
  const { limit, cursor, updated_since, ...filters } = read(questionOf(noun), search) as { limit: number; cursor?: string; updated_since?: string }
  const after = cursor === undefined ? '' : readCursor(name, cursor)
  if (after === undefined) return refuse(400, 'Hay parámetros que no se entienden', { errors: [{ parameter: 'cursor', message: FOREIGN_CURSOR }] })
  const items = await noun.list(asker, filters, { after, limit: limit + 1, since: updated_since && new Date(updated_since).toISOString() })
  const last = items.length > limit ? items[limit - 1] : undefined
  return { items: items.slice(0, limit), next_cursor: last ? cursorOf(name, String(last.id)) : null }
}

const me = ({ name, scopes, expires_at, viewer }: LiveToken): z.output<typeof meAnswer> => ({
  token: { name, scopes, expires_at },
  user: { name: viewer.name, role: viewer.role, institution_id: viewer.institution_id },
})

async function found(ctx: Context, { scopes }: LiveToken, asked: URLSearchParams): Promise<z.output<typeof searchAnswer>> {
  const { q } = read(searchQuestion, asked)
  const groups = await search(ctx, q, { addresses: false })
  return {
    groups: groups.flatMap(({ group, hits, found, more }) => {
      const type = searchable.find((one) => one === group)
      return type && scopes.includes(type) ? [{ type, found, more, hits: hits.map(({ key, label, detail }) => ({ key, label, detail })) }] : []
    }),
  }
}

/** What an address asks, checked; whatever is not understood is told and not passed over: a filter that filters nothing lies. */
function read<S extends z.ZodType>(schema: S, search: URLSearchParams): z.output<S> {
  const twice = [...search.keys()].find((name) => search.getAll(name).length > 1)
  const checked = schema.safeParse(Object.fromEntries(search))
  if (checked.success && twice === undefined) return checked.data
  const issues = checked.success ? [] : checked.error.issues
  throw new Refusal(400, 'Hay parámetros que no se entienden', {
    errors: [
      ...(twice === undefined ? [] : [{ parameter: twice.slice(0, 40), message: 'Viene más de una vez.' }]),
      ...issues.flatMap((issue) => issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 10).map((name) => ({ parameter: name.slice(0, 40), message: 'No existe en esta lista.' }))
        : [{ parameter: String(issue.path[0] ?? ''), message: issue.message }]),
    ],
  })
}
