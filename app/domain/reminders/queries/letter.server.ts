import { openSharedMailboxes, type SharedMailboxes } from '#app/domain/access/queries/shared-mailboxes.server.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { findCoordinator } from '#app/domain/portal/queries.server.ts'
import { systemViewer, type Context } from '#app/lib/context.server.ts'

import type { Reminded, Reminder } from '../mail.ts'
import { addressKey, MOST_ITEMS } from '../rules.ts'
import { holdOn } from '../rules/holds.ts'
import { listChased } from './chased.server.ts'
import { reachPosts, type Reach } from './posts.server.ts'
import type { PlannedLetter } from './plan.server.ts'
import { openSilences } from './silences.server.ts'
import { listOwed, listOwedTo } from './weekly.server.ts'

/** What a mail is made of: which promises at which step; never their words, which may change before it leaves. */
export type LetterFacts = {
  day: string
  institution_id: string
  /** The posts that read at the address. */
  position_ids: string[]
  /** Whose own address it is, when it is a person's. */
  tenure_id: string | null
  steps: { commitment_id: string; due_on: string; step_id: string }[]
  weekly: boolean
}

export const factsOf = ({ institution_id, reaches, steps, weekly }: PlannedLetter, day: string): LetterFacts => ({
  day,
  institution_id,
  position_ids: reaches.flatMap(({ id }) => id ?? []),
  tenure_id: reaches.find(({ via }) => via === 'person')?.tenure_id ?? null,
  steps: steps.map(({ commitment, rung }) => ({ commitment_id: commitment.id, due_on: commitment.due_on!, step_id: rung.step.id })),
  weekly,
})

/**
 * What a mail says at this moment, as whoever leads its institution may see it; null when nothing is left to say. What was
 * answered, put off or silenced since it was planned is not told.
 */
export async function readReminder(ctx: Context, email: string, facts: LetterFacts): Promise<Reminder | null> {
  const { day, institution_id, position_ids } = facts
  const posts = await listTitles(ctx, position_ids, institution_id)
  // Its posts went to another institution, or back to one: what is of this one is not theirs to read.
  if (position_ids.length > 0 && posts.length === 0) return null
  const as = asLeaderOf(ctx, institution_id)
  const silences = await openSilences(ctx)
  const reminded = await listReminded(as, facts, (id) => silences.isSilent(email, 'reminder', id))
  const weekly = facts.weekly && !silences.isSilent(email, 'weekly') ? await readWeek(as, facts, reminded) : null
  if (reminded.length === 0 && !weekly) return null
  const institution = await visibleInstitutions(as).select('institutions.short_name').where('institutions.id', '=', institution_id).executeTakeFirstOrThrow()
  const coordinator = await findCoordinator(as)
  const readers = await reachPosts(ctx, posts, day)
  // Whose own address it was, when it was a person's: they left, or read elsewhere by now.
  if (facts.tenure_id && !readers.some((one) => one.tenure_id === facts.tenure_id && addressKey(one.email ?? '') === addressKey(email))) return null
  const shared = isShared(email, readers, await openSharedMailboxes(ctx, institution_id, day))
  return {
    day,
    ...namesOf(readers.length === 1 && !shared ? readers[0] : undefined, institution.short_name),
    institution: institution.short_name,
    shared,
    position_ids: posts.map(({ id }) => id),
    reminded,
    weekly,
    coordinator: coordinator ? { name: coordinator.name, email: coordinator.email } : null,
  }
}

/**
 * Whether nobody knows who reads at an address: it is not that of a post, nor of whoever holds one, or several people of
 * the institution have it, also those of whom the mail says nothing. Asked when a mail leaves too: what was somebody's own may have become the institution's.
 */
function isShared(email: string, readers: Reach[], mailboxes: SharedMailboxes) {
  const own = readers.filter((reader) => reader.via !== 'institution' && addressKey(reader.email ?? '') === addressKey(email))
  return own.length === 0 || new Set(readers.map(({ person_id }) => person_id)).size > 1 || mailboxes.has(email)
}

/** Whoever reads at an address of the institution is greeted by its name, and not by that of one of its posts. */
function namesOf(reader: Reach | undefined, institution: string) {
  if (!reader) return { name: institution, title: null }
  return { name: reader.holder ?? reader.title ?? institution, title: reader.title }
}

const asLeaderOf = (ctx: Context, institution_id: string): Context => ({ ...ctx, viewer: { ...systemViewer, role: 'leader', institution_id } })

async function listReminded(as: Context, { day, steps, position_ids }: LetterFacts, isSilent: (id: string) => boolean): Promise<Reminded[]> {
  const ids = steps.map(({ commitment_id }) => commitment_id)
  const chased = (await listChased(as, { ids })).filter((one) =>
    steps.some(({ commitment_id, due_on }) => commitment_id === one.id && due_on === one.due_on) && holdOn(day, one) === null && !isSilent(one.id))
  if (chased.length === 0) return []
  const ladder = await as.db.selectFrom('ladder_steps').select(['id', 'days']).execute()
  const parties = await as.db
    .selectFrom('commitment_beneficiaries as party')
    .innerJoin('institutions', 'institutions.id', 'party.institution_id')
    .select(['party.commitment_id', 'institutions.short_name'])
    .where('party.commitment_id', 'in', chased.map(({ id }) => id))
    .orderBy('institutions.sort_text')
    .orderBy('institutions.id')
    .execute()
  const titles = await titlesOf(as, chased.flatMap(({ responsible_position_id }) => responsible_position_id ?? []))
  return chased.map((one) => {
    const step_id = steps.find(({ commitment_id }) => commitment_id === one.id)!.step_id
    const { days } = ladder.find(({ id }) => id === step_id)!
    const responsible_id = one.responsible_position_id ?? ''
    return {
      id: one.id,
      folio: one.folio,
      text: one.text,
      due_on: one.due_on!,
      debtor_name: one.debtor_name,
      days,
      awaited_by: parties.filter(({ commitment_id }) => commitment_id === one.id).map(({ short_name }) => short_name),
      responsible: position_ids.includes(responsible_id) ? null : (titles.get(responsible_id) ?? null),
    }
  })
}

async function titlesOf({ db }: Context, ids: string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await db.selectFrom('positions').select(['id', 'title']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** Those of the posts that are of the institution, in their order. */
async function listTitles({ db }: Context, ids: string[], institution_id: string) {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('positions').select(['id', 'title', 'institution_id']).where('id', 'in', ids).where('institution_id', '=', institution_id).execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

async function readWeek(as: Context, { day, institution_id, steps }: LetterFacts, reminded: Reminded[]) {
  const told = reminded.length > 0 ? steps.map(({ commitment_id }) => commitment_id) : []
  const owed = await listOwed(as, institution_id, day, told, MOST_ITEMS)
  const owed_to = await listOwedTo(as, institution_id, day, MOST_ITEMS)
  return owed.total + owed_to.total === 0 ? null : { owed: listedOf(owed), owed_to: listedOf(owed_to) }
}

const listedOf = ({ rows, total }: Awaited<ReturnType<typeof listOwed>>) => ({ rows: rows.map((row) => ({ ...row, due_on: row.due_on! })), total })
