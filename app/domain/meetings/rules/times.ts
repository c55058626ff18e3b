import { localOf, readLocal, toUtc } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'

/** How a form says when: one day with hours, or whole days (`until_on` is the last one, or nothing for a single day). */
export type Asked = {
  whole_day: boolean
  on: string
  start: string | null
  end: string | null
  until_on: string | null
  /** Minutes, used when no end is given. */
  duration: number
  zone: string
  /** Which of two readings of a repeated hour; null when nobody has said. */
  repeated_hour: 0 | 1 | null
}

/** As stored. `starts_at` and `ends_at` are always derived from the rest. */
export type Times = {
  start_local: string | null
  end_local: string | null
  from_on: string | null
  until_on: string | null
  zone: string
  repeated_hour: 0 | 1
  starts_at: string
  ends_at: string
}
export type Local = Omit<Times, 'starts_at' | 'ends_at'>
type Field = 'on' | 'start' | 'end' | 'until_on' | 'repeated_hour'
export type TimesReading = { ok: true; times: Times } | { ok: false; errors: Partial<Record<Field, string[]>> }

const refused = (field: Field, sentence: string): TimesReading => ({ ok: false, errors: { [field]: [sentence] } })

/** What a form said, as local time and instant; or the field that cannot be, and what to write instead. */
export function readTimes(asked: Asked): TimesReading {
  return asked.whole_day ? readDays(asked) : readHours(asked)
}

function readDays({ on, until_on, zone }: Asked): TimesReading {
  const last = until_on ?? on
  if (last < on) return refused('until_on', 'El último día no puede ser antes del primero.')
  if (last > addDays(on, 30)) return refused('until_on', 'Una reunión dura a lo más 31 días.')
  const local = { start_local: null, end_local: null, from_on: on, until_on: addDays(last, 1), zone, repeated_hour: 0 } as const
  return { ok: true, times: { ...local, ...instantsOf(local) } }
}

function readHours({ on, start, end, duration, zone, repeated_hour }: Asked): TimesReading {
  if (!start) return refused('start', 'Escriba una hora, por ejemplo 09:30, o marque «Todo el día».')
  const start_local = `${on}T${start}`
  const begins = readLocal(start_local, zone)
  if (begins.kind === 'missing') return refused('start', missingHour(begins.next, zone))
  const chosen = repeated_hour ?? 0
  const starts_at = toUtc(start_local, zone, chosen)
  const end_local = end ? `${on}T${end}` : localOf(after(starts_at, duration), zone)
  const ends = readLocal(end_local, zone)
  if (ends.kind === 'missing') return refused('end', missingHour(ends.next, zone))
  const twice = begins.kind === 'twice' ? start_local : ends.kind === 'twice' ? end_local : null
  if (twice && repeated_hour === null) return refused('repeated_hour', repeatedHour(twice))

  const ends_at = toUtc(end_local, zone, chosen)
  if (ends_at <= starts_at) {
    return refused('end', `Debe terminar después de las ${start}; si pasa de medianoche, escriba otra reunión al día siguiente.`)
  }
  const local = { start_local, end_local, from_on: null, until_on: null, zone, repeated_hour: twice ? chosen : 0 } as const
  return { ok: true, times: { ...local, starts_at, ends_at } }
}

/** The instants of stored local times; whole days run from midnight to midnight of their zone. */
export function instantsOf({ start_local, end_local, from_on, until_on, zone, repeated_hour }: Local) {
  const [start, end] = start_local ? [start_local, end_local!] : [`${from_on}T00:00`, `${until_on}T00:00`]
  return { starts_at: toUtc(start, zone, repeated_hour), ends_at: toUtc(end, zone, repeated_hour) }
}

/** Whether stored local times can be: both exist, and the end comes after the start. */
export function isPossible(local: Local) {
  const { starts_at, ends_at } = instantsOf(local)
  const exist = [local.start_local, local.end_local].every((time) => !time || readLocal(time, local.zone).kind !== 'missing')
  return exist && ends_at > starts_at
}

/** Why a date of a series cannot be then: programs must be able to name its hours in the zone of the series. */
export function problemInSeries(local: Local, series_zone: string): string | undefined {
  if (!local.start_local) return 'Una fecha de una serie tiene hora: no puede ser de todo el día.'
  const { starts_at, ends_at } = instantsOf(local)
  const steady = [starts_at, ends_at].every((instant) => readLocal(localOf(instant, series_zone), series_zone).kind === 'ok')
  return steady ? undefined : 'A esa hora cambia el reloj ese día, y no todos los calendarios la entienden en una serie: elija otra.'
}

function missingHour(next: string, zone: string) {
  const change = toUtc(next, zone)
  const from = localOf(after(change, -1), zone).slice(11).replace(/:59$/, '')
  const jumped = `${String((Number(from) + 1) % 24).padStart(2, '0')}:00`
  const valid = next.slice(11)
  const to = valid === '01:00' ? 'a la' : 'a las'
  return `Esa hora no existe: ese día el reloj salta de las ${jumped} ${to} ${valid}. ¿Quiso decir ${valid}?`
}

const repeatedHour = (local: string) =>
  `Ese día el reloj se atrasa y las ${local.slice(11)} ocurren dos veces: ¿la primera o la segunda?`

const after = (utc: string, minutes: number) => new Date(Date.parse(utc) + minutes * 60_000).toISOString()
