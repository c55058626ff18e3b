/** How a calendar travels: versions, conditional requests, headers. Pure; the routes hold the rest. */

import { hasTag } from './etags.server.ts'

/** One rendering. `changed_at` is ISO-8601 UTC and moves by a second at least whenever the bytes change. */
export type Version = { etag: string; changed_at: string }

/** Whether the reader already has this version: answer 304 with the same headers. */
export function isFresh(headers: Headers, { etag, changed_at }: Version) {
  const tagged = hasTag(headers, etag)
  if (tagged !== undefined) return tagged

  const since = httpDate(headers.get('If-Modified-Since'))
  return since !== undefined && Math.floor(Date.parse(changed_at) / 1000) * 1000 <= since
}

/** Whether to send the compressed copy, and `gzip: true` to `calendarHeaders`. */
export function withGzip(headers: Headers) {
  const accepted = (headers.get('Accept-Encoding') ?? '').toLowerCase().split(',').map(coding)
  const weightOf = (wanted: string) => accepted.find(({ name }) => name === wanted)?.weight
  return (weightOf('gzip') ?? weightOf('x-gzip') ?? weightOf('*') ?? 0) > 0
}

/** The headers of 200 and 304. A subscribed feed is shown inline; a file is an attachment with its own name. */
export function calendarHeaders(version: Version & { filename?: string; attachment?: boolean; gzip?: boolean }) {
  const { etag, changed_at, filename = 'hilvan.ics', attachment = false, gzip = false } = version
  return new Headers({
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': disposition(attachment ? 'attachment' : 'inline', filename),
    'Cache-Control': 'private, max-age=0, must-revalidate',
    ETag: gzip ? etag.replace(/"$/, '-gzip"') : etag,
    'Last-Modified': new Date(changed_at).toUTCString(),
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
    ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
  })
}

/** Milliseconds of an HTTP date; undefined when it is not one. */
function httpDate(text: string | null) {
  if (!text || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}

function coding(text: string) {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return { name, weight: weight ? Number(weight.slice(2)) || 0 : 1 }
}

function disposition(kind: string, filename: string) {
  const plain = filename.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\w. -]/g, '_')
  const short = `${kind}; filename="${plain}"`
  if (plain === filename) return short
  const encoded = encodeURIComponent(filename.toWellFormed())
  return `${short}; filename*=UTF-8''${encoded.replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`
}
