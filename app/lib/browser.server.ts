import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'

/** A Chromium and how to start it. Whether it keeps its sandbox is for whoever starts it to say. */
export type BrowserProgram = { executablePath: string; args: string[]; env: Record<string, string> }

export const browserArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** `CHROME_PATH`, else the machine's, else the one npm brought (Linux); undefined where there is none. */
export async function findBrowser(): Promise<BrowserProgram | undefined> {
  const { CHROME_PATH } = process.env
  const system = CHROME_PATH || installed.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path))
  if (system) {
    if (!existsSync(system)) throw new Error(`CHROME_PATH names ${system}, and there is no such file.`)
    return { executablePath: system, args: browserArgs, env: fontsOf(undefined) }
  }
  const packed = packedBrowser()
  if (!packed) return undefined
  const folder = await unpack(packed)
  return { executablePath: join(folder, 'chromium'), args: browserArgs, env: fontsOf(folder) }
}

/** Where npm put the packed browser, when it did: the package is optional. */
function packedBrowser() {
  if (process.platform !== 'linux') return undefined
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  } catch {
    return undefined
  }
}

/** Once per version and person of the machine, under a name that appears only when everything is there. */
async function unpack(packed: string) {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `hilvan-chromium-${version}-${userInfo().uid}`)
  if (existsSync(folder)) return trusted(folder)

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
  return trusted(folder)
}

/** Anybody may write in the temporary folder: what another person left there is not started. */
function trusted(folder: string) {
  if (statSync(folder).uid !== userInfo().uid) throw new Error(`${folder} belongs to somebody else: remove it, or name a browser in CHROME_PATH.`)
  return folder
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
