import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { snapshotSqlite } from '#db/dialect.server.ts'

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
