import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { displayName, download, readUpload } from '#app/lib/uploads.server.ts'
import { multipart, PDF, useFileStore } from '#tests/support/uploads.ts'

const send = (form: FormData) => readUpload(new Request('http://localhost:3000/x', { method: 'POST', body: form }))
const stored = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)

test('a file is kept under its content and its fields are read', async () => {
  const folder = useFileStore()
  const { fields, file, problem } = await send(multipart({ text: 'Va el certificado' }, { name: 'CIP Ñuñoa.pdf', bytes: PDF }))

  expect(problem).toBeNull()
  expect(fields.get('text')).toBe('Va el certificado')
  expect(file).toMatchObject({ name: 'CIP Ñuñoa.pdf', media_type: 'application/pdf', size: PDF.length })
  expect(stored(folder)).toEqual([file?.sha256])
  expect(readdirSync(join(folder, 'files', file!.sha256.slice(0, 2)))).toEqual([file!.sha256])
})

test('the same bytes twice are one file in the store', async () => {
  const folder = useFileStore()
  await send(multipart({}, { name: 'uno.pdf', bytes: PDF }))
  await send(multipart({}, { name: 'dos.pdf', bytes: PDF }))

  expect(stored(folder)).toHaveLength(1)
})

test('a form without a file is only its fields', async () => {
  useFileStore()
  expect(await send(multipart({ text: 'hola' }))).toMatchObject({ file: null, problem: null })
})

test.each([
  ['plano.svg', '<svg onload="alert(1)"/>', 'No se admiten'],
  ['pagina.HTML', '<script>', 'No se admiten'],
  ['sin-extension', PDF, 'No se admiten'],
  ['certificado.pdf', '<html><script>alert(1)</script>', 'no corresponde'],
  ['foto.jpg', PDF, 'no corresponde'],
  ['lista.csv', new Uint8Array([0xff, 0xfe, 0x41]), 'no corresponde'],
  ['nota.txt', 'hola\u0000', 'no corresponde'],
  ['vacio.pdf', '', 'vacío'],
])('%s is refused and leaves nothing behind', async (name, bytes, why) => {
  const folder = useFileStore()
  const { file, problem } = await send(multipart({}, { name, bytes }))

  expect(file).toBeNull()
  expect(problem).toContain(why)
  expect(stored(folder)).toEqual([])
})

test('a file over 20 MB is refused and leaves nothing behind', async () => {
  const folder = useFileStore()
  const bytes = new Uint8Array(20 * 1024 * 1024 + 1)
  bytes.set(new TextEncoder().encode(PDF))

  expect((await send(multipart({}, { name: 'enorme.pdf', bytes }))).problem).toContain('20 MB')
  expect(stored(folder)).toEqual([])
})

test('a field name that no form of ours sends is refused', async () => {
  useFileStore()
  await expect(send(multipart({ 'a[20000000]': 'x' }))).rejects.toMatchObject({ status: 400 })
  await expect(send(multipart({ text: 'x'.repeat(3000) }))).rejects.toMatchObject({ status: 413 })
})

test('two files, or a body that is not a form, are refused and leave nothing half written', async () => {
  const folder = useFileStore()
  const two = multipart({}, { name: 'a.pdf', bytes: PDF })
  two.append('otro', new File([PDF], 'b.pdf'))
  await expect(send(two)).rejects.toMatchObject({ status: 400 })

  const broken = new Request('http://localhost:3000/x', {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nno termina',
  })
  await expect(readUpload(broken)).rejects.toMatchObject({ status: 400 })
  const nameless = new Request('http://localhost:3000/x', { method: 'POST', headers: { 'Content-Type': 'multipart/form-data' }, body: 'x' })
  await expect(readUpload(nameless)).rejects.toMatchObject({ status: 400 })
  const cut = new Request('http://localhost:3000/x', {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    body: `--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${PDF}`,
  })
  await expect(readUpload(cut)).rejects.toMatchObject({ status: 400 })
  expect(stored(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a name is only text: no path, no control or direction characters', () => {
  expect(displayName('../../etc/passwd.pdf')).toBe('passwd.pdf')
  expect(displayName('C:\\docs\\acta.PDF')).toBe('acta.pdf')
  expect(displayName('acta\u202Efdp.exe\u0007.pdf')).toBe('acta fdp.exe.pdf')
  expect(displayName(`${'x'.repeat(300)}.pdf`)).toHaveLength(114)
  expect(displayName('.pdf')).toBe('archivo.pdf')
})

test('a download never runs on our origin, and carries its name in both spellings', async () => {
  useFileStore()
  const { file } = await send(multipart({}, { name: 'Informe (año) ñ.pdf', bytes: PDF }))
  const response = (await download(file!))!

  expect(response.headers.get('Content-Disposition')).toBe("attachment; filename=\"Informe (ano) n.pdf\"; filename*=UTF-8''Informe%20%28a%C3%B1o%29%20%C3%B1.pdf")
  expect(response.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(await response.text()).toBe(PDF)
  expect(await download({ ...file!, sha256: '0'.repeat(64) })).toBeUndefined()
})
