import { data } from '@remix-run/node'

import { formatTime, localOf } from '#app/lib/dates.ts'
import { refuse, type Refused } from '#app/lib/form-reader.server.ts'

const ZONE = 'America/Santiago'

/** Too many wrong passwords: says at what time to come back, to people and to programs. */
export function tooMany(form: { values: Refused['values'] }, until: Date, now: Date) {
  const minute = new Date(Math.ceil(until.getTime() / 60_000) * 60_000)
  const hour = formatTime(localOf(minute.toISOString(), ZONE))
  const sentence = `Hubo demasiados intentos seguidos. Pruebe de nuevo a las ${hour}.`
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  return data(refuse(form, { '': [sentence] }), { status: 429, headers: { 'Retry-After': String(seconds) } })
}
