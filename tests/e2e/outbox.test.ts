import { rmSync } from 'node:fs'

import { expect, test } from '@playwright/test'

import { openDatabase } from '#db/dialect.server.ts'
import { fillOutbox, killWhileSending, startProcess } from '#tests/support/killing.ts'

import { freePort } from '../../scripts/free-port.ts'
import { ownDemonstration } from './own-demonstration.ts'

// One project is enough: this is about the process, not about a screen.
test.beforeEach(({}, { project }) => test.skip(project.name !== 'desktop'))

test('the server killed in the middle of 500 mails, several times, loses none; what leaves twice is known to be the same', async () => {
  test.setTimeout(180_000)
  const { folder, file } = ownDemonstration('desktop')
  const db = openDatabase(file)
  await fillOutbox(db, 500)
  const kills = 3
  const PORT = String(await freePort())
  const env = { HILVAN_DATA: folder, PORT, HOST: '127.0.0.1', HILVAN_LOG: 'silent', HILVAN_MAIL_FROM: 'Hilván <agenda@red.example>' }

  const told = await killWhileSending(db, {
    count: 500,
    kills,
    start: (smtp) => startProcess(['server.ts'], { ...env, HILVAN_SMTP_URL: smtp }),
  })
  await db.destroy()
  rmSync(folder, { recursive: true })
  expect(told).toMatchObject({ people: 500, told_apart: 0, states: [{ state: 'sent' }] })
  expect(told.duplicates).toBeLessThanOrEqual(kills)
})
