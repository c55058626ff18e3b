import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const PASSWORD = 'hilvan-demo-2026'

/** Through the real form. Ends on the page that the person's role starts on. */
export async function signIn(page: Page, email: string) {
  await page.goto('/entrar')
  await page.getByLabel('Correo electrónico').fill(email)
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await expect(page).not.toHaveURL(/\/entrar/)
}

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * WCAG 2.2 AA and good practice, in both themes; what fails is told at the end of the test, which goes on.
 * The page keeps its state: open panels, errors, what was typed.
 */
export async function checkA11y(page: Page) {
  await page.waitForLoadState('networkidle')
  const chosen = await paint(page, 'claro')
  const window = await showAll(page)
  await report(page, 'claro', examine(page).withTags(STANDARD))

  // Nothing but colours depends on the theme.
  await paint(page, 'oscuro')
  await report(page, 'oscuro', examine(page).withRules(['color-contrast', 'link-in-text-block']))
  await paint(page, chosen)
  if (window) await page.setViewportSize(window)
}

/** Within the page, which takes half as long as a window of its own for the answer: no page of ours has frames. */
const examine = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true)

async function report(page: Page, theme: string, axe: AxeBuilder) {
  // A colour half-way through a transition is nobody's contrast.
  await page.evaluate(() => {
    const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    for (const animation of moving) animation.finish()
  })
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, help, nodes }) => {
    const [first] = nodes
    return `${id}: ${help} (${nodes.length} times) → ${first?.target.join(' ')}\n${first?.failureSummary}`
  })
  expect.soft(found, `accessibility of ${page.url()} (${theme})`).toEqual([])
}

/** A window as tall as the page: what lies under a bar only until one scrolls is not covered. */
async function showAll(page: Page) {
  const window = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (window && height > window.height) await page.setViewportSize({ ...window, height })
  return window
}

/** What the server does when the cookie «hilvan-tema» names a theme; without one the system decides. */
function paint(page: Page, theme: string | undefined) {
  return page.evaluate((next) => {
    const { dataset } = document.documentElement
    const previous = dataset.tema
    if (next) dataset.tema = next
    else delete dataset.tema
    return previous
  }, theme)
}

/** The page fits its window; only a table or a calendar inside it may scroll by itself. */
export async function expectNoSidewaysScroll(page: Page) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect.soft(scroll, `width of ${page.url()}`).toBeLessThanOrEqual(client)
}

/** Words that a Spanish page never needs, names and addresses aside. `\b` would find «cancel» in «canceló». */
const ENGLISH = new RegExp(
  `(?<![\\p{L}\\d])(${[
    'the|and|with|your|please|loading|error:|save|cancel|delete|submit|search|required|invalid|must|should|not found',
    'today|yesterday|tomorrow|week|month|year|all-day|next|previous|more|filter|settings|untitled|undefined|null|NaN',
    'meetings?|agreements?|commitments?|institutions?|sign in|log in|password',
    'January|February|March|April|June|July|August|September|October|November|December',
    'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
  ].join('|')})(?![\\p{L}\\d])`,
  'iu',
)

/** Everything a person reads or hears: text, labels, titles, placeholders, alternatives. */
export async function expectSpanish(page: Page) {
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^es/)
  const said = await page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']
    const elements = [...document.body.querySelectorAll('*')]
    const labels = elements.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''))
    // What a refused form puts before its title is Spanish too.
    // What a program is told word for word is in no language.
    const literal = [...document.querySelectorAll<HTMLElement>('main code, main pre')].map(({ innerText }) => innerText).filter(Boolean).toSorted((a, b) => b.length - a.length)
    const spoken = document.body.innerText.split('\n').map((line) => literal.reduce((rest, code) => rest.replace(code, ''), line))
    return [document.title.replace(/^Error: /, ''), ...spoken, ...labels].filter(Boolean)
  })
  const english = said.filter((text) => ENGLISH.test(text.replace(/\S*[@/]\S*/g, '')))
  expect.soft(english, `English on ${page.url()}`).toEqual([])
}
