import { expect, type Page } from '@playwright/test'

import { CERRILLOS, choose, download, inDays, SERVIU, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('closed minutes leave as paper, file and message, whole or for one party, and a leader reads theirs in the portal', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina', { permissions: ['clipboard-read', 'clipboard-write'] })
  await closedMeeting(page, 'Mesa de documentos')
  await page.getByRole('link', { name: 'Acta', exact: true }).click()
  await expect(page.getByText('Texto completo, para todas las partes.')).toBeVisible()
  await lookAt(page)
  await expect(page.getByRole('main')).toContainText('Emitir el informe de tasación')

  await page.getByRole('link', { name: CERRILLOS, exact: true }).click()
  await expect(page.getByText(`Extracto para ${CERRILLOS}: texto común y sus compromisos.`)).toBeVisible()
  const pdf = await download(page, () => page.getByRole('link', { name: 'Descargar PDF' }).click())
  expect(pdf.toString('latin1')).toMatch(/^%PDF-[\s\S]*\/StructTreeRoot/)
  const word = await download(page, () => page.getByRole('link', { name: 'Word' }).click())
  expect(word.toString('latin1', 0, 2)).toBe('PK')

  await page.getByText('Copiar para WhatsApp').click()
  await page.getByRole('button', { name: 'Copiar', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copiado' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`*${CERRILLOS} debe*\n- Enviar los informes previos`)
  await lookAt(page)

  const leader = await as('cerrillos')
  await leader.goto('/m/reuniones')
  await leader.getByRole('link', { name: 'Ver el acta de Mesa de documentos' }).click()
  await expect(leader.getByRole('region', { name: `Lo que debe ${CERRILLOS}` })).toContainText('Enviar los informes previos')
  await lookAt(leader)
})

/** What somebody printing by hand gets: the bar stays on the screen. */
test('the bar above the sheet is not printed', async ({ as }) => {
  const page = await as('carolina')
  const folio = await closedMeeting(page, 'Mesa para imprimir')
  await page.goto(`/reuniones/${folio}/acta/imprimir`)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('link', { name: 'Word' })).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Compromisos' })).toBeVisible()
})

async function lookAt(page: Page) {
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
}

/** Tells a past meeting and closes its minutes: one commitment of each. Answers its folio. */
async function closedMeeting(page: Page, title: string) {
  await page.goto('/registrar')
  for (const name of [CERRILLOS, SERVIU]) await choose(page, 'Con', name)
  await page.getByLabel('Otra fecha').fill(inDays(-3))
  await page.getByLabel('Título').fill(title)
  await page.getByRole('textbox', { name: 'Qué se dijo, se acordó y se comprometió' }).fill([
    'Se revisó la lista común de terrenos.',
    'a: Priorizar tres terrenos del banco de suelo',
    'c: Enviar los informes previos @cerrillos 10 días hábiles',
    'c: Emitir el informe de tasación @serviu 20 días hábiles',
  ].join('\n'))
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  const folio = new URL(page.url()).pathname.split('/').at(-1)!
  await page.goto(`/reuniones/${folio}/cierre`)
  await page.getByRole('button', { name: 'Cerrar acta' }).click()
  await expect(page).toHaveURL(/seccion=acta/)
  return folio
}
