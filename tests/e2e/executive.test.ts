import { expect, type Page } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'

import {
  CERRILLOS, choose, counted, download, hint, inDays, instantOf, logMeeting, readCalendar, scheduleMeeting, SERVIU, test,
} from './journey-support.ts'

const ISLAND = 'Municipalidad de Isla de Pascua'
const past = { title: 'Revisión de los paños de Cerrillos', on: inDays(-3), start: '10:15' }
const future = { title: 'Mesa de vivienda en la isla', on: inDays(31), start: '10:00' }

test('the executive takes the calendar with her: a file, a spreadsheet, a link that can be revoked', async ({ as, playwright }) => {
  test.setTimeout(120_000)
  const coordinator = await as('carolina')
  const promised = { text: 'Mandar el informe de los paños', days: 5 }
  const told = await logMeeting(coordinator, { with: [CERRILLOS, SERVIU], ...past, commitments: [promised] })
  const planned = await scheduleMeeting(coordinator, {
    ...future, participants: [ISLAND], zone: 'Isla de Pascua', place: 'Casa de la Cultura',
  })

  const page = await as('elena')
  await expect(page).toHaveURL('/calendario')
  await filter(page, 'Metropolitana', CERRILLOS)
  const logged = readCalendar(String(await download(page, () => page.getByRole('link', { name: 'Descargar una copia' }).click())))
  const start = instantOf(past.on, past.start, 'America/Santiago')
  expect(logged.filter(({ summary }) => summary === past.title)).toMatchObject([{ zone: 'America/Santiago', start, end: later(start) }])
  expect(logged.map(({ summary }) => summary)).not.toContain(future.title)

  await filter(page, 'Valparaíso', ISLAND)
  const event = { summary: future.title, zone: 'Pacific/Easter', start: instantOf(future.on, future.start, 'Pacific/Easter') }
  const copy = readCalendar(String(await download(page, () => page.getByRole('link', { name: 'Descargar una copia' }).click())))
  expect(copy.filter(({ summary }) => summary === future.title)).toMatchObject([event])
  expect(copy.map(({ summary }) => summary)).not.toContain(past.title)

  const sheet = await readSheet(await download(page, () => page.getByRole('link', { name: 'Exportar a Excel' }).click()), 1)
  const row = rowOf(sheet, planned)
  expect(row).toMatchObject({
    'Reunión': future.title, 'Inicio': '10:00', 'Hora de': 'Isla de Pascua', 'Instituciones': ISLAND, 'Lugar': 'Casa de la Cultura',
  })
  expect((row['Fecha'] as Date).toISOString().slice(0, 10)).toBe(future.on)
  expect(rowOf(sheet, told)).toEqual({})

  const outside = await playwright.request.newContext()
  const address = await subscribe(page)
  const answer = await outside.get(address)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toContain('text/calendar')
  const { uid } = copy.find(({ summary }) => summary === future.title)!
  expect(readCalendar(await answer.text()).filter(({ summary }) => summary === future.title)).toMatchObject([{ ...event, uid }])
  expect((await outside.get(address, { headers: { 'If-None-Match': answer.headers().etag! } })).status()).toBe(304)

  await page.getByRole('button', { name: /^Revocar «/ }).first().click()
  await expect(hint(page, 'ya no funciona')).toBeVisible()
  expect((await outside.get(address)).status()).toBe(404)
  await outside.dispose()
})

test('the executive reads and never writes', async ({ as }) => {
  const page = await as('elena')
  await expect(page.getByRole('link', { name: 'Registrar', exact: true })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Agendar' })).toHaveCount(0)
  for (const path of ['/registrar', '/reuniones/nueva', '/compromisos/nuevo']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(403)
    await expect(page.getByRole('heading', { level: 1, name: 'Su perfil no permite hacer esto' })).toBeVisible()
  }
})

async function filter(page: Page, region: string, institution: string) {
  const clear = page.getByRole('link', { name: 'Quitar los filtros' })
  if (await clear.isVisible()) {
    await clear.click()
    await expect(clear).toHaveCount(0)
  }
  await page.getByLabel('Región').selectOption({ label: region })
  await choose(page, 'Institución', institution)
  await page.getByRole('button', { name: 'Aplicar' }).click()
  await expect(page).toHaveURL(/region=\d\d.*institucion=/)
  await expect(clear).toBeVisible()
}

/** Two clicks and the address is there; a third opens the program. */
async function subscribe(page: Page) {
  const { click, count } = counted()
  await click(page.getByRole('link', { name: 'Suscribir' }))
  await expect(page.getByRole('group', { name: '¿Qué incluir?' }).getByRole('radio').first()).toBeChecked()
  await click(page.getByRole('button', { name: 'Crear enlace' }))
  expect(count() + 1).toBeLessThanOrEqual(3)
  await expect(page.getByRole('link', { name: 'iPhone o Mac' })).toHaveAttribute('href', /^webcal:\/\//)
  return page.getByLabel('Dirección del calendario').inputValue()
}

/** The line of a folio by the names of its columns; empty when there is none. */
function rowOf([heads = [], ...lines]: unknown[][], folio: string) {
  const line = lines.find((cells) => cells.includes(folio)) ?? []
  return Object.fromEntries(line.map((cell, at) => [String(heads[at]), cell]))
}

const later = (instant: string) => new Date(Date.parse(instant) + 3_600_000).toISOString()
