import { expect, test } from 'vitest'

import { readSentFile } from '#app/lib/sent-file.server.ts'
import { multipart } from '#tests/support/uploads.ts'

const MOST = 100
const send = (body: FormData | URLSearchParams) => readSentFile(new Request('http://localhost:3000/x', { method: 'POST', body }), MOST)
const raw = (body: string, type = 'multipart/form-data; boundary=x') =>
  readSentFile(new Request('http://localhost:3000/x', { method: 'POST', headers: { 'Content-Type': type }, body }), MOST)
const text = ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString()

test('a file comes with its name and the fields beside it, and wins over what was pasted', async () => {
  const sent = await send(multipart({ kind: 'people', text: 'pegado' }, { name: '../Red ñ.csv', bytes: 'a;b' }))
  expect(sent).toMatchObject({ name: 'Red ñ.csv', pasted: '', fields: { kind: 'people' } })
  expect(text(sent)).toBe('a;b')
})

test('without a file, what was pasted is what came, with or without scripts', async () => {
  for (const body of [multipart({ text: ' a;b ' }), multipart({ text: ' a;b ' }, { name: '', bytes: '' }), new URLSearchParams({ text: ' a;b ' })]) {
    const sent = await send(body)
    expect(sent).toMatchObject({ name: 'Texto pegado', pasted: ' a;b ' })
    expect(text(sent)).toBe('a;b')
  }
})

test('of what is too long, one byte over the limit comes, and no more', async () => {
  expect(text(await send(multipart({}, { name: 'red.csv', bytes: 'x'.repeat(500) })))).toBe('x'.repeat(MOST + 1))
  expect(text(await send(multipart({ text: 'x'.repeat(500) })))).toBe('x'.repeat(MOST + 1))
})

test('what no form of ours sends is refused, and a field with another name is not kept', async () => {
  const two = multipart({}, { name: 'a.csv', bytes: 'a' })
  two.append('otro', new File(['b'], 'b.csv'))
  const many = multipart({ a: '', b: '', c: '', d: '', e: '' })
  for (const form of [two, many]) await expect(send(form)).rejects.toMatchObject({ status: 400 })
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  for (const body of [`${head}no termina`, '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nno termina']) {
    await expect(raw(body)).rejects.toMatchObject({ status: 400 })
  }
  await expect(raw('x', 'multipart/form-data')).rejects.toMatchObject({ status: 400 })
  await expect(raw('x', 'text/plain')).rejects.toMatchObject({ status: 415 })
  expect((await send(multipart({ text: 'x', 'a[2]': 'y', __proto__x: 'z' }))).fields).toEqual({ text: 'x' })
})
