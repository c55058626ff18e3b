import { findRequest, type ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

type Typed = { values: Record<string, string | string[]> } | null

/** The request that a form answers: `?solicitud=S-…`, or the one that was sent with it before the session expired. */
export function findAsked(ctx: Context, search: URLSearchParams, typed: Typed): Promise<ConnectionRequest | undefined> {
  const asked = search.get('solicitud') ?? [typed?.values.request_id ?? []].flat()[0]
  return asked ? findRequest(ctx, asked) : Promise.resolve(undefined)
}

/** The address with whoever asks and whoever is asked for, as if they had been chosen. */
export function withAsked(search: URLSearchParams, asked: ConnectionRequest | undefined): URLSearchParams {
  const wider = new URLSearchParams(search)
  for (const id of [asked?.asker_id, asked?.with_id]) if (id) wider.append('institucion', id)
  return wider
}

/** What `FromRequest` shows. */
export const askedOf = (asked: ConnectionRequest | undefined) =>
  asked ? { id: asked.id, folio: asked.folio, subject: asked.subject, asker: asked.asker_name } : null
