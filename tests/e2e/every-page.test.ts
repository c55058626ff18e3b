import { expect, type Page, test } from '@playwright/test'

import { minutesOf } from './minutes-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish, signIn } from './support.ts'

const people = {
  'the coordinator': 'coordinacion@demo.hilvan.cl',
  'a municipal leader': 'alcaldia.cerrillos@demo.hilvan.cl',
  'the executive': 'direccion@demo.hilvan.cl',
  'a reader': 'lectura@demo.hilvan.cl',
  'the administrator': 'admin@demo.hilvan.cl',
}

/** Kinds of page already looked at closely; the next person who reaches one is only asked whether it opens. */
const seen = new Set<string>()

for (const [who, email] of Object.entries(people)) {
  test(`what ${who} can reach opens, is accessible, speaks Spanish and fits its window`, async ({ page }) => {
    test.setTimeout(600_000)
    const complaints = listen(page)
    await signIn(page, email)

    const queue = [new URL(page.url()).pathname, ...(who === 'the coordinator' ? await deepPages(page) : [])]
    const known = new Set(queue.map(kindOf))
    for (let path = queue.shift(); path; path = queue.shift()) {
      await test.step(path, async () => {
        const answer = await page.goto(path)
        expect.soft(answer?.status(), path).toBe(200)
        await expect.soft(page.locator('h1').first(), path).toBeVisible()
        await expectSpanish(page)
        if (!seen.has(kindOf(path))) {
          await expectNoSidewaysScroll(page)
          await checkA11y(page)
        }
        seen.add(kindOf(path))
      })
      for (const next of await linksOf(page)) {
        if (!known.has(kindOf(next))) queue.push(next)
        known.add(kindOf(next))
      }
    }
    expect(complaints).toEqual([])
  })
}

/** Only minutes that somebody is taking lead to these, and of each kind of record one is visited. */
async function deepPages(page: Page) {
  const folio = await minutesOf(page, 'Mesa para mirar')
  return ['acta', 'cierre'].map((part) => `/reuniones/${folio}/${part}`)
}

/** Errors of scripts and refusals of the content policy. */
function listen(page: Page) {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  return complaints
}

/** Addresses of pages this one links to; not of files. */
async function linksOf(page: Page) {
  const anchors = page.locator('a[href^="/"]:not([download])')
  const links = await anchors.evaluateAll((all) => all.map((link) => link.getAttribute('href')!.split('#')[0]!))
  return links.filter((link) => link && !/\.\w{2,4}($|\?)|^\/archivos\//.test(link))
}

/** Pages that differ only in whose they are, or in what the address filters, are of one kind. */
function kindOf(link: string) {
  const [path = ''] = link.split('?')
  return path.replace(/(?<=^\/(instituciones|administracion\/usuarios)\/)(?!nuev[ao])[^/]+/, ':id').replace(/\/(?=[^/]*\d)[^/]+/g, '/:id')
}
