import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type BrowserContext, type BrowserContextOptions, expect, type Locator, type Page, test as base } from '@playwright/test'
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'

import { digest } from '#app/lib/tokens.server.ts'

import { signIn } from './support.ts'

export const people = {
  carolina: 'coordinacion@demo.hilvan.cl',
  paula: 'coordinacion.sur@demo.hilvan.cl',
  alma: 'admin@demo.hilvan.cl',
  elena: 'direccion@demo.hilvan.cl',
  cerrillos: 'alcaldia.cerrillos@demo.hilvan.cl',
  castro: 'alcaldia.castro@demo.hilvan.cl',
} as const
export type Person = keyof typeof people

export const CERRILLOS = 'Municipalidad de Cerrillos'
export const SERVIU = 'SERVIU Metropolitano'

/** `as('elena')` is a page on which she has just signed in, in a browser of her own: a journey may need several people. */
export const test = base.extend<{ as: (who: Person, options?: BrowserContextOptions) => Promise<Page> }>({
  as: async ({ browser }, give) => {
    const opened: BrowserContext[] = []
    await give(async (who, options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      const page = await context.newPage()
      await signIn(page, people[who])
      return page
    })
    for (const context of opened) await context.close()
  },
})

/** Signs in where the page already is: at the door, having been sent there. */
export async function signInHere(page: Page, who: Person) {
  await expect(page).toHaveURL(/\/entrar\?volver=/)
  await page.getByLabel('Correo electrónico').fill(people[who])
  await page.getByLabel('Contraseña', { exact: true }).fill('hilvan-demo-2026')
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page).not.toHaveURL(/\/entrar/)
}

/** The browser runs the page, not only shows it: its keys and shortcuts answer. */
export async function alive(page: Page) {
  await page.waitForFunction(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')))
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
}

/** Types in a field that chooses records and takes the suggestion that starts like that. */
export async function choose(page: Page, label: string, words: string) {
  await page.getByRole('combobox', { name: label, exact: true }).fill(words)
  await page.getByRole('option', { name: new RegExp(`^${words}`) }).first().click()
}

export const chip = (page: Page, words: string) => page.getByRole('button', { name: `Quitar ${words}` })

export const hint = (page: Page, words: string) => page.getByRole('status', { name: 'Avisos' }).getByText(words)

type Promised = { text: string; days?: number; due_on?: string }
export type Told = { with: string[]; on?: string; start?: string; title?: string; agreements?: string[]; commitments?: Promised[] }

/** Where minutes are written in the quick log. */
export const minutesBox = (page: Page) => page.getByRole('textbox', { name: 'Qué se dijo, se acordó y se comprometió' })

/** Tells a past meeting in the quick log, without caring how many keys it takes. Answers its folio. */
export async function logMeeting(page: Page, { with: met, on, start, title, agreements = [], commitments = [] }: Told) {
  await page.goto('/registrar')
  for (const name of met) await choose(page, 'Con', name)
  if (on) await page.getByLabel('Otra fecha').fill(on)
  if (start) await page.getByLabel('Desde').fill(start)
  if (title) await page.getByLabel('Título').fill(title)
  const lines = [...agreements.map((text) => `a: ${text}`), ...commitments.map((promised) => promisedBy(met[0]!, promised))]
  await minutesBox(page).fill(lines.join('\n'))
  await page.getByRole('button', { name: 'Guardar' }).click()
  return arriveAt(page)
}

/** «c: Mandar el informe @cerrillos 5 días hábiles»; without a date, until the next meeting. */
function promisedBy(debtor: string, { text, days, due_on }: Promised) {
  const term = due_on ? written(due_on) : days === undefined ? 'próxima reunión' : `${days} días hábiles`
  return `c: ${text} @${mentionOf(debtor)} ${term}`
}

/** What follows «@» to name an institution. */
const mentionOf = (name: string) =>
  name.replace(/^Municipalidad de /, '').toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(' ', '.')

export type Planned = { title: string; participants: string[]; on: string; start: string; zone?: string; place?: string }

/** Schedules a meeting to come. Answers its folio. */
export async function scheduleMeeting(page: Page, planned: Planned) {
  await page.goto('/reuniones/nueva')
  await fillPlan(page, planned)
  await page.getByRole('button', { name: 'Agendar', exact: true }).click()
  return arriveAt(page)
}

export async function fillPlan(page: Page, { title, participants, on, start, zone, place }: Planned) {
  for (const name of participants) await choose(page, 'Participantes (opcional)', name)
  await page.getByLabel('Título').fill(title)
  await page.getByLabel('Fecha', { exact: true }).fill(on)
  await page.getByLabel('Desde').fill(start)
  if (zone) await page.getByLabel('Hora de').selectOption({ label: zone })
  if (place) await page.getByLabel('Lugar (opcional)', { exact: true }).fill(place)
}

async function arriveAt(page: Page) {
  await expect(page).toHaveURL(/\/reuniones\/R-\d{4}-\d{4}$/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}

/** The commitments that a meeting gave, by their words: text → folio. */
export async function foliosOf(page: Page, meeting: string) {
  await page.goto(`/reuniones/${meeting}?seccion=compromisos`)
  const links = page.getByRole('main').locator('a[href^="/compromisos/C-"]')
  await expect(links.first()).toBeVisible()
  const pairs = await links.evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')!] as const))
  return new Map(pairs.map(([text, path]) => [text, path.split('/').at(-1)!]))
}

/** Lets the session of this browser run out, in the database that its server uses. */
export async function expireSession(context: BrowserContext, project: string) {
  const cookie = (await context.cookies()).find(({ name }) => name === 'hilvan-sesion')!
  const script = `
    import { openDatabase } from '#db/dialect.server.ts'
    const [file, id_hash] = process.argv.slice(1)
    const db = openDatabase(file)
    await db.updateTable('sessions').set({ expires_at: '2020-01-01T00:00:00.000Z' }).where('id_hash', '=', id_hash).execute()
    await db.destroy()`
  const file = join(process.env.E2E_DATA!, project, 'hilvan.sqlite')
  execFileSync(process.execPath, ['--input-type=module', '-e', script, file, digest(decodeURIComponent(cookie.value))])
}

/** The day it is in Santiago, so many days later. */
export const inDays = (days: number) => Temporal.Now.plainDateISO('America/Santiago').add({ days }).toString()

/** «22-11-2026». */
export const written = (day: string) => day.split('-').reverse().join('-')

/** The first Sunday from that day on, when clocks change in Chile, of a year. */
export function firstSunday(year: number, month: number) {
  const second = Temporal.PlainDate.from({ year, month, day: 2 })
  return second.add({ days: 7 - second.dayOfWeek })
}

export const instantOf = (day: string, time: string, zone: string) =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 })

/** The entries of a calendar as `ical.js` understands them, each hour read with the zone rules that the file itself brings. */
export function readCalendar(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, startDate, endDate } = new ICAL.Event(component)
    return { uid, summary, zone: startDate.zone.tzid, start: startDate.toJSDate().toISOString(), end: endDate.toJSDate().toISOString() }
  })
}

/** Counts what a person presses: how many clicks or taps something costs is part of what it is worth. */
export function counted() {
  let clicks = 0
  return {
    count: () => clicks,
    async click(target: Locator) {
      clicks += 1
      await target.click()
    },
  }
}

/** The file that an act gives. */
export async function download(page: Page, act: () => Promise<void>) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()])
  return readFileSync(await file.path())
}
