import { expect, type Page } from '@playwright/test'

import { CERRILLOS, choose, inDays, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('seventy mayors change in a day: the list is pasted, mended and applied, the minutes keep their names, and it is taken back', async ({ as }) => {
  test.setTimeout(180_000)
  const page = await as('carolina')
  const folio = await closedMeeting(page)
  await page.goto(`/reuniones/${folio}/acta/imprimir`)
  const before = await page.getByRole('main').innerText()

  await page.goto('/instituciones')
  await page.getByTitle('Más acciones').click()
  await page.getByRole('link', { name: 'Traspaso de mando' }).click()
  await lookAt(page)
  await page.getByLabel('Nombre del traspaso').fill('Alcaldías de prueba')
  await page.getByLabel('Asumen el').fill(inDays(1))
  await page.getByRole('textbox', { name: 'Lista' }).fill(['Municipalidad;Nombre', ...(await members(page)).map((name, at) => `${name};Marta Nueva${letters(at)} Soto`), 'Atlantis;Nadie Existe Ahí'].join('\n'))
  await page.getByRole('button', { name: 'Revisar la lista' }).click()
  await expect(page.getByText('70 terminan · 70 asumen · 1 por resolver')).toBeVisible()
  await expect(page.getByText('«Atlantis» no está en el directorio: elija la institución.').first()).toBeVisible()
  await lookAt(page)

  await page.getByRole('button', { name: 'Omitir la línea por resolver' }).click()
  await page.getByRole('button', { name: 'Aplicar el traspaso' }).click()
  await expect(page.getByText('El traspaso quedó registrado.')).toBeVisible()
  await lookAt(page)
  await page.getByRole('table').getByRole('link', { name: CERRILLOS }).click()
  await expect(page.getByRole('table')).toContainText('Por asumir')

  await page.getByRole('link', { name: 'Carpeta de bienvenida' }).click()
  await expect(page.getByRole('heading', { name: CERRILLOS })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Marta Nueva')
  await lookAt(page)
  await page.goto(`/reuniones/${folio}/acta/imprimir`)
  expect((await page.getByRole('main').innerText()).replace(MADE, '')).toBe(before.replace(MADE, ''))

  await page.goto('/traspasos')
  await page.getByRole('link', { name: 'Alcaldías de prueba' }).click()
  await page.getByRole('button', { name: 'Deshacer el traspaso' }).click()
  await expect(page.getByText('los cargos quedaron como estaban').first()).toBeVisible()
})

/** When the copy was made: the only thing of it that changes. */
const MADE = /\d\d-\d\d-\d{4} \d\d:\d\d/g

const letters = (at: number) => String.fromCodePoint(97 + Math.floor(at / 26), 97 + (at % 26))

/** Seventy municipalities of the network, as its list names them. */
async function members(page: Page) {
  const names: string[] = []
  for (const number of [1, 2]) {
    const list = await page.context().newPage()
    await list.goto(`/instituciones?vista=red&tipo=municipality&pagina=${number}`)
    names.push(...(await list.getByRole('row').getByRole('link', { name: /^Municipalidad/ }).allInnerTexts()))
    await list.close()
  }
  return [...new Set(names)].slice(0, 70)
}

/** A past meeting with the mayor of Cerrillos, its minutes closed. Answers its folio. */
async function closedMeeting(page: Page) {
  await page.goto('/registrar')
  await choose(page, 'Con', CERRILLOS)
  await page.getByLabel('Otra fecha').fill(inDays(-3))
  await page.getByLabel('Título').fill('Mesa antes del traspaso')
  await page.getByRole('textbox', { name: 'Qué se dijo, se acordó y se comprometió' }).fill('Se revisó la lista común de terrenos.')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  const folio = new URL(page.url()).pathname.split('/').at(-1)!
  await page.goto(`/reuniones/${folio}/cierre`)
  await page.getByRole('button', { name: 'Cerrar acta' }).click()
  await expect(page).toHaveURL(/seccion=acta/)
  return folio
}

async function lookAt(page: Page) {
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
}
