import { expect } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'

import { download, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('who owes what to whom: a figure of the matrix opens its list, and the list goes back to the matrix', async ({ as, isMobile }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  await page.goto('/compromisos')
  await page.getByRole('link', { name: 'Matriz' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quién debe qué a quién')
  await expectNoSidewaysScroll(page)
  await expectSpanish(page)
  await checkA11y(page)

  const seen = page.getByRole('region', { name: isMobile ? 'Quién debe a quién, por parejas' : 'Matriz de quién debe a quién' })
  const cell = seen.getByRole('link', { name: /^\d+ abiertos? · \d+ vencidos?$/ }).first()
  const [open, overdue] = (await cell.innerText()).split('·').map((words) => words.trim())
  await page.locator('summary', { hasText: 'Exportar' }).click()
  const file = await download(page, () => page.getByRole('link', { name: 'Excel' }).click())
  await page.keyboard.press('Escape')
  const pairs = await readSheet(file, 'Pares')
  expect(pairs[0]).toEqual(['Debe', 'Recibe', 'Vencidos', 'Abiertos'])

  await cell.click()
  await expect(page).toHaveURL(/\/compromisos\?.*debe=.*recibe=/)
  await expect(page.getByText(`${open} en su vista, ${overdue}`)).toBeVisible()
  await expect(page.getByRole('link', { name: /^Debe: .+ quitar$/ })).toBeVisible()
  await page.getByRole('link', { name: 'Matriz' }).click()
  await expect(page).toHaveURL('/compromisos/matriz?estado=abiertos')
})

test('an executive takes a filter of the matrix away and sees what is kept of what was promised', async ({ as }) => {
  const page = await as('elena')
  await page.goto('/compromisos/matriz?estado=cumplido&tipo=serviu')
  await expect(page.getByText(/^\d+ cumplidos? de \d+ compromisos? · /)).toBeVisible()
  await page.getByRole('link', { name: /^Tipo: Servicio regional de vivienda/ }).click()
  await expect(page).toHaveURL('/compromisos/matriz?estado=cumplido')
})
