import { expect, type Page } from '@playwright/test'

import { alive, download, hint, inDays, readCalendar, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const dates = (page: Page) => page.getByRole('listitem').filter({ hasText: /R-\d{4}-\d+|No se realiza/ })
/** A notice of which the beginning is known. */
const said = (page: Page, words: RegExp) => page.getByRole('status', { name: 'Avisos' }).getByText(words)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })

/** A Tuesday some weeks ahead, between the 8th and the 14th: a second Tuesday. */
const first = Array.from({ length: 80 }, (_, at) => inDays(at + 20)).find((day) => new Date(day).getUTCDay() === 2 && day.slice(8) >= '08' && day.slice(8) <= '14')!

async function fill(page: Page, title: string) {
  await page.goto('/reuniones/nueva')
  await page.getByLabel('Título').fill(title)
  await page.getByLabel('Fecha', { exact: true }).fill(first)
  await page.getByLabel('Desde', { exact: true }).fill('10:00')
  await page.getByLabel('Se repite').selectOption('Cada mes, como el segundo martes')
  await page.getByLabel('O cuántas veces').fill('6')
  await button(page, 'Agendar').click()
  await expect(page.getByRole('heading', { level: 1, name: `Agendar «${title}»` })).toBeVisible()
}

async function confirm(page: Page) {
  const holidays = page.getByLabel('Se realizan igual')
  if (await holidays.count()) await holidays.check()
  await button(page, /^Crear/).click()
  await expect(page).toHaveURL(/\/reuniones\/series\//)
}

/** Opens one date of the list from the page of its series. */
async function open(page: Page, at: number) {
  await dates(page).nth(at).getByRole('link').click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
}

test('a monthly series is made, one date moves, another is cancelled, another goes, and the rest changes its hour', async ({ as }) => {
  test.setTimeout(180_000)
  const page = await as('carolina')
  const title = `Mesa que se repite ${Math.random().toString(36).slice(2, 7)}`
  await fill(page, title)
  await expect(page.getByRole('listitem').filter({ hasText: /de 202\d/ })).toHaveCount(6)
  await look(page)
  await confirm(page)
  await expect(hint(page, 'Agendadas: 6 reuniones.')).toBeVisible()
  await expect(page.getByText(/El segundo martes de cada mes, hasta el .*, 6 fechas/)).toBeVisible()
  await look(page)
  const series = page.url()

  await open(page, 1)
  await expect(page.getByRole('link', { name: /Serie: el segundo martes de cada mes.*; 2 de 6/ })).toBeVisible()
  await page.getByRole('link', { name: /Mover/ }).click()
  await expect(page).toHaveURL(/traslado/)
  // Notices lie over the foot of the page for a while.
  await page.reload()
  await look(page)
  await page.getByLabel('Desde', { exact: true }).fill('12:00')
  await page.getByLabel('Hasta', { exact: false }).first().fill('13:00')
  await button(page, 'Mover').click()
  await expect(said(page, /^Movida al/)).toBeVisible()

  await page.goto(series)
  await open(page, 2)
  await page.getByRole('link', { name: 'Cancelar la reunión…' }).click()
  await page.getByLabel('Por qué').fill('Coincide con una feria')
  await button(page, 'Cancelar la reunión').click()
  await expect(hint(page, 'Cancelada.')).toBeVisible()

  await page.goto(series)
  await open(page, 3)
  await page.getByRole('link', { name: 'Quitar de la serie…' }).click()
  await look(page)
  await button(page, 'Quitar').click()
  await expect(said(page, /^Quitada de la serie/)).toBeVisible()
  await expect(dates(page).nth(3)).toContainText('No se realiza: se quitó de la serie')

  await open(page, 4)
  await page.getByRole('link', { name: /Mover/ }).click()
  await page.getByLabel('Desde', { exact: true }).fill('15:00')
  await page.getByLabel('Hasta', { exact: false }).first().fill('16:00')
  await page.getByLabel('Esta y las siguientes').check()
  await button(page, 'Mover').click()
  await expect(said(page, /^La serie cambió desde el/)).toBeVisible()
  await expect(dates(page)).toHaveCount(2)
  await expect(page.getByRole('link', { name: 'la serie anterior' })).toHaveAttribute('href', new URL(series).pathname)

  const text = String(await download(page, () => page.getByRole('link', { name: 'Descargar la serie para mi calendario' }).click()))
  expect(readCalendar(text).map(({ summary }) => summary)).toEqual([title])
  await page.goto(series)
  await expect(dates(page)).toHaveCount(4)
  await look(page)
})

test('without scripts a series is made just the same, and going back keeps what was typed', async ({ as }) => {
  const page = await as('paula', { javaScriptEnabled: false })
  await fill(page, 'Mesa sin guiones')
  await button(page, 'Cambiar los datos').click()
  await expect(page.getByLabel('Título')).toHaveValue('Mesa sin guiones')
  await expect(page.getByLabel('O cuántas veces')).toHaveValue('6')
  await button(page, 'Agendar').click()
  await confirm(page)
  await expect(dates(page)).toHaveCount(6)
})

async function look(page: Page) {
  await alive(page)
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
}
