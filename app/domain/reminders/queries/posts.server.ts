import { openMailBook } from '#app/domain/contact-points/queries/mail-book.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { listHeads, visiblePositions } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { isMailAddress } from '#app/lib/mail-settings.server.ts'

import { addressKey } from '../rules.ts'
import type { Target } from '../terms.ts'

type Owed = { debtor_id: string; responsible_position_id: string | null }

/** Without `id`, the institution itself, of which the directory has no position. */
export type Post = { id: string | null; institution_id: string; title: string | null }

/** Whom a step reaches: the position that answers, the one it reports to, or the authority where there is neither. */
export async function openPosts(ctx: Context, commitments: readonly Owed[], institution_ids: readonly string[], day: string) {
  const own = await listPosts(ctx, commitments.flatMap(({ responsible_position_id }) => responsible_position_id ?? []), day)
  const superiors = await listPosts(ctx, [...own.values()].flatMap(({ reports_to_id }) => reports_to_id ?? []), day)
  const ids = [...new Set([...commitments.map(({ debtor_id }) => debtor_id), ...institution_ids])]
  const heads = new Map((await listHeads(ctx, ids, day)).map((head) => [head.institution_id, head]))

  const authorityOf = (institution_id: string): Post => heads.get(institution_id) ?? { id: null, institution_id, title: null }
  return {
    authorityOf,
    postFor({ debtor_id, responsible_position_id }: Owed, target: Exclude<Target, 'agenda'>): Post {
      const responsible = own.get(responsible_position_id ?? '')
      const post = target === 'responsible' ? responsible : target === 'superior' ? superiors.get(responsible?.reports_to_id ?? '') : undefined
      return post ?? authorityOf(debtor_id)
    },
  }
}

export type Posts = Awaited<ReturnType<typeof openPosts>>

async function listPosts(ctx: Context, ids: string[], day: string) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await visiblePositions(ctx)
    .select(['positions.id', 'positions.title', 'positions.institution_id', 'positions.reports_to_id'])
    .where('positions.id', 'in', [...new Set(ids)])
    .where((eb) => eb.or([eb('positions.abolished_on', 'is', null), eb('positions.abolished_on', '>', day)]))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export type Reach = Post & {
  email: string | null
  /** Whoever holds the post; null while it is vacant. */
  holder: string | null
  /** Whose address it is; that of a person is theirs while they hold the post. */
  via: 'position' | 'person' | 'institution' | null
  tenure_id: string | null
  person_id: string | null
}

/**
 * Where each post reads mail: its own address, else its holder's, else that of its institution. An address that
 * is the institution's too is nobody's own, since many may read there. Six queries.
 */
export async function reachPosts(ctx: Context, posts: readonly Post[], day: string): Promise<Reach[]> {
  const holders = new Map<string, Awaited<ReturnType<typeof listHoldersOn>>[number]>()
  const position_ids = [...new Set(posts.flatMap(({ id }) => id ?? []))]
  for (const holder of (await listHoldersOn(ctx, position_ids, day)).toReversed()) holders.set(holder.position_id, holder)
  const book = await openMailBook(ctx, {
    people: [...new Set([...holders.values()].map(({ person_id }) => person_id))],
    positions: position_ids,
    institutions: [...new Set(posts.map(({ institution_id }) => institution_id))],
  })
  return posts.map((post) => {
    const holder = holders.get(post.id ?? '')
    const ways = {
      position: book.ofPosition(post.id),
      person: book.ofPerson(holder?.person_id ?? null, post.institution_id),
      institution: book.ofInstitution(post.institution_id),
    }
    const general = new Set(ways.institution.map(addressKey))
    const isOwn = (email: string) => isMailAddress(email) && !general.has(addressKey(email))
    const own = (['position', 'person'] as const).find((way) => ways[way].some(isOwn))
    const email = (own ? ways[own].find(isOwn) : ways.institution.find(isMailAddress)) ?? null
    return { ...post, email, via: email === null ? null : (own ?? 'institution'), holder: holder ? nameOf(holder) : null, tenure_id: holder?.id ?? null, person_id: holder?.person_id ?? null }
  })
}
