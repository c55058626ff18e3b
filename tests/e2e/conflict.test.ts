import { expect } from '@playwright/test'

import { CERRILLOS, inDays, scheduleMeeting, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('of two people who edit the same meeting, the second sees both versions and chooses', async ({ as }) => {
  const carolina = await as('carolina')
  const folio = await scheduleMeeting(carolina, {
    title: 'Mesa de suelo', participants: [CERRILLOS], on: inDays(9), start: '11:00', place: 'Sala 1',
  })
  const alma = await as('alma')
  for (const page of [carolina, alma]) await page.goto(`/reuniones/${folio}/editar`)

  await carolina.getByLabel('Título').fill('Mesa de suelo y agua')
  await carolina.getByLabel('Lugar (opcional)', { exact: true }).fill('Sala de concejo')
  await carolina.getByRole('button', { name: 'Guardar' }).click()
  await expect(carolina).toHaveURL(`/reuniones/${folio}`)

  await alma.getByLabel('Título').fill('Mesa técnica de suelo')
  await alma.getByLabel('Descripción').fill('Traer los planos')
  await alma.getByRole('button', { name: 'Guardar' }).click()
  await expect(alma.getByRole('heading', { name: /^Carolina Fuentes Riquelme cambió esta reunión a las \d\d:\d\d/ })).toBeVisible()
  const [title, place] = [alma.getByRole('group', { name: 'Título' }), alma.getByRole('group', { name: 'Lugar', exact: true })]
  await expect(title).toContainText('Mesa técnica de suelo')
  await expect(title).toContainText('Mesa de suelo y agua')
  await expect(place).toContainText('Sala 1')
  await expect(place).toContainText('Sala de concejo')
  await expectSpanish(alma)
  await expectNoSidewaysScroll(alma)
  await checkA11y(alma)

  await expect(title.getByRole('radio', { name: 'Dejar el mío' })).toBeChecked()
  // She had not touched the place: what the other wrote is offered.
  await expect(place.getByRole('radio', { name: 'Dejar el suyo' })).toBeChecked()
  await alma.getByRole('button', { name: 'Guardar' }).click()
  await expect(alma).toHaveURL(`/reuniones/${folio}`)
  await expect(alma.getByRole('heading', { level: 1, name: 'Mesa técnica de suelo' })).toBeVisible()
  await expect(alma.getByText('Sala de concejo').first()).toBeVisible()
  await expect(alma.getByText('Traer los planos')).toBeVisible()
})
