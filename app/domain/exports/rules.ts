import type { ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { contactKinds, type ContactKind } from '#app/domain/contact-points/terms.ts'
import { todayIn } from '#app/lib/dates.ts'
import type { Column } from '#app/lib/spreadsheet.server.ts'

/** What may leave in a file: a number marked «solo el equipo» stays. */
export const sharedPoints = (points: ContactPoint[], isOwn: (point: ContactPoint) => boolean) =>
  points.filter((point) => point.visibility === 'network' && isOwn(point))

/** One column for each way to reach somebody. */
export const reachColumns = <Row extends { points: ContactPoint[] }>(): Column<Row>[] =>
  (Object.keys(contactKinds) as ContactKind[]).map((kind) => ({
    header: contactKinds[kind],
    width: kind === 'email' || kind === 'address' ? 32 : 20,
    type: 'text',
    value: ({ points }) => points.filter((point) => point.kind === kind).map(({ shown }) => shown).join('; '),
  }))

/** Reads the day of an instant in a zone. Days change on the hour, so each hour is worked out once: rows are many. */
export function dayReader(zone: string) {
  const known = new Map<string, string>()
  return (instant: string) => {
    const hour = instant.slice(0, 13)
    const day = known.get(hour) ?? todayIn(zone, new Date(`${hour}:00:00Z`))
    known.set(hour, day)
    return day
  }
}
