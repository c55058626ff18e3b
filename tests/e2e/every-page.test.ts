import { expect, type Locator, type Page, test } from '@playwright/test'

import { minutesOf } from './minutes-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish, signIn } from './support.ts'

const people = {
  'the coordinator': 'coordinacion@demo.hilvan.cl',
  'a municipal leader': 'alcaldia.cerrillos@demo.hilvan.cl',
  'the executive': 'direccion@demo.hilvan.cl',
  'a reader': 'lectura@demo.hilvan.cl',
  'the administrator': 'admin@demo.hilvan.cl',
}

/** Kinds of page already looked at closely; the next person who reaches one is only asked whether it opens. */
const seen = new Set<string>()

for (const [who, email] of Object.entries(people)) {
  test(`what ${who} can reach opens, is accessible, speaks Spanish and fits its window`, async ({ page }) => {
    test.setTimeout(600_000)
    const complaints = listen(page)
    await signIn(page, email)

    const queue = [new URL(page.url()).pathname, ...(who === 'the coordinator' ? await deepPages(page) : [])]
    const known = new Set(queue.map(kindOf))
    for (let path = queue.shift(); path; path = queue.shift()) {
      await look(page, path)
      for (const next of await linksOf(page)) {
        if (!known.has(kindOf(next))) queue.push(next)
        known.add(kindOf(next))
      }
    }
    expect(complaints).toEqual([])
  })
}

test('what only begins with an act of the coordinator looks as well', async ({ page }) => {
  test.setTimeout(180_000)
  const complaints = listen(page)
  await signIn(page, people['the coordinator'])
  for (const path of await begunPages(page)) await look(page, path)
  expect(complaints).toEqual([])
})

/** Opens a page; the first of its kind is looked at closely. */
function look(page: Page, path: string) {
  return test.step(path, async () => {
    const answer = await page.goto(path)
    expect.soft(answer?.status(), path).toBe(200)
    await expect.soft(page.locator('h1').first(), path).toBeVisible()
    await expectSpanish(page)
    if (!seen.has(kindOf(path))) {
      await expectNoSidewaysScroll(page)
      await checkA11y(page)
    }
    seen.add(kindOf(path))
  })
}

/** A sheet being read, a handover being reviewed, a saved view, several rows at once, a stage, a merge and a welcome. */
async function begunPages(page: Page) {
  await page.goto('/importar?que=people')
  await page.getByLabel('O pegue aquí las filas').fill('Nombres;Primer apellido;Correo\nAna;Soto;ana.soto@ejemplo.cl\nLuis;Rivera;luis@ejemplo.cl')
  await page.getByRole('button', { name: 'Seguir' }).click()
  await expect(page).toHaveURL(/\/importar\/.+/)
  const sheet = new URL(page.url()).pathname

  await page.goto('/traspasos')
  await page.getByLabel('Nombre del traspaso').fill('Alcaldías para mirar')
  await page.getByLabel('Asumen el').fill('2028-12-06')
  await page.getByLabel('Lista', { exact: true }).fill('Cerrillos; Ana Soto Muñoz')
  await page.getByRole('button', { name: 'Revisar la lista' }).click()
  await expect(page).toHaveURL(/\/traspasos\/.+/)
  const handover = new URL(page.url()).pathname

  await page.goto('/compromisos?vista=vencidos')
  await page.locator('.menu-vista > summary').click()
  await page.getByLabel('Guardar esta vista').fill(`Para mirar ${Date.now() % 100_000}`)
  await page.getByRole('button', { name: 'Guardar vista' }).click()
  await expect(page.getByText(/Para mirar/).first()).toBeVisible()
  await page.goto('/vistas/compromisos')
  const view = (await linksOf(page)).find((link) => link.startsWith('/vistas/compromisos/'))

  await page.goto('/acuerdos?tipo=convenio')
  const convenio = await hrefOf(page.getByRole('row').filter({ hasText: /Borrador|En revisión jurídica/ }).getByRole('link').first())
  await page.goto('/instituciones')
  const institution = await hrefOf(page.locator('th[scope=row] a').first())
  const id = institution.split('/').at(-1)
  return [
    '/importar', sheet, '/traspasos', handover, '/vistas/compromisos', view ?? '/vistas/compromisos/falta', `${convenio}/etapa`, '/acuerdos/nuevo?tipo=convenio',
    `/lote/coordinacion?id=${id}`, '/duplicados?de=institution', `/fusiones/nueva?de=institution&queda=${id}`,
    '/preferencias/programas', '/compromisos?panel=C-2026-0236', '/cargos/muni-13102:mayor/bienvenida',
  ]
}

const hrefOf = async (link: Locator) => (await link.getAttribute('href'))!

/** Only minutes that somebody is taking lead to these, and of each kind of record one is visited. */
async function deepPages(page: Page) {
  const folio = await minutesOf(page, 'Mesa para mirar')
  return ['acta', 'cierre'].map((part) => `/reuniones/${folio}/${part}`)
}

/** Errors of scripts and refusals of the content policy. */
function listen(page: Page) {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  return complaints
}

/** Addresses of pages this one links to; not of files. */
async function linksOf(page: Page) {
  const anchors = page.locator('a[href^="/"]:not([download])')
  const links = await anchors.evaluateAll((all) => all.map((link) => link.getAttribute('href')!.split('#')[0]!))
  return links.filter((link) => link && !/\.\w{2,4}($|\?)|^\/archivos\//.test(link))
}

/** Pages that differ only in whose they are, or in what the address filters, are of one kind. */
function kindOf(link: string) {
  const [path = ''] = link.split('?')
  return path.replace(/(?<=^\/(instituciones|administracion\/usuarios)\/)(?!nuev[ao])[^/]+/, ':id').replace(/\/(?=[^/]*\d)[^/]+/g, '/:id')
}
