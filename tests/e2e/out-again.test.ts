import { expect } from '@playwright/test'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'

import { CERRILLOS, counted, download, hint, inDays, logMeeting, SERVIU, test } from './journey-support.ts'

const promise = 'Mandar la ficha del paño oriente'

test('a filtered list leaves in two clicks as a spreadsheet and as text, and a program reads it with a key that can be ended', async ({ as, playwright, baseURL }) => {
  const coordinator = await as('carolina')
  await logMeeting(coordinator, { with: [CERRILLOS, SERVIU], title: 'Revisión del paño oriente', on: inDays(-2), start: '09:30', commitments: [{ text: promise, days: 6 }] })

  const page = await as('elena')
  await page.goto('/compromisos?vista=todos&q=paño oriente')
  await expect(page.getByRole('rowheader').getByRole('link')).toHaveText([promise])
  const [sheet, text] = [await leave('Excel'), await leave('CSV')]
  const [heads = [], ...rows] = await readSheet(sheet, 1)
  expect(rows.map((row) => row[heads.indexOf('Compromiso')])).toEqual([promise])
  const csv = Papa.parse<Record<string, string>>(String(text).slice(1), { header: true, skipEmptyLines: true })
  expect(csv.data).toMatchObject([{ 'Compromiso': promise, 'Filtro': 'Contiene «paño oriente»' }])

  await page.goto('/preferencias')
  await page.getByRole('link', { name: 'Claves para programas' }).click()
  await page.getByLabel('Qué programa la usará').fill('Tablero')
  await page.getByRole('button', { name: 'Crear clave' }).click()
  await expect(page.getByText('Elija al menos una cosa que pueda leer.').first()).toBeVisible()
  await expect(page.getByLabel('Qué programa la usará')).toHaveValue('Tablero')
  await page.getByRole('checkbox', { name: 'Compromisos' }).check()
  await page.getByRole('button', { name: 'Crear clave' }).click()
  const key = await page.getByLabel('Clave', { exact: true }).inputValue()

  const program = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${key}` } })
  const answer = await program.get('/api/v1/commitments?q=oriente')
  expect([answer.status(), answer.headers()['cache-control']]).toEqual([200, 'private, no-cache'])
  expect((await program.get('/api/v1/commitments?q=oriente', { headers: { 'If-None-Match': answer.headers().etag! } })).status()).toBe(304)
  expect((await answer.json()).items).toMatchObject([{ text: promise, folio: rows[0]![heads.indexOf('Folio')] }])
  expect((await program.get('/api/v1/people')).status()).toBe(403)
  expect((await program.post('/api/v1/commitments', { data: {} })).status()).toBe(405)
  const anybody = await playwright.request.newContext({ baseURL })
  expect([(await anybody.get('/api/v1/me')).status(), (await anybody.get('/api/v1/openapi.json')).status()]).toEqual([401, 200])

  await page.getByRole('button', { name: 'Revocar «Tablero»' }).click()
  await expect(hint(page, 'ya no funciona')).toBeVisible()
  expect((await program.get('/api/v1/me')).status()).toBe(401)
  await Promise.all([program.dispose(), anybody.dispose()])

  async function leave(format: string) {
    const { click, count } = counted()
    await click(page.locator('summary', { hasText: 'Exportar' }))
    const file = await download(page, () => click(page.getByRole('link', { name: format })))
    expect(count()).toBe(2)
    // Closed again for the next one.
    await page.keyboard.press('Escape')
    return file
  }
})
