import type { z } from 'zod'

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

const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' }

export const answerWith = (body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { headers: { ...HEADERS, 'Content-Type': 'application/json', ...headers } })

/** RFC 9457. */
export function problemResponse({ status, title, more: { headers, ...rest } }: Pick<Refusal, 'status' | 'title' | 'more'>): Response {
  const body: Problem = { type: 'about:blank', title, status, ...rest }
  return new Response(JSON.stringify(body), { status, headers: { ...HEADERS, 'Content-Type': 'application/problem+json', ...headers } })
}
