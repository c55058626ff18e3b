import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'

import { openDatabase } from '#db/dialect.server.ts'
import { fillOutbox, killWhileSending, startProcess } from '#tests/support/killing.ts'

// One project is enough: this is about the process, not about a screen.
test.beforeEach(({}, { project }) => test.skip(project.name !== 'desktop'))

test('the server killed in the middle of 500 mails, several times, loses none; what leaves twice is known to be the same', async () => {
  test.setTimeout(180_000)
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-mail-'))
  copyFileSync(join(process.env.E2E_DATA!, 'desktop', 'hilvan.sqlite'), join(folder, 'hilvan.sqlite'))
  const db = openDatabase(join(folder, 'hilvan.sqlite'))
  await fillOutbox(db, 500)
  const kills = 3
  const env = { HILVAN_DATA: folder, HOST: '127.0.0.1', HILVAN_LOG: 'silent', HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>' }

  const told = await killWhileSending(db, {
    count: 500,
    kills,
    start: (smtp) => startProcess(['server.ts'], { ...env, HILVAN_SMTP_URL: smtp, PORT: String(20_000 + Math.floor(Math.random() * 20_000)) }),
  })
  await db.destroy()
  rmSync(folder, { recursive: true })
  expect(told).toMatchObject({ people: 500, told_apart: 0, states: [{ state: 'sent' }] })
  expect(told.duplicates).toBeLessThanOrEqual(kills)
})
