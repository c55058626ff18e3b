import { sql, type SqlBool } from 'kysely'

import { hasWords, visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { visiblePeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold } from '#app/lib/text.ts'

import { byStrength, likenessOfInstitutions, likenessOfPeople, ownDomain, type Likeness } from '../rules.ts'
import { agreementOf, nameWords } from '../rules/names.ts'
import { comparedInstitutions, emailsOf, listPosts, listReach, phonesOf, placeText, postText } from './facts.server.ts'

/** A record that is perhaps what somebody is about to write a second time. */
export type Likely = Likeness & { id: string; name: string; detail: string }

const MOST = 5
const CANDIDATES = 300

export type TypedPerson = {
  given_names: string
  first_surname: string
  second_surname: string | null
  rut?: string | null
  emails?: string[]
  phones?: string[]
  position_id?: string | null
}

/** Who of the directory may be this person, the likeliest first, at most five. Four queries, on indexes. */
export async function listLikelyPeople(ctx: Context, typed: TypedPerson): Promise<Likely[]> {
  const { rut = null, emails = [], phones = [] } = typed
  if (!typed.first_surname.trim() && !rut && emails.length + phones.length === 0) return []
  const rows = await candidates(ctx, typed)
  const reach = await listReach(ctx, 'person_id', rows.map(({ id }) => id))
  const near = rows.filter(({ id, ...row }) => agreementOf(row, typed) || row.rut === rut || reach.has(id))
  const posts = await listPosts(ctx, near.map(({ id }) => id))
  const position = typed.position_id ? await findPosition(ctx, typed.position_id) : undefined
  const post = position ? [{ position_id: position.id, institution_id: position.institution_id, commune_cut: await communeOf(ctx, position.institution_id) }] : []

  const likely = near.flatMap(({ id, ...row }) => {
    const other = { ...row, emails: emailsOf(reach.get(id)), phones: phonesOf(reach.get(id)), posts: posts.get(id) ?? [] }
    const likeness = likenessOfPeople({ ...typed, rut, emails, phones, posts: post }, other)
    return likeness ? [{ ...likeness, id, name: nameOf(row), detail: postText(posts.get(id)) }] : []
  })
  return likely.toSorted((a, b) => byStrength(a, b) || (a.id < b.id ? -1 : 1)).slice(0, MOST)
}

/** People whose first surname begins like a word of the name, or who share a RUT or a way to be reached. */
function candidates(ctx: Context, { given_names, first_surname, second_surname, rut, emails = [], phones = [] }: TypedPerson) {
  const name = `${given_names} ${first_surname} ${second_surname ?? ''}`
  const words = [...new Set([plain(first_surname), ...nameWords(name)])].filter((word) => word.length > 1).slice(0, 8)
  const values = [...emails, ...phones]
  const key = sql<string>`replace(people.sort_text, '~', '')`
  return visiblePeople(ctx)
    .select(['people.id', 'people.given_names', 'people.first_surname', 'people.second_surname', 'people.rut'])
    .where((eb) => eb.or([
      ...words.map((word) => sql<SqlBool>`${key} between ${word} and ${`${word}zzzzzz`}`),
      ...(rut ? [eb('people.rut', '=', rut)] : []),
      ...(values.length > 0 ? [eb('people.id', 'in', ctx.db.selectFrom('contact_points').select('person_id').where('value', 'in', values).where('person_id', 'is not', null).$castTo<{ person_id: string }>())] : []),
    ]))
    .orderBy(sql`case when people.search_text = ${fold(name)} then 0 when ${key} like ${`${plain(first_surname)} ${plain(second_surname ?? '')}%`} then 1 else 2 end`)
    .orderBy('people.id')
    .limit(CANDIDATES)
    .execute()
}

/** As in `sort_text`, without the mark that puts ñ after n. */
const plain = (text: string) => fold(text).replace(/[^a-z0-9 ]+/g, ' ').replace(/ +/g, ' ').trim()

async function communeOf(ctx: Context, institution_id: string) {
  const row = await visibleInstitutions(ctx).select('institutions.commune_cut').where('institutions.id', '=', institution_id).executeTakeFirst()
  return row?.commune_cut ?? null
}

export type TypedInstitution = {
  kind: string
  name: string
  short_name: string | null
  aliases?: string[]
  rut?: string | null
  region_code: string | null
  commune_cut: string | null
}

/** Which institution of the directory may be this one, the likeliest first, at most five. Two queries. */
export async function listLikelyInstitutions(ctx: Context, typed: TypedInstitution): Promise<Likely[]> {
  const words = [...new Set([typed.name, typed.short_name ?? '', ...(typed.aliases ?? [])].flatMap(nameWords))].filter((word) => word.length > 1).slice(0, 12)
  if (words.length === 0 && !typed.rut) return []
  const rows = await comparedInstitutions(ctx)
    .where((eb) => eb.or([
      ...words.map((word) => hasWords(eb.ref('institutions.search_text'), [word])),
      ...(typed.rut ? [eb('institutions.rut', '=', typed.rut)] : []),
    ]))
    .execute()
  const reach = await listReach(ctx, 'institution_id', rows.map(({ id }) => id).slice(0, CANDIDATES))
  const likely = rows.flatMap(({ id, aliases, commune_name, ...row }) => {
    const other = { ...row, aliases: aliases.split('|'), domains: emailsOf(reach.get(id)).flatMap((email) => ownDomain(email) ?? []) }
    const likeness = likenessOfInstitutions(typed, other)
    return likeness ? [{ ...likeness, id, name: row.name, detail: placeText(row.kind, commune_name) }] : []
  })
  return likely.toSorted((a, b) => byStrength(a, b) || (a.id < b.id ? -1 : 1)).slice(0, MOST)
}
