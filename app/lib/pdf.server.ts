import type { Browser } from 'playwright-core'
import { tmpdir } from 'node:os'

import { findBrowser } from './browser.server.ts'
import { outsideTransaction } from './transaction.server.ts'

const IDLE_MS = 5 * 60_000
const DEADLINE_MS = 15_000
const LONGEST_QUEUE = 20

let browser: Promise<Browser> | undefined
let last: Promise<unknown> = Promise.resolve()
let waiting = 0
let idle: NodeJS.Timeout | undefined

/**
 * A page as a tagged PDF, with the title and the language of the page. The HTML brings its styles and its type with
 * it: nothing is fetched and no script runs. One at a time, by a browser that stays warm for some minutes. Undefined
 * where no browser starts, too many wait, or it takes too long; the log says which.
 */
export async function printPdf(html: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  outsideTransaction('A PDF')
  if (waiting >= LONGEST_QUEUE) return undefined
  waiting++
  clearTimeout(idle)
  const turn = last.then(() => withinDeadline(html))
  last = turn.catch(() => undefined)
  try {
    return await turn
  } catch (error) {
    report(error)
    await closeBrowser()
    return undefined
  } finally {
    if (--waiting === 0) idle = setTimeout(() => void closeBrowser(), IDLE_MS).unref()
  }
}

/** Ends the warm browser, if there is one: after some minutes without work, after a failure, and when the server stops. */
export async function closeBrowser() {
  clearTimeout(idle)
  const closing = browser
  browser = undefined
  await closing?.then((open) => open.close()).catch(() => undefined)
}

async function withinDeadline(html: string) {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the PDF took too long')), DEADLINE_MS)
  })
  try {
    return await Promise.race([render(html), deadline])
  } finally {
    clearTimeout(timer)
  }
}

async function render(html: string) {
  const context = await (await warm()).newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: 'block' })
  try {
    await context.route('**/*', (route) => route.abort())
    const page = await context.newPage()
    await page.setContent(html, { waitUntil: 'load' })
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }))
  } finally {
    await context.close().catch(() => undefined)
  }
}

function warm() {
  if (browser) return browser
  const opening = start()
  const forget = () => {
    if (browser === opening) browser = undefined
  }
  opening.then((open) => open.once('disconnected', forget), forget)
  browser = opening
  return opening
}

/** With its sandbox, except as root, where Chromium has none; and without what the environment of the server says. */
async function start() {
  const program = await findBrowser()
  if (!program) throw new Error('there is no browser')
  const { chromium } = await import('playwright-core')
  return chromium.launch({
    executablePath: program.executablePath,
    args: program.args,
    chromiumSandbox: process.getuid?.() !== 0,
    env: { HOME: tmpdir(), PATH: process.env.PATH ?? '', ...program.env },
    timeout: DEADLINE_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}

/** One line for the operator: without a browser the product still prints, by hand. */
function report(error: unknown) {
  const why = error instanceof Error ? error.message.split('\n')[0] : typeof error
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), msg: 'no pdf', why })}\n`)
}
