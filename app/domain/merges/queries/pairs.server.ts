import { ownKinds } from '#app/domain/institutions/terms.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

import { byStrength, likenessOfInstitutions, likenessOfPeople, ownDomain, type Likeness } from '../rules.ts'
import { bareName, givenWords, nameWords } from '../rules/names.ts'
import type { MergeKind } from '../terms.ts'
import { comparedInstitutions, emailsOf, listPosts, listReach, phonesOf, placeText, postText } from './facts.server.ts'

type Shown = { id: string; name: string; detail: string }
export type LikelyPair = Likeness & { one: Shown; other: Shown }

/** A record, how it is shown, and what it shares with those it may be. */
type Entry<T> = Shown & { facts: T; blocks: string[] }

/** Every pair that may be one and nobody told apart, the likeliest first. Four queries, whatever there is. */
export const listPairs = (ctx: Context, kind: MergeKind) => compare(ctx, kind, { possible: true })

async function compare(ctx: Context, kind: MergeKind, { possible }: { possible: boolean }): Promise<LikelyPair[]> {
  const apart = new Set((await listDistinct(ctx, kind)).map(({ one_id, other_id }) => pairKey(one_id, other_id)))
  const pairs = kind === 'person'
    ? pairsOf(await people(ctx, possible), likenessOfPeople, apart)
    : pairsOf(await institutions(ctx), likenessOfInstitutions, apart)
  return pairs.toSorted((a, b) => byStrength(a, b) || (pairKey(a.one.id, a.other.id) < pairKey(b.one.id, b.other.id) ? -1 : 1))
}

/** How many are more than possible: what the lists say above. Counted again only when the directory has changed since. */
export async function countPairs(ctx: Context, kind: MergeKind): Promise<number> {
  const state = await stateOf(ctx)
  const known = counted.get(kind)
  if (known?.state === state) return known.count
  const count = (await compare(ctx, kind, { possible: false })).filter(({ strength }) => strength !== 'possible').length
  counted.set(kind, { state, count })
  return count
}

const counted = new Map<MergeKind, { state: string; count: number }>()

/** What changes with every change of what is compared; no two databases share the ids. */
async function stateOf({ db }: Context): Promise<string> {
  const tables = ['people', 'institutions', 'contact_points', 'tenures'] as const
  const states = await Promise.all(tables.map((table) =>
    db.selectFrom(table).select((eb) => [eb.fn.countAll().as('rows'), eb.fn.sum('version').as('versions'), eb.fn.max('id').as('latest')]).executeTakeFirstOrThrow()))
  const apart = await db.selectFrom('distinct_pairs').select((eb) => [eb.fn.countAll().as('rows'), eb.fn.max('decided_at').as('latest')]).executeTakeFirstOrThrow()
  return JSON.stringify([...states, apart])
}

/** Pairs that somebody told apart, as they are kept: the lesser id first. */
export const listDistinct = ({ db }: Context, kind: MergeKind) =>
  db.selectFrom('distinct_pairs').innerJoin('users as author', 'author.id', 'distinct_pairs.decided_by')
    .select(['one_id', 'other_id', 'decided_at', 'author.name as author_name'])
    .where('kind', '=', kind).orderBy('decided_at', 'desc').orderBy('one_id').orderBy('other_id').execute()

const pairKey = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** Only records that share something are compared: all with all would be millions. */
function pairsOf<T>(entries: Entry<T>[], likeness: (one: T, other: T) => Likeness | undefined, apart: Set<string>): LikelyPair[] {
  const blocks = new Map<string, Entry<T>[]>()
  for (const entry of entries) {
    for (const block of new Set(entry.blocks)) {
      const known = blocks.get(block)
      if (known) known.push(entry)
      else blocks.set(block, [entry])
    }
  }
  const seen = new Set(apart)
  const pairs: LikelyPair[] = []
  for (const block of blocks.values()) {
    for (const [at, one] of block.entries()) {
      for (const other of block.slice(at + 1)) {
        const key = pairKey(one.id, other.id)
        if (seen.has(key)) continue
        seen.add(key)
        const like = likeness(one.facts, other.facts)
        if (like) pairs.push({ ...like, one: shown(one), other: shown(other) })
      }
    }
  }
  return pairs
}

const shown = ({ id, name, detail }: Shown): Shown => ({ id, name, detail })

/** Those that are more than possible share a whole name, a way to be reached, or a surname in one institution. */
async function people(ctx: Context, possible: boolean) {
  const rows = await visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname', 'people.rut'])
    .orderBy('people.id')
    .execute()
  const reach = await listReach(ctx, 'person_id')
  const posts = await listPosts(ctx)
  return rows.map(({ id, ...row }) => {
    const facts = { ...row, emails: emailsOf(reach.get(id)), phones: phonesOf(reach.get(id)), posts: posts.get(id) ?? [] }
    const surname = nameWords(row.first_surname).join(' ')
    return {
      id, facts, name: nameOf(row), detail: postText(posts.get(id)),
      blocks: [
        ...(possible ? [`${surname} ${givenWords(row.given_names)[0]?.[0] ?? ''}`] : []),
        ...(posts.get(id) ?? []).map(({ institution_id }) => `${surname} ${institution_id}`),
        nameWords(nameOf(row)).toSorted().join(' '),
        ...(reach.get(id) ?? []).map(({ value }) => value),
        ...(row.rut ? [row.rut] : []),
      ],
    }
  })
}

async function institutions(ctx: Context) {
  const rows = await comparedInstitutions(ctx)
    .orderBy('institutions.id')
    .execute()
  const reach = await listReach(ctx, 'institution_id')
  return rows.map(({ id, commune_name, ...row }) => {
    const aliases = row.aliases.split('|').filter(Boolean)
    const domains = [...new Set(emailsOf(reach.get(id)).flatMap((email) => ownDomain(email) ?? []))]
    return {
      id, facts: { ...row, aliases, domains }, name: row.name, detail: placeText(row.kind, commune_name),
      blocks: [
        ...[row.name, row.short_name, ...aliases].map(bareName).filter(Boolean),
        ...domains,
        ...(row.commune_cut && (row.kind in ownKinds || row.kind === 'municipality') ? [`${row.kind} ${row.commune_cut}`] : []),
        ...(row.rut ? [row.rut] : []),
      ],
    }
  })
}
