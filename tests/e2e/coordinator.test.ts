import { expect, type Locator, type Page } from '@playwright/test'

import { alive, CERRILLOS, chip, hint, inDays, minutesBox, scheduleMeeting, SERVIU, test, written } from './journey-support.ts'
import { expectSpanish } from './support.ts'

const agreements = ['priorizar los aromos', 'mesa cada dos meses']
/** With how each one says its term: working days, a date, the next meeting. */
const commitments = ['enviar títulos', 'medir el paño sur', 'citar al comité']

/** A day and month that read the same in any order, still to come. */
const due_on = Array.from({ length: 400 }, (_, at) => inDays(at + 2)).find((day) => day.slice(5, 7) === day.slice(8))!

/** Who owes each one, in as many letters as it takes, and until when. */
const owed = [['c', '10 dh'], ['s', due_on.slice(5)], ['c', 'prox sesion']] as const

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
  await press('Alt+a')
  await type(agreements[1]!)
  for (const [at, [who, term]] of owed.entries()) {
    await press('Enter')
    await press('Alt+c')
    await type(`${commitments[at]} @${who}`)
    await press(at === 0 ? 'Enter' : 'Tab')
    await type(term)
  }
  await expect(page.getByText('2 acuerdos · 3 compromisos')).toBeVisible()
  const counted = await countedDay(page)
  await press('Control+Enter')

  await expectRecord(page, counted)
  info.annotations.push({ type: 'keys', description: String(count()) })
  process.stdout.write(`  T1: ${count()} keys to log a meeting with 2 agreements and 3 commitments\n`)
  expect(count()).toBeLessThanOrEqual(180)
  await follow(page)
})

test('on a phone, the same takes nine taps besides typing', async ({ as }, info) => {
  test.skip(info.project.name !== 'phone')
  const page = await as('carolina')
  await alive(page)
  const { tap, count } = fingerOn()

  await tap(page.getByRole('navigation', { name: 'Principal, teléfono' }).getByRole('link', { name: 'Registrar', exact: true }))
  await expect(page.getByRole('combobox', { name: 'Con', exact: true })).toBeFocused()
  for (const [words, name] of [['cerri', CERRILLOS], ['serviu met', SERVIU]] as const) {
    await page.keyboard.type(words)
    await tap(page.getByRole('option', { name }))
    await expect(chip(page, name)).toBeVisible()
  }
  await tap(minutesBox(page))
  await page.keyboard.type(`a: ${agreements[0]}\na: ${agreements[1]}`)
  for (const [at, [who, term]] of owed.entries()) {
    await page.keyboard.type(`\nc: ${commitments[at]} @${who}`)
    await tap(page.getByRole('listbox', { name: 'A quién nombra' }).getByRole('option').first())
    await page.keyboard.type(term)
  }
  await expect(page.getByText('2 acuerdos · 3 compromisos')).toBeVisible()
  const counted = await countedDay(page)
  await tap(page.getByRole('button', { name: 'Guardar' }))

  await expectRecord(page, counted)
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
    await page.getByRole('link', { name: new RegExp(`^12:00 \\(10:00 en Isla de Pascua\\) ${title}\\. .*12:00 para usted`) }).click()
  } else {
    await expect(page.getByText('10:00 a 11:00 en Isla de Pascua, 12:00 para usted · Hanga Roa')).toBeVisible()
    await page.getByRole('link', { name: title, exact: true }).click()
  }
  await expect(page).toHaveURL(`/reuniones/${folio}`)
})

/** The day that «10 días hábiles» is, as the box tells it before anything is saved. */
async function countedDay(page: Page) {
  const days = page.getByRole('region', { name: 'Lo que quedará' }).locator('time')
  await expect(days).toHaveCount(2)
  await expect(days.last()).toHaveAttribute('datetime', due_on)
  return (await days.first().getAttribute('datetime'))!
}

/** «lunes 14 de diciembre de 2026». */
const longDay = (day: string) => new Intl.DateTimeFormat('es-CL', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day)).replace(',', '')

/** The meeting with its thread: what was agreed, what was promised, who owes it and until when. */
async function expectRecord(page: Page, counted: string) {
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  await expect(hint(page, 'Registrada, con 2 acuerdos y 3 compromisos.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: `Reunión con ${CERRILLOS} y ${SERVIU}` })).toBeVisible()
  const thread = page.getByRole('list', { name: 'Acuerdos y compromisos de esta reunión' })
  for (const words of agreements) await expect(thread.getByRole('link', { name: words })).toHaveAttribute('href', /\/acuerdos\/A-\d{4}-\d{4}$/)
  await expect(thread.getByText(`${CERRILLOS} se obliga`)).toHaveCount(2)
  // What was promised hangs from the agreement above it.
  const last = thread.getByRole('listitem').filter({ has: page.getByRole('link', { name: agreements[1] }), hasNotText: agreements[0]! }).last()
  const terms = [`10 días hábiles · vence ${longDay(counted)}`, `Vence ${longDay(due_on)}`, 'En la próxima sesión']
  for (const [at, words] of commitments.entries()) {
    const node = last.getByRole('listitem').filter({ has: page.getByRole('link', { name: words }) })
    await expect(node.getByRole('link', { name: words })).toHaveAttribute('href', /\/compromisos\/C-\d{4}-\d{4}$/)
    await expect(node).toContainText(`Debe ${at === 1 ? SERVIU : CERRILLOS}`)
    await expect(node).toContainText(terms[at]!)
  }
  await expectSpanish(page)
}

/** From the list of commitments to one of them, and to another date, with its reason. */
async function follow(page: Page) {
  const meeting = new URL(page.url()).pathname
  await page.getByRole('link', { name: 'Compromisos', exact: true }).filter({ visible: true }).first().click()
  await page.getByRole('searchbox', { name: 'Filtrar esta lista' }).fill('medir pano sur')
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader').getByRole('link', { name: commitments[1] }).first().click()
  // Where there is room for it, the row shows its summary first.
  if (page.viewportSize()!.width >= 1280) await page.getByRole('link', { name: 'Abrir la ficha' }).click()

  await expect(page.getByRole('heading', { level: 1, name: commitments[1] })).toBeVisible()
  await expect(page.getByRole('link', { name: `Reunión con ${CERRILLOS} y ${SERVIU}` })).toHaveAttribute('href', meeting)
  await page.getByRole('main').getByRole('link', { name: 'Cambiar plazo' }).click()
  const later = inDays(400)
  await page.getByLabel('Fecha nueva').fill(later)
  await page.getByLabel('Por qué cambia').fill('El topógrafo pidió dos meses más.')
  await page.getByRole('button', { name: 'Guardar fecha' }).click()

  await expect(hint(page, `Ahora vence el ${written(later)}.`)).toBeVisible()
  await expect(page.getByText(`Fecha original: `)).toContainText(String(Number(due_on.slice(8))))
  await expect(page.getByText('El topógrafo pidió dos meses más.').first()).toBeVisible()
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

/** Counts taps. What the keyboard does is typing. */
function fingerOn() {
  let taps = 0
  return {
    count: () => taps,
    async tap(target: Locator) {
      taps += 1
      await target.tap()
    },
  }
}
