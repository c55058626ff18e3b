import { redirect } from '@remix-run/node'

import { readCookie, writeCookie } from './cookies.server.ts'
import { safeRedirect } from './safe-redirect.ts'

const COOKIE = 'hilvan-aviso'

/** A sentence shown once on the next page. `undo` is the address that takes the act back by POST; `problem`: nothing was done. */
export type Notice = { text: string; undo?: string; problem?: true }

export function redirectWithNotice(to: string, text: string, undo?: string) {
  return leaving(to, { text, ...(undo ? { undo } : {}) })
}

/** Takes an act back and returns to where it was done; an address too long for a notice returns to the plain list. */
export function undoReturningTo(path: string, back: string) {
  const address = `${path}?volver=${encodeURIComponent(back)}`
  return address.length <= 500 ? address : path
}

/** Back to where the person was, with what kept the act from being done: it is not shown as done. */
export function redirectWithProblem(to: string, text: string) {
  return leaving(to, { text, problem: true })
}

const leaving = (to: string, notice: Notice) => redirect(to, { headers: { 'Set-Cookie': writeCookie(COOKIE, JSON.stringify(notice), 120) } })

/** The pending notice and the header that clears it. */
export function readNotice(request: Request): { notice: Notice | null; headers: HeadersInit } {
  const raw = readCookie(request, COOKIE)
  if (!raw) return { notice: null, headers: {} }
  return { notice: parse(raw), headers: { 'Set-Cookie': writeCookie(COOKIE, '', 0) } }
}

function parse(raw: string): Notice | null {
  try {
    const { text, undo, problem } = JSON.parse(raw) as { text?: unknown; undo?: unknown; problem?: unknown }
    if (typeof text !== 'string') return null
    const back = safeRedirect(undo, '')
    return { text: text.slice(0, 300), ...(back ? { undo: back } : {}), ...(problem === true ? { problem } : {}) }
  } catch {
    return null
  }
}
