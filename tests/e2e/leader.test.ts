import { expect, type Page } from '@playwright/test'

import { CERRILLOS, counted, foliosOf, inDays, logMeeting, type Person, SERVIU, test, written } from './journey-support.ts'
import { acceptDate, card, photo, validate } from './portal-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const [overdue, later, undated] = ['Despachar los planos de loteo', 'Firmar la carta de intención', 'Ordenar el archivo de títulos']

test('a municipality answers what it owes from its portal, and its coordinator settles it', async ({ as }) => {
  test.setTimeout(120_000)
  const coordinator = await as('carolina')
  const meeting = await logMeeting(coordinator, {
    with: [CERRILLOS, SERVIU],
    on: inDays(-12),
    commitments: [{ text: overdue, due_on: inDays(-2) }, { text: later, days: 40 }, { text: undated }],
  })
  const folios = await foliosOf(coordinator, meeting)
  const folio = (text: string) => folios.get(text)!

  const leader = await as('cerrillos')
  await expectPortal(leader)
  await reportDone(leader, folio(overdue))
  await askForTime(leader, folio(later))
  await sayInProgress(leader, folio(undated))
  await expectNothingOfOthers(leader, await folioOf(coordinator, 'castro'))

  await validate(coordinator, folio(overdue), 'Salieron ayer por oficio, con la firma del director.')
  await acceptDate(coordinator, folio(later), 'El concejo sesiona en dos semanas.', inDays(90))

  await leader.goto('/m')
  const done = leader.getByRole('region', { name: 'Cumplidos hace poco' })
  await expect(done.getByRole('link', { name: new RegExp(`^${overdue}`) })).toHaveAttribute('href', `/m/compromisos/${folio(overdue)}`)
  await expect(card(leader, later)).toContainText(`vence el ${written(inDays(90))}`)
  await expect(card(leader, undated)).toContainText('En curso, sin fecha')
  await leader.goto(`/m/compromisos/${folio(overdue)}`)
  await expect(leader.getByText('Verificada', { exact: true })).toBeVisible()
})

/** What waits comes overdue first, and says who waits for it. */
async function expectPortal(page: Page) {
  await expect(page).toHaveURL('/m')
  await expect(page.getByText(CERRILLOS).first()).toBeVisible()
  const cards = page.getByRole('list', { name: 'Compromisos por responder' }).getByRole('listitem')
  await expect(cards.first()).toContainText(/Vencido hace \d+ días/)
  await expect(card(page, overdue)).toContainText('Vencido hace 2 días')
  const words = await cards.allInnerTexts()
  const at = (text: string) => words.findIndex((one) => one.includes(text))
  expect(at(overdue)).toBeLessThan(at(later))
  expect(at(later)).toBeLessThan(at(undated))
}

/** Four taps, which photo it is among them; the sentence is for whoever wants to say more. */
async function reportDone(page: Page, folio: string) {
  const { click, count } = counted()
  await click(card(page, overdue).getByRole('link', { name: 'Informar cumplimiento' }))
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), click(page.getByLabel('Foto o archivo'))])
  await chooser.setFiles({ name: 'planos firmados.png', mimeType: 'image/png', buffer: photo })
  await page.getByLabel('Una frase').fill('Salieron ayer por oficio, con la firma del director.')
  await click(page.getByRole('button', { name: 'Enviar' }))
  expect(count() + 1).toBeLessThanOrEqual(4)

  await expect(page.getByRole('heading', { level: 1, name: 'Recibimos su respuesta' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Comprobante' })).toContainText(folio)
  await expect(page.getByText('planos firmados.png')).toBeVisible()
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
  await page.getByRole('link', { name: 'Volver a mis compromisos' }).click()
  await expect(card(page, overdue)).toContainText('Espera revisión de la coordinación')
}

async function askForTime(page: Page, folio: string) {
  await card(page, later).getByRole('link', { name: 'Pedir más plazo' }).click()
  await page.getByRole('button', { name: 'Pedir más plazo' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Hay un problema' })).toBeVisible()
  await page.getByLabel('Otra fecha', { exact: true }).check()
  await page.getByLabel('La otra fecha').fill(inDays(90))
  await page.getByLabel('Por qué').fill('El concejo sesiona en dos semanas.')
  await page.getByRole('button', { name: 'Pedir más plazo' }).click()

  await expect(page.getByRole('region', { name: 'Comprobante' })).toContainText(folio)
  await page.getByRole('link', { name: 'Volver a mis compromisos' }).click()
  await expect(card(page, later)).toContainText(`Pidió plazo hasta el ${written(inDays(90))}.`)
}

async function sayInProgress(page: Page, folio: string) {
  await card(page, undated).getByRole('link', { name: 'Otra respuesta' }).click()
  await page.getByLabel('Está en curso').check()
  await page.getByLabel('Una frase').fill('Vamos por la mitad del archivo.')
  await page.getByRole('button', { name: 'Enviar' }).click()
  await expect(page.getByRole('region', { name: 'Comprobante' })).toContainText(folio)
}

/** The folio of something that another municipality owes. */
async function folioOf(page: Page, municipality: Extract<Person, 'castro'>) {
  const ids = { castro: 'muni-10201' }
  await page.goto(`/compromisos?vista=todos&institucion=${ids[municipality]}&papel=debe`)
  const link = page.getByRole('rowheader').getByRole('link').first()
  return (await link.getAttribute('href'))!.split('/').at(-1)!
}

/** What belongs to others, or to the coordination, is as absent as what never was. */
async function expectNothingOfOthers(page: Page, foreign: string) {
  const texts: string[] = []
  const own = `/m/compromisos/${foreign}`
  for (const path of [own, '/m/compromisos/C-1999-9999', `${own}/cumplimiento`, `/compromisos/${foreign}`, '/registrar']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: 'No existe o no está a su alcance' })).toBeVisible()
    // The number of the request is the only thing that differs.
    texts.push((await page.getByRole('main').innerText()).replace(/[0-9a-f-]{36}/, ''))
  }
  expect(new Set(texts.slice(0, 2)).size).toBe(1)
}
