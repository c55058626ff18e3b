import { localOf, readLocal, toUtc } from '../dates.ts'
import { isZone } from '../ics/zones.server.ts'
import { exactly } from './values.server.ts'
import { instantIn, offsetAt } from './zone-block.server.ts'
import { hereOf, isOurs, type FileZone } from './zones.server.ts'

/** When something is, as the file says it. `zone` is null when it says none, or one that nobody knows. */
export type Moment = { day: string; time: string | null; isUtc: boolean; zone: FileZone | null; named: string | null }

export type ZoneFinder = { find: (name: string) => FileZone | null }

/** A DTSTART, DTEND, RECURRENCE-ID or EXDATE value; undefined when no such moment can be. */
export function momentOf(text: string, tzid: string | undefined, zones: ZoneFinder): Moment | undefined {
  const value = exactly(text)
  if (!value) return undefined
  const zone = tzid && value.time && !value.isUtc ? zones.find(tzid) : null
  return { ...value, zone, named: tzid ?? null }
}

export const localIn = ({ day, time }: Moment) => `${day}T${time ?? '00:00'}`

/** The instant of a moment whose zone is known, ISO-8601 UTC. Of an hour that happens twice, the first; a missing one moves forward. */
export function instantOf(moment: Moment): string {
  if (moment.isUtc) return toUtc(localIn(moment), 'UTC')
  const { zone } = moment
  if (!zone) throw new Error('a floating moment has no instant')
  return 'iana' in zone ? toUtc(localIn(moment), hereOf(zone.iana)) : instantIn(zone.block, `${localIn(moment)}:00`)
}

export type Place = { local: string; zone: string; repeated_hour: 0 | 1; utc: string; note?: string }

/** A moment in the zone where it will be kept: its own when it is one of ours, else that of the reader. */
export function kept(moment: Moment, home: string): Place {
  if (moment.zone && !moment.isUtc && isOurs(moment.zone)) return ours(moment, moment.zone.iana)
  const utc = instantOf(moment)
  const local = localOf(utc, home)
  return { local, zone: home, repeated_hour: toUtc(local, home) === utc ? 0 : 1, utc }
}

function ours(moment: Moment, zone: string): Place {
  const local = localIn(moment)
  const reading = readLocal(local, zone)
  if (reading.kind === 'ok') return { local, zone, repeated_hour: 0, utc: reading.utc }
  if (reading.kind === 'twice') {
    return { local, zone, repeated_hour: 0, utc: reading.first, note: `Las ${moment.time} ocurren dos veces ese día: se toma la primera.` }
  }
  const utc = toUtc(local, zone)
  return { local: localOf(utc, zone), zone, repeated_hour: 0, utc, note: `Las ${moment.time} no existen ese día: el reloj se adelanta, y queda una hora después.` }
}

/** The local time, in the zone of another moment, of an instant. */
export function localBeside(utc: string, beside: Moment): string {
  if (beside.isUtc || !beside.zone) return localOf(utc, 'UTC')
  if ('iana' in beside.zone) return localOf(utc, hereOf(beside.zone.iana))
  const offset = offsetAt(beside.zone.block, utc.slice(0, 19))
  return new Date(Date.parse(utc) + offset * 60_000).toISOString().slice(0, 16)
}

/** Where moments of a calendar are kept when their own zone is not one of ours. */
export const homeOf = (calendarZone: string, zones: ZoneFinder, reader: string) => {
  const zone = calendarZone ? zones.find(calendarZone) : null
  return zone && 'iana' in zone && isZone(zone.iana) ? zone.iana : reader
}
