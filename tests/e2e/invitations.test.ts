import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { expect, type Page } from '@playwright/test'

import { startProcess } from '#tests/support/killing.ts'
import { openPost, readMail } from '#tests/support/mail.ts'

import { freePort } from '../../scripts/free-port.ts'
import { fillPlan, hint, inDays, people, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish, signIn } from './support.ts'

test('guests are invited after a look at who gets what, answer on a page of their own, and hear of a change', async ({ browser }) => {
  test.setTimeout(90_000)
  await withMail(async (base, nextMail) => {
    const context = await browser.newContext({ baseURL: base })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await signIn(page, people.carolina)
    await page.goto('/reuniones/nueva')
    await page.getByRole('combobox', { name: 'Participantes (opcional)', exact: true }).fill('alcalde cerrillos')
    await page.getByRole('option').filter({ hasText: 'Cerrillos' }).first().click()
    await fillPlan(page, { title: 'Mesa con invitados', participants: ['Municipalidad de Castro'], on: inDays(12), start: '10:00' })
    await page.getByRole('button', { name: 'Agendar', exact: true }).click()
    await expect(page).toHaveURL(/\/reuniones\/R-/)
    const folio = new URL(page.url()).pathname.split('/').at(-1)!
    await page.getByRole('link', { name: 'Invitar', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Quién recibe qué' })).toBeVisible()
    await page.getByText('Ver lo que recibe').first().click()
    await expect(page.getByText('hora de Chile continental (Santiago)').first()).toBeVisible()
    await look(page)
    await page.getByRole('button', { name: /^Enviar \d+ invitaci/ }).click()
    await expect(hint(page, 'Quedan en la bandeja de salida')).toBeVisible()

    const { text, to } = await nextMail()
    const link = /http:\S+respuesta=no/.exec(text)![0]
    const guest = await (await browser.newContext()).newPage()
    await guest.goto(link)
    await expect(guest.getByRole('heading', { level: 1, name: 'Mesa con invitados' })).toBeVisible()
    await expect(guest.getByRole('radio', { name: 'No podré' })).toBeChecked()
    await look(guest)
    await guest.getByLabel('Comentario o motivo (opcional)').fill('Estoy en terreno')
    await guest.getByRole('button', { name: 'Enviar respuesta' }).click()
    await expect(guest.getByRole('status').filter({ hasText: 'Gracias' })).toContainText('No podrá')
    await guest.locator('label.opcion', { hasText: 'Proponer otra hora' }).click()
    await guest.getByLabel('Día').fill(inDays(14))
    await guest.getByLabel('Desde').fill('16:00')
    await guest.getByLabel('Hasta').fill('17:00')
    await guest.getByRole('button', { name: 'Enviar respuesta' }).click()
    await expect(guest.getByRole('status').filter({ hasText: 'Gracias' })).toContainText('Propuso otra hora')

    await page.goto(`/reuniones/${folio}?seccion=asistencia`)
    await expect(page.getByText(/Propuso otra hora el .* por el enlace del correo/)).toBeVisible()
    await look(page)
    await page.getByRole('link', { name: 'Mover a esa hora' }).click()
    await expect(page.getByLabel('Desde', { exact: true })).toHaveValue('16:00')
    await page.getByRole('button', { name: 'Mover', exact: true }).click()
    await expect(page).toHaveURL(/\/avisos$/)
    await expect(page.getByText(/Cambio ·/).first()).toBeVisible()
    // Notices lie over the foot of a phone's page for a while.
    await page.reload()
    await page.getByRole('button', { name: /^Enviar \d+ aviso/ }).click()
    await expect(hint(page, 'aviso de cambio')).toBeVisible()
    let changed = await nextMail()
    while (!(changed.to === to && changed.text.includes('Qué cambió'))) changed = await nextMail()
    expect(changed.text).toContain('de 16:00 a 17:00, hora de Chile continental (Santiago)')
    await guest.goto(/http:\S+respuesta=si/.exec(changed.text)![0])
    await guest.getByRole('button', { name: 'Enviar respuesta' }).click()
    await expect(guest.getByRole('status').filter({ hasText: 'Gracias' })).toContainText('Asistirá')
    await page.goto(`/reuniones/${folio}?seccion=asistencia`)
    await expect(page.getByText('Confirmó', { exact: true }).first()).toBeVisible()
  })
})

test('an answer is given without JavaScript, and a link that is none says so kindly', async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const answer = await page.goto(`${baseURL}/respuesta/nada`)
  expect(answer!.status()).toBe(404)
  expect(answer!.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
  await expect(page.getByRole('heading', { name: 'Este enlace ya no sirve' })).toBeVisible()
})

async function look(page: Page) {
  await expectNoSidewaysScroll(page)
  await expectSpanish(page)
  await checkA11y(page)
}

type Mail = { to: string; text: string }

/** A server with a demonstration of its own, whose mail arrives here. */
async function withMail(work: (base: string, next: () => Promise<Mail>) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-mail-'))
  const { E2E_DEMO } = process.env
  if (E2E_DEMO) cpSync(resolve(E2E_DEMO), folder, { recursive: true })
  else execFileSync(process.execPath, ['bin/hilvan.ts', 'demo'], { env: { ...process.env, HILVAN_DATA: folder } })
  const post = await openPost()
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const server = startProcess(['server.ts'], {
    HILVAN_DATA: folder, PORT: String(port), HOST: '127.0.0.1', BASE_URL: base, HILVAN_LOG: 'silent',
    HILVAN_SMTP_URL: `smtp://127.0.0.1:${post.port}`, HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>',
  })
  let read = 0
  async function next() {
    await expect.poll(() => post.received.length, { timeout: 30_000 }).toBeGreaterThan(read)
    const { to, text } = await readMail(post.received[read++]!).then(({ text = '' }) => ({ to: post.received[read - 1]!.to[0]!, text }))
    return { to, text }
  }
  // The demonstration may have minutes waiting to leave.
  const nextInvitation = async () => {
    for (;;) {
      const mail = await next()
      if (mail.text.includes('/respuesta/')) return mail
    }
  }
  try {
    await expect.poll(() => fetch(`${base}/healthz`).then(({ ok }) => ok, () => false), { timeout: 30_000 }).toBe(true)
    await work(base, nextInvitation)
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
    await post.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

