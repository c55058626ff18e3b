import { randomBytes } from 'node:crypto'

import { expect, inject, onTestFinished, test } from 'vitest'

import { openDatabase, sortsByBytes } from '#db/dialect.server.ts'
import { copyDatabase, dropDatabase } from '#tests/support/postgres.ts'
import { createWorld } from '#tests/support/world.ts'

test('text is compared by its bytes on either engine, and where it is not the doctor can tell', async () => {
  expect(await sortsByBytes((await createWorld()).raw)).toBe(true)
  const template = inject('template')
  if (template.engine === 'sqlite') return
  const name = `hilvan_test_${process.pid}_${randomBytes(6).toString('hex')}`
  const url = await copyDatabase(template.url, name, 'template0', "locale_provider icu icu_locale 'es'").catch(() => undefined)
  // A server that was built without ICU can have no such database.
  if (!url) return
  const db = openDatabase(url)
  onTestFinished(async () => {
    await db.destroy()
    await dropDatabase(template.url, name)
  })
  expect(await sortsByBytes(db)).toBe(false)
})
