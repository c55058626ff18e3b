import { likenessOfPeople } from '#app/domain/merges/rules.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { periodText } from '#app/domain/tenures/rules.ts'
import { formatDay } from '#app/lib/days.ts'
import { formatPhone } from '#app/lib/phones.server.ts'
import { formatRut } from '#app/lib/text.ts'

import type { Directory, KnownInstitution, KnownPerson, KnownTenure } from './directory.ts'
import type { Facts, Reach } from './person-values.server.ts'
import { problemKinds, type Plan, type Problem } from './plan.ts'

/** What a row says of somebody. */
export type RowSays = { facts: Facts; points: Reach[]; institution: KnownInstitution | undefined; position: string; since: string | null; note: string }

/** One fact of somebody as it is in the directory and as a row says it, and what would be there if they are one. */
export type ComparedFact = { label: string; ours: string; theirs: string; does: 'stays' | 'adds' | 'replaces' | 'asks'; becomes: string }

const MOST_POSTS = 3

/** What is known of somebody, in words; taken before a plan changes it. */
export function wordsOf({ points, tenuresByPerson, postWords }: Directory, person: KnownPerson) {
  const reach = points.get(person.id) ?? []
  const tenures = (tenuresByPerson.get(person.id) ?? []).toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1))
  return {
    ...plainWords(person, reach),
    post: tenures.slice(0, MOST_POSTS).map((tenure) => `${postWords.get(tenure.position_id) ?? ''}: ${periodText(tenure)}`).join('; '),
    note: '',
  }
}
type Words = ReturnType<typeof wordsOf>

const plainWords = (person: Facts, reach: readonly Reach[]) => ({
  name: nameOf(person),
  rut: person.rut ? formatRut(person.rut) : '',
  treatment: person.treatment ?? '',
  email: reach.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])).join(', '),
  phone: reach.flatMap(({ kind, value }) => (kind === 'email' || kind === 'address' ? [] : [formatPhone(value)])).join(', '),
})

/** Why they may be one. */
export function reasonsFor({ points, posts, tenuresByPerson }: Directory, person: KnownPerson, row: RowSays): string[] {
  const own = points.get(person.id) ?? []
  const here = new Set((posts.get(row.institution?.id ?? '') ?? []).map(({ id }) => id))
  const held = (tenuresByPerson.get(person.id) ?? []).filter(({ position_id }) => here.has(position_id))
  const factsOf = (one: Facts, reach: readonly Reach[]) => ({
    ...one,
    emails: reach.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])),
    phones: reach.flatMap(({ kind, value }) => (kind === 'email' ? [] : [value])),
  })
  const at = (position_id: string) => (row.institution ? [{ position_id, institution_id: row.institution.id, commune_cut: null }] : [])
  const likeness = likenessOfPeople(
    { ...factsOf(row.facts, row.points), posts: at('') },
    { ...factsOf(person, own), posts: held.flatMap(({ position_id }) => at(position_id)) },
  )
  return likeness?.reasons ?? ['mismo primer nombre y primer apellido']
}

/** Fact by fact; `open` are problems that are left when both are one. */
export function factsBetween(known: KnownPerson, ours: Words, row: RowSays, plan: Plan, open: Problem[]): ComparedFact[] {
  const theirs: Words = {
    ...plainWords(row.facts, row.points),
    post: row.position && [row.position, row.institution?.name].filter(Boolean).join(', ') + (row.since ? `: desde el ${formatDay(row.since)}` : ''),
    note: row.note,
  }
  const set = Object.assign({}, ...plan.writes.map((write) => (write.does === 'update' && write.id === known.id ? write.values : {}))) as Partial<Facts>
  const added = (table: string, is: (values: Record<string, unknown>) => boolean = () => true) =>
    plan.writes.flatMap((write) => (write.does === 'insert' && write.table === table && is(write.values) ? [String(write.values.value ?? '')] : []))
  const [emails, phones] = [added('contact_points', ({ kind }) => kind === 'email'), added('contact_points', ({ kind }) => kind !== 'email').map(formatPhone)]
  const stays = (when: string) => ({ does: 'stays' as const, becomes: when })
  const replaced = (before: string | null, text: string | null | undefined) =>
    (text ? { does: before ? 'replaces' as const : 'adds' as const, becomes: text } : undefined)
  const more = (before: string, values: string[]) => (values.length > 0 ? { does: 'adds' as const, becomes: [before, ...values].filter(Boolean).join(', ') } : stays(before))
  const facts: (Omit<ComparedFact, 'ours' | 'theirs'> & { key: keyof Words })[] = [
    { key: 'name', label: 'Nombre', ...(replaced(known.second_surname, set.second_surname && nameOf({ ...known, ...set })) ?? stays(ours.name)) },
    { key: 'rut', label: 'RUT', ...(replaced(ours.rut, set.rut && formatRut(set.rut)) ?? stays(ours.rut)) },
    { key: 'treatment', label: 'Tratamiento', ...(replaced(ours.treatment, set.treatment) ?? stays(ours.treatment)) },
    { key: 'email', label: 'Correo', ...more(ours.email, emails) },
    { key: 'phone', label: 'Teléfono', ...more(ours.phone, phones) },
    { key: 'post', label: 'Cargo', ...postBecomes(plan, ours.post, open) },
    { key: 'note', label: 'Nota interna', ...(added('internal_notes').length > 0 ? { does: 'adds' as const, becomes: row.note } : stays('')) },
  ]
  return facts.flatMap(({ key, ...fact }) => (ours[key] || theirs[key] ? [{ ...fact, ours: ours[key], theirs: theirs[key] }] : []))
}

function postBecomes({ writes }: Plan, before: string, open: Problem[]): Pick<ComparedFact, 'does' | 'becomes'> {
  const asked = open[0]
  if (asked) return { does: 'asks', becomes: `Después se pregunta: ${problemKinds[asked.kind].toLowerCase()}` }
  const texts = writes.flatMap((write) => {
    if (write.does === 'meeting' || write.table !== 'tenures') return []
    // The plan of a period names the columns of one.
    const values = write.values as unknown as KnownTenure
    if (write.does === 'insert') return [`Asume: ${periodText(values)}`]
    return values.starts_on ? [`Su período queda desde el ${formatDay(values.starts_on)}${values.ends_on ? ` hasta el ${formatDay(values.ends_on)}` : ''}`] : [`El titular de antes termina el ${formatDay(values.ends_on ?? '')}`]
  })
  return texts.length > 0 ? { does: 'adds', becomes: texts.join('. ') } : { does: 'stays', becomes: before }
}
