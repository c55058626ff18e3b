import { expect, type Page } from '@playwright/test'

import { alive, expireSession, people, signInHere, test } from './journey-support.ts'
import { box, lookAt, meetingNow, minutesOf, openMinutes, outcome, saved, write } from './minutes-support.ts'
import { PASSWORD } from './support.ts'

test('a tab killed in the middle of a sentence loses a second of typing at most, and says what came back', async ({ as }, info) => {
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa interrumpida')
  await write(page, 'Se abre la sesión')
  // Nothing reaches the server any more: what comes back is what this device kept.
  await page.route('**/acta/punto', (route) => route.abort())
  await box(page).press('Control+End')
  const told = '\nSERVIU enviará el catastro en 10 días hábiles y la minuta de hoy'
  const since = Date.now()
  await page.keyboard.type(told, { delay: 40 })
  const pace = (Date.now() - since) / told.length
  await kill(page)

  const again = await page.context().newPage()
  const complaints: string[] = []
  again.on('pageerror', ({ message }) => complaints.push(message))
  await openMinutes(again, folio)
  await expect(again.getByText(/^Se recuperó lo que escribió a las \d\d:\d\d en este equipo\.$/)).toBeVisible()
  const kept = await box(again).inputValue()
  const lost = 'Se abre la sesión'.length + told.length - kept.length
  info.annotations.push({ type: 'characters lost', description: String(lost) })
  process.stdout.write(`  T14: ${lost} of ${told.length} characters lost, ${Math.round(lost * pace)} ms of typing\n`)
  expect(`Se abre la sesión${told}`.startsWith(kept)).toBe(true)
  expect(lost * pace).toBeLessThanOrEqual(1_000)
  // It is sent by itself, and the page that the server painted was not contradicted.
  await expect(saved(again)).toBeVisible()
  expect(complaints).toEqual([])
  await expect(again.getByText('Se recuperó lo que escribió')).toBeVisible()
})

test('a session that expires while writing: one goes on, enters in place, and everything is sent', async ({ as }, { project }) => {
  test.setTimeout(120_000)
  // Only the session of this browser ends. Not Paula's: another journey closes all of hers.
  const page = await as('alma')
  const folio = await minutesOf(page, 'Mesa sin sesión')
  await write(page, 'Se abre la sesión')
  await expireSession(page.context(), project.name)
  await box(page).press('Control+End')
  await page.keyboard.type('\na: Priorizar Los Boldos')
  const dialog = page.getByRole('dialog', { name: 'Su sesión terminó' })
  await expect(dialog).toBeVisible()
  // Nobody takes the caret away: the sentence goes on in its field.
  await page.keyboard.type(' y Camino Real')
  const whole = 'Se abre la sesión\na: Priorizar Los Boldos y Camino Real'
  await expect(box(page)).toHaveValue(whole)
  await expect(page.getByText('Su sesión terminó. Su texto sigue en este equipo.')).toBeVisible()
  await lookAt(page)

  const password = dialog.getByLabel(`Contraseña de ${people.alma}`)
  await password.fill('no es esta')
  await password.press('Enter')
  await expect(dialog.getByRole('alert').filter({ hasText: 'La contraseña no coincide.' })).toBeVisible()
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(saved(page)).toBeVisible()
  await expect(box(page)).toHaveValue(whole)
  await openMinutes(page, folio)
  await expect(box(page)).toHaveValue(whole)

  // Whoever reloads instead enters at the door, and the words wait.
  await expireSession(page.context(), project.name)
  await box(page).press('Control+End')
  await page.keyboard.type('\nSe cierra la sesión')
  await expect(dialog).toBeVisible()
  await page.reload()
  await signInHere(page, 'alma')
  await expect(page).toHaveURL(`/reuniones/${folio}/acta`)
  await expect(box(page)).toHaveValue(`${whole}\nSe cierra la sesión`)
  await expect(saved(page)).toBeVisible()
})

test('with no network one goes on writing, from point to point, and it is sent once when the network is back', async ({ as }) => {
  const page = await as('carolina')
  await meetingNow(page, 'Mesa en terreno', ['Uno', 'Dos'])
  await page.getByRole('button', { name: 'Tomar acta' }).click()
  await alive(page)
  await write(page, 'En el campamento')
  await page.context().setOffline(true)
  await box(page).press('Control+End')
  await page.keyboard.type('\na: Priorizar Los Boldos')
  await expect(page.getByText('Sin conexión · 1 punto por enviar. Su texto sigue en este equipo.')).toBeVisible()
  await page.getByRole('button', { name: 'Punto siguiente' }).click()
  await page.getByRole('textbox', { name: 'Punto 2 de 2 · Dos' }).fill('SERVIU enviará el catastro en 10 días hábiles')
  await expect(page.getByText('Sin conexión · 2 puntos por enviar. Su texto sigue en este equipo.')).toBeVisible()
  await expect(outcome(page).getByRole('status')).toHaveText('1 compromiso')

  // What needs the server says so, and the page stays.
  await page.getByRole('button', { pressed: false }).filter({ hasText: 'Municipalidad de Cerrillos' }).click()
  await expect(page.getByRole('alert')).toContainText('No hay conexión: la asistencia no se guardó.')
  await page.getByRole('link', { name: 'Cerrar acta…' }).click()
  await expect(box(page)).toHaveValue('SERVIU enviará el catastro en 10 días hábiles')
  await lookAt(page)

  await page.context().setOffline(false)
  await expect(saved(page)).toBeVisible({ timeout: 20_000 })
  await page.reload()
  await expect(box(page)).toHaveValue('SERVIU enviará el catastro en 10 días hábiles')
  await page.getByRole('button', { name: 'Punto anterior' }).click()
  await expect(box(page)).toHaveValue('En el campamento\na: Priorizar Los Boldos')
})

test('two people on one point see both texts and join them; whoever only looks sees it arrive', async ({ as }) => {
  test.setTimeout(120_000)
  const carolina = await as('carolina')
  const folio = await minutesOf(carolina, 'Mesa a cuatro manos')
  const [alma, watcher] = [await as('alma'), await as('alma')]
  for (const page of [alma, watcher]) await openMinutes(page, folio)

  await write(carolina, 'a: Priorizar Los Boldos', 'Quedó a la vista')
  await expect(box(watcher)).toHaveValue('a: Priorizar Los Boldos\nQuedó a la vista', { timeout: 20_000 })
  await expect(outcome(watcher).getByRole('status')).toHaveText('1 acuerdo')

  // Both write over the same text, before either hears of the other.
  await expect(box(alma)).toHaveValue('a: Priorizar Los Boldos\nQuedó a la vista', { timeout: 20_000 })
  await carolina.route('**/acta/punto', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()))
  await alma.route('**/acta/punto', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()))
  await box(carolina).press('Control+End')
  await carolina.keyboard.type('\nLo que oyó Carolina')
  await expect(saved(carolina)).toBeVisible()
  await box(alma).press('Control+End')
  await alma.keyboard.type('\nLo que oyó Alma')

  const both = alma.getByRole('region', { name: /^Carolina Fuentes Riquelme cambió este punto a las \d\d:\d\d$/ })
  await expect(both).toContainText('Lo que oyó Carolina')
  await expect(both).toContainText('Lo que oyó Alma')
  await lookAt(alma)
  await both.getByRole('button', { name: 'Unir los dos' }).click()
  const joined = 'a: Priorizar Los Boldos\nQuedó a la vista\nLo que oyó Carolina\nLo que oyó Alma'
  await expect(both).toHaveCount(0)
  await expect(box(alma)).toHaveValue(joined)
  await expect(box(alma)).toBeFocused()
  await expect(saved(alma)).toBeVisible()
  await carolina.unroute('**/acta/punto')
  for (const page of [carolina, watcher]) await expect(box(page)).toHaveValue(joined, { timeout: 20_000 })
})

test('going to close right after a key takes that key along', async ({ as }) => {
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa con apuro')
  await box(page).click()
  await page.keyboard.type('a: Priorizar Los Boldos')
  await page.getByRole('link', { name: 'Cerrar acta…' }).click()
  await expect(page).toHaveURL(`/reuniones/${folio}/cierre`)
  await expect(page.getByRole('region', { name: 'Lo que quedará en el acta' })).toContainText('Priorizar Los Boldos')
  await page.getByRole('link', { name: 'Seguir escribiendo' }).click()
  await box(page).press('Control+End')
  await page.keyboard.type(' y Camino Real')
  await page.getByRole('link', { name: 'Salir a la reunión' }).click()
  await expect(page).toHaveURL(`/reuniones/${folio}`)
  await openMinutes(page, folio)
  await expect(box(page)).toHaveValue('a: Priorizar Los Boldos y Camino Real')
})

/** As when the machine is switched off: nothing of the page runs any more. */
async function kill(page: Page) {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => {})
  await crashed
}
