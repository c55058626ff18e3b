import { readFileSync } from 'node:fs'

import { expect, type Page } from '@playwright/test'

import { hint, written } from './journey-support.ts'

/** A real picture of one dot. */
export const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

export const card = (page: Page, text: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: text }) })

/** The coordinator opens the photo, reads what was said and gives the commitment as kept. */
export async function validate(page: Page, folio: string, said: string) {
  await page.goto(`/compromisos/${folio}`)
  const paper = page.getByRole('link', { name: 'planos firmados.png' })
  const [file] = await Promise.all([page.waitForEvent('download'), paper.click()])
  expect(readFileSync(await file.path())).toEqual(photo)

  await page.getByRole('link', { name: 'Validar' }).click()
  await expect(page.getByText(said)).toBeVisible()
  await page.getByLabel('Se da por cumplido', { exact: true }).check()
  await page.getByRole('button', { name: 'Guardar resultado' }).click()
  await expect(hint(page, `${folio} cumplido, con evidencia.`)).toBeVisible()
}

/** The coordinator reads why more time is asked, and gives it. */
export async function acceptDate(page: Page, folio: string, why: string, day: string) {
  await page.goto(`/compromisos/${folio}`)
  await expect(page.getByText(why).first()).toBeVisible()
  await page.getByRole('button', { name: 'Aceptar', exact: true }).click()
  await expect(hint(page, `Ahora vence el ${written(day)}.`)).toBeVisible()
}
