import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { openDatabase, snapshotSqlite } from '#db/dialect.server.ts'
import { startProcess } from '#tests/support/killing.ts'

import { freePort } from '../../scripts/free-port.ts'

/**
 * A folder of its own with the demonstration as a project has it now; whoever asks removes it. Others write there
 * meanwhile: a copy of the file alone might be of half a page.
 */
export function ownDemonstration(project: 'desktop' | 'phone') {
  const folder = mkdtempSync(join(tmpdir(), 'hilvan-own-'))
  const file = join(folder, 'hilvan.sqlite')
  writeFileSync(file, snapshotSqlite(join(process.env.E2E_DATA!, project, 'hilvan.sqlite')))
  return { folder, file }
}

export type OwnServer = Awaited<ReturnType<typeof ownServer>>

/** A production server that nobody else asks, on a demonstration of its own, and its database to look into. */
export async function ownServer(project: 'desktop' | 'phone', env: Record<string, string> = {}) {
  const { folder, file } = ownDemonstration(project)
  const port = String(await freePort())
  const baseURL = `http://127.0.0.1:${port}`
  const child = startProcess(['server.ts'], {
    HILVAN_DATA: folder, HOST: '127.0.0.1', PORT: port, BASE_URL: baseURL, HILVAN_LOG: 'silent', TZ: 'Asia/Kathmandu', ...env,
  })
  await expect.poll(() => fetch(`${baseURL}/healthz`).then(({ ok }) => ok, () => false), { timeout: 30_000 }).toBe(true)
  const db = openDatabase(file)
  return {
    baseURL,
    db,
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await db.destroy()
      rmSync(folder, { recursive: true })
    },
  }
}
