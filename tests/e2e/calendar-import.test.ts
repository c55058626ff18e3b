import { expect, type Page } from '@playwright/test'

import { inDays, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const compact = (days: number) => inDays(days).replaceAll('-', '')
const event = (uid: string, title: string, rows: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${title}`, ...rows, 'END:VEVENT']
const santiago = (name: string, days: number, hour: string) => `${name};TZID=America/Santiago:${compact(days)}T${hour}`

/** A calendar as somebody would bring it from another program. The people are invented. */
const file = (tag: string) =>
  [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Ejemplo//Agenda//ES',
    ...event(`${tag}-1`, `Mesa importada ${tag}`, [santiago('DTSTART', 120, '100000'), santiago('DTEND', 120, '113000'), 'LOCATION:Sala 3', 'ATTENDEE:mailto:nadie@otra.ejemplo.cl']),
    ...event(`${tag}-2`, `Comité importado ${tag}`, [santiago('DTSTART', 121, '090000'), santiago('DTEND', 121, '100000'), 'RRULE:FREQ=WEEKLY;COUNT=4']),
    ...event(`${tag}-3`, `Llamada sin zona ${tag}`, [`DTSTART:${compact(122)}T160000`, `DTEND:${compact(122)}T163000`]),
    ...event(`${tag}-4`, `Almuerzo ${tag}`, [santiago('DTSTART', 123, '130000'), santiago('DTEND', 123, '140000')]),
    ...event(`${tag}-5`, `Imposible ${tag}`, [santiago('DTSTART', 123, '130000'), 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31']),
    'BEGIN:VTODO', `UID:${tag}-6`, 'SUMMARY:Comprar café', 'END:VTODO', 'END:VCALENDAR', '',
  ].join('\r\n')

async function looksWell(page: Page) {
  await checkA11y(page)
  await expectNoSidewaysScroll(page)
  await expectSpanish(page)
}

test('a calendar is brought from another program: looked at first, chosen, imported, and taken back', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  await page.goto('/calendario')
  await page.getByRole('link', { name: 'Importar un calendario' }).click()
  await looksWell(page)

  await page.getByRole('button', { name: 'Revisar' }).click()
  await expect(page.getByLabel('Archivo .ics')).toHaveAccessibleDescription(/Elija un archivo/)
  await page.getByLabel('Archivo .ics').setInputFiles({ name: 'agenda.ics', mimeType: 'text/calendar', buffer: Buffer.from(file('uno')) })
  await page.getByRole('button', { name: 'Revisar' }).click()

  await expect(page.getByRole('heading', { name: 'Revisar «agenda.ics»' })).toBeVisible()
  await expect(page.getByText('6 eventos · UTF-8 · zona Santiago')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Trae 6 eventos: 4 nuevos, 1 que no corresponde, 1 con problema.')
  await expect(page.getByRole('row', { name: /Imposible uno/ })).toContainText('no da ninguna fecha')
  await expect(page.getByRole('row', { name: /Mesa importada uno/ })).toContainText('1 no está en el directorio')
  await looksWell(page)

  await page.getByRole('checkbox', { name: 'Almuerzo uno' }).uncheck()
  await page.getByRole('button', { name: 'Importar 6 reuniones' }).click()
  await expect(page.getByLabel('Zona de esas horas')).toHaveAccessibleDescription(/en qué zona/)
  await expect(page.getByRole('checkbox', { name: 'Almuerzo uno' })).not.toBeChecked()
  await page.getByLabel('Zona de esas horas').selectOption({ label: 'Punta Arenas (Magallanes)' })
  await page.getByRole('button', { name: 'Importar 6 reuniones' }).click()

  await expect(page.getByRole('heading', { name: 'Se importó «agenda.ics»' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Se agregaron 6 reuniones.')
  await looksWell(page)
  const result = page.url()
  await page.getByRole('link', { name: 'Mesa importada uno' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
  await expect(page.getByRole('main')).toContainText('10:00 a 11:30')

  await page.goto(result)
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect(page.getByRole('heading', { name: /Se deshizo/ })).toBeVisible()
  await page.goto('/reuniones?vista=todas')
  await expect(page.getByRole('link', { name: 'Mesa importada uno' })).toHaveCount(0)
})

test('without scripts a calendar is pasted, imported, and the second time it changes nothing', async ({ as }) => {
  const page = await as('paula', { javaScriptEnabled: false })
  const paste = async () => {
    await page.goto('/calendario/importar')
    await page.getByLabel(/O pegue aquí su texto/).fill(file('dos'))
    await page.getByRole('button', { name: 'Revisar' }).click()
  }
  await paste()
  await page.getByLabel('Zona de esas horas').selectOption({ label: 'Santiago (de Arica a Los Lagos)' })
  await page.getByRole('button', { name: 'Importar 7 reuniones' }).click()
  await expect(page.getByRole('heading', { name: 'Se importó «Texto pegado»' })).toBeVisible()

  await paste()
  await expect(page.getByRole('main')).toContainText('Trae 6 eventos: 4 iguales, 1 que no corresponde, 1 con problema.')
  await expect(page.getByText('Este archivo no trae nada que importar')).toBeVisible()
})

test('somebody else’s import is not found, and whoever only reads does not import', async ({ as }) => {
  const page = await as('carolina')
  await page.goto('/calendario/importar')
  await page.getByLabel('Archivo .ics').setInputFiles({ name: 'agenda.ics', mimeType: 'text/calendar', buffer: Buffer.from(file('tres')) })
  await page.getByRole('button', { name: 'Revisar' }).click()
  await expect(page).toHaveURL(/\/calendario\/importar\/./)

  const other = await as('paula')
  expect((await other.goto(page.url()))?.status()).toBe(404)
  const reader = await as('elena')
  await reader.goto('/calendario')
  await expect(reader.getByRole('link', { name: 'Importar un calendario' })).toHaveCount(0)
  expect((await reader.goto('/calendario/importar'))?.status()).toBe(403)
})
