import { expect, type Locator } from '@playwright/test'

import { CERRILLOS, chip, choose, fillPlan, firstSunday, inDays, minutesBox, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const told = 'a: Un acuerdo sin la otra parte\nc: Algo sin plazo\nLo que se dijo'

test('a quick log that cannot be is refused by the field, in Spanish, and keeps every word', async ({ as }) => {
  const page = await as('carolina')
  await page.goto('/registrar')
  const [on, title, start] = [page.getByLabel('Otra fecha'), page.getByLabel('Título'), page.getByLabel('Desde')]
  await expect(page.getByRole('combobox', { name: 'Con', exact: true })).toBeVisible()
  for (const field of [on, title, start]) await unguard(field)
  await on.fill('31-02-2026')
  await title.fill('ñ'.repeat(10_000))
  await start.fill('25:61')
  await minutesBox(page).fill(told)
  await page.getByRole('button', { name: 'Guardar' }).click()

  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'Hay un problema' }) })
  await expect(summary).toBeFocused()
  await expect(on).toHaveAccessibleDescription(/Esa fecha no existe; escríbala así: 30-11-2026\./)
  await expect(title).toHaveAccessibleDescription(/Escriba como máximo 200 caracteres; ahora tiene 10\.000\./)
  await expect(start).toHaveAccessibleDescription(/Escriba una hora, por ejemplo 09:30\./)
  await expect(on).toHaveValue('31-02-2026')
  await expect(title).toHaveValue('ñ'.repeat(10_000))
  await expect(minutesBox(page)).toHaveValue(told)
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)

  // With the fields mended, what the records know is asked: with whom, whether it has happened, and who owes until when.
  await title.fill('Visita de suelo')
  await start.fill('10:00')
  await on.fill(inDays(20).split('-').reverse().join('-'))
  await page.getByRole('button', { name: 'Guardar' }).click()
  const met = page.getByRole('combobox', { name: 'Con', exact: true })
  await expect(met).toHaveAccessibleDescription(/Elija con quién fue la reunión\./)
  await expect(on).toHaveAccessibleDescription(/Esa reunión todavía no ocurre: use «Agendar»\./)
  await expect(minutesBox(page)).toHaveAccessibleDescription(/Línea 2, «c: Algo sin plazo»: ¿Quién debe\? ¿Para cuándo\?/)
  await checkA11y(page)

  await choose(page, 'Con', CERRILLOS)
  await expect(chip(page, CERRILLOS)).toBeVisible()
  await on.fill(inDays(-2).split('-').reverse().join('-'))
  // The doubt is answered in the box: there is no other field for it.
  await minutesBox(page).fill(told.replace('plazo', 'plazo @cerrillos 10 días hábiles'))
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
  await expect(page.getByRole('heading', { level: 1, name: 'Visita de suelo' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Un acuerdo sin la otra parte' })).toBeVisible()
})

test('an hour that the clock skips is refused with the nearest that exists, and one that comes twice is asked', async ({ as }) => {
  const page = await as('carolina')
  const year = Number(inDays(0).slice(0, 4)) + 1
  const [skipped, repeated] = [firstSunday(year, 9).toString(), firstSunday(year, 4).subtract({ days: 1 }).toString()]
  await page.goto('/reuniones/nueva')
  await fillPlan(page, { title: 'Reunión a medianoche', participants: [CERRILLOS], on: skipped, start: '00:30' })
  const agendar = page.getByRole('button', { name: 'Agendar', exact: true })
  await agendar.click()

  const start = page.getByLabel('Desde')
  await expect(start).toHaveAccessibleDescription(/Esa hora no existe: ese día el reloj salta de las 00:00 a la 01:00\. ¿Quiso decir 01:00\?/)
  await expect(start).toHaveValue('00:30')
  await expect(page.getByLabel('Título')).toHaveValue('Reunión a medianoche')
  await expect(chip(page, CERRILLOS)).toBeVisible()
  await checkA11y(page)

  await page.getByLabel('Fecha', { exact: true }).fill(repeated)
  await start.fill('23:30')
  await agendar.click()
  const asked = page.getByRole('group', { name: 'Ese día la hora ocurre dos veces' })
  await expect(asked).toContainText('las 23:30 ocurren dos veces: ¿la primera o la segunda?')
  await expectSpanish(page)
  await asked.getByLabel('La segunda').check()
  await agendar.click()
  await expect(page).toHaveURL(/\/reuniones\/R-/)
  await expect(page.getByText('23:30 a 00:30 del')).toBeVisible()
})

/** Takes away what the browser would stop by itself, as an old browser or a script would. */
async function unguard(field: Locator) {
  await field.evaluate((input) => {
    input.removeAttribute('maxlength')
    input.removeAttribute('max')
    input.setAttribute('type', 'text')
  })
}
