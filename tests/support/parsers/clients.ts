/** Two calendar programs as people run them: khal, which shows and imports, and vdirsyncer, which subscribes. */

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { onTestFinished } from 'vitest'

import { ensureInstalled, runs } from '../debian.ts'

const run = promisify(execFile)
let there: true | undefined

export const ensureCalendarClients = () =>
  (there ??= ensureInstalled(['khal', 'vdirsyncer'], () =>
    runs('khal', ['--version']) && runs('vdirsyncer', ['--version']) ? true : undefined))

/** As khal tells an entry: local minutes of Santiago, or days (the last one included) when it fills whole days. */
export type Listed = { uid: string; start: string; end: string; title: string; cancelled: boolean }

/** A person's computer, with a calendar in a folder; gone when the test ends. */
export function openDesktop() {
  ensureCalendarClients()
  const home = mkdtempSync(join(tmpdir(), 'hilvan-desktop-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const calendar = join(home, 'calendar')
  mkdirSync(calendar)
  const env = { ...process.env, HOME: home, LC_ALL: 'C.UTF-8', TZ: 'Asia/Kathmandu' }
  const inHome = (command: string, ...words: string[]) => run(command, words, { env, cwd: home, timeout: 60_000 })
  writeFileSync(join(home, 'khal.conf'), khalSettings(home))

  return {
    /** Names and bytes of what the calendar holds: one file per UID. */
    files: () => Object.fromEntries(readdirSync(calendar).toSorted().map((name) => [name, readFileSync(join(calendar, name), 'utf8')])),

    async import(text: string) {
      writeFileSync(join(home, 'copy.ics'), text)
      await inHome('khal', '-c', 'khal.conf', 'import', '--batch', '-a', 'agenda', 'copy.ics')
    },

    /** Every date between two days, both included, in order. */
    async list(from: string, until: string): Promise<Listed[]> {
      const format = ['{uid}', '{start-long}', '{end-long}', '{cancelled}', '{title}'].join('\t')
      const words = ['list', '--day-format', '', '--format', format, from, until]
      const { stdout } = await inHome('khal', '-c', 'khal.conf', ...words)
      // What lasts several days is told on each.
      return [...new Set(stdout.split('\n').filter(Boolean))].map(listed).toSorted(inOrder)
    },

    /** Subscribes to an address, or asks it again; what was copied or deleted, in vdirsyncer's words. */
    async sync(url: string) {
      writeFileSync(join(home, 'vdirsyncer.conf'), vdirsyncerSettings(home, url))
      await inHome('vdirsyncer', '-c', 'vdirsyncer.conf', 'discover')
      const { stdout, stderr } = await inHome('vdirsyncer', '-c', 'vdirsyncer.conf', 'sync')
      return `${stdout}${stderr}`.split('\n').filter((row) => /^(Copying|Deleting|error|warning)/i.test(row))
    },
  }
}

function listed(row: string): Listed {
  const [uid = '', start = '', end = '', cancelled = '', title = ''] = row.split('\t')
  return { uid, start, end, title, cancelled: cancelled.trim() === 'CANCELLED' }
}

export const inOrder = (a: Omit<Listed, 'uid'>, b: Omit<Listed, 'uid'>) => (`${a.start} ${a.end} ${a.title} ${a.cancelled}` < `${b.start} ${b.end} ${b.title} ${b.cancelled}` ? -1 : 1)

const khalSettings = (home: string) => `
[calendars]
[[agenda]]
path = ${home}/calendar
[locale]
local_timezone = America/Santiago
default_timezone = America/Santiago
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[default]
default_calendar = agenda
[sqlite]
path = ${home}/khal.db
`

const vdirsyncerSettings = (home: string, url: string) => `
[general]
status_path = "${home}/status"
[pair agenda]
a = "here"
b = "feed"
collections = null
[storage here]
type = "filesystem"
path = "${home}/calendar"
fileext = ".ics"
[storage feed]
type = "http"
url = "${url}"
`
