import { expect, type Locator, type Page, test } from '@playwright/test'

import { checkA11y, expectNoSidewaysScroll, signIn } from './support.ts'

const wide = (page: Page) => (page.viewportSize()?.width ?? 0) >= 960

test('a wide screen shows the month as a grid, a phone the days as a list, and both lead to the record', async ({ page }) => {
  await signIn(page, 'direccion@demo.hilvan.cl')
  await page.goto('/calendario')

  if (wide(page)) {
    await expect(page.locator('.cuadricula').getByRole('table')).toBeVisible()
    await expect(page.locator('.cuadricula').getByRole('columnheader').first()).toHaveText(/lunes/i)
  } else {
    await expect(page.locator('.cuadricula')).toHaveCount(0)
    await page.locator('.agenda-dia').first().scrollIntoViewIfNeeded()
  }
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
  await page.getByRole('link', { name: 'Agenda', exact: true }).click()
  await page.locator('.agenda a[href^="/reuniones/"]').first().click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
})

test('dragging a meeting asks before it saves, and can be undone', async ({ page }) => {
  test.skip(!wide(page), 'there is no grid on a phone')
  await signIn(page, 'coordinacion@demo.hilvan.cl')
  // Far enough ahead for nobody else's journey to be there.
  const day = await scheduled(page)
  await page.goto(`/calendario?modo=semana&fecha=${day.from}`)
  const event = page.locator('.cuadricula .ev', { hasText: 'Mesa para arrastrar' })
  await expect(event).toBeVisible()

  await drag(page, event, page.locator(`.cuadricula [data-date="${day.to}"]`).last())
  await expect(page.getByRole('dialog')).toContainText('Mesa para arrastrar')
  await page.getByRole('button', { name: 'Dejarla donde estaba' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  await drag(page, event, page.locator(`.cuadricula [data-date="${day.to}"]`).last())
  await page.getByRole('button', { name: 'Mover', exact: true }).click()
  const notice = page.getByRole('status', { name: 'Avisos' })
  await expect(notice).toContainText('pasó al jueves')
  await expect(page.getByRole('dialog')).toBeHidden()
  await notice.getByRole('button', { name: 'Deshacer' }).click()
  await expect(notice).toContainText('pasó al martes')
})

/** A meeting of our own, on a Tuesday some weeks ahead; answers its day and the Thursday after it. */
async function scheduled(page: Page) {
  const from = new Date(Date.now() + 70 * 86_400_000)
  from.setUTCDate(from.getUTCDate() + ((9 - from.getUTCDay()) % 7))
  const to = new Date(from.getTime() + 2 * 86_400_000)
  const day = (date: Date) => date.toISOString().slice(0, 10)
  await page.goto(`/reuniones/nueva?institucion=muni-13102&fecha=${day(from)}`)
  await page.getByLabel('Título').fill('Mesa para arrastrar')
  await page.getByLabel('Fecha').fill(day(from))
  await page.getByLabel('Desde', { exact: true }).fill('11:00')
  await page.getByRole('button', { name: /Agendar|Convocar|Guardar/ }).first().click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
  return { from: day(from), to: day(to) }
}

async function drag(page: Page, event: Locator, target: Locator) {
  const [start, end] = [await event.boundingBox(), await target.boundingBox()]
  await page.mouse.move(start!.x + start!.width / 2, start!.y + 8)
  await page.mouse.down()
  await page.mouse.move(start!.x + start!.width / 2 + 12, start!.y + 12, { steps: 4 })
  await page.mouse.move(end!.x + end!.width / 2, start!.y + 8, { steps: 12 })
  await page.mouse.up()
}
