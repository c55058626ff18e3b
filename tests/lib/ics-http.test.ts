import { expect, test } from 'vitest'

import { etagOf } from '#app/lib/etags.server.ts'
import { calendarHeaders, isFresh, withGzip } from '#app/lib/ics-http.server.ts'

const version = { etag: etagOf('BEGIN:VCALENDAR'), changed_at: '2026-03-05T15:30:00.400Z' }
const fresh = (headers: Record<string, string>) => isFresh(new Headers(headers), version)

test('a tag is strong, and of these bytes only', () => {
  expect(version.etag).toMatch(/^"[\w-]{43}"$/)
  expect(etagOf(Buffer.from('BEGIN:VCALENDAR'))).toBe(version.etag)
  expect(etagOf('BEGIN:VCALENDAR\r\n')).not.toBe(version.etag)
})

test('a reader who names the tag has it: strong, weak, in a list, compressed, or any', () => {
  const { etag } = version
  const gzip = etag.replace(/"$/, '-gzip"')
  const known = [etag, `W/${etag}`, `"otra", ${etag}`, `"a,b",W/${etag} , "c"`, gzip, `W/${gzip}`, '*', ' * ']
  expect(known.filter((tags) => !fresh({ 'If-None-Match': tags }))).toEqual([])
  const other = ['"otra"', 'W/"otra", "más"', etag.replace('"', '"x'), etag.slice(1, -1), '', '"*"']
  expect(other.filter((tags) => fresh({ 'If-None-Match': tags }))).toEqual([])
})

test('a date counts only without a tag, and only when it can be read', () => {
  const since = (date: string) => fresh({ 'If-Modified-Since': date })
  expect(since('Thu, 05 Mar 2026 15:30:00 GMT')).toBe(true)
  expect(since('Fri, 06 Mar 2026 00:00:00 GMT')).toBe(true)
  expect(since('Thu, 05 Mar 2026 15:29:59 GMT')).toBe(false)
  const unreadable = ['ayer', '', '2027-01-01', '2027-01-01T00:00:00Z', 'Thu, 99 Mar 2027 15:30:00 GMT']
  expect([...unreadable, 'Fri, 05 Mar 2027 15:30:00 -0400'].filter(since)).toEqual([])
  expect(fresh({ 'If-None-Match': '"otra"', 'If-Modified-Since': 'Fri, 06 Mar 2026 00:00:00 GMT' })).toBe(false)
  expect(fresh({ 'If-None-Match': version.etag, 'If-Modified-Since': 'Thu, 05 Mar 2020 00:00:00 GMT' })).toBe(true)
  expect(fresh({})).toBe(false)
})

test('a feed is private, checked every time, and shown inline', () => {
  expect(Object.fromEntries(calendarHeaders(version))).toEqual({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="hilvan.ics"',
    'cache-control': 'private, max-age=0, must-revalidate',
    etag: version.etag,
    'last-modified': 'Thu, 05 Mar 2026 15:30:00 GMT',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  })
})

test('the compressed copy has its own tag, which is recognised when it comes back', () => {
  const headers = calendarHeaders({ ...version, gzip: true })
  expect(headers.get('Content-Encoding')).toBe('gzip')
  expect(headers.get('ETag')).not.toBe(version.etag)
  expect(fresh({ 'If-None-Match': headers.get('ETag')! })).toBe(true)
})

test('a file is an attachment whose name survives accents and breaks no header', () => {
  const named = (filename: string) =>
    calendarHeaders({ ...version, filename, attachment: true }).get('Content-Disposition')
  expect(named('reunion-R-2026-0128.ics')).toBe('attachment; filename="reunion-R-2026-0128.ics"')
  expect(named('Ñuñoa.ics')).toBe(`attachment; filename="Nunoa.ics"; filename*=UTF-8''%C3%91u%C3%B1oa.ics`)
  expect(named('a"\r\nX-Evil: 1.ics')).toBe(
    `attachment; filename="a___X-Evil_ 1.ics"; filename*=UTF-8''a%22%0D%0AX-Evil%3A%201.ics`,
  )
})

test('compression is only for whoever asks for it', () => {
  const asked = (encoding: string) => withGzip(new Headers({ 'Accept-Encoding': encoding }))
  const willing = ['gzip', 'GZIP', 'deflate, gzip;q=0.5', 'x-gzip', '*', 'br;q=1, gzip ; q=0.1']
  const unwilling = ['', 'identity', 'br', 'gzip;q=0', 'gzip;q=0, *', 'gzip; q=0.0', '*;q=0']
  expect([...willing, ...unwilling].filter(asked)).toEqual(willing)
  expect(withGzip(new Headers())).toBe(false)
})
