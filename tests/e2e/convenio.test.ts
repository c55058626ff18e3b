import { expect, type Page } from '@playwright/test'

import { CERRILLOS, choose, hint, SERVIU, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const text = 'Convenio de transferencia para los estudios de suelo'

test('a convenio goes from draft to in force, and is refused on the way until the concejo’s resolution is written down', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  await page.goto('/acuerdos/nuevo?institucion=muni-13102')
  await expect(page.getByLabel('Monto en UTM')).toBeHidden()
  await page.getByLabel('Qué se acordó').fill(text)
  await page.getByLabel('Tipo', { exact: true }).selectOption('Convenio')
  await page.getByLabel('Vigente hasta').fill('2029-03-31')
  await choose(page, 'Se beneficia (opcional)', SERVIU)
  await page.getByLabel('Tipo de convenio').selectOption('Transferencia de recursos')
  await page.getByLabel('Monto en UTM').fill('620')
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Guardar acuerdo' }).click()

  const papers = page.getByRole('region', { name: 'Trámite del convenio' })
  await expect(papers).toContainText('Requiere acuerdo del concejo por dos tercios')
  await expect(papers).toContainText('Ley 18.695, artículo 65 j')
  for (const stage of ['En revisión jurídica', 'Visado', 'En tabla del concejo']) await goTo(page, stage)

  await page.getByRole('link', { name: 'Cambiar etapa' }).click()
  await page.getByLabel('Aprobado por el concejo').check()
  await page.getByLabel('Fecha del acuerdo').fill('2026-11-20')
  await page.getByRole('button', { name: 'Guardar etapa' }).click()
  await expect(page.getByText('Escriba el número del acuerdo de concejo').first()).toBeVisible()
  await expect(page.getByLabel('Fecha del acuerdo')).toHaveValue('2026-11-20')
  await checkA11y(page)
  await expectNoSidewaysScroll(page)
  await page.getByLabel('Acuerdo de concejo N°').fill('114')
  await page.getByLabel('Votos a favor').fill('6')
  await page.getByRole('button', { name: 'Guardar etapa' }).click()
  await expect(papers).toContainText('N° 114 del 20-11-2026')

  await goTo(page, 'En firma')
  await goTo(page, 'Firmado', { 'Firmado el': '2026-11-23' })
  await goTo(page, 'Con decreto', { 'Decreto o resolución N°': '1.482', 'Fecha del decreto': '2026-11-24' })
  await goTo(page, 'Vigente')
  await expect(papers.getByText('Vigente', { exact: true })).toBeVisible()
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
})

test('the page of an institution tells who owes whom with its lists, its papers, its network and its history', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  await page.goto('/instituciones/muni-13102')
  await expect(page.getByRole('heading', { level: 1, name: CERRILLOS })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Llamar' })).toBeVisible()
  await expect(page.getByText('Ritmo habitual')).toBeVisible()
  const tabs = page.getByRole('navigation', { name: CERRILLOS })
  for (const tab of ['Documentos', 'Red', 'Historial', 'Acuerdos', 'Compromisos']) {
    await tabs.getByRole('link', { name: new RegExp(`^${tab}`) }).click()
    await expect(tabs.locator('[aria-current]')).toContainText(tab)
    await expectSpanish(page)
    await expectNoSidewaysScroll(page)
    await checkA11y(page)
  }

  const kept = page.getByRole('main').getByRole('link', { name: /^\d+ cumplidos$/ }).first()
  const figure = Number(/\d+/.exec(await kept.innerText())![0])
  await kept.click()
  await expect(page).toHaveURL(/estado=cumplido/)
  await expect(page.locator('[data-fila]')).toHaveCount(figure)

  await page.goto('/instituciones/muni-13102?seccion=red')
  await page.getByRole('link', { name: 'Agregar relación' }).click()
  await page.getByRole('radio', { name: 'Asociada a' }).check()
  await choose(page, 'Institución', 'GORE Metropolitano')
  await page.getByRole('button', { name: 'Guardar relación' }).click()
  await expect(hint(page, 'Relación anotada.')).toBeVisible()
  await page.getByRole('link', { name: 'Terminar la relación con GORE Metropolitano' }).click()
  await page.getByRole('button', { name: 'Guardar término' }).click()
  await page.locator('summary', { hasText: 'Las que terminaron' }).click()
  await page.getByRole('button', { name: 'Deshacer el término de la relación con GORE Metropolitano' }).click()
  await expect(page.getByRole('link', { name: 'Terminar la relación con GORE Metropolitano' })).toBeVisible()
})

async function goTo(page: Page, stage: string, papers: Record<string, string> = {}) {
  await page.getByRole('link', { name: 'Cambiar etapa' }).click()
  await page.getByLabel(stage, { exact: true }).check()
  for (const [label, value] of Object.entries(papers)) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: 'Guardar etapa' }).click()
  await expect(hint(page, `El convenio quedó como «${stage}».`)).toBeVisible()
}
