import { expect } from '@playwright/test'

import { hint, inDays, test } from './journey-support.ts'
import { expectNoSidewaysScroll, expectSpanish } from './support.ts'

const subject = 'Estudio de riesgo de la quebrada'

test('without scripts a municipality asks for a connection, it becomes a meeting and an agreement, and it reads what came of it', async ({ as }) => {
  test.setTimeout(120_000)
  const leader = await as('castro', { javaScriptEnabled: false })
  await leader.getByRole('link', { name: 'Pedir una articulación' }).click()
  await leader.getByRole('button', { name: 'Enviar solicitud' }).click()
  await expect(leader.getByRole('group', { name: 'Con quién' })).toContainText('Elija con quién quiere articular.')
  await leader.getByLabel('SERVIU').check()
  await leader.getByLabel('Sobre qué').fill(subject)
  await leader.getByRole('button', { name: 'Enviar solicitud' }).click()
  const receipt = leader.getByRole('region', { name: 'Comprobante' })
  await expect(receipt).toContainText('SERVIU Los Lagos')
  const folio = /S-\d{4}-\d{4}/.exec(await receipt.innerText())![0]
  await expectSpanish(leader)
  await expectNoSidewaysScroll(leader)

  const page = await as('paula', { javaScriptEnabled: false })
  await page.goto(`/buscar?q=${folio}`)
  await expect(page).toHaveURL(`/solicitudes/${folio}`)
  await page.getByRole('button', { name: 'Ponerla en curso' }).click()
  await expect(hint(page, `${folio} está en curso.`)).toBeVisible()
  await page.getByRole('link', { name: 'Agendar reunión' }).click()
  await expect(page.getByLabel('Título')).toHaveValue(subject)
  await page.getByLabel('Fecha', { exact: true }).fill(inDays(6))
  await page.getByLabel('Desde', { exact: true }).fill('10:00')
  await page.getByRole('button', { name: 'Agendar', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Viene de una solicitud' })).toContainText(folio)

  await page.goto(`/solicitudes/${folio}`)
  await expect(page.getByRole('link', { name: /^Preparar R-/ })).toBeVisible()
  await page.getByRole('link', { name: 'Registrar acuerdo' }).click()
  await expect(page.getByLabel('Qué se acordó')).toHaveValue(subject)
  await page.getByRole('button', { name: 'Guardar acuerdo' }).click()
  await expect(page.getByRole('region', { name: 'Viene de una solicitud' })).toContainText(folio)

  await page.goto(`/solicitudes/${folio}`)
  await page.getByRole('link', { name: 'Registrar resultado' }).click()
  await page.getByLabel('Conexión lograda').check()
  await page.getByLabel('En qué quedó').fill('SERVIU financia el estudio.')
  await page.getByRole('button', { name: 'Guardar resultado' }).click()
  await expect(page.getByRole('list', { name: 'De la solicitud a los compromisos' })).toContainText(subject)

  // It was too soon to say: the result is taken back, and then given again.
  await page.getByRole('button', { name: 'Deshacer «Con resultado»' }).click()
  await expect(hint(page, 'Se deshizo: quedó como estaba.')).toBeVisible()
  await expect(page.getByText('Con acuerdo').first()).toBeVisible()
  await page.getByRole('link', { name: 'Registrar resultado' }).click()
  await page.getByLabel('Conexión lograda').check()
  await page.getByLabel('En qué quedó').fill('SERVIU financia el estudio.')
  await page.getByRole('button', { name: 'Guardar resultado' }).click()

  await leader.goto('/m/solicitudes')
  await leader.getByRole('link', { name: subject }).click()
  await expect(leader.getByRole('region', { name: 'Lo que dice la coordinación' })).toContainText('SERVIU financia el estudio.')
})
