import { baseUrl } from './env.server.ts'

const secure = () => baseUrl().startsWith('https:')

/** On https the `__Host-` prefix pins a cookie to this host. */
const named = (name: string) => (secure() ? `__Host-${name}` : name)

export function readCookie(request: Request, name: string): string | undefined {
  const wanted = `${named(name)}=`
  for (const part of (request.headers.get('Cookie') ?? '').split(/;\s*/)) {
    if (part.startsWith(wanted)) return decode(part.slice(wanted.length))
  }
  return undefined
}

/** `maxAge` in seconds; 0 deletes; left out, the cookie ends with the browser session. */
export function writeCookie(name: string, value: string, maxAge?: number): string {
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`
  return `${named(name)}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax${secure() ? '; Secure' : ''}${age}`
}

function decode(value: string) {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
