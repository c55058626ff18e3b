import { expect, test } from 'vitest'

import { addressAsked, contentSecurityPolicy, limits, redactPath, refusal, secureHeaders } from '#app/lib/door.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'

const base = new URL('https://red.ejemplo.cl')
const knock = (method: string, target: string, headers: Record<string, string> = {}) =>
  refusal(base, method, target, new Headers({ host: 'red.ejemplo.cl', ...headers }), limits)

test('a page is let in, a foreign host is misdirected', () => {
  expect(knock('GET', '/compromisos?vista=vencidos')).toBeUndefined()
  expect(knock('GET', '/', { host: 'otro.ejemplo.cl' })).toBe(421)
  expect(knock('GET', 'https://red.ejemplo.cl/compromisos')).toBeUndefined()
  expect(knock('GET', 'https://otro.ejemplo.cl/')).toBe(421)
  expect(knock('GET', '//otro.ejemplo.cl/')).toBeUndefined()
  expect(addressAsked(base, '//otro.ejemplo.cl/').host).toBe(base.host)
})

test('a form is let in from our own pages only', () => {
  expect(knock('POST', '/registrar', { origin: base.origin })).toBeUndefined()
  expect(knock('POST', '/registrar', { 'sec-fetch-site': 'same-origin' })).toBeUndefined()
  expect(knock('POST', '/registrar')).toBe(403)
  expect(knock('POST', '/registrar', { origin: 'https://malo.ejemplo' })).toBe(403)
  expect(knock('POST', '/registrar', { origin: 'null' })).toBe(403)
  expect(knock('POST', '/registrar', { origin: base.origin, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(knock('DELETE', '/registrar', { origin: 'https://red.ejemplo.cl.malo.ejemplo' })).toBe(403)
})

test('what Remix would answer without checks does not come in', () => {
  expect(knock('GET', '/__manifest?p=/')).toBe(404)
  expect(knock('GET', '/compromisos?_data=routes/x')).toBe(400)
  expect(knock('TRACE', '/')).toBe(405)
  expect(knock('GET', '/%E0%A4%A')).toBe(400)
  expect(knock('GET', `/${'a'.repeat(5000)}`)).toBe(414)
  expect(knock('GET', '/a'.repeat(30))).toBe(400)
  expect(knock('GET', '/compromisos?institucion=%00')).toBe(400)
})

test('bodies are bounded, and only the pages with attachments take large ones', () => {
  const send = (path: string, size: number, more = {}) =>
    knock('POST', path, { origin: base.origin, 'content-length': String(size), ...more })

  expect(send('/registrar', 300_000)).toBe(413)
  expect(send('/compromisos/C-2026-0001/declaracion', 300_000)).toBeUndefined()
  expect(send('/compromisos/C-2026-0001/declaracion', 30_000_000)).toBe(413)
  expect(send('/registrar', 10, { 'transfer-encoding': 'chunked' })).toBe(411)
  expect(send('/registrar', 10, { 'content-encoding': 'gzip' })).toBe(415)
})

test('headers are defaults: a download keeps its own sandbox', () => {
  const headers = new Headers({ 'Content-Security-Policy': 'sandbox' })
  secureHeaders(headers, 'abc', base)

  expect(headers.get('Content-Security-Policy')).toBe('sandbox')
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(headers.get('Strict-Transport-Security')).toContain('max-age')
  expect(contentSecurityPolicy('abc')).toContain("script-src 'nonce-abc' 'strict-dynamic'")
})

test('a file to keep is shut in, whichever route made it', () => {
  for (const disposition of ['attachment; filename="contactos.csv"', 'attachment']) {
    const headers = new Headers({ 'Content-Disposition': disposition })
    secureHeaders(headers, 'abc', base)
    expect(headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('Cache-Control')).toBe('no-store')
  }
})

test('the log never learns a token or a query', () => {
  expect(redactPath('/cal/abc.def.ics?x=1')).toBe('/cal/···')
  expect(redactPath('/invitacion/secreto')).toBe('/invitacion/···')
  const secret = newToken().shownOnce.split('.')[1]!
  const odd = ['/CAL/', '/cal//', '/cal%2F', '/cal%2f%2F', '/otra/cal/', '/%63al/', '/cal/%', '/x/', '//CAL%2f/']
  for (const path of odd) expect(redactPath(`${path}mPrn9woNL1B0.${secret}.ics`)).not.toContain(secret)
  expect(redactPath('/buscar?q=muñoz')).toBe('/buscar')
})
