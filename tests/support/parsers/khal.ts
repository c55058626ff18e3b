/** khal, a calendar program of others: it imports a file and lists what it shows. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FORMAT = '{start-date-long}T{start-time}|{end-date-long}T{end-time}|{title}|{status}'

/** Installs Debian's package when it lacks and we may. Otherwise the test fails. */
export function ensureKhal() {
  if (run('khal', ['--version'])) return
  const wait = ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends', 'khal']
  if (process.getuid?.() === 0 && (run('apt-get', wait) || (run('apt-get', ['update']) && run('apt-get', wait)))) return
  throw new Error('khal is missing: run «apt-get install -y khal» as root.')
}

/** What khal lists after importing these texts one after another, in Santiago's time. */
export function listedByKhal(texts: string[], from: string, until: string) {
  ensureKhal()
  const folder = mkdtempSync(join(tmpdir(), 'khal-'))
  try {
    const config = join(folder, 'config')
    mkdirSync(join(folder, 'agenda'))
    writeFileSync(config, configuration(folder))
    for (const text of texts) {
      const file = join(folder, 'agenda.ics')
      writeFileSync(file, text)
      ask(folder, ['-c', config, 'import', '--batch', '-a', 'agenda', file])
    }
    const rows = ask(folder, ['-c', config, 'list', '-a', 'agenda', '--day-format', '', '--format', FORMAT, from, until])
    return rows.split('\n').filter(Boolean).map((row) => {
      const [start = '', end = '', title = '', status = ''] = row.split('|')
      return { start, end, title, cancelled: status.trim() === 'CANCELLED' }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const configuration = (folder: string) => `[calendars]
[[agenda]]
path = ${join(folder, 'agenda')}
[sqlite]
path = ${join(folder, 'khal.db')}
[locale]
local_timezone = America/Santiago
default_timezone = America/Santiago
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
`

function ask(home: string, words: string[]) {
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' }
  const answer = spawnSync('khal', words, { encoding: 'utf8', env })
  if (answer.status !== 0) throw new Error(answer.stderr || String(answer.error))
  return answer.stdout
}

function run(command: string, words: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, words, { stdio: 'ignore', env, timeout: 180_000 }).status === 0
}
