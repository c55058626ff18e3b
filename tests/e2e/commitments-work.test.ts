import { expect, type Page } from '@playwright/test'

import { alive, hint, inDays, test, written } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

const OVERDUE = '/compromisos?vista=todos&estado=vencido'
const BOARD = '/compromisos?vista=todos&forma=tablero'

/** The notices of the page, and the way back that they offer. */
const undo = (page: Page) => page.getByRole('status', { name: 'Avisos' }).getByRole('button', { name: 'Deshacer' })

const rows = (page: Page) => page.locator('tr[data-fila]')
const titleOf = (page: Page, folio: string) => page.locator(`[data-fila="${folio}"] .enlace-titulo`)
const folioAt = async (page: Page, at: number) => (await rows(page).nth(at).getAttribute('data-fila'))!

test('at a desk, one key sets the state of a row, one takes it back, and what is missing is said', async ({ as }, info) => {
  test.skip(info.project.name !== 'desktop')
  const page = await as('carolina')
  await page.goto(OVERDUE)
  await alive(page)
  const folio = await folioAt(page, 0)
  await titleOf(page, folio).focus()

  await page.keyboard.press('3')
  await expect(hint(page, `${folio} declarado cumplido: falta verificarlo.`)).toBeVisible()
  await expect(titleOf(page, folio)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(hint(page, 'Se deshizo.')).toBeVisible()
  await titleOf(page, folio).focus()
  await page.keyboard.press('4')
  await expect(hint(page, `${folio}: Para darlo por cumplido falta la evidencia.`)).toBeVisible()
  await page.getByRole('link', { name: 'Completar' }).click()
  await expect(page).toHaveURL(new RegExp(`/compromisos/${folio}/declaracion`))
})

test('at a desk, a row is edited in place, and a second window is told who saved first', async ({ as }, info) => {
  test.skip(info.project.name !== 'desktop')
  const [page, other] = [await as('carolina'), await as('paula')]
  for (const one of [page, other]) {
    await one.goto(`${OVERDUE}&orden=debe`)
    await alive(one)
  }
  const folio = await folioAt(page, 1)
  for (const one of [page, other]) {
    await titleOf(one, folio).focus()
    await one.keyboard.press('e')
    await expect(one.getByRole('group', { name: `Editar ${folio}` })).toBeVisible()
  }
  await checkA11y(page)
  const editor = page.getByRole('group', { name: `Editar ${folio}` })
  await editor.getByLabel('Vence').fill(inDays(30))
  await editor.getByRole('button', { name: 'Guardar' }).click()
  await expect(editor.getByRole('alert').first()).toContainText('Escriba por qué cambia el plazo.')
  await editor.getByLabel(/Por qué cambia el plazo/).fill('Cambió la jefatura')
  await editor.getByRole('button', { name: 'Guardar' }).click()
  await expect(hint(page, `${folio} guardado.`)).toBeVisible()

  const theirs = other.getByRole('group', { name: `Editar ${folio}` })
  await theirs.getByText('En curso').click()
  await theirs.getByRole('button', { name: 'Guardar' }).click()
  await expect(other.getByRole('status', { name: 'Avisos' })).toContainText(new RegExp(`cambió ${folio} a las \\d\\d:\\d\\d\\. .*vence el ${written(inDays(30))}`))
  await undo(page).click()
  await expect(hint(page, 'Se deshizo.')).toBeVisible()
})

test('at a desk, several are chosen with keys, changed together, and brought back together', async ({ as }, info) => {
  test.skip(info.project.name !== 'desktop')
  const page = await as('carolina')
  await page.goto(`${OVERDUE}&orden=-debe`)
  await alive(page)
  const folios = [await folioAt(page, 0), await folioAt(page, 1), await folioAt(page, 2)]
  await titleOf(page, folios[0]!).focus()
  await page.keyboard.press(' ')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+ ')
  await expect(page.getByText('3 seleccionados')).toBeVisible()
  await checkA11y(page)
  await page.getByRole('button', { name: 'Cambiar plazo…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cambiar el plazo de 3 compromisos')
  await page.getByLabel('Fecha nueva').fill(inDays(20))
  await page.getByLabel('Por qué cambia').fill('Se acordó en la mesa')
  await page.getByRole('button', { name: 'Cambiar el plazo de 3 compromisos' }).click()
  await expect(hint(page, `3 compromisos cambiados: ahora vencen el ${written(inDays(20))}.`)).toBeVisible()
  for (const folio of folios) await expect(titleOf(page, folio)).toHaveCount(0)
  await undo(page).click()
  await expect(hint(page, 'Se deshicieron 3.')).toBeVisible()
  for (const folio of folios) await expect(titleOf(page, folio)).toBeVisible()

  await page.getByRole('checkbox', { name: `Seleccionar ${folios[0]}` }).check()
  await page.getByRole('link', { name: /^Seleccionar los \d+ de este filtro$/ }).click()
  await expect(page.getByText(/^Los \d+ de este filtro$/)).toBeVisible()
  await page.getByRole('button', { name: 'Cumplir', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Cambiar el estado de \d+ compromisos$/)
  await page.getByRole('link', { name: 'Cancelar' }).click()
  await expect(page).toHaveURL(/estado=vencido/)
})

test('at a desk, a card goes to another column by its key, by «Mover a…» and by dragging', async ({ as }, info) => {
  test.skip(info.project.name !== 'desktop')
  const page = await as('carolina')
  await page.goto(BOARD)
  await alive(page)
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
  const first = async () => (await column('Pendiente').locator('[data-fila]').first().getAttribute('data-fila'))!

  const dragged = await first()
  await column('Pendiente').locator('[data-fila]').first().dragTo(column('En curso'), { targetPosition: { x: 60, y: 20 } })
  await expect(hint(page, `${dragged} pasó a «En curso».`)).toBeVisible()
  await expect(column('En curso').locator(`[data-fila="${dragged}"]`)).toBeVisible()

  await titleOf(page, dragged).focus()
  await page.keyboard.press('1')
  await expect(hint(page, `${dragged} pasó a «Pendiente».`)).toBeVisible()
  await expect(titleOf(page, dragged)).toBeFocused()
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: 'Mover a…' })
  await dialog.getByText('Por validar').click()
  await dialog.getByRole('button', { name: 'Mover' }).click()
  await expect(hint(page, `${dragged} declarado cumplido: falta verificarlo.`)).toBeVisible()
  await expect(column('Por validar').locator(`[data-fila="${dragged}"]`)).toBeVisible()
})

test('on a phone, the board shows one column at a time and a list is worked with one tap', async ({ as }, info) => {
  test.skip(info.project.name !== 'phone')
  const page = await as('carolina')
  await page.goto(BOARD)
  await alive(page)
  await expect(page.getByRole('region', { name: /^Pendiente/ })).toBeVisible()
  await expect(page.getByRole('region', { name: /^En curso/ })).toBeHidden()
  await page.getByRole('navigation', { name: 'Columnas' }).getByRole('link', { name: /^En curso/ }).tap()
  await expect(page.getByRole('region', { name: /^En curso/ })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await checkA11y(page)

  await page.goto(OVERDUE)
  await alive(page)
  const folio = await folioAt(page, 0)
  await page.getByRole('button', { name: `Cumplir ${folio}` }).tap()
  await expect(hint(page, `${folio} declarado cumplido: falta verificarlo.`)).toBeVisible()
  await undo(page).tap()
  await expect(hint(page, 'Se deshizo.')).toBeVisible()
  await page.getByText('Filtro', { exact: true }).tap()
  await expect(page.getByRole('button', { name: 'Aplicar' })).toBeVisible()
  await expectNoSidewaysScroll(page)
})

test('every form of the list, and what it leads to, is accessible, in Spanish and fits its window', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina')
  await page.goto(OVERDUE)
  const folio = await folioAt(page, 0)
  for (const path of [
    BOARD, '/compromisos?vista=todos&forma=institucion', `${OVERDUE}&seleccion=todos`, `/compromisos/${folio}/estado`, `/compromisos/${folio}/edicion`,
    `/compromisos/lote/plazo?folio=${folio}`, `/compromisos/lote/estado?folio=${folio}`, `/compromisos/lote/seguimiento?folio=${folio}`,
  ]) {
    expect.soft((await page.goto(path))?.status(), path).toBe(200)
    await expectSpanish(page)
    await expectNoSidewaysScroll(page)
    await checkA11y(page)
  }
})

test('without scripts, rows are marked, moved and edited with plain pages', async ({ as }) => {
  const page = await as('carolina', { javaScriptEnabled: false })
  await page.goto(`${OVERDUE}&orden=movido`)
  const folios = [await folioAt(page, 0), await folioAt(page, 1)]
  for (const folio of folios) await page.getByRole('checkbox', { name: `Seleccionar ${folio}` }).check()
  await page.getByRole('button', { name: 'Reasignar…' }).click()
  await page.getByLabel('Quién hace el seguimiento').selectOption({ label: 'Paula Díaz Rojas' })
  await page.getByRole('button', { name: 'Reasignar 2 compromisos' }).click()
  await expect(page.getByRole('main').getByText(/compromisos? cambiados?|no se pud/).or(hint(page, 'cambiado')).first()).toBeVisible()

  await page.goto(BOARD)
  await page.getByRole('link', { name: /^Mover a…/ }).filter({ visible: true }).first().click()
  await page.getByLabel('Por validar').check()
  await page.getByRole('button', { name: 'Mover' }).click()
  await expect(hint(page, 'declarado cumplido: falta verificarlo.')).toBeVisible()
  await expect(page).toHaveURL(/forma=tablero/)
  await undo(page).click()
  await expect(hint(page, 'Se deshizo.')).toBeVisible()

  await page.goto(OVERDUE)
  await page.getByRole('link', { name: /^Editar estado, responsables y plazo de/ }).first().click()
  await expectSpanish(page)
  await page.getByLabel('Vence').fill(inDays(12))
  await page.getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Escriba por qué cambia el plazo.')
  await expect(page.getByLabel('Vence')).toHaveValue(inDays(12))
})
