import { expect, type Page } from '@playwright/test'

import { alive, hint, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const title = (page: Page, at: number) => page.locator('tr[data-fila]').nth(at).locator('.enlace-titulo').first()
const summary = (page: Page) => page.getByRole('complementary', { name: /^Resumen de/ })

/** Moves on with Tab until this has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>) {
  for (let n = 0; n < 60; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never came there.')
}

test('with the keyboard alone, a view is saved with its columns, a row is looked at, several change and come back', async ({ as }, info) => {
  test.skip(info.project.name !== 'desktop')
  test.setTimeout(120_000)
  const page = await as('carolina')
  await page.goto('/instituciones?vista=todas&tipo=municipality')
  await alive(page)
  const menu = page.locator('.menu-vista > summary')
  await menu.focus()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('checkbox', { name: 'La coordina' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Ver estas columnas' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'La coordina' })).toBeVisible()

  await menu.focus()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Guardar esta vista'))
  await page.keyboard.type('Municipios y quién coordina')
  await checkA11y(page)
  await page.keyboard.press('Enter')
  await expect(hint(page, 'Vista «Municipios y quién coordina» guardada.')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Municipios y quién coordina/ })).toHaveAttribute('aria-current', 'page')
  await expect(page).toHaveURL(/tipo=municipality.*columnas=.*coordina.*guardada=/)

  await title(page, 0).focus()
  await page.keyboard.press('Enter')
  await expect(summary(page)).toBeVisible()
  await checkA11y(page)
  await expectSpanish(page)
  const second = await title(page, 1).innerText()
  await page.keyboard.press('j')
  await expect(summary(page).getByRole('heading')).toContainText(second)
  await page.keyboard.press('Escape')
  await expect(summary(page)).toHaveCount(0)
  await expect(title(page, 1)).toBeFocused()

  await page.keyboard.press(' ')
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  await expect(page.getByText('2 seleccionadas')).toBeVisible()
  await page.getByRole('button', { name: 'Asignar quién coordina…' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Asignar quién coordina: 2 instituciones')
  await checkA11y(page)
  await page.getByLabel('Quién la coordina').selectOption({ label: 'Paula Díaz Rojas' })
  await page.getByLabel('Quién la coordina').focus()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/coordina Paula Díaz Rojas\.|quedó como estaba|quedaron como estaban/).first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/^Se deshi/).first()).toBeVisible()
})

test('without scripts and on a phone, a view is saved, found, changed and taken away with plain pages', async ({ as }) => {
  const page = await as('paula', { javaScriptEnabled: false })
  await page.goto('/contactos?vista=todas&orden=confirmado')
  await page.locator('.menu-vista > summary').click()
  await page.getByRole('checkbox', { name: 'De dónde viene' }).check()
  await page.getByRole('button', { name: 'Ver estas columnas' }).click()
  await expect(page).toHaveURL(/columnas=fuente/)
  await page.locator('.menu-vista > summary').click()
  await page.getByLabel('Guardar esta vista').fill('Por confirmar')
  await page.getByRole('button', { name: 'Guardar vista' }).click()
  await expect(page.getByRole('link', { name: /^Por confirmar/ })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.goto('/vistas/contactos')
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Cambiar Por confirmar' }).click()
  await page.getByLabel('Nombre de la vista').fill('')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Escriba cómo se llama la vista.').first()).toBeVisible()
  await page.goto('/vistas/contactos')
  await page.getByRole('button', { name: 'Quitar Por confirmar' }).click()
  await expect(page.getByText('Vista «Por confirmar» quitada.')).toBeVisible()
})
