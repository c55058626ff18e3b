import type { Local } from '#app/domain/meetings/rules/times.ts'
import { localOf, readLocal, toUtc } from '#app/lib/dates.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

/** When an entry takes place, in the zone somebody chose when it brings none. An hour that the clock skips moves forward. */
export function settled({ start_local, end_local, from_on, until_on, zone, repeated_hour }: EntryFacts, chosen: string): Local {
  if (!start_local || !end_local) return { start_local, end_local, from_on, until_on, zone: zone ?? chosen, repeated_hour: 0 }
  if (zone) return { start_local, end_local, from_on, until_on, zone, repeated_hour }
  return { start_local: existing(start_local, chosen), end_local: existing(end_local, chosen), from_on, until_on, zone: chosen, repeated_hour: 0 }
}

const existing = (local: string, zone: string) =>
  readLocal(local, zone).kind === 'missing' ? localOf(toUtc(local, zone), zone) : local

/** The same meeting on another of its dates. */
export function onDate(when: Local, local: string): Local {
  const minutes = (Date.parse(`${when.end_local}Z`) - Date.parse(`${when.start_local}Z`)) / 60_000
  const start_local = existing(local, when.zone)
  const end_local = existing(new Date(Date.parse(`${start_local}Z`) + minutes * 60_000).toISOString().slice(0, 16), when.zone)
  return { ...when, start_local, end_local, repeated_hour: 0 }
}
