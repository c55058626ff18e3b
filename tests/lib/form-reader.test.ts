import { expect, test } from 'vitest'
import { z } from 'zod'

import { day, link, oneOf, optionalDay, text, time, wholeNumber } from '#app/lib/fields.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'

const schema = z.strictObject({ title: text(20), rows: z.array(z.strictObject({ text: text(10) })).optional() })
const post = (body: string, type = 'application/x-www-form-urlencoded') =>
  new Request('http://localhost/x', { method: 'POST', body, headers: { 'Content-Type': type } })

test('a refused form answers a Spanish sentence by the field and everything as typed', async () => {
  const form = await readForm(post('title=&rows[0].text=un+texto+demasiado+largo'), schema)

  expect(form).toMatchObject({
    ok: false,
    errors: { title: ['Falta completar este campo.'], 'rows[0].text': ['Escriba como máximo 10 caracteres; ahora tiene 24.'] },
    values: { title: '', 'rows[0].text': 'un texto demasiado largo' },
  })
})

test('an accepted form is trimmed and typed', async () => {
  const form = await readForm(post('title=+Mesa+&rows[0].text=uno&rows[1].text=dos'), schema)

  expect(form).toMatchObject({ ok: true, input: { title: 'Mesa', rows: [{ text: 'uno' }, { text: 'dos' }] } })
})

test('field names that would exhaust the memory never reach the parser', async () => {
  const hostile = ['a[20000000]=x', '__proto__.x=1', 'a.b.c.d.e=1', `${'a'.repeat(50)}=1`, '__intent__=x']

  for (const body of hostile) await expect(readForm(post(body), schema)).rejects.toMatchObject({ status: 400 })
  await expect(readForm(post('a=1&'.repeat(500)), schema)).rejects.toMatchObject({ status: 400 })
  await expect(readForm(post(`title=${'x'.repeat(130_000)}`), schema)).rejects.toMatchObject({ status: 413 })
  await expect(readForm(post('{}', 'application/json'), schema)).rejects.toMatchObject({ status: 415 })
})

test('a field that the form does not have is refused, not written', async () => {
  expect(await readForm(post('title=x&role=admin'), schema)).toMatchObject({ ok: false })
})

test('days are read as a field sends them and as a person types them', async () => {
  expect(day().parse('2026-11-30')).toBe('2026-11-30')
  expect(day().parse('30-11-2026')).toBe('2026-11-30')
  expect(day().parse('1/2/2026')).toBe('2026-02-01')
  expect(optionalDay().parse('')).toBeNull()
  for (const wrong of ['31-02-2026', '2026-13-01', 'mañana', '30-11-26', '0001-01-01']) {
    expect(day().safeParse(wrong).success, wrong).toBe(false)
  }
})

test('hours, numbers, choices and links refuse what they are not', () => {
  expect(time().parse('9:05')).toBe('09:05')
  expect(time().safeParse('24:00').success).toBe(false)
  expect(wholeNumber(1, 10).safeParse('2.5').success).toBe(false)
  expect(oneOf({ a: 'A' }).safeParse('b').success).toBe(false)
  expect(link().safeParse('javascript:alert(1)').success).toBe(false)
  expect(link().parse('https://meet.ejemplo.cl/x')).toBe('https://meet.ejemplo.cl/x')
})
