const LOCAL = /^\/(?!\/)[^\\\u0000-\u0020\u007f-\u009f]*$/

/** A path of this site to go to, whatever the person sent; anything else gives the fallback. */
export function safeRedirect(to: unknown, fallback = '/'): string {
  if (typeof to !== 'string' || to.length > 512 || !LOCAL.test(to)) return fallback
  let url: URL
  try {
    url = new URL(to, 'http://local.invalid')
  } catch {
    return fallback
  }
  const path = url.pathname + url.search + url.hash
  // «/.//evil.cl» normalises to «//evil.cl»: test what is returned, not what came in.
  return url.origin === 'http://local.invalid' && LOCAL.test(path) ? path : fallback
}
