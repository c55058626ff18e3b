import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What Playwright needs to start Chromium. Without `executablePath` it is Playwright's own. */
export type Browser = { executablePath?: string; args: string[]; env: Record<string, string> }

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** `CHROME_PATH`, else the machine's, else the one npm brought (Linux), else Playwright's own. */
export async function findBrowser(): Promise<Browser> {
  const { CHROME_PATH } = process.env
  const system = CHROME_PATH ?? installed.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path))
  if (system) {
    if (!existsSync(system)) throw new Error(`CHROME_PATH names ${system}, and there is no such file.`)
    return { executablePath: system, args, env: fontsOf(undefined) }
  }
  const packed = resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium')
  if (process.platform !== 'linux' || !existsSync(packed)) return { args, env: {} }

  const folder = await unpack(packed)
  const executablePath = join(folder, 'chromium')
  installMissingLibraries(executablePath)
  return { executablePath, args, env: fontsOf(folder) }
}

/** Once per version and machine, under a name that appears only when everything is there. */
async function unpack(packed: string) {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const room = tmpdir()
  const folder = join(room, `hilvan-chromium-${version}`)
  if (existsSync(folder)) return folder

  const partial = mkdtempSync(`${folder}-`)
  const { TMPDIR } = process.env
  try {
    // The package unpacks into the temporary folder, whatever else lies there under the same names.
    process.env.TMPDIR = partial
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
  return folder
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

/** A machine without fonts draws blank pages; the package brings Open Sans. */
function fontsOf(folder: string | undefined): Record<string, string> {
  const hasFonts = ['/usr/share/fonts', '/usr/local/share/fonts'].some((path) => existsSync(path) && readdirSync(path).length > 0)
  if (hasFonts || process.env.FONTCONFIG_PATH || !folder) return {}

  const fonts = join(folder, 'fonts')
  const cache = join(folder, 'fonts-cache')
  writeFileSync(
    join(fonts, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir><config></config></fontconfig>\n`,
  )
  return { FONTCONFIG_PATH: fonts }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await findBrowser(), undefined, 2))
}
