import { once } from 'node:events'
import { rmSync } from 'node:fs'

import { type Browser, expect, type Page } from '@playwright/test'

import { openDatabase } from '#db/dialect.server.ts'
import { startProcess } from '#tests/support/killing.ts'
import { openPost, readMail } from '#tests/support/mail.ts'

import { freePort } from '../../scripts/free-port.ts'
import { CERRILLOS, counted, foliosOf, hint, inDays, logMeeting, SERVIU, test } from './journey-support.ts'
import { ownDemonstration } from './own-demonstration.ts'
import { acceptDate, card, photo, validate } from './portal-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

// A leader has a telephone; whoever coordinates, a desk.
test.beforeEach(({}, { project }) => test.skip(project.name !== 'phone'))

const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false }
const GONE = 'Este enlace ya no sirve'
const MAYOR = 'muni-13102:mayor'

/** A house whose mail leaves: a server of its own, on a copy of the demonstration, and the post that receives. */
async function openHouse() {
  const { folder, file } = ownDemonstration('phone')
  const post = await openPost()
  const port = String(await freePort())
  const baseURL = `http://127.0.0.1:${port}`
  const child = startProcess(['server.ts'], {
    HILVAN_DATA: folder, HOST: '127.0.0.1', PORT: port, BASE_URL: baseURL, HILVAN_LOG: 'silent', TZ: 'Asia/Kathmandu',
    HILVAN_SMTP_URL: `smtp://127.0.0.1:${post.port}`, HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>',
  })
  await expect.poll(() => fetch(`${baseURL}/healthz`).then(({ ok }) => ok, () => false), { timeout: 30_000 }).toBe(true)
  const db = openDatabase(file)
  return {
    baseURL, db,
    /** The address in the last mail to somebody whose subject says so. */
    async linkTo(recipient: string) {
      const found = () => post.received.findLast(({ to, raw }) => to.includes(recipient) && raw.includes('/acceso/'))
      await expect.poll(found, { timeout: 20_000 }).toBeDefined()
      return /http\S+\/acceso\/[\w-]+\.[\w-]+/.exec((await readMail(found()!)).text!)![0]
    },
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await db.destroy()
      await post.close()
      rmSync(folder, { recursive: true })
    },
  }
}

type House = Awaited<ReturnType<typeof openHouse>>

/** A telephone that nobody has used before; without scripts, save where what it shows is examined. */
async function telephone(browser: Browser, { baseURL }: House, javaScriptEnabled = false) {
  return (await browser.newContext({ baseURL, javaScriptEnabled })).newPage()
}

test('a mail brings the link, one tap opens the list, and what is reported from the telephone is verified', async ({ as, browser }) => {
  test.setTimeout(180_000)
  const house = await openHouse()
  const coordinator = await as('carolina', { ...desk, baseURL: house.baseURL })
  const [kept, later] = ['Despachar los planos de loteo', 'Firmar la carta de intención']
  const meeting = await logMeeting(coordinator, {
    with: [CERRILLOS, SERVIU], on: inDays(-12), commitments: [{ text: kept, due_on: inDays(-2) }, { text: later, days: 40 }],
  })
  const folios = await foliosOf(coordinator, meeting)
  const address = await sendLink(coordinator, house)
  await expectNothingConsumed(house, address, [kept, ...folios.values()])

  const leader = await telephone(browser, house)
  const first = counted()
  await leader.goto(address)
  await expect(leader.getByRole('heading', { level: 1 })).toHaveText(CERRILLOS)
  await first.click(leader.getByRole('button', { name: 'Ver mis compromisos' }))
  await expect(card(leader, kept)).toContainText('Vencido hace 2 días')
  expect(first.count()).toBe(1)
  // On a device that is known, none.
  await leader.goto(address)
  await expect(leader).toHaveURL('/m')

  const report = counted()
  await report.click(card(leader, kept).getByRole('link', { name: 'Informar cumplimiento' }))
  const [chooser] = await Promise.all([leader.waitForEvent('filechooser'), report.click(leader.getByLabel('Foto o archivo'))])
  await chooser.setFiles({ name: 'planos firmados.png', mimeType: 'image/png', buffer: photo })
  await leader.getByLabel('Una frase').fill('Salieron ayer por oficio.')
  await report.click(leader.getByRole('button', { name: 'Enviar' }))
  // One more to choose the photo.
  expect(report.count() + 1).toBeLessThanOrEqual(4)
  await expect(leader.getByRole('region', { name: 'Comprobante' })).toContainText(folios.get(kept)!)
  await expect(leader.getByText('La coordinación la revisará.')).toBeVisible()

  await askForTime(leader, later)
  const dates = () => house.db.selectFrom('commitments').select(['due_on', 'baseline_due_on']).where('folio', '=', folios.get(later)!).executeTakeFirstOrThrow()
  const before = await dates()
  await validate(coordinator, folios.get(kept)!, 'Salieron ayer por oficio.')
  await acceptDate(coordinator, folios.get(later)!, 'El concejo sesiona en dos semanas.', inDays(90))
  expect(await dates()).toEqual({ due_on: inDays(90), baseline_due_on: before.baseline_due_on })
  await leader.goto('/m')
  await expect(leader.getByRole('region', { name: 'Cumplidos hace poco' }).getByRole('link', { name: new RegExp(`^${kept}`) })).toBeVisible()
  await house.close()
})

test('the link and the telephone of whoever leaves end the same minute, a forwarded link that expired does not open, and the next holder sees the list', async ({ as, browser }) => {
  test.setTimeout(180_000)
  const house = await openHouse()
  const coordinator = await as('carolina', { ...desk, baseURL: house.baseURL })
  const old = await copyLink(coordinator)
  const leaving = await openOn(browser, house, old)
  const pending = await leaving.getByRole('list', { name: 'Compromisos por responder' }).getByRole('heading').allInnerTexts()
  expect(pending.length).toBeGreaterThan(0)

  await coordinator.goto(`/cargos/${MAYOR}/ejercicio`)
  await coordinator.getByLabel('Último día en el cargo').fill(inDays(-1))
  await coordinator.getByLabel('Nombres').fill('Elías')
  await coordinator.getByLabel('Primer apellido').fill('Tapia')
  await coordinator.getByLabel('Asume el').fill(inDays(0))
  await coordinator.getByRole('button', { name: 'Guardar' }).click()
  await expect(coordinator.getByText('Hoy: Elías Tapia')).toBeVisible()

  for (const path of [old, '/m', `/m/reuniones`]) await expectGone(leaving, path)
  await expectGone(await telephone(browser, house), old)

  const fresh = await copyLink(coordinator)
  const arriving = await openOn(browser, house, fresh)
  await expect(arriving.getByRole('heading', { level: 1 })).toContainText('Elías Tapia')
  expect(await arriving.getByRole('list', { name: 'Compromisos por responder' }).getByRole('heading').allInnerTexts()).toEqual(pending)

  await house.db.updateTable('access_links').set({ expires_at: new Date().toISOString() }).execute()
  await expectGone(await telephone(browser, house), fresh)
  // The device that was opened in time is still known.
  expect((await arriving.goto('/m'))?.status()).toBe(200)
  await house.close()
})

test('a leader entrusts a commitment by mail; the colleague sees it alone, answers, and the leader reads the answer', async ({ as, browser }) => {
  test.setTimeout(180_000)
  const house = await openHouse()
  const leader = await openOn(browser, house, await copyLink(await as('carolina', { ...desk, baseURL: house.baseURL })), true)
  const promise = await leader.getByRole('list', { name: 'Compromisos por responder' }).getByRole('heading').first().innerText()
  await leader.getByRole('link', { name: /^Otra respuesta/ }).first().click()
  await leader.getByRole('link', { name: 'Encargar a mi equipo' }).click()
  await leader.getByLabel('Nombre y apellido').fill('Ana Pérez')
  await leader.getByLabel('Correo').fill('ana@cerrillos.example')
  await leader.getByRole('button', { name: 'Encargar', exact: true }).click()
  await expect(leader.getByRole('heading', { level: 1 })).toHaveText('Encargado a Ana Pérez')
  await look(leader)

  const colleague = await telephone(browser, house, true)
  await colleague.goto(await house.linkTo('ana@cerrillos.example'))
  await look(colleague)
  await colleague.getByRole('button', { name: 'Ver el compromiso' }).click()
  await expect(colleague.getByRole('heading', { level: 1 })).toHaveText(promise)
  await expect(colleague.getByRole('navigation', { name: 'Principal' })).toHaveCount(0)
  await look(colleague)
  for (const path of ['/m/reuniones', '/m/contacto', '/compromisos', '/m/cuenta', '/preferencias']) expect((await colleague.goto(path))?.status(), path).toBe(404)
  await colleague.goto('/m')
  await colleague.getByRole('link', { name: /^Otra respuesta/ }).click()
  await colleague.getByLabel('Está en curso').check()
  await colleague.getByLabel('Una frase').fill('Falta una firma.')
  await colleague.getByRole('button', { name: 'Enviar' }).click()
  await expect(colleague.getByRole('heading', { name: 'Recibimos su respuesta' })).toBeVisible()

  await leader.goto('/m')
  await expect(card(leader, promise).first()).toContainText(/Encargado a Ana Pérez el [\d-]+; informó que está en curso\./)
  await card(leader, promise).first().getByRole('link', { name: promise, exact: true }).click()
  await expect(leader.getByRole('region', { name: 'Su equipo' })).toContainText('«Falta una firma.»')
  await look(leader)
  await leader.getByRole('button', { name: 'Terminar el encargo de Ana Pérez' }).click()
  await expectGone(colleague, '/m')
  await house.close()
})

async function sendLink(page: Page, house: House) {
  await page.goto('/instituciones/muni-13102')
  await page.getByRole('link', { name: 'Enviar enlace de acceso…' }).click()
  await page.getByText('Ver lo que recibe').click()
  await expect(page.getByText('Ver mis compromisos: [su enlace personal]')).toBeVisible()
  await look(page)
  const recipient = (await page.getByRole('radio', { checked: true }).getAttribute('value'))!
  await page.getByRole('button', { name: 'Enviar' }).click()
  await expect(hint(page, 'quedó en la bandeja de salida')).toBeVisible()
  return house.linkTo(recipient)
}

async function copyLink(page: Page) {
  await page.goto(`/cargos/${MAYOR}/acceso`)
  await page.getByRole('button', { name: 'Copiar enlace para WhatsApp' }).click()
  return page.getByRole('textbox', { name: /^Enlace de/ }).inputValue()
}

async function openOn(browser: Browser, house: House, address: string, scripts = false) {
  const page = await telephone(browser, house, scripts)
  await page.goto(address)
  await page.getByRole('button', { name: 'Ver mis compromisos' }).click()
  await expect(page).toHaveURL('/m')
  return page
}

/** Programs look at every link of a mail: ten times they see a name and a button, and the link is as it was. */
async function expectNothingConsumed({ db }: House, address: string, secrets: string[]) {
  for (let at = 0; at < 10; at++) {
    const answer = await fetch(address, { redirect: 'manual' })
    expect(answer.status).toBe(200)
    expect([answer.headers.get('referrer-policy'), answer.headers.get('cache-control'), answer.headers.get('x-robots-tag')]).toEqual(['no-referrer', 'no-store', 'noindex'])
    const text = await answer.text()
    expect(text).toContain(CERRILLOS)
    for (const secret of secrets) expect(text).not.toContain(secret)
  }
  expect(await db.selectFrom('access_links').select('id').where('opened_at', 'is not', null).execute()).toEqual([])
  const foreign = await fetch(address, { method: 'POST', redirect: 'manual', headers: { Origin: 'https://otro.example' } })
  expect(foreign.status).toBe(403)
}

async function askForTime(page: Page, text: string) {
  await page.getByRole('link', { name: 'Volver a mis compromisos' }).click()
  await card(page, text).getByRole('link', { name: 'Pedir más plazo' }).click()
  await page.getByLabel('Otra fecha', { exact: true }).check()
  await page.getByLabel('La otra fecha').fill(inDays(90))
  await page.getByLabel('Por qué').fill('El concejo sesiona en dos semanas.')
  await page.getByRole('button', { name: 'Pedir más plazo' }).click()
  await expect(page.getByText('Hasta que lo acepte')).toBeVisible()
}

async function expectGone(page: Page, path: string) {
  expect((await page.goto(path))?.status(), path).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(GONE)
}

async function look(page: Page) {
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
}
