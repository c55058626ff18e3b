import { expect } from '@playwright/test'

import { test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('somebody about to be written twice is offered, written anyway, merged and taken apart', async ({ as }, { project }) => {
  const page = await as('carolina')
  const surname = `Quilodrán${project.name.replace(/[^a-z]/gi, '')}`
  const write = async (given: string, second: string) => {
    await page.goto('/contactos/nuevo')
    await page.getByLabel('Nombres').fill(given)
    await page.getByLabel('Primer apellido').fill(surname)
    await page.getByLabel('Segundo apellido').fill(second)
    await page.getByLabel('De dónde viene el dato').fill('Lista de asistencia')
  }
  await write('María José', 'Vera')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `María José ${surname} Vera` })).toBeVisible()
  const kept = page.url()

  await write('M. J.', '')
  await expect(page.getByRole('heading', { name: '¿Es alguna de estas personas?' })).toBeVisible()
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Posible: mismos apellidos e iniciales')).toBeVisible()
  await checkA11y(page)
  await page.getByRole('button', { name: 'Es otra persona: crear de todos modos' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `M. J. ${surname}` })).toBeVisible()
  const gone = page.url()

  await page.goto('/duplicados')
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
  await page.goto(`/fusiones/nueva?de=person&queda=${kept.split('/').at(-1)}&con=${gone.split('/').at(-1)}`)
  await expect(page.getByRole('group', { name: 'Nombres' }).getByRole('radio', { name: 'María José' })).toBeChecked()
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
  await page.getByRole('button', { name: 'Fusionar', exact: true }).click()
  await expect(page).toHaveURL(kept)
  await page.goto(gone)
  await expect(page).toHaveURL(kept)

  await page.getByRole('link', { name: /^Ver o deshacer/ }).click()
  await checkA11y(page)
  await page.getByRole('button', { name: 'Deshacer la fusión' }).click()
  await expect(page.getByText('Deshecha: son dos fichas otra vez.')).toBeVisible()
  await page.goto(gone)
  await expect(page.getByRole('heading', { level: 1, name: `M. J. ${surname}` })).toBeVisible()
})
