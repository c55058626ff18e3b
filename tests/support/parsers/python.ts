/** Other people's calendar programs, so that what we write is not only read by the library of our own language. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { ensureInstalled, runs } from '../debian.ts'

const PACKAGES = ['python3-icalendar', 'python3-vobject', 'python3-dateutil', 'libical3']
const PROBE = 'import ctypes, icalendar, vobject, dateutil; ctypes.CDLL("libical.so.3")'
const SCRIPT = fileURLToPath(new URL('read_calendar.py', import.meta.url))

type PythonEvent = { uid: string; title: string; start: string; unix: number | null }

/** A program that refuses the text says only its complaint. */
export type PythonReading = {
  icalendar: { errors?: number; events?: PythonEvent[]; complaint?: string }
  vobject: { events?: string[]; organizers?: string[][]; complaint?: string }
  libical: { restriction?: number; errors?: number; events?: number; complaint?: string }
}

let found: string | undefined

/** A Python that has the parsers. */
export const ensureCalendarParsers = () => (found ??= ensureInstalled(PACKAGES, findPython))

/** What three other parsers understand of a calendar. */
export const readInPython = (text: string) => ask({ text }) as PythonReading

/** The offsets, in seconds, that a VTIMEZONE gives to local times such as `20260906T120000`. */
export const offsetsInPython = (block: string, times: string[]) =>
  ask({ block, times }) as { dateutil: number[]; libical: number[] }

/** The days that dateutil gives to each rule from its first day on, `until` included. */
export const daysInPython = (rules: { rule: string; first: string; until: string }[]) => (ask({ rules }) as { days: string[][] }).days

function ask(question: unknown): unknown {
  const answer = spawnSync(ensureCalendarParsers(), [SCRIPT], { input: JSON.stringify(question), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (answer.status !== 0) throw new Error(answer.stderr || String(answer.error))
  return JSON.parse(answer.stdout)
}

/** Debian's modules belong to /usr/bin/python3, which need not be the first on the path. */
const findPython = () => ['python3', '/usr/bin/python3'].find((python) => runs(python, ['-c', PROBE]))
