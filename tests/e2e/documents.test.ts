import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

import { expect, type Page } from '@playwright/test'

import { hashOf, minutesContent } from '#tests/support/minutes.ts'

import { CERRILLOS, download, inDays, logMeeting, SERVIU, test } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

test('closed minutes leave as paper, file and message, whole or for one party, and a leader reads theirs in the portal', async ({ as }, { project }) => {
  test.setTimeout(120_000)
  const page = await as('carolina', { permissions: ['clipboard-read', 'clipboard-write'] })
  const folio = await logMeeting(page, { with: [CERRILLOS, SERVIU], on: inDays(-3), title: 'Mesa de documentos' })
  closeMinutes(project.name, folio)

  await page.goto(`/reuniones/${folio}`)
  await page.getByRole('link', { name: 'Acta', exact: true }).click()
  await expect(page.getByText('Texto completo, para todas las partes.')).toBeVisible()
  await lookAt(page)
  await expect(page.getByRole('main')).toContainText('Entregar el plano regulador vigente')

  await page.getByRole('link', { name: CERRILLOS, exact: true }).click()
  await expect(page.getByText(`Extracto para ${CERRILLOS}: texto común y sus compromisos.`)).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText('plano regulador')
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
  await expect(leader.getByRole('main')).not.toContainText('plano regulador')
  await lookAt(leader)
})

/** What somebody printing by hand gets: the bar stays on the screen. */
test('the bar above the sheet is not printed', async ({ as }, { project }) => {
  const page = await as('carolina')
  const folio = await logMeeting(page, { with: [CERRILLOS], on: inDays(-4), title: 'Mesa para imprimir' })
  closeMinutes(project.name, folio)
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

/** Leaves closed minutes in the database that the server uses. */
function closeMinutes(project: string, folio: string) {
  const base = minutesContent()
  const content = JSON.stringify({ ...base, meeting: { ...base.meeting, folio, title: 'Mesa de documentos' } })
  const script = `
    import { openDatabase } from '#db/dialect.server.ts'
    const [file, folio, content, content_hash] = process.argv.slice(1)
    const db = openDatabase(file)
    const { id } = await db.selectFrom('meetings').select('id').where('folio', '=', folio).executeTakeFirstOrThrow()
    const who = await db.selectFrom('users').select('id').where('role', '=', 'coordinator').executeTakeFirstOrThrow()
    const stamps = { started_at: '2026-11-24T15:00:00.000Z', started_by: who.id, closed_at: '2026-11-24T15:00:00.000Z', closed_by: who.id }
    await db.insertInto('minutes').values({ id: folio, meeting_id: id, number: 1, state: 'approved', content, content_hash, ...stamps }).execute()
    await db.destroy()`
  const file = join(process.env.E2E_DATA!, project, 'hilvan.sqlite')
  execFileSync(process.execPath, ['--input-type=module', '-e', script, file, folio, content, hashOf(content)])
}
