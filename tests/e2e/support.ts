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
const THEMES = ['claro', 'oscuro']

/** WCAG 2.2 AA and good practice, in both themes. The page keeps its state: open panels, errors, what was typed. */
export async function checkA11y(page: Page) {
  const chosen = await paint(page, 'claro')
  for (const theme of THEMES) {
    await paint(page, theme)
    await settled(page)
    const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze()
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} → ${target.join(' ')}\n  ${failureSummary}`),
    )
    expect(found, `accessibility of ${page.url()} (${theme})`).toEqual([])
  }
  await paint(page, chosen)
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

/** Nothing moves any more: a colour half-way through a transition is nobody's contrast. */
async function settled(page: Page) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))))
}

/** The page fits its window; only a table or a calendar inside it may scroll by itself. */
export async function expectNoSidewaysScroll(page: Page) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect(scroll, `width of ${page.url()}`).toBeLessThanOrEqual(client)
}

/** Words that a Spanish page never needs, names and addresses aside. */
const ENGLISH =
  /\b(the|and|with|your|please|loading|error:|save|cancel|delete|submit|search|today|yesterday|tomorrow|week|month|year|meetings?|agreements?|commitments?|untitled|undefined|null|NaN|required|invalid|must|should|not found|sign in|log in|password|settings|next|previous|more|filter|all-day|January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/i

/** Everything a person reads or hears: text, labels, titles, placeholders, alternatives. */
export async function expectSpanish(page: Page) {
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^es/)
  const said = await page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']
    const elements = [...document.body.querySelectorAll('*')]
    const labels = elements.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''))
    return [document.title, ...document.body.innerText.split('\n'), ...labels].filter(Boolean)
  })
  const english = said.filter((text) => ENGLISH.test(text.replace(/\S*[@/]\S*/g, '')))
  expect(english, `English on ${page.url()}`).toEqual([])
}
