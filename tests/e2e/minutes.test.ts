import { expect, type Page } from '@playwright/test'

import { alive, CERRILLOS, counted, SERVIU, test } from './journey-support.ts'
import { box, item, lookAt, meetingNow, minutesOf, openMinutes, outcome, saved, write } from './minutes-support.ts'

/** A Friday before a holiday on a Monday: a term of working days has to jump over it. */
const EVE = '2025-12-05'

test('from Hoy one click leads to the minutes, where one writes at once and who comes is told with a tap', async ({ as }, { project }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  const title = `Mesa de suelo, ${project.name}`
  await meetingNow(page, title, ['Terrenos', 'Factibilidad'])

  await page.goto('/')
  const { click, count } = counted()
  await click(page.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: 'Tomar acta' }))
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}\/acta$/)
  await expect(page.getByRole('textbox', { name: 'Punto 1 de 2 · Terrenos' })).toBeFocused()
  expect(count()).toBe(1)
  await alive(page)

  await page.keyboard.type('a: Priorizar los paños\nCerrillos enviará el listado de comités en 10 días hábiles')
  await expect(outcome(page).getByRole('status')).toHaveText('1 acuerdo · 1 compromiso')
  await expect(item(page, 'Enviar el listado de comités')).toContainText(CERRILLOS)

  const people = page.getByRole('button', { pressed: false })
  await click(people.filter({ hasText: CERRILLOS }).first())
  await expect(page.getByRole('button', { pressed: true }).filter({ hasText: CERRILLOS })).toBeVisible()
  expect(count()).toBe(2)
  await page.getByRole('textbox', { name: 'Nombre de quien llegó' }).fill('Rosa Inostroza')
  await page.getByRole('textbox', { name: 'Su cargo' }).fill('Dirigenta del comité')
  await page.getByRole('button', { name: 'Agregar', exact: true }).click()
  await expect(page.getByRole('button', { pressed: true }).filter({ hasText: 'Rosa Inostroza' })).toBeVisible()
  // Who came is told without leaving what is being written.
  await expect(box(page)).toHaveValue(/listado de comités/)
})

test('what is written is read beside it: who owes, until when, which holiday it jumps, and what is not clear is asked', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  await minutesOf(page, 'Mesa de lectura', EVE)
  await box(page).pressSequentially(
    'Se revisa la cartera\na: Priorizar Los Boldos\nSERVIU enviará el catastro en 10 días hábiles\nc: Medir el paño sur\ni: Falta la tasación',
  )
  await expect(outcome(page).getByRole('status')).toHaveText('1 acuerdo · 2 compromisos')
  await expect(item(page, 'Priorizar Los Boldos')).toBeVisible()
  const promise = item(page, 'Enviar el catastro')
  await expect(promise).toContainText(SERVIU)
  await expect(promise.locator('time')).toHaveAttribute('datetime', '2025-12-22')
  await expect(promise).toContainText('10 días hábiles; se saltan 8-12 (Inmaculada Concepción)')
  await expect(outcome(page)).not.toContainText('tasación')
  await expect(page.locator('[data-interno]')).toHaveText('i: Falta la tasación')

  const doubtful = item(page, 'Medir el paño sur')
  await expect(doubtful).toContainText('¿Quién debe?')
  await expect(saved(page)).toBeVisible()
  await lookAt(page)

  // The doubt is answered with the keyboard alone: who owes from what is offered, until when by writing it.
  await doubtful.getByRole('button', { name: CERRILLOS }).press('Enter')
  await expect(box(page)).toHaveValue(/c: Medir el paño sur,? @cerrillos/)
  await expect(doubtful).not.toContainText('¿Quién debe?')
  await expectFocusIn(page, 'Medir el paño sur')
  await doubtful.getByRole('button', { name: 'Decir el plazo' }).press('Enter')
  await page.keyboard.type('15-12-2025')
  await page.keyboard.press('Enter')
  await expect(doubtful.locator('time')).toHaveAttribute('datetime', '2025-12-15')
  await expect(doubtful).not.toContainText('¿Para cuándo?')
  await expectFocusIn(page, 'Medir el paño sur')

  // Another date takes the place of the one it had.
  await doubtful.getByRole('button', { name: /15-12-2025/ }).press('Enter')
  await page.keyboard.type('16-12-2025')
  await page.keyboard.press('Enter')
  await expect(doubtful.locator('time')).toHaveAttribute('datetime', '2025-12-16')
  await expect(box(page)).toHaveValue(/^c: Medir el paño sur.*16-12-2025$/m)

  // What is no commitment leaves the list, and one goes on writing.
  await promise.getByRole('button', { name: 'Es una nota' }).press('Enter')
  await expect(promise).toHaveCount(0)
  await expect(box(page)).toBeFocused()
})

test('the keys turn lines, take names and go from point to point', async ({ as }, { project }) => {
  test.skip(project.name !== 'desktop', 'a phone has buttons for it')
  const page = await as('carolina')
  const folio = await meetingNow(page, 'Mesa de teclas', ['Uno', 'Dos', 'Tres'])
  await page.getByRole('button', { name: 'Tomar acta' }).click()
  await expect(page).toHaveURL(`/reuniones/${folio}/acta`)
  await alive(page)
  const { keyboard } = page

  await keyboard.type('priorizar los paños')
  await keyboard.press('Alt+a')
  await expect(box(page)).toHaveValue('a: priorizar los paños')
  await keyboard.press('Alt+c')
  await expect(box(page)).toHaveValue('c: priorizar los paños')
  await keyboard.press('Alt+i')
  await expect(box(page)).toHaveValue('i: priorizar los paños')
  await keyboard.press('Alt+a')
  await keyboard.press('End')
  await keyboard.press('Enter')
  await keyboard.press('Alt+c')
  await keyboard.type('mandar planos @cerr')
  await expect(page.getByRole('option', { name: CERRILLOS })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Tab')
  await keyboard.type('10 dh')
  await expect(box(page)).toHaveValue('a: priorizar los paños\nc: mandar planos @cerrillos 10 dh')
  await expect(item(page, 'Mandar planos').locator('time')).toBeVisible()

  await keyboard.press('Control+Enter')
  await expect(page.getByRole('textbox', { name: 'Punto 2 de 3 · Dos' })).toBeFocused()
  await keyboard.type('del segundo')
  await keyboard.press('Control+ArrowDown')
  await expect(page.getByRole('textbox', { name: 'Punto 3 de 3 · Tres' })).toBeFocused()
  await keyboard.press('Control+ArrowUp')
  await expect(box(page)).toHaveValue('del segundo')
  await expect(page).toHaveURL(/\?punto=2$/)
  await keyboard.press('Control+ArrowUp')
  await expect(box(page)).toHaveValue(/^a: priorizar/)
  await expect(page.getByRole('navigation', { name: 'Pauta' }).getByRole('link', { name: /Uno/ })).toContainText('1 acuerdo · 1 compromiso')
  await expect(saved(page)).toBeVisible()
  await page.reload()
  await expect(box(page)).toHaveValue(/^a: priorizar/)
})

test('on a phone the keys above the keyboard do the same', async ({ as }, { project }) => {
  test.skip(project.name !== 'phone')
  const page = await as('carolina')
  await minutesOf(page, 'Mesa de bolsillo')
  const keys = page.getByRole('group', { name: 'Insertar en el acta' })
  await box(page).tap()
  await page.keyboard.type('priorizar los paños')
  await keys.getByRole('button', { name: 'Acuerdo' }).tap()
  await expect(box(page)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type('\nmandar planos')
  await keys.getByRole('button', { name: 'Compromiso' }).tap()
  await keys.getByRole('button', { name: 'Quién debe' }).tap()
  await page.keyboard.type('cerr')
  await page.getByRole('option', { name: CERRILLOS }).tap()
  await keys.getByRole('button', { name: 'Plazo' }).tap()
  await expect(box(page)).toHaveValue('a: priorizar los paños\nc: mandar planos @cerrillos 10 días hábiles')
  await expect(outcome(page).getByRole('status')).toHaveText('1 acuerdo · 1 compromiso')
})

test('for a projector the internal lines are put away, and what is written meanwhile loses none', async ({ as }, { project }) => {
  test.skip(project.name !== 'desktop', 'nobody projects a phone')
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa con proyector')
  await write(page, 'Se abre la sesión', 'i: CANARIO del precio', 'a: Priorizar Los Boldos', 'i: CANARIO de la jefatura')
  const screen = page.getByRole('button', { name: 'Modo pantalla' })
  await screen.click()
  await expect(box(page)).toHaveValue('Se abre la sesión\na: Priorizar Los Boldos')
  await expect(page.getByText('CANARIO')).toHaveCount(0)
  await lookAt(page)

  await box(page).press('Control+End')
  await page.keyboard.type('\nSERVIU presenta tres paños')
  await expect(saved(page)).toBeVisible()
  await expect(page.getByText('CANARIO')).toHaveCount(0)
  await screen.click()
  for (const line of ['i: CANARIO del precio', 'i: CANARIO de la jefatura', 'SERVIU presenta tres paños']) await expect(box(page)).toHaveValue(new RegExp(`^${line}$`, 'm'))
  await openMinutes(page, folio)
  await expect(box(page)).toHaveValue(/CANARIO del precio[\s\S]*CANARIO de la jefatura/)
})

test('what is written before the page is alive stays', async ({ as }) => {
  const page = await as('carolina')
  const folio = await minutesOf(page, 'Mesa con poca señal')
  await write(page, 'Se abre la sesión')
  // The scripts arrive late, as on a slow network.
  let arrive = () => {}
  const late = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/assets/*.js', async (route) => {
    await late
    await route.continue()
  })
  await page.goto(`/reuniones/${folio}/acta`, { waitUntil: 'commit' })
  await box(page).press('Control+End')
  await page.keyboard.type('\na: Priorizar Los Boldos')
  arrive()
  await alive(page)
  await expect(box(page)).toHaveValue('Se abre la sesión\na: Priorizar Los Boldos')
  await expect(item(page, 'Priorizar Los Boldos')).toBeVisible()
  await expect(saved(page)).toBeVisible()
})

async function expectFocusIn(page: Page, text: string) {
  await expect(item(page, text).locator(':focus')).toHaveCount(1)
}
