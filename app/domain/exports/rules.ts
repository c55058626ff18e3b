import type { ContactPoint } from '#app/domain/contact-points/queries.server.ts'
import { contactKinds, type ContactKind } from '#app/domain/contact-points/terms.ts'
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
