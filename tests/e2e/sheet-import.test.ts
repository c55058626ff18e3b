import { readFileSync } from 'node:fs'

import { expect, type Page } from '@playwright/test'

import { tableHashes } from '#tests/support/hashes.ts'
import { refused } from '#tests/support/hostile-sheets.ts'
import { messySheet } from '#tests/support/messy-sheet.ts'

import { test as base } from './journey-support.ts'
import { ownServer, type OwnServer } from './own-demonstration.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

/** What is hashed is asked by nobody else meanwhile. */
const test = base.extend<{ server: OwnServer }>({
  server: async ({}, give, { project }) => {
    const server = await ownServer(project.name === 'phone' ? 'phone' : 'desktop')
    await give(server)
    await server.close()
  },
})

const SHEET = messySheet()
const ROWS = SHEET.rows.length
const number = (text: string | null) => Number((text ?? '0').replace(/\D/g, ''))

async function looksWell(page: Page) {
  await checkA11y(page)
  await expectNoSidewaysScroll(page)
  await expectSpanish(page)
}

/** What the review or the result says of every row: «1.000 filas: 820 nuevas, 180 con problema.» */
async function totalsOn(page: Page) {
  const text = await page.getByText(/filas?: .+\.( Todavía no se ha guardado nada\.)?$/).first().innerText()
  const count = (word: string) => number(new RegExp(`([\\d.]+) ${word}`).exec(text)?.[1] ?? null)
  return { rows: count('filas?:'), created: count('nuevas?'), updated: count('con cambios'), same: count('iguale?s?'), skipped: count('omitidas?'), failed: count('con problema') }
}

const sum = ({ created, updated, same, skipped, failed }: Awaited<ReturnType<typeof totalsOn>>) => created + updated + same + skipped + failed

async function bring(page: Page, buffer: Buffer) {
  await page.goto('/importar')
  await page.getByLabel('Archivo').setInputFiles({ name: 'quién es quién.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Seguir' }).click()
  await page.waitForURL(/\/importar\/[\w-]{20,}/)
}

/** Answers all the problems of a kind at once, as long as that is offered. */
async function answerAll(page: Page, name: RegExp) {
  const button = page.getByRole('button', { name }).first()
  if ((await button.count()) === 0) return
  const before = await page.getByText(/preguntas?$/).first().innerText()
  await button.click()
  await expect(page.getByText(before, { exact: true })).toHaveCount(0, { timeout: 20_000 })
}

/** «1.204 personas», as the head of the list counts them. */
const peopleOn = async (page: Page) => /[\d.]+ personas?/.exec(await page.getByText(/^[\d.]+ personas?/).first().innerText())![0]

/**
 * Every table as it is, but what an import keeps of itself, the jobs that wrote it, and who is signed in; activity, which
 * only grows, and the index of the search are left out by `tableHashes` itself.
 */
const hashesOf = ({ db }: OwnServer) => tableHashes({ raw: db }, /^(sheet_import.*|jobs|sessions)$/)

test('a messy sheet of a thousand rows is imported with totals equal to its rows; again nothing changes; taken back, every table is as before', async ({ as, server }) => {
  test.setTimeout(240_000)
  const page = await as('paula', { baseURL: server.baseURL })
  const before = await hashesOf(server)
  await page.goto('/contactos')
  const people = await peopleOn(page)
  await page.getByTitle('Más acciones').click()
  await page.getByRole('link', { name: 'Importar' }).click()
  await looksWell(page)
  await page.getByRole('button', { name: 'Seguir' }).click()
  await expect(page.getByLabel('Archivo')).toHaveAccessibleDescription(/Elija un archivo/)
  await bring(page, SHEET.csv('mixed'))
  await looksWell(page)
  await page.getByRole('button', { name: 'Seguir' }).click()

  await page.waitForURL(/paso=columnas/)
  await looksWell(page)
  await page.getByRole('button', { name: 'Revisar las filas' }).click()
  await expect(page.getByText('Diga cómo están escritas las fechas').first()).toBeVisible()
  for (const select of await page.getByLabel('Sus fechas').all()) await select.selectOption('dmy')
  await page.getByRole('button', { name: 'Revisar las filas' }).click()
  await page.waitForURL(/paso=revision/)
  await expect(page.getByText('Todavía no se ha guardado nada.')).toBeVisible()
  expect(sum(await totalsOn(page))).toBe(ROWS)
  await looksWell(page)

  await answerAll(page, /^Que uno termine/)
  await answerAll(page, /^Crear otro cargo igual/)
  await answerAll(page, /^Crear los cargos/)
  await answerAll(page, /^Son otras/)
  const review = await totalsOn(page)
  expect(review).toMatchObject({ rows: ROWS, failed: SHEET.rows.filter(({ faults }) => faults.length > 0).length })
  expect(review.same + review.updated).toBe(SHEET.rows.filter(({ repeats }) => repeats !== null).length)
  expect(sum(review)).toBe(ROWS)
  await page.getByRole('button', { name: /^Importar: / }).click()
  await expect(page.getByRole('heading', { name: 'Resultado' })).toBeVisible({ timeout: 120_000 })
  expect(await totalsOn(page)).toEqual(review)
  await looksWell(page)
  const result = page.url()
  const after = await hashesOf(server)
  expect(after).not.toEqual(before)

  await bring(page, SHEET.csv('mixed'))
  await expect(page.getByText('Todavía no se ha guardado nada.')).toBeVisible()
  await page.getByRole('button', { name: 'Terminar sin cambios' }).click()
  await expect(page.getByRole('heading', { name: 'Resultado' })).toBeVisible({ timeout: 60_000 })
  expect(await totalsOn(page)).toEqual({ rows: ROWS, created: 0, updated: 0, same: ROWS - review.failed, skipped: 0, failed: review.failed })
  expect(await hashesOf(server)).toEqual(after)

  await page.goto(result)
  await page.getByRole('button', { name: 'Deshacer la importación' }).click()
  await expect(page.getByText('el directorio quedó como estaba').first()).toBeVisible({ timeout: 60_000 })
  await page.goto('/contactos')
  expect(await peopleOn(page)).toBe(people)
  expect(await hashesOf(server)).toEqual(before)
})

const HOSTILE = ['a bomb of 2 GB that says it is small', 'forty sheets of 19 MB', 'a million columns in a row', 'two million columns in a CSV', 'octets of nothing in a CSV', 'entities that multiply', 'quotes without end', 'ten million empty rows']
const MOST_CPU_MS = 2_000
/** What the thread that reads may take, twice the file, and what a server has anyway. */
const MOST_MEGABYTES = 450

/** Of a process of this machine, so far: milliseconds of the processor, and the most memory that it has had. */
function usageOf(pid: number) {
  const [, fields = ''] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  const [user, system] = fields.split(' ').slice(11, 13).map(Number) as [number, number]
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { ms: (user + system) * 10, megabytes: Number(kilobytes) / 1024 }
}

test('hostile files are refused with a sentence by the file, in two seconds, in bounded memory, and nothing of them is kept', async ({ as, server }, { project }) => {
  test.skip(project.name !== 'desktop')
  test.setTimeout(120_000)
  const page = await as('paula', { baseURL: server.baseURL })
  const before = await hashesOf(server)
  const names = async () => (await server.db.selectFrom('sheet_imports').select('name').orderBy('id').execute()).map(({ name }) => name)
  const known = await names()
  await bring(page, Buffer.from('Nombre;Municipio\nAna Soto Vera;Castro\n'))
  const quiet = usageOf(server.pid).megabytes
  for (const [what, name, bytesOf, says] of refused.filter(([what]) => HOSTILE.includes(what))) {
    await page.goto('/importar')
    await page.getByLabel('Archivo').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytesOf()) })
    const { ms } = usageOf(server.pid)
    await page.getByRole('button', { name: 'Seguir' }).click()
    await expect(page.getByLabel('Archivo'), what).toHaveAccessibleDescription(says)
    const after = usageOf(server.pid)
    expect(after.ms - ms, what).toBeLessThan(MOST_CPU_MS)
    expect(after.megabytes - quiet, what).toBeLessThan(MOST_MEGABYTES)
  }
  expect(await names()).toEqual([...known, 'quién es quién.csv'])
  expect(await hashesOf(server)).toEqual(before)
})

test('without scripts a sheet is pasted, reviewed, mended, imported and taken back', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('carolina', { javaScriptEnabled: false })
  await page.goto('/importar')
  await page.getByLabel('O pegue aquí las filas').fill('Nombre\tMunicipalidad\tCargo\tDesde\nZulema Quiñones Prueba\tLa Cisterna\tEncargada de Ensayos\t25-03-2024\nZulema Quiñones\tCastro\tEncargada de Ensayos\t25-03-2025\nNadie\tCastro\tAlcalde\t25-03-2024')
  await page.getByRole('button', { name: 'Seguir' }).click()
  await page.getByRole('button', { name: 'Seguir' }).click()
  await page.getByRole('button', { name: 'Revisar las filas' }).click()
  await expect(page.getByText('3 filas: 3 con problema.')).toBeVisible()
  await page.getByRole('button', { name: 'Crear los cargos que faltan: 2 filas' }).click()
  await expect(page.getByText('3 filas: 1 nueva, 2 con problema.')).toBeVisible()
  const pair = page.getByRole('region', { name: 'Zulema Quiñones Prueba y la fila 3' })
  await expect(pair).toContainText('por mismo nombre, a uno le falta el segundo apellido')
  await expect(pair.getByRole('row', { name: /^Cargo/ })).toContainText('Asume: Titular, desde el 25-03-2025')
  await expectNoSidewaysScroll(page)
  await expectSpanish(page)
  await pair.getByRole('button', { name: 'Es la misma persona' }).click()
  await expect(page.getByText('3 filas: 2 nuevas, 1 con problema.')).toBeVisible()
  await page.getByRole('row', { name: /Nadie/ }).getByRole('link', { name: 'Corregir' }).click()
  await page.getByLabel('Omitir esta fila').check()
  await page.getByRole('button', { name: 'Guardar la corrección' }).click()
  await expect(page.getByText('3 filas: 2 nuevas, 1 omitida.')).toBeVisible()
  await page.getByRole('button', { name: 'Importar: 2 nuevas' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Resultado' })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Deshacer la importación' }).click()
  await expect(page.getByText('Deshecha el', { exact: false }).first()).toBeVisible()
})
