/** What stands before Remix: which requests come in at all, and the headers every answer leaves with. */

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const METHODS = new Set([...SAFE, 'POST', 'PUT', 'PATCH', 'DELETE'])
const KILOBYTE = 1024

export type Limits = {
  /** Largest body in bytes for a path. */
  bytes: (pathname: string) => number
  /** Addresses that read no cookie, so that another site may call them. */
  tokenOnly: RegExp[]
}

/** Forms are small; the pages that take an attachment allow 20 MB and its envelope. */
export const limits: Limits = {
  bytes: (pathname) => (UPLOADS.some((pattern) => pattern.test(pathname)) ? 21 * KILOBYTE * KILOBYTE : 256 * KILOBYTE),
  // Mail programs take their reader off a list (RFC 8058): the address is the key, and no cookie is read.
  // Programs that read with a key are told in their own words that there is nothing to write.
  tokenOnly: [/^\/baja\/[\w.-]+$/, /^\/api\/v1\/[\w./-]*$/],
}

const UPLOADS = [
  /^\/compromisos\/[\w-]+\/declaracion(\.data)?$/,
  /^\/m\/compromisos\/[\w-]+\/cumplimiento(\.data)?$/,
  /^\/calendario\/importar(\.data)?$/,
  /^\/importar(\.data)?$/,
]

/**
 * The status to refuse a request with; undefined lets it in. Remix checks the origin of documents only, not of
 * resource routes, and not when the header is missing; this checks them all.
 */
export function refusal(base: URL, method: string, target: string, headers: Headers, limits: Limits): number | undefined {
  if (headers.get('host') !== base.host) return 421
  if (!METHODS.has(method)) return 405
  if (target.length > 4096) return 414
  // No address of ours has it, and PostgreSQL refuses it wherever it stands.
  if (target.includes('%00')) return 400
  let url: URL
  try {
    url = addressAsked(base, target)
    decodeURIComponent(url.pathname)
  } catch {
    return 400
  }
  // «GET http://otro.ejemplo/» with our own Host.
  if (url.host !== base.host) return 421
  if (url.pathname === '/__manifest') return 404
  // Single fetch never sends it; it would reach a loader without the document's checks.
  if (url.searchParams.has('_data')) return 400
  if (url.pathname.split('/').length > 20 || url.searchParams.size > 50) return 400
  if (SAFE.has(method)) return undefined
  return refusalOfWrite(base, url, headers, limits)
}

/** The address that a request line names; «//x» is a path of ours, not another host. */
export const addressAsked = (base: URL, target: string) => new URL(target.startsWith('/') ? base.origin + target : target, base)

function refusalOfWrite(base: URL, url: URL, headers: Headers, limits: Limits) {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const own = origin === null ? site === 'same-origin' : origin === base.origin && (site === null || site === 'same-origin')
  if (!own && !limits.tokenOnly.some((pattern) => pattern.test(url.pathname))) return 403
  if (headers.has('content-encoding')) return 415
  if (headers.has('transfer-encoding')) return 411
  if (Number(headers.get('content-length') ?? 0) > limits.bytes(url.pathname)) return 413
  return undefined
}

/** Scripts only with this response's nonce; style attributes are open for the calendar grid alone. */
export const contentSecurityPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** A file to keep: even where a browser shows it, nothing in it runs here. */
const DOWNLOAD_POLICY = "sandbox; default-src 'none'"

/** Defaults, set where the page has not said otherwise. */
export function secureHeaders(headers: Headers, nonce: string, base: URL) {
  const isDownload = headers.get('Content-Disposition')?.startsWith('attachment') ?? false
  const defaults: Record<string, string> = {
    'Content-Security-Policy': isDownload ? DOWNLOAD_POLICY : contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    'Cache-Control': 'no-store',
    ...(base.protocol === 'https:' ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value)
}

const TOKEN = /\/(cal|respuesta|invitacion|acceso|restablecer|baja)(?:\/|%2f)+[^/?#]+/gi
/** Wherever a secret stands, in a path that was spelt as no route expects it. */
const SECRET = /[\w-]{40,}/g

/** A path for the log: no query, no secret. */
export const redactPath = (target: string) => target.replace(/[?#].*$/s, '').replace(TOKEN, '/$1/···').replace(SECRET, '···')
