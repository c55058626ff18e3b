import { expect } from '@playwright/test'

import { counted, inDays, readCalendar, scheduleMeeting, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('three clicks take a coordinator from the calendar to her program', async ({ as }) => {
  const page = await as('carolina')
  await page.goto('/calendario')
  const { click, count } = counted()
  await click(page.getByRole('link', { name: 'Suscribir' }))
  await click(page.getByRole('button', { name: 'Crear enlace' }))
  const way = page.getByRole('link', { name: 'iPhone o Mac' })
  await expect(way).toHaveAttribute('href', /^webcal:\/\//)
  expect(count() + 1).toBeLessThanOrEqual(3)
  await page.getByText('QR para el teléfono').click()
  await expect(page.getByRole('img', { name: /^Código QR/ })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
})

test('the dialog shows how it will look as one chooses, and says which institution is missing', async ({ as }) => {
  const page = await as('elena')
  await page.goto('/calendario/suscribir')
  await page.getByLabel('Solo «Ocupado»').check()
  await expect(page.getByText('(solo «ocupado»)')).toBeVisible()
  await page.getByLabel('Una institución').check()
  await page.getByRole('button', { name: 'Crear enlace' }).click()
  await expect(page.getByRole('combobox', { name: 'Institución' })).toHaveAccessibleDescription(/Elija una institución/)
  await expectSpanish(page)
  await checkA11y(page)
})

test('a mayor subscribes on her phone without scripts, and the calendar is that of her municipality', async ({ as, playwright }) => {
  test.setTimeout(120_000)
  const coordinator = await as('carolina')
  await scheduleMeeting(coordinator, { title: 'Sesión con Castro', participants: ['Municipalidad de Castro'], on: inDays(33), start: '10:00' })
  await scheduleMeeting(coordinator, { title: 'Sesión con Cerrillos', participants: ['Municipalidad de Cerrillos'], on: inDays(33), start: '12:00' })

  const page = await as('castro', { javaScriptEnabled: false })
  const { click, count } = counted()
  await click(page.getByRole('link', { name: 'Reuniones' }))
  await click(page.getByRole('link', { name: 'Verlas en mi calendario' }))
  await click(page.getByRole('button', { name: 'Crear enlace' }))
  expect(count()).toBe(3)
  const address = await page.getByLabel('Dirección del calendario').inputValue()
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)

  const outside = await playwright.request.newContext()
  const titles = readCalendar(await (await outside.get(address)).text()).map(({ summary }) => summary)
  expect(titles).toContain('Sesión con Castro')
  expect(titles).not.toContain('Sesión con Cerrillos')
  await page.goto('/m/calendario')
  await page.getByRole('button', { name: /^Extender un año/ }).first().click()
  await expect(page.getByText('Su dirección es la misma.')).toBeVisible()
  // The notice lies over the foot of a page that has no script to take it away.
  await page.goto('/m/calendario')
  await page.getByRole('button', { name: /^Revocar/ }).first().click()
  await expect(page.getByText('ya no funciona')).toBeVisible()
  expect((await outside.get(address)).status()).toBe(404)
  await outside.dispose()
})
