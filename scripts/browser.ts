import { execFileSync, spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'

import { browserArgs, findBrowser as findInstalled } from '../app/lib/browser.server.ts'

/** What Playwright needs to start Chromium. Without `executablePath` it is Playwright's own. */
export type Browser = { executablePath?: string; args: string[]; env: Record<string, string> }

/** The browser that makes the PDF of the product, with the libraries it lacks; else Playwright's own. */
export async function findBrowser(): Promise<Browser> {
  const found = await findInstalled()
  if (found) installMissingLibraries(found.executablePath)
  return { env: {}, ...found, args: ['--no-sandbox', ...browserArgs] }
}

const packages: Record<string, string> = {
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libplc4.so': 'libnspr4',
  'libplds4.so': 'libnspr4',
  'libexpat.so.1': 'libexpat1',
}

function installMissingLibraries(executable: string) {
  const missing = missingLibraries(executable)
  if (missing.length === 0) return

  const wanted = [...new Set(missing.map((library) => packages[library] ?? library))].join(' ')
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted.split(' ')], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  if (missingLibraries(executable).length > 0) {
    throw new Error(`Chromium lacks ${missing.join(', ')}: run «sudo apt-get install ${wanted}», or name a browser in CHROME_PATH.`)
  }
}

function missingLibraries(executable: string) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]!)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await findBrowser(), undefined, 2))
}
