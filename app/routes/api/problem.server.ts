import type { z } from 'zod'

import { etagOf, hasTag } from '#app/lib/etags.server.ts'

import type { problem } from './nouns.server.ts'

type Problem = z.output<typeof problem>
type More = Pick<Problem, 'detail' | 'errors'> & { headers?: Record<string, string> }

/** An answer that is not what was asked for. */
export class Refusal extends Error {
  readonly status: number
  readonly title: string
  readonly more: More

  constructor(status: number, title: string, more: More = {}) {
    super(title)
    this.name = 'Refusal'
    this.status = status
    this.title = title
    this.more = more
  }
}

export function refuse(status: number, title: string, more?: More): never {
  throw new Refusal(status, title, more)
}

const HEADERS = { 'X-Content-Type-Options': 'nosniff', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' }

/** What a key reads may be kept by whoever shows it and by nobody between, and is asked for again each time. */
const OF_A_KEY = { 'Cache-Control': 'private, no-cache', Vary: 'Authorization' }

/** The answer, or 304 without a body for a program that has these very bytes. */
export function answerWith({ method, headers: asked }: Request, body: unknown, headers: Record<string, string> = OF_A_KEY): Response {
  const text = JSON.stringify(body)
  const etag = etagOf(text)
  const own = { ...HEADERS, ETag: etag, ...headers }
  if (hasTag(asked, etag)) return new Response(null, { status: 304, headers: own })
  return new Response(method === 'HEAD' ? null : text, { headers: { ...own, 'Content-Type': 'application/json' } })
}

export const ofKey = (more: Record<string, string>) => ({ ...OF_A_KEY, ...more })

/** RFC 9457. */
export function problemResponse({ status, title, more: { headers, ...rest } }: Pick<Refusal, 'status' | 'title' | 'more'>): Response {
  const body: Problem = { type: 'about:blank', title, status, ...rest }
  return new Response(JSON.stringify(body), { status, headers: { ...HEADERS, 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json', ...headers } })
}
