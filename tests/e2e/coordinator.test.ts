import { expect, type Locator, type Page } from '@playwright/test'

import { alive, CERRILLOS, chip, hint, inDays, scheduleMeeting, SERVIU, test, written } from './journey-support.ts'
import { expectSpanish } from './support.ts'

const agreements = ['priorizar los aromos', 'mesa cada dos meses']
/** With how each one says its term: working days, a date, nothing. */
const commitments = ['enviar títulos', 'medir el paño sur', 'citar al comité']

/** A day and month that read the same in any order, still to come. */
const due_on = Array.from({ length: 400 }, (_, at) => inDays(at + 2)).find((day) => day.slice(5, 7) === day.slice(8))!

test('at a desk, a past meeting with two agreements and three commitments takes less than 180 keys and no mouse', async ({ as }, info) => {
  test.skip(info.project.name !== 'desktop')
  const page = await as('carolina')
  await alive(page)
  const { press, type, count } = keyboardOf(page)

  await press('r')
  await expect(page.getByRole('combobox', { name: 'Con', exact: true })).toBeFocused()
  for (const [words, name] of [['cerri', CERRILLOS], ['serviu met', SERVIU]] as const) {
    await type(words)
    await expect(page.getByRole('option', { name, selected: true })).toBeVisible()
    await press('Enter')
    await expect(chip(page, name)).toBeVisible()
  }
  await press('Alt+a')
  await type(agreements[0]!)
  await press('Enter')
  await type(agreements[1]!)
  await press('Alt+c')
  await type(commitments[0]!)
  await press('Tab')
  await type('10')
  await press('Enter')
  await type(commitments[1]!)
  await press('Tab')
  await type(`${due_on.slice(8)}-${due_on.slice(5, 7)}`)
  await press('Enter')
  await type(commitments[2]!)
  await press('Tab')
  await press('Tab')
  await press('s')
  await press('Control+Enter')

  await expectRecord(page)
  info.annotations.push({ type: 'keys', description: String(count()) })
  process.stdout.write(`  T1: ${count()} keys to log a meeting with 2 agreements and 3 commitments\n`)
  expect(count()).toBeLessThanOrEqual(180)
  await follow(page)
})

test('on a phone, the same takes nine taps besides typing', async ({ as }, info) => {
  test.skip(info.project.name !== 'phone')
  const page = await as('carolina')
  await alive(page)
  const { tap, pick, count } = fingerOn(page)

  await tap(page.getByRole('navigation', { name: 'Principal, teléfono' }).getByRole('link', { name: 'Registrar', exact: true }))
  await expect(page.getByRole('combobox', { name: 'Con', exact: true })).toBeFocused()
  for (const [words, name] of [['cerri', CERRILLOS], ['serviu met', SERVIU]] as const) {
    await page.keyboard.type(words)
    await tap(page.getByRole('option', { name }))
    await expect(chip(page, name)).toBeVisible()
  }
  await tap(page.getByLabel('Acuerdo 1'))
  await page.keyboard.type(`${agreements[0]}\n${agreements[1]}\n\n`)
  await expect(page.getByLabel('Compromiso 1')).toBeFocused()
  await page.keyboard.type(commitments[0]!)
  await tap(page.getByLabel('Plazo', { exact: true }).first())
  await page.keyboard.type(`10\n${commitments[1]}`)
  await tap(page.getByLabel('Plazo', { exact: true }).nth(1))
  await page.keyboard.type(`${due_on.slice(8)}-${due_on.slice(5, 7)}\n${commitments[2]}`)
  await pick(page.getByLabel('En', { exact: true }).nth(2), 'sin fecha')
  await tap(page.getByRole('button', { name: 'Guardar' }))

  await expectRecord(page)
  info.annotations.push({ type: 'taps', description: String(count()) })
  process.stdout.write(`  T2: ${count()} taps to log a meeting with 2 agreements and 3 commitments\n`)
  expect(count()).toBeLessThanOrEqual(9)
  await follow(page)
})

test('a meeting to come keeps the hour of its place and stands in the calendar', async ({ as }, { project }) => {
  const page = await as('carolina')
  const [title, on] = ['Ronda de suelo en Rapa Nui', inDays(24)]
  const folio = await scheduleMeeting(page, {
    title, on, start: '10:00', zone: 'Isla de Pascua', participants: ['Municipalidad de Isla de Pascua'], place: 'Hanga Roa',
  })

  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByText('10:00 a 11:00 en Isla de Pascua, 12:00 para usted')).toBeVisible()
  await expect(hint(page, 'Agendada.')).toBeVisible()

  await page.goto(`/calendario?fecha=${on}`)
  if (project.name === 'desktop') {
    await page.getByRole('link', { name: 'Semana', exact: true }).click()
    await page.getByRole('button', { name: new RegExp(`12:00 ${title}\\. .*10:00 a 11:00 en Isla de Pascua`) }).click()
  } else {
    await expect(page.getByText('10:00 a 11:00 en Isla de Pascua, 12:00 para usted · Hanga Roa')).toBeVisible()
    await page.getByRole('link', { name: title }).click()
  }
  await expect(page).toHaveURL(`/reuniones/${folio}`)
})

/** The meeting with its thread: what was agreed, what was promised, who owes it and until when. */
async function expectRecord(page: Page) {
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  await expect(hint(page, 'Registrada, con 2 acuerdos y 3 compromisos.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: `Reunión con ${CERRILLOS} y ${SERVIU}` })).toBeVisible()
  const thread = page.getByRole('list', { name: 'Acuerdos y compromisos de esta reunión' })
  for (const words of [...agreements, ...commitments]) await expect(thread.getByRole('link', { name: words })).toBeVisible()
  await expect(thread.getByText('Sin fecha').first()).toBeVisible()
  await expect(thread.getByText(/10 días hábiles/).first()).toBeVisible()
  await expectSpanish(page)
}

/** From the list of commitments to one of them, and to another date, with its reason. */
async function follow(page: Page) {
  const meeting = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Compromisos', exact: true }).filter({ visible: true }).first().click()
  await page.getByRole('searchbox', { name: 'Filtrar esta lista' }).fill('medir pano sur')
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader').getByRole('link', { name: commitments[1] }).first().click()

  await expect(page.getByRole('heading', { level: 1, name: commitments[1] })).toBeVisible()
  await expect(page.getByRole('link', { name: `Reunión con ${CERRILLOS} y ${SERVIU}` })).toHaveAttribute('href', meeting)
  await page.getByRole('main').getByRole('link', { name: 'Cambiar plazo' }).click()
  const later = inDays(400)
  await page.getByLabel('Fecha nueva').fill(later)
  await page.getByLabel('Por qué cambia').fill('El topógrafo pidió dos meses más.')
  await page.getByRole('button', { name: 'Guardar fecha' }).click()

  await expect(hint(page, `Ahora vence el ${written(later)}.`)).toBeVisible()
  await expect(page.getByText(`Fecha original: `)).toContainText(String(Number(due_on.slice(8))))
  await expect(page.getByText('El topógrafo pidió dos meses más.')).toBeVisible()
}

/** Counts every key that goes down: Alt A is two, a capital is two. */
function keyboardOf({ keyboard }: Page) {
  let keys = 0
  return {
    count: () => keys,
    async press(key: string) {
      keys += key.split('+').length
      await keyboard.press(key)
    },
    async type(text: string) {
      // A letter with an accent is two keys on most keyboards.
      keys += [...text].reduce((sum, letter) => sum + (/[a-zñ0-9 -]/.test(letter) ? 1 : 2), 0)
      await keyboard.type(text)
    },
  }
}

/** Counts taps; choosing from a native list is two: it opens and one is chosen. What the keyboard does is typing. */
function fingerOn(page: Page) {
  let taps = 0
  return {
    count: () => taps,
    async tap(target: Locator) {
      taps += 1
      await target.tap()
    },
    async pick(target: Locator, option: string) {
      taps += 2
      await target.selectOption(option)
      await expect(page.getByRole('alert')).toHaveCount(0)
    },
  }
}
