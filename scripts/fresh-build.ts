import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Whether a source is newer than the build, or there is none. */
export function isBuildStale(root: string) {
  const built = join(root, 'build/server/index.js')
  if (!existsSync(built)) return true
  const since = statSync(built).mtimeMs
  const sources = ['app', 'db', 'public'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, String(name))),
  )
  return [...sources, join(root, 'package-lock.json')].some((file) => statSync(file).mtimeMs > since)
}
