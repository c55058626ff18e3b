import { expect, type Page } from '@playwright/test'

import { alive, CERRILLOS, inDays, logMeeting, scheduleMeeting, SERVIU } from './journey-support.ts'
import { checkA11y, expectNoSidewaysScroll, expectSpanish } from './support.ts'

/** A meeting that starts this minute with Cerrillos and SERVIU, and the points of its agenda. Answers its folio. */
export async function meetingNow(page: Page, title: string, points: string[] = []) {
  const start = new Intl.DateTimeFormat('es-CL', { timeZone: 'America/Santiago', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format()
  const folio = await scheduleMeeting(page, { title, participants: [CERRILLOS, SERVIU], on: inDays(0), start })
  if (points.length > 0) {
    await page.goto(`/reuniones/${folio}/pauta`)
    for (const [at, point] of points.entries()) {
      if (at > 1) await page.getByRole('button', { name: 'Agregar otro punto' }).click()
      await page.getByLabel(`Punto ${at + 1}`).fill(point)
    }
    await page.getByRole('button', { name: 'Guardar', exact: true }).last().click()
    await expect(page).toHaveURL(/seccion=pauta/)
  }
  return folio
}

/** A meeting of a day that went by, told without a word of what was said, and its minutes begun. */
export async function minutesOf(page: Page, title: string, on = inDays(-3)) {
  const folio = await logMeeting(page, { with: [CERRILLOS, SERVIU], on, title })
  await page.goto(`/reuniones/${folio}?seccion=acta`)
  await page.getByRole('button', { name: 'Tomar acta' }).click()
  await expect(page).toHaveURL(`/reuniones/${folio}/acta`)
  await alive(page)
  return folio
}

export async function openMinutes(page: Page, folio: string) {
  await page.goto(`/reuniones/${folio}/acta`)
  await alive(page)
}

export const box = (page: Page) => page.locator('.acta-caja').getByRole('textbox')

export const outcome = (page: Page) => page.getByRole('region', { name: 'Lo que quedará en el acta' })

/** What will be written down of one line. */
export const item = (page: Page, text: string) => outcome(page).getByRole('listitem').filter({ has: page.getByText(text, { exact: true }) })

export const saved = (page: Page) => page.getByText(/^Guardado a las \d\d:\d\d · también en este equipo$/)

/** Writes it all at once, and waits until the server has it. */
export async function write(page: Page, ...lines: string[]) {
  await box(page).fill(lines.join('\n'))
  await expect(page.getByText('Escribiendo…')).toBeVisible()
  await expect(saved(page)).toBeVisible()
}

export async function lookAt(page: Page) {
  await expectSpanish(page)
  await expectNoSidewaysScroll(page)
  await checkA11y(page)
}
