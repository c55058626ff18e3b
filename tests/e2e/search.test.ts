import { expect } from '@playwright/test'

import { test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('a search without JavaScript groups what it finds, with each hit in its context', async ({ as }) => {
  const page = await as('carolina', { javaScriptEnabled: false })
  await page.goto('/buscar')
  await page.getByLabel('Qué buscar').fill('CASTRO')
  await page.getByRole('button', { name: 'Buscar', exact: true }).click()
  await expect(page).toHaveURL(/\/buscar\?q=CASTRO$/)
  await expect(page.getByRole('heading', { name: /^Instituciones/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Compromisos/ })).toBeVisible()
  await expect(page.locator('main mark').filter({ hasText: 'Castro' }).first()).toBeVisible()
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)

  await page.goto('/buscar?q=compromiso+xyzzyx')
  await expect(page.getByText('Nada con «compromiso xyzzyx»')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Crear contacto «compromiso xyzzyx»' })).toHaveAttribute('href', '/contactos/nuevo?nombre=compromiso%20xyzzyx')
})

test('the palette logs and schedules with a few words, by keyboard alone', async ({ as }) => {
  const page = await as('carolina')
  await page.goto('/reuniones')
  const palette = page.getByRole('dialog', { name: 'Buscar y hacer' })
  const field = palette.getByRole('combobox', { name: 'Buscar o hacer' })
  const chosen = palette.getByRole('option', { selected: true })
  const open = async () => {
    await expect(async () => {
      await page.keyboard.press('Control+k')
      await expect(field).toBeFocused({ timeout: 1000 })
    }).toPass()
  }

  const before = page.locator('a:visible', { hasText: 'Compromisos' }).first()
  await before.focus()
  await open()
  await expect(palette.getByRole('option', { name: /Agendar una reunión/ })).toBeVisible()
  await checkA11y(page)
  await expectNoSidewaysScroll(page)
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(before).toBeFocused()

  await open()
  await page.keyboard.type('registrar ñuñoa')
  await expect(chosen).toHaveText(/Registrar reunión con Municipalidad de Ñuñoa/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/registrar\?institucion=muni-13120$/)
  await expect(page.getByRole('main').getByText('Municipalidad de Ñuñoa').first()).toBeVisible()

  await open()
  await page.keyboard.type('agendar castro mar 15:00')
  await expect(chosen).toHaveText(/^Agendar reunión con .*martes/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/reuniones\/nueva\?(persona|institucion)=[^&]+&fecha=\d{4}-\d\d-\d\d&hora=15%3A00$/)
  await expect(page.getByLabel('Desde', { exact: true })).toHaveValue('15:00')
  const on = new URL(page.url()).searchParams.get('fecha')!
  expect(new Date(on).getUTCDay()).toBe(2)

  await open()
  await page.keyboard.type('castro')
  await expect(palette.getByRole('group', { name: 'Instituciones' })).toBeVisible()
  await palette.getByRole('option', { name: /^Municipalidad de Castro/ }).first().click()
  await expect(page).toHaveURL(/\/instituciones\/muni-10201$/)
})
