import { expect, type Page } from '@playwright/test'

import { CERRILLOS, counted, fillPlan, hint, inDays, scheduleMeeting, SERVIU, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('from Hoy to the ficha in one click: who comes, what is pending, what to ask, and each figure with its list', async ({ as }, { project }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  const title = `Mesa de la tarde, ${project.name}`
  const folio = await scheduleMeeting(page, { title, participants: [CERRILLOS, SERVIU], on: inDays(0), start: '22:55' })

  await page.goto('/')
  const { click, count } = counted()
  await click(page.getByRole('link', { name: `Preparar ${title}` }))
  await expect(page).toHaveURL(`/reuniones/${folio}/preparacion`)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  expect(count()).toBe(1)

  await expect(card(page, 'Quién viene')).toContainText(CERRILLOS)
  await expect(card(page, 'Últimas reuniones').locator('a[href^="/reuniones/R-"]').first()).toBeVisible()
  await expect(card(page, 'Tres preguntas para hacer').getByRole('listitem')).toHaveCount(3)
  await expectNoSidewaysScroll(page)
  await expectSpanish(page)
  await checkA11y(page)

  for (const figure of ['debe', 'se le debe', 'reuniones']) {
    const link = page.getByRole('link', { name: new RegExp(`^${SERVIU}, ${figure}: `) })
    const said = Number(/\d+$/.exec((await link.getAttribute('aria-label'))!)![0])
    await link.click()
    await expect(page.getByRole('main').locator('tbody th[scope=row]')).toHaveCount(said)
    await page.goBack()
  }
})

test('the executive prepares from the record; what is internal stays off the paper until she asks', async ({ as }, { project }) => {
  const coordinator = await as('carolina')
  const title = `Bilateral con Cerrillos, ${project.name}`
  await coordinator.goto('/reuniones/nueva')
  await coordinator.getByRole('combobox', { name: 'Participantes (opcional)' }).fill('alcalde cerrillos')
  await coordinator.getByRole('option', { name: `Alcalde/sa, ${CERRILLOS}` }).first().click()
  await fillPlan(coordinator, { title, participants: [], on: inDays(3), start: '09:00' })
  await coordinator.getByRole('button', { name: 'Agendar', exact: true }).click()
  await expect(coordinator).toHaveURL(/\/reuniones\/R-/)
  const folio = new URL(coordinator.url()).pathname.split('/').at(-1)!
  await coordinator.goto(`/reuniones/${folio}/preparacion`)
  const mayor = await card(coordinator, 'Quién viene').locator('a[href^="/contactos/"]').getAttribute('href')
  await coordinator.goto(`${mayor}/notas`)
  await coordinator.getByLabel('Nota').fill('Prefiere que se le llame temprano')
  await coordinator.getByRole('button', { name: 'Guardar nota' }).click()
  await expect(hint(coordinator, 'Nota interna guardada.')).toBeVisible()

  const page = await as('elena')
  await page.goto(`/reuniones/${folio}`)
  await page.getByRole('link', { name: 'Preparar', exact: true }).click()
  await expect(card(page, 'Debe')).toBeVisible()
  const remarks = card(page, 'Puntos sensibles')
  await expect(remarks).toContainText('Solo interno')
  await expect(remarks).toContainText('Prefiere que se le llame temprano')

  const made = page.getByText(/^Hecha el \d{2}-\d{2}-\d{4} \d{2}:\d{2} por Elena Muñoz Tapia/)
  await expect(made).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(made).toBeVisible()
  await expect(remarks).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await remarks.getByRole('link', { name: 'Imprimirlas también' }).click()
  await expect(remarks).toContainText('Se imprimirán con la ficha')
  await page.emulateMedia({ media: 'print' })
  await expect(remarks).toBeVisible()
})

test('what did not fit waits for the next meeting, and is added there with one click, without scripts too', async ({ as }, { project }) => {
  const page = await as('carolina', { javaScriptEnabled: false })
  const point = `Convenio de los paños, ${project.name}`
  await page.goto('/registrar')
  await page.getByLabel('Con', { exact: true }).fill('municipalidad de castro')
  await page.getByLabel('Título').fill(`Encuentro largo, ${project.name}`)
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  const past = new URL(page.url()).pathname.split('/').at(-1)!
  await page.goto(`/reuniones/${past}/pauta`)
  await page.getByLabel('Punto 1').fill(point)
  await page.getByRole('button', { name: 'Guardar', exact: true }).last().click()
  await page.getByRole('button', { name: `Dejar para otra reunión «${point}»` }).click()
  await expect(hint(page, 'quedó para otra reunión')).toBeVisible()

  await page.goto('/reuniones/nueva')
  await page.getByLabel('Participantes (opcional)').fill('municipalidad de castro')
  await page.getByLabel('Título').fill(`Encuentro siguiente, ${project.name}`)
  await page.getByLabel('Fecha', { exact: true }).fill(inDays(5))
  await page.getByLabel('Desde').fill('10:00')
  await page.getByRole('button', { name: 'Agendar', exact: true }).click()
  await page.getByRole('button', { name: `Agregar a la pauta «${point}»` }).click()
  await expect(hint(page, 'Agregado a la pauta.')).toBeVisible()
  await expect(page.getByText(`Viene de ${past}`)).toBeVisible()
  await expect(page.getByRole('button', { name: `Agregar a la pauta «${point}»` })).toHaveCount(0)
})

const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })
