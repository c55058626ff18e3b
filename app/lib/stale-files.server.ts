import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { DAY_MS } from './days.ts'
import { outsideTransaction } from './transaction.server.ts'
import { filesFolder, pathOf } from './uploads.server.ts'

/** Every ten minutes a few of the 256 folders are looked at: all of them in less than a day, and never many files at once. */
const TURN_MS = 10 * 60_000
const FOLDERS = 2

/** Files that nobody finished writing more than a day ago, after a power cut: they are removed. Answers how many. */
export async function removeUnfinished(now: Date): Promise<number> {
  const names = (await entriesOf(filesFolder())).filter((name) => name.endsWith('.tmp'))
  const removed = await Promise.all(names.map((name) => removeOld(join(filesFolder(), name), now)))
  return removed.filter(Boolean).length
}

/** What is kept under its hash for more than a day, in the folders whose turn it is. */
export async function listOldFiles(now: Date): Promise<string[]> {
  outsideTransaction('Listing files')
  const turn = Math.floor(now.getTime() / TURN_MS) * FOLDERS
  const folders = Array.from({ length: FOLDERS }, (_, n) => ((turn + n) % 256).toString(16).padStart(2, '0'))
  const hashes = (await Promise.all(folders.map((folder) => entriesOf(join(filesFolder(), folder))))).flat()
  const old = await Promise.all(hashes.map((hash) => isOld(pathOf(hash), now)))
  return hashes.filter((_, n) => old[n])
}

/** Asked once more: the same content may have been sent again a moment ago. */
export const removeOldFile = (sha256: string, now: Date) => removeOld(pathOf(sha256), now)

async function removeOld(path: string, now: Date) {
  if (!(await isOld(path, now))) return false
  await rm(path, { force: true })
  return true
}

const isOld = (path: string, now: Date) => stat(path).then(({ mtimeMs }) => now.getTime() - mtimeMs > DAY_MS, () => false)

const entriesOf = (folder: string) => readdir(folder).catch(() => [] as string[])
