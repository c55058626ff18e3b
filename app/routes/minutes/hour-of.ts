/** «10:02», of an instant in the reader's zone; what is written already stays. */
export function hourOf(at: string | number, zone: string) {
  if (typeof at === 'string' && !at.endsWith('Z')) return at.slice(-5)
  const known = formats.get(zone)
  const format = known ?? new Intl.DateTimeFormat('es-CL', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (!known) formats.set(zone, format)
  return format.format(new Date(at))
}

const formats = new Map<string, Intl.DateTimeFormat>()
