import { gunzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { bytesOf } from '#app/lib/ics-copies.server.ts'
import { etagOf } from '#app/lib/etags.server.ts'

const versionOf = (body: string) => ({ body, etag: etagOf(body), changed_at: '2026-03-05T15:30:00.000Z' })

/** How often the body was read. */
function reader(body: string) {
  const asked = { times: 0 }
  const { body: _body, ...version } = versionOf(body)
  const ask = (gzip: boolean) => bytesOf(version, gzip, async () => (asked.times++, versionOf(body)))
  return { asked, ask }
}

test('the bytes of a version are read once, and compressed once', async () => {
  const { asked, ask } = reader('BEGIN:VCALENDAR ñ')
  expect((await ask(false)).bytes.toString()).toBe('BEGIN:VCALENDAR ñ')
  const packed = await ask(true)
  expect(gunzipSync(packed.bytes).toString()).toBe('BEGIN:VCALENDAR ñ')
  expect((await ask(true)).bytes).toBe(packed.bytes)
  expect(asked.times).toBe(1)
})

test('what changed while it was being answered leaves with its own tag', async () => {
  const old = versionOf('one that is gone')
  const { version, bytes } = await bytesOf(old, false, async () => versionOf('the new one'))
  expect([version.etag, bytes.toString()]).toEqual([etagOf('the new one'), 'the new one'])
})

test('not everything is held: what nobody asks for any more is read again', async () => {
  const { asked, ask } = reader('asked for at first')
  await ask(false)
  for (let n = 0; n < 6; n++) await reader(`${n}`.repeat(10_000_000)).ask(false)
  await ask(false)
  expect(asked.times).toBe(2)
})
