import { expect } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'

import { download, foliosOf, hint, inDays, minutesBox, readCalendar, test } from './journey-support.ts'
import { expectSpanish } from './support.ts'

const promise = 'Pintar la sede vecinal'

test('without scripts one signs in, logs a meeting, finds it, takes it away in files, and a municipality answers', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina', { javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Registrar', exact: true }).filter({ visible: true }).click()
  await page.getByLabel('Con', { exact: true }).fill('municipalidad de castro')
  await page.getByLabel('Otra fecha').fill(inDays(-5))
  await page.getByLabel('Título').fill('Encuentro con Ñancupel')
  const told = `a: Recuperar la sede vecinal\nc: ${promise}`
  await minutesBox(page).fill(told)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(minutesBox(page)).toHaveAccessibleDescription(new RegExp(`Línea 2, «c: ${promise}»: ¿Quién debe\\? ¿Para cuándo\\?`))
  await expect(minutesBox(page)).toHaveValue(told)
  await expect(page.getByLabel('Con', { exact: true })).toHaveValue('municipalidad de castro')
  await minutesBox(page).fill(`${told} @castro 20 días hábiles`)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
  await expect(hint(page, 'Registrada, con 1 acuerdo y 1 compromiso.')).toBeVisible()
  await expectSpanish(page)
  const meeting = new URL(page.url()).pathname.split('/').at(-1)!
  const folio = (await foliosOf(page, meeting)).get(promise)!

  await page.goto('/buscar')
  await page.getByLabel('Qué buscar').fill('nancupel')
  await page.getByRole('button', { name: 'Buscar', exact: true }).click()
  const found = page.getByRole('main').getByRole('link', { name: 'Encuentro con Ñancupel' })
  await expect(found).toHaveAttribute('href', `/reuniones/${meeting}`)

  await page.goto('/compromisos?vista=todos')
  await page.getByRole('searchbox', { name: 'Filtrar esta lista' }).fill(promise)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('rowheader').getByRole('link')).toHaveText([promise])
  await page.getByText('Exportar', { exact: true }).click()
  const sheet = await readSheet(await download(page, () => page.getByRole('link', { name: 'Excel' }).click()), 1)
  expect(sheet.filter((cells) => cells.includes(folio))).toHaveLength(1)

  await page.goto(`/calendario?q=nancupel&fecha=${inDays(-5)}`)
  const file = await download(page, () => page.getByRole('link', { name: 'Descargar una copia' }).click())
  const meetings = readCalendar(String(file)).filter(({ summary }) => !summary.startsWith('Vence: '))
  expect(meetings).toMatchObject([{ summary: 'Encuentro con Ñancupel' }])

  const leader = await as('castro', { javaScriptEnabled: false })
  await expect(leader).toHaveURL('/m')
  await leader.getByRole('link', { name: new RegExp(`^Otra respuesta.*${promise}`) }).click()
  await leader.getByLabel('Está en curso').check()
  await leader.getByLabel('Una frase').fill('Ya compramos la pintura.')
  await leader.getByRole('button', { name: 'Enviar' }).click()
  await expect(leader.getByRole('region', { name: 'Comprobante' })).toContainText(folio)

  await leader.goto(`/m/compromisos/${folio}`)
  await leader.getByRole('link', { name: 'Informar cumplimiento' }).click()
  await leader.getByLabel('Foto o archivo').setInputFiles({ name: 'acta.pdf', mimeType: 'application/pdf', buffer: pdf })
  await leader.getByRole('button', { name: 'Enviar' }).click()
  await expect(leader.getByRole('region', { name: 'Comprobante' })).toContainText('acta.pdf')
  await expectSpanish(leader)
})

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
  + '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
