import { expect, type Page } from '@playwright/test'

import { wordsOfPdf } from '#tests/support/parsers/pdf.ts'
import { unzip } from '#tests/support/parsers/zip.ts'

import { CERRILLOS, counted, hint, inDays, SERVIU, test } from './journey-support.ts'
import { box, item, lookAt, minutesOf, outcome, write } from './minutes-support.ts'

const vague = 'Se hará gestión con la empresa sanitaria'
const CANARY = 'CANARIO'

test('what nobody owes, or until never, stops the closing until it is completed or said to be an intention', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa incompleta')
  await write(page, 'a: Priorizar Los Boldos', 'c: Medir el paño sur', vague)
  await page.getByRole('link', { name: 'Cerrar acta…' }).click()

  const missing = page.getByRole('region', { name: 'Faltan datos' })
  await expect(missing).toContainText('2 líneas por completar')
  const lines = missing.getByRole('listitem')
  for (const at of [0, 1]) await expect(lines.nth(at)).toContainText('¿Quién debe? ¿Para cuándo?')
  await expect(lines.nth(1).getByRole('textbox')).toHaveValue(vague)
  await expect(page.getByRole('button', { name: 'Cerrar acta', exact: true })).toHaveCount(0)
  await lookAt(page)

  await lines.nth(0).getByRole('textbox').fill('c: Medir el paño sur @cerrillos 10 días hábiles')
  await lines.nth(0).getByRole('textbox').press('Enter')
  await expect(lines).toHaveCount(1)
  await lines.first().getByRole('button', { name: 'Intención, sin compromiso' }).click()
  await expect(missing).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Lo que quedará en el acta' })).toContainText(vague)
  await page.getByRole('button', { name: 'Cerrar acta', exact: true }).click()
  await expect(hint(page, 'Acta cerrada: 1 acuerdo y 1 compromiso.')).toBeVisible()
  await expectThread(page, folio, 'Medir el paño sur')
})

test('complete minutes close with three clicks: who receives what is read before, and folios and thread are there after', async ({ as }, info) => {
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa completa')
  await write(page, 'Se revisa la cartera', 'a: Priorizar Los Boldos', 'c: Enviar el estudio de títulos @cerrillos 10 días hábiles', 'c: Emitir la factibilidad @serviu.metropolitano 15 días hábiles')
  const { click, count } = counted()
  await click(page.getByRole('link', { name: 'Cerrar acta…' }))

  const who = page.getByRole('region', { name: 'Quién recibe qué' })
  await expect(who).toContainText('Nadie recibe notas internas.')
  for (const [name, own, other] of [[CERRILLOS, 'Enviar el estudio de títulos', 'Emitir la factibilidad'], [SERVIU, 'Emitir la factibilidad', 'Enviar el estudio de títulos']] as const) {
    const receiver = who.getByRole('listitem').filter({ hasText: `Buenos días, ${name}:` })
    await expect(receiver).toContainText('Acta de «Mesa completa»')
    await expect(receiver).toContainText('Priorizar Los Boldos')
    await expect(receiver).toContainText(own)
    await expect(receiver).not.toContainText(other)
  }
  await lookAt(page)

  await click(page.getByRole('button', { name: 'Cerrar acta', exact: true }))
  await expect(hint(page, 'Acta cerrada: 1 acuerdo y 2 compromisos.')).toBeVisible()
  info.annotations.push({ type: 'clicks', description: String(count()) })
  process.stdout.write(`  T7: ${count()} clicks to close complete minutes\n`)
  expect(count()).toBeLessThanOrEqual(3)
  await lookAt(page)
  await expectThread(page, folio, 'Enviar el estudio de títulos', 'Emitir la factibilidad')
})

test('closed in two tabs it is written once, and a correction is a second version that shows what changed', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa corregida')
  await write(page, 'Se revisa la cartera', 'a: Priorizar Los Boldos', 'c: Enviar el estudio de títulos @cerrillos 10 días hábiles')
  const other = await page.context().newPage()
  for (const tab of [page, other]) await tab.goto(`/reuniones/${folio}/cierre`)
  await page.getByRole('button', { name: 'Cerrar acta', exact: true }).click()
  await expect(hint(page, 'Acta cerrada: 1 acuerdo y 1 compromiso.')).toBeVisible()
  await other.getByRole('button', { name: 'Cerrar acta', exact: true }).click()
  await expect(other.getByText('El acta ya estaba cerrada.')).toBeVisible()
  await other.close()
  await expectThread(page, folio, 'Enviar el estudio de títulos')
  await expect(page.getByRole('main').locator('a[href^="/compromisos/C-"]')).toHaveCount(1)

  await page.goto(`/reuniones/${folio}?seccion=acta`)
  await page.getByRole('link', { name: 'Corregir…' }).click()
  await page.getByLabel('Qué se corrige y por qué').fill('Faltó la visita a terreno.')
  await lookAt(page)
  await page.getByRole('button', { name: 'Abrir la corrección' }).click()
  await expect(page).toHaveURL(`/reuniones/${folio}/acta`)
  await expect(outcome(page)).toContainText('ya registrado')
  await expect(box(page)).toHaveValue(/Se revisa la cartera\nA-\d{4}-\d{4}.*Priorizar Los Boldos\nC-\d{4}-\d{4}.*Enviar el estudio de títulos/)
  await box(page).fill(`${(await box(page).inputValue()).replace('Se revisa la cartera\n', '')}\nnota: Se visitó el terreno\nc: Mandar las fotos @serviu.metropolitano 5 días hábiles`)
  await expect(item(page, 'Mandar las fotos')).toBeVisible()
  await page.getByRole('link', { name: 'Cerrar acta…' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Cerrar la versión 2 del acta' })).toBeVisible()
  await page.getByRole('button', { name: 'Cerrar acta', exact: true }).click()
  await expect(hint(page, 'Acta cerrada: 0 acuerdos y 1 compromiso.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Acta, versión 2' })).toContainText('Faltó la visita a terreno.')

  await page.getByRole('button', { name: 'Versiones' }).or(page.getByText('Versiones', { exact: true })).first().click()
  await page.getByRole('link', { name: 'Ver qué cambió entre las dos últimas' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Qué cambió en la versión 2' })).toBeVisible()
  await expect(page.getByRole('deletion')).toHaveText(/Se revisa la cartera/)
  await expect(page.getByRole('insertion').filter({ hasText: 'Se visitó el terreno' })).toBeVisible()
  await expect(page.getByRole('insertion').filter({ hasText: 'Mandar las fotos' })).toBeVisible()
  await lookAt(page)
})

test('what is internal leaves by no door: paper, file, excerpt, message, mail, portal, calendar', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  const title = 'Mesa reservada'
  const folio = await minutesOf(page, title, inDays(-1))
  await write(page, 'Se revisa la cartera', `i: ${CANARY} la jefatura no firma`, 'a: Priorizar Los Boldos', 'c: Enviar el estudio de títulos @cerrillos 10 días hábiles', `interno: ${CANARY} el precio`)
  await page.goto(`/reuniones/${folio}/cierre`)
  const who = page.getByRole('region', { name: 'Quién recibe qué' })
  await expect(page.getByText('2 líneas internas no salen')).toBeVisible()
  expect(await who.textContent()).toContain('Priorizar Los Boldos')
  expect(await who.textContent()).not.toContain(CANARY)
  await page.getByRole('button', { name: 'Cerrar acta', exact: true }).click()
  await expect(hint(page, 'Acta cerrada')).toBeVisible()

  const paper = `/reuniones/${folio}/acta`
  for (const path of [`${paper}/imprimir`, `${paper}/imprimir?parte=muni-13102`, `/reuniones/${folio}/calendario.ics`, '/calendario.ics']) {
    const text = await (await page.request.get(path)).text()
    expect(text, path).toContain(path.endsWith('.ics') ? title : 'Priorizar Los Boldos')
    expect(text, path).not.toContain(CANARY)
  }
  for (const path of [`${paper}.pdf`, `${paper}.pdf?parte=muni-13102`]) {
    const words = wordsOfPdf(await (await page.request.get(path)).body())
    expect(words, path).toContain('Boldos')
    expect(words, path).not.toContain(CANARY)
  }
  const word = Object.values(unzip(await (await page.request.get(`${paper}.docx`)).body())).join()
  expect(word).toContain('Priorizar Los Boldos')
  expect(word).not.toContain(CANARY)

  const leader = await as('cerrillos')
  await leader.goto('/m/reuniones')
  await leader.getByRole('link', { name: `Ver el acta de ${title}` }).click()
  await expect(leader.getByRole('main')).toContainText('Priorizar Los Boldos')
  expect(await leader.content()).not.toContain(CANARY)
  const executive = await as('elena')
  await executive.goto(`/reuniones/${folio}?seccion=acta`)
  await expect(executive.getByRole('main')).toContainText('Priorizar Los Boldos')
})

test('without scripts minutes are begun, written, refused by the line that says too little, and closed', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina', { javaScriptEnabled: false })
  await page.goto('/registrar')
  await page.getByLabel('Con', { exact: true }).fill('municipalidad de castro')
  await page.getByLabel('Título').fill('Encuentro a mano')
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  const address = new URL(page.url()).pathname
  await page.goto(`${address}?seccion=acta`)
  await page.getByRole('button', { name: 'Tomar acta' }).click()
  await box(page).fill(`a: Recuperar la sede vecinal\nc: Pintar la sede @castro 20 días hábiles\n${vague}`)
  await page.getByRole('button', { name: 'Guardar', exact: true }).click()
  await expect(outcome(page)).toContainText('Pintar la sede')

  await page.getByRole('link', { name: 'Cerrar acta…' }).click()
  const missing = page.getByRole('region', { name: 'Faltan datos' })
  await expect(missing).toContainText('1 línea por completar')
  await missing.getByRole('button', { name: 'Municipalidad de Castro' }).click()
  await expect(missing).toContainText('¿Para cuándo?')
  await missing.getByRole('button', { name: 'Intención, sin compromiso' }).click()
  await expect(missing).toHaveCount(0)
  await page.getByRole('button', { name: 'Cerrar acta', exact: true }).click()
  await expect(hint(page, 'Acta cerrada: 1 acuerdo y 1 compromiso.')).toBeVisible()
  await expectThread(page, address.split('/').at(-1)!, 'Pintar la sede')
})

/** Each promise hangs from its agreement in the record, with its folio. */
async function expectThread(page: Page, folio: string, ...promises: string[]) {
  await page.goto(`/reuniones/${folio}?seccion=acuerdos`)
  const agreement = page.getByRole('list', { name: 'Acuerdos y compromisos de esta reunión' }).getByRole('listitem').filter({ has: page.locator('a[href^="/acuerdos/A-"]') }).last()
  await expect(agreement).toContainText(/A-\d{4}-\d{4}/)
  for (const promise of promises) await expect(agreement.getByRole('listitem').getByRole('link', { name: promise })).toHaveAttribute('href', /\/compromisos\/C-\d{4}-\d{4}$/)
}
