import { expect, type Page } from '@playwright/test'

import { hint, inDays, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const withoutScripts = { javaScriptEnabled: false }

/** Castro owes it to Cerrillos, in twenty days. Answers its folio. */
async function promise(page: Page, text: string) {
  await page.goto('/compromisos/nuevo')
  await page.getByLabel('Qué se comprometió').fill(text)
  await page.getByLabel('Quién debe').fill('municipalidad de castro')
  await page.getByLabel('Quién recibe').fill('municipalidad de cerrillos')
  await page.getByLabel('Fecha', { exact: true }).fill(inDays(20))
  await page.getByRole('button', { name: 'Guardar compromiso' }).click()
  await expect(page).toHaveURL(/\/compromisos\/C-/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}

const written = (day: string) => day.split('-').toReversed().join('-')

test('without scripts, a date that was changed is put back from the notice, and later from the history', async ({ as }) => {
  const page = await as('carolina', withoutScripts)
  const folio = await promise(page, 'Enviar la nómina de terrenos')
  const move = async (days: number) => {
    await page.getByRole('link', { name: `Cambiar plazo de ${folio}` }).click()
    await page.getByLabel('Fecha nueva').fill(inDays(days))
    await page.getByLabel('Por qué cambia').fill('Receso de fin de año')
    await page.getByRole('button', { name: 'Guardar fecha' }).click()
  }

  await move(40)
  await expect(hint(page, `Ahora vence el ${written(inDays(40))}.`)).toBeVisible()
  await page.getByRole('status', { name: 'Avisos' }).getByRole('button', { name: 'Deshacer' }).click()
  await expect(hint(page, 'Se deshizo: quedó como estaba.')).toBeVisible()
  await expect(page.getByText(`Del ${written(inDays(40))} al ${written(inDays(20))}`, { exact: true })).toBeVisible()
  await expect(page.getByText('Fecha original:')).toBeVisible()

  await move(30)
  await page.goto(`/compromisos/${folio}`)
  await expect(page.getByRole('status', { name: 'Avisos' })).toBeEmpty()
  await page.getByRole('button', { name: 'Deshacer cambio de plazo' }).click()
  await expect(hint(page, 'Se deshizo: quedó como estaba.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Deshacer/ })).toHaveCount(0)
  await expectSpanish(page)
})

test('whoever receives it confirms, the coordination closes it with one click, and opens it again with another', async ({ as }) => {
  test.setTimeout(120_000)
  const folio = await promise(await as('carolina', withoutScripts), 'Entregar el levantamiento topográfico')
  const castro = await as('castro', withoutScripts)
  await castro.goto(`/m/compromisos/${folio}`)
  await castro.getByRole('link', { name: /^Otra respuesta/ }).click()
  await castro.getByLabel('Lo aceptamos').check()
  await castro.getByRole('button', { name: 'Enviar' }).click()
  await expect(castro.getByRole('region', { name: 'Comprobante' })).toContainText('Lo aceptamos')
  await castro.goto(`/m/compromisos/${folio}/cumplimiento`)
  await castro.getByLabel('Una frase').fill('Va en la carpeta compartida.')
  await castro.getByRole('button', { name: 'Enviar' }).click()

  const cerrillos = await as('cerrillos', withoutScripts)
  await cerrillos.getByRole('link', { name: /Entregar el levantamiento topográfico/ }).click()
  await cerrillos.getByRole('link', { name: 'Decir si se recibió' }).click()
  await cerrillos.getByLabel('No se recibió').check()
  await cerrillos.getByRole('button', { name: 'Enviar' }).click()
  await expect(cerrillos.getByText('Cuente qué falta o qué no llegó.').first()).toBeVisible()
  await cerrillos.getByLabel('Sí, se recibió').check()
  await cerrillos.getByRole('button', { name: 'Enviar' }).click()
  await expect(cerrillos.getByText('Ustedes informaron que se recibió. Lo revisa la coordinación.')).toBeVisible()
  await expectSpanish(cerrillos)
  await expectNoSidewaysScroll(cerrillos)

  const page = await as('carolina')
  await page.goto(`/compromisos/${folio}`)
  await expect(page.getByText(/^Aceptado el .* desde su página\.$/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Municipalidad de Cerrillos confirma que se recibió' })).toBeVisible()
  await checkA11y(page)
  await page.getByRole('button', { name: `Dar por cumplido ${folio}` }).click()
  await expect(hint(page, `${folio} cumplido, con evidencia.`)).toBeVisible()
  await page.getByRole('status', { name: 'Avisos' }).getByRole('button', { name: 'Deshacer' }).click()
  await expect(hint(page, 'Se deshizo: quedó como estaba.')).toBeVisible()
  await expect(page.getByRole('button', { name: `Dar por cumplido ${folio}` })).toBeVisible()
})
