/** After the build: a gzip twin of every fingerprinted file, so that the server compresses nothing per request. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'

const folder = join(import.meta.dirname, '../build/client/assets')
const SMALLEST = 1024

for (const name of readdirSync(folder)) {
  if (!/\.(js|css|svg)$/.test(name)) continue
  const bytes = readFileSync(join(folder, name))
  if (bytes.length < SMALLEST) continue
  writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
}
