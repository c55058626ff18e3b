import { expect, type Page } from '@playwright/test'

import { CERRILLOS, chip, choose, expireSession, hint, minutesBox, SERVIU, signInHere, test } from './journey-support.ts'

// A coordinator of her own: closing every session would throw the other journeys out.
const typed = {
  'Título': 'Mesa que se quedó a medias',
  'Qué se dijo, se acordó y se comprometió': [
    'Quedó conversado lo del agua',
    'a: Abrir el catastro',
    'a: Visitar los tres paños',
    'c: Mandar la planilla @cerrillos 15 días hábiles',
    'c: Citar a la DOM @cerrillos próxima reunión',
    'i: Falta la tasación',
  ].join('\n'),
}

test('closing every session from another browser loses nothing of a quick log half written', async ({ as }) => {
  const [page, other] = [await as('paula'), await as('paula')]
  await page.goto('/registrar')
  await choose(page, 'Con', CERRILLOS)
  await choose(page, 'Con', SERVIU)
  await fill(page)

  await other.goto('/preferencias')
  await other.getByRole('button', { name: 'Cerrar todas mis sesiones' }).click()
  await expect(other).toHaveURL('/entrar')

  await minutesBox(page).press('Control+Enter')
  await signInHere(page, 'paula')
  await expect(page.getByText(/Recuperamos lo que había escrito a las \d\d:\d\d/)).toBeVisible()
  await expect(chip(page, CERRILLOS)).toBeVisible()
  await expect(chip(page, SERVIU)).toBeVisible()
  await expectTyped(page)

  await page.getByRole('button', { name: 'Guardar' }).click()
  await expectSaved(page)
  await page.goto('/registrar')
  await expect(page.getByRole('combobox', { name: 'Con', exact: true })).toBeVisible()
  await expect(page.getByText('Recuperamos')).toHaveCount(0)
  await expect(page.getByLabel('Título')).toHaveValue('')
})

test('a session that expires in the middle of the quick log keeps what was sent until one signs in again', async ({ as }, { project }) => {
  const page = await as('paula')
  await page.goto('/registrar')
  await choose(page, 'Con', CERRILLOS)
  await choose(page, 'Con', SERVIU)
  await fill(page)
  await expireSession(page.context(), project.name)

  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Guardamos lo que había escrito; entre de nuevo para continuar.')).toBeVisible()
  await signInHere(page, 'paula')
  await expect(page.getByText('Su sesión había vencido: aquí está todo lo que había escrito.')).toBeVisible()
  await expect(chip(page, CERRILLOS)).toBeVisible()
  await expect(chip(page, SERVIU)).toBeVisible()
  await expectTyped(page)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expectSaved(page)
})

test('the same holds for a browser that runs no scripts', async ({ as }, { project }) => {
  const page = await as('paula', { javaScriptEnabled: false })
  await page.goto('/registrar')
  const met = page.getByLabel('Con', { exact: true })
  await met.fill(`${CERRILLOS}, ${SERVIU}`)
  await fill(page)
  await expireSession(page.context(), project.name)

  await page.getByRole('button', { name: 'Guardar' }).click()
  await signInHere(page, 'paula')
  await expect(page.getByText('Su sesión había vencido: aquí está todo lo que había escrito.')).toBeVisible()
  await expect(met).toHaveValue(`${CERRILLOS}, ${SERVIU}`)
  await expectTyped(page)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expectSaved(page)
})

async function fill(page: Page) {
  for (const [name, words] of Object.entries(typed)) await page.getByRole('textbox', { name }).fill(words)
}

async function expectTyped(page: Page) {
  for (const [name, words] of Object.entries(typed)) await expect(page.getByRole('textbox', { name })).toHaveValue(words)
}

async function expectSaved(page: Page) {
  await expect(page).toHaveURL(/\/reuniones\/R-/)
  await expect(page.getByRole('heading', { level: 1, name: typed['Título'] })).toBeVisible()
  await expect(hint(page, 'Registrada, con 2 acuerdos y 2 compromisos.')).toBeVisible()
}
