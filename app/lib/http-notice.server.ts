import { redirect } from '@remix-run/node'

import { readCookie, writeCookie } from './cookies.server.ts'
import { safeRedirect } from './safe-redirect.ts'

const COOKIE = 'hilvan-aviso'

/** A sentence shown once on the next page; `undo` is the address that takes the act back by POST. */
export type Notice = { text: string; undo?: string }

export function redirectWithNotice(to: string, text: string, undo?: string) {
  return redirect(to, { headers: { 'Set-Cookie': writeCookie(COOKIE, JSON.stringify({ text, undo }), 120) } })
}

/** Takes an act back and returns to where it was done; an address too long for a notice returns to the plain list. */
export function undoReturningTo(path: string, back: string) {
  const address = `${path}?volver=${encodeURIComponent(back)}`
  return address.length <= 500 ? address : path
}

/** The pending notice and the header that clears it. */
export function readNotice(request: Request): { notice: Notice | null; headers: HeadersInit } {
  const raw = readCookie(request, COOKIE)
  if (!raw) return { notice: null, headers: {} }
  return { notice: parse(raw), headers: { 'Set-Cookie': writeCookie(COOKIE, '', 0) } }
}

function parse(raw: string): Notice | null {
  try {
    const { text, undo } = JSON.parse(raw) as { text?: unknown; undo?: unknown }
    if (typeof text !== 'string') return null
    const back = safeRedirect(undo, '')
    return { text: text.slice(0, 300), ...(back ? { undo: back } : {}) }
  } catch {
    return null
  }
}
