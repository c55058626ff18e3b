import { nameOf, type Named } from '#app/domain/people/rules.ts'
import { formatDay } from '#app/lib/days.ts'
import { fold } from '#app/lib/text.ts'

import { tenureKinds, type TenureKind } from './terms.ts'

type Period = { starts_on: string; ends_on: string | null }
type Held = Period & Named & { id: string; position_id: string; kind: TenureKind }

/** Days are YYYY-MM-DD; `ends_on` is the last day in office, and null while nobody knows it. */
export const isCurrent = ({ starts_on, ends_on }: Period, today: string) =>
  starts_on <= today && (ends_on === null || ends_on >= today)

export const isScheduled = ({ starts_on }: Period, today: string) => starts_on > today

export const overlaps = (a: Period, b: Period) =>
  (b.ends_on === null || a.starts_on <= b.ends_on) && (a.ends_on === null || b.starts_on <= a.ends_on)

/** «Marcelo Aravena Pino (S)»: the name as it is shown while acting in the place of another. */
export const shownName = (tenure: Named & { kind: TenureKind }) =>
  tenure.kind === 'subrogante' ? `${nameOf(tenure)} (S)` : nameOf(tenure)

const acting: Record<TenureKind, number> = { subrogante: 0, suplente: 1, interino: 2, titular: 3 }

/** «Subrogante», «alcalde subrogante», «(S)», «Interina»: in which kind somebody holds a post, as people write it; undefined when it is none. */
export function readTenureKind(text: string): TenureKind | undefined {
  const folded = fold(text)
  const words = folded.split(/[^a-z]+/).filter(Boolean)
  const letter = words.length === 1 ? words[0] : /\(([a-z])\)/.exec(folded)?.[1]
  return (Object.keys(tenureKinds) as TenureKind[]).find((kind) => words.some((word) => word.startsWith(kind.slice(0, 6))) || letter === kind[0])
}

/** By position; in each, whoever acts today before the titular, then the latest to arrive. */
export const actingFirst = (a: Held, b: Held) =>
  compare(a.position_id, b.position_id) || acting[a.kind] - acting[b.kind] || compare(b.starts_on, a.starts_on) || compare(b.id, a.id)

/** «Titular, desde el 06-12-2024», «Subrogante, del 03-11-2026 al 20-11-2026». */
export const periodText = ({ kind, starts_on, ends_on }: Period & { kind: TenureKind }) =>
  ends_on
    ? `${tenureKinds[kind]}, del ${formatDay(starts_on)} al ${formatDay(ends_on)}`
    : `${tenureKinds[kind]}, desde el ${formatDay(starts_on)}`

/** Said when the database refuses what nobody saw coming: somebody else wrote meanwhile. */
export const IN_USE = 'El cargo ya tiene titular en esas fechas. Revise quién lo ocupa y vuelva a intentarlo.'

/**
 * Why somebody cannot exercise a position then, and what to do about it; null when they can. Only titulares exclude
 * each other: whoever covers an absence may overlap them.
 */
export function clashProblem(others: readonly (Held & { person_id: string })[], wanted: Period & { id: string; kind: TenureKind; person_id: string }): string | null {
  const clashing = others.filter((other) => other.id !== wanted.id && other.kind === wanted.kind && overlaps(other, wanted))
  const same = clashing.find((other) => other.person_id === wanted.person_id)
  if (same) return `${nameOf(same)} ya ocupa este cargo en esas fechas (${periodText(same)}).`
  const titular = wanted.kind === 'titular' ? clashing[0] : undefined
  if (!titular) return null
  return titular.ends_on
    ? `${nameOf(titular)} es titular del ${formatDay(titular.starts_on)} al ${formatDay(titular.ends_on)}. Elija otra fecha: un cargo tiene un solo titular a la vez.`
    : `${nameOf(titular)} es titular desde el ${formatDay(titular.starts_on)} y no tiene último día. Anótelo primero: un cargo tiene un solo titular a la vez.`
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
