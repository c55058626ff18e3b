import { hoursText } from './when.ts'

type Span = {
  start_local: string | null
  end_local: string | null
  from_on: string | null
  until_on: string | null
  starts_at: string
  ends_at: string
}
type Who = { position_id: string | null; person_id: string | null; label: string }

/** A meeting that stands, and who is called to it. */
export type Standing = Span & {
  id: string
  folio: string
  title: string
  zone: string
  reserved: number
  owner_id: string
  owner_name: string
  organiser_name: string | null
  called: Who[]
}

/** A meeting whose guests may be called elsewhere; `id` is null while it is only planned. */
export type Subject = Span & { id: string | null; owner_id: string; called: Who[] }

/** The exercise of a position; in each position, whoever acts comes first. */
export type Office = { position_id: string; person_id: string; starts_on: string; ends_on: string | null }

/** Who acts on a day: position → person, and person → positions. */
export type Acting = { holder: Map<string, string>; posts: Map<string, string[]> }

export function actingOn(offices: readonly Office[], day: string): Acting {
  const [holder, posts] = [new Map<string, string>(), new Map<string, string[]>()]
  for (const { position_id, person_id, starts_on, ends_on } of offices) {
    if (starts_on > day || (ends_on !== null && ends_on < day) || holder.has(position_id)) continue
    holder.set(position_id, person_id)
    posts.set(person_id, [...(posts.get(person_id) ?? []), position_id])
  }
  return { holder, posts }
}

export type Clash = {
  /** Null when the viewer may only know that the time is taken. */
  folio: string | null
  title: string
  /** «15:00 a 16:00», «10:00 a 11:00 en Punta Arenas, 09:00 para usted». */
  hours: string
  who: string[]
  /** Who answers for it, and who calls when it is another institution. */
  owner: string
  organiser: string | null
  /** The hours cross, and not only the day. */
  overlaps: boolean
}

/**
 * The meetings of the same local day to which somebody of this one is called too: the same position, the same person, or
 * the person who acts in that position that day. One's own meetings count only when the hours cross: whoever plans two
 * in a day knows it. Those that cross come first.
 */
export function clashesOf(subject: Subject, others: readonly Standing[], acting: Acting, viewer: { id: string; zone: string }): Clash[] {
  const seats = seatsOf(subject, acting)
  if (seats.size === 0) return []
  const found = others.flatMap((other) => {
    if (other.id === subject.id || !sharesDay(subject, other)) return []
    const overlaps = other.starts_at < subject.ends_at && other.ends_at > subject.starts_at
    if (!overlaps && other.owner_id === subject.owner_id) return []
    const who = new Set(other.called.flatMap(({ position_id, person_id }) => seats.get(position_id ?? '') ?? seats.get(person_id ?? '') ?? []))
    return who.size > 0 ? [told(other, [...who], overlaps, viewer)] : []
  })
  return [...found.filter(({ overlaps }) => overlaps), ...found.filter(({ overlaps }) => !overlaps)]
}

function told(other: Standing, who: string[], overlaps: boolean, viewer: { id: string; zone: string }): Clash {
  const hidden = other.reserved === 1 && other.owner_id !== viewer.id
  return {
    folio: hidden ? null : other.folio,
    title: hidden ? 'Ocupado' : other.title,
    hours: hoursText(other, viewer.zone),
    who,
    owner: other.owner_name,
    organiser: hidden ? null : other.organiser_name,
    overlaps,
  }
}

/** Every position and person that stands for somebody called: id → how they are called here. */
function seatsOf({ called }: Subject, { holder, posts }: Acting): Map<string, string> {
  const seats = new Map<string, string>()
  for (const { position_id, person_id, label } of called) {
    const person = person_id ?? (position_id ? holder.get(position_id) : undefined)
    if (position_id) seats.set(position_id, label)
    if (!person) continue
    seats.set(person, label)
    for (const position of posts.get(person) ?? []) if (!seats.has(position)) seats.set(position, label)
  }
  return seats
}

/** The local day on which it starts. */
export const firstDay = ({ start_local, from_on }: Span) => (start_local ?? from_on!).slice(0, 10)
/** The last local day, included: a whole day ends before `until_on`, hours end on their own day. */
const endsAfter = ({ end_local, until_on }: Span, day: string) => (end_local ? end_local.slice(0, 10) >= day : until_on! > day)

const sharesDay = (a: Span, b: Span) => endsAfter(a, firstDay(b)) && endsAfter(b, firstDay(a))

/** «Alcaldía de Cerrillos y otra persona tienen a la misma hora “…”». */
export function clashSentence({ who, overlaps, title, hours, owner, organiser }: Clash): string {
  const names = who.length > 2 ? `${who[0]} y otras ${who.length - 1} personas` : who.join(' y ')
  const verb = who.length > 1 ? 'tienen' : 'tiene'
  const caller = organiser ? `Convoca ${organiser}, coordina ${owner}.` : `Coordina ${owner}.`
  return `${names} ya ${verb} ${overlaps ? 'a esa misma hora' : 'ese día'} «${title}», ${hours}. ${caller}`
}
