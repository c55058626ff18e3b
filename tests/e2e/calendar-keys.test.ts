import { expect, test } from '@playwright/test'

import { alive, inDays } from './journey-support.ts'
import { checkA11y, expectSpanish, signIn } from './support.ts'

test('with the keyboard alone one reaches a day, plans on it, and finds the meeting with its hour and zone', async ({ page }) => {
  test.skip((page.viewportSize()?.width ?? 0) < 960, 'there is no grid on a phone')
  test.setTimeout(120_000)
  await signIn(page, 'coordinacion@demo.hilvan.cl')
  const day = inDays(40)
  await page.goto(`/calendario?modo=mes&fecha=${day}&institucion=muni-13102`)
  await alive(page)
  const grid = page.locator('.cuadricula')
  const stop = grid.locator('[tabindex="0"]')
  await expect(stop).toHaveCount(1)
  await stop.focus()
  const focused = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-date]')?.dataset.date)
  expect(await focused()).toBe(day)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  expect(await focused()).toBe(day)
  await expect(stop).toHaveCount(1)

  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/reuniones\/nueva\?fecha=/)
  await expect(page.getByLabel('Fecha', { exact: true })).toHaveValue(day)
  await expect(page.getByRole('button', { name: 'Quitar Municipalidad de Cerrillos' })).toBeVisible()
  await page.getByLabel('Título').fill('Planeada con teclas')
  await page.getByLabel('Desde', { exact: true }).fill('11:00')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)

  await page.goto(`/calendario?modo=dia&fecha=${day}&institucion=muni-13102`)
  const event = grid.locator('.ev', { hasText: 'Planeada con teclas' })
  await expect(event).toHaveAccessibleName(/11:00 Planeada con teclas\. .+ de \d{4}, 11:00 a 12:00, hora de Santiago\. Convocada/)
  await alive(page)
  await event.focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { level: 1, name: 'Mover «Planeada con teclas»' })).toBeVisible()
})

test('everything one presses in the grid is at least 24 pixels, in Spanish, and accessible', async ({ page }) => {
  test.skip((page.viewportSize()?.width ?? 0) < 960, 'there is no grid on a phone')
  test.setTimeout(120_000)
  await signIn(page, 'coordinacion@demo.hilvan.cl')
  for (const mode of ['mes', 'semana', 'dia']) {
    await page.goto(`/calendario?modo=${mode}`)
    await expect(page.locator('.cuadricula .ev').first()).toBeVisible()
    await expectSpanish(page)
    const small = await page.locator('.cuadricula').locator('[role=link], a').evaluateAll((all) =>
      all
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => ({ name: element.getAttribute('aria-label') ?? element.textContent, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`))
    expect.soft(small, mode).toEqual([])
    await checkA11y(page)
  }
})

test('a layer is one click, its choice is in the address, and back takes it back', async ({ page }) => {
  await signIn(page, 'direccion@demo.hilvan.cl')
  await page.goto('/calendario?modo=agenda')
  await alive(page)
  const due = page.getByRole('checkbox', { name: /^Vencimientos/ })
  await due.uncheck()
  await expect(page).toHaveURL(/capas=1/)
  await expect(page).not.toHaveURL(/capa=vencimientos/)
  await expect(page.locator('.agenda a[href^="/compromisos/"]')).toHaveCount(0)
  await page.goBack()
  await expect(due).toBeChecked()
})
