import { sql } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import type { TableName } from '#app/lib/row-images.server.ts'
import { fold } from '#app/lib/text.ts'

import type { Rewritten } from '../rules/journal.ts'
import { positionLinks, tenureLinks, type Link } from '../rules/references.ts'
import { rewrite, takeAway, type Pair } from './move.server.ts'

/** Rows that would say the same twice once both records are one: one stays, with what either of them knew. */
export async function resolveTwins(ctx: Context, pair: Pair): Promise<Rewritten[]> {
  const twins = pair.kind === 'person' ? [tenures, contacts, participants] : [positions, contacts, parties, beneficiaries, jurisdictions, relations, participants]
  const rewritten: Rewritten[] = []
  for (const resolve of twins) rewritten.push(...(await resolve(ctx, pair)))
  return rewritten
}

/** A period within another of the same kind in the same post says nothing more; one with an access of its own stays. */
async function tenures(ctx: Context, { kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const rows = await ctx.db
    .selectFrom('tenures')
    .select(['id', 'person_id', 'position_id', 'kind', 'starts_on', 'ends_on'])
    .where('person_id', 'in', [kept_id, gone_id])
    .orderBy('id')
    .execute()
  const end = ({ ends_on }: { ends_on: string | null }) => ends_on ?? '9999-12-31'
  const taken = new Set<string>()
  const rewritten: Rewritten[] = []
  for (const inner of rows.toSorted((a, b) => Number(b.person_id === gone_id) - Number(a.person_id === gone_id))) {
    const outer = rows.find((row) =>
      row.person_id !== inner.person_id && !taken.has(row.id) && row.position_id === inner.position_id && row.kind === inner.kind
      && row.starts_on <= inner.starts_on && end(row) >= end(inner))
    if (!outer || (await isNamed(ctx, tenureLinks, inner.id))) continue
    taken.add(inner.id)
    rewritten.push(await takeAway(ctx, 'tenures', { id: inner.id }))
  }
  return rewritten
}

/** The same address or number, seen by the same people and still in use: the one of the kept record says it, unless the other has a note. */
async function contacts(ctx: Context, { kind, kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const column = kind === 'person' ? 'person_id' : 'institution_id'
  const rows = await ctx.db
    .selectFrom('contact_points')
    .select(['id', column, 'kind', 'value', 'label', 'visibility'])
    .where(column, 'in', [kept_id, gone_id])
    .where('valid_until_on', 'is', null)
    .orderBy('id')
    .execute()
  const rewritten: Rewritten[] = []
  for (const gone of rows.filter((row) => row[column] === gone_id)) {
    const isTwin = (row: typeof gone) => row[column] === kept_id && row.kind === gone.kind && row.value === gone.value && row.visibility === gone.visibility
    if (rows.some((row) => isTwin(row) && (gone.label === null || gone.label === row.label))) rewritten.push(await takeAway(ctx, 'contact_points', { id: gone.id }))
  }
  return rewritten
}

/** The same post, empty in one of them: the usual posts of its kind come with every institution. */
async function positions(ctx: Context, { kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const rows = await ctx.db.selectFrom('positions').select(['id', 'institution_id', 'title', 'unit', 'kind']).where('institution_id', 'in', [kept_id, gone_id]).orderBy('id').execute()
  const name = ({ kind, title, unit }: (typeof rows)[number]) => [kind, fold(title), fold(unit ?? '')].join('|')
  const rewritten: Rewritten[] = []
  for (const gone of rows.filter(({ institution_id }) => institution_id === gone_id)) {
    const twin = rows.find((row) => row.institution_id === kept_id && name(row) === name(gone))
    if (!twin) continue
    const empty = (await isNamed(ctx, positionLinks, gone.id)) ? twin : gone
    if (!(await isNamed(ctx, positionLinks, empty.id))) rewritten.push(await takeAway(ctx, 'positions', { id: empty.id }))
  }
  return rewritten
}

/** Both have the same part in an agreement: what either of them answered stays. */
async function parties(ctx: Context, { kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const rows = await ctx.db.selectFrom('agreement_parties').selectAll().where('institution_id', 'in', [kept_id, gone_id]).orderBy('agreement_id').orderBy('role').execute()
  const rewritten: Rewritten[] = []
  for (const gone of rows.filter(({ institution_id }) => institution_id === gone_id)) {
    const twin = rows.find((row) => row.institution_id === kept_id && row.agreement_id === gone.agreement_id && row.role === gone.role)
    if (!twin) continue
    const { agreement_id, role, acceptance, answered_at } = gone
    rewritten.push(await takeAway(ctx, 'agreement_parties', { agreement_id, institution_id: gone_id, role }))
    if (twin.acceptance === 'pending' && acceptance !== 'pending') {
      rewritten.push(await rewrite(ctx, 'agreement_parties', { agreement_id, institution_id: kept_id, role }, { acceptance, answered_at }))
    }
  }
  return rewritten
}

const beneficiaries = (ctx: Context, pair: Pair) => sameKey(ctx, pair, 'commitment_beneficiaries', 'commitment_id')
const jurisdictions = (ctx: Context, pair: Pair) => sameKey(ctx, pair, 'jurisdictions', 'commune_cut')

async function sameKey(ctx: Context, { kept_id, gone_id }: Pair, table: TableName, other: string): Promise<Rewritten[]> {
  const { rows } = await sql<{ other: string }>`
    select ${sql.ref(other)} as other from ${sql.table(table)} where institution_id in (${kept_id}, ${gone_id})
    group by ${sql.ref(other)} having count(*) > 1 order by ${sql.ref(other)}`.execute(ctx.db)
  const rewritten: Rewritten[] = []
  for (const row of rows) rewritten.push(await takeAway(ctx, table, { [other]: row.other, institution_id: gone_id }))
  return rewritten
}

/** Related in the same way to the same institution, today: it is said once, with the day and the source that either had. */
async function relations(ctx: Context, { kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const both = [kept_id, gone_id]
  const rows = await ctx.db
    .selectFrom('institution_relations')
    .select(['id', 'from_id', 'to_id', 'kind', 'starts_on', 'source'])
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('from_id', 'in', both), eb('to_id', 'in', both)]))
    .orderBy('id')
    .execute()
  const own = ({ from_id, to_id }: (typeof rows)[number]) => (both.includes(from_id) ? from_id : to_id)
  /** Being associated has no direction. */
  const name = (row: (typeof rows)[number]) => [row.kind, row.kind !== 'associated_with' && both.includes(row.from_id), both.includes(row.from_id) ? row.to_id : row.from_id].join('|')
  const rewritten: Rewritten[] = []
  for (const gone of rows.filter((row) => own(row) === gone_id)) {
    const twin = rows.find((row) => own(row) === kept_id && name(row) === name(gone))
    if (!twin) continue
    rewritten.push(await takeAway(ctx, 'institution_relations', { id: gone.id }))
    const [starts_on, source] = [twin.starts_on ?? gone.starts_on, twin.source ?? gone.source]
    if (starts_on === twin.starts_on && source === twin.source) continue
    rewritten.push(await rewrite(ctx, 'institution_relations', { id: twin.id }, { starts_on, source }))
    Object.assign(twin, { starts_on, source })
  }
  return rewritten
}

type Seat = {
  id: string
  institution_id: string | null
  position_id: string | null
  person_id: string | null
  on_behalf_of_position_id: string | null
}

/** Twice in one meeting, in the same capacity: one row with what either knew. Of a closed meeting both stay as they were. */
async function participants(ctx: Context, { kind, kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const column = kind === 'person' ? 'person_id' : 'institution_id'
  const rows = await ctx.db
    .selectFrom('participants')
    .innerJoin('meetings', 'meetings.id', 'participants.meeting_id')
    .selectAll('participants')
    .where('meetings.state', '<>', 'closed')
    .where(`participants.${column}`, 'in', [kept_id, gone_id])
    .orderBy('participants.id')
    .execute()
  const rewritten: Rewritten[] = []
  const taken = new Set<string>()
  for (const gone of rows.filter((row) => row[column] === gone_id)) {
    const twin = rows.find((row) => row[column] === kept_id && row.meeting_id === gone.meeting_id && !taken.has(row.id) && isSameSeat(kind, row, gone))
    if (!twin) continue
    taken.add(twin.id)
    for (const { id } of await ctx.db.selectFrom('meeting_invitations').select('id').where('participant_id', '=', gone.id).orderBy('id').execute()) {
      rewritten.push(await rewrite(ctx, 'meeting_invitations', { id }, { participant_id: twin.id }))
    }
    rewritten.push(await takeAway(ctx, 'participants', { id: gone.id }))
    const answered = twin.rsvp === 'pending' ? gone : twin
    rewritten.push(await rewrite(ctx, 'participants', { id: twin.id }, {
      position_id: twin.position_id ?? gone.position_id,
      on_behalf_of_position_id: twin.on_behalf_of_position_id ?? gone.on_behalf_of_position_id,
      ...(kind === 'person' ? { institution_id: twin.institution_id ?? gone.institution_id } : {}),
      name_then: twin.name_then ?? gone.name_then,
      title_then: twin.title_then ?? gone.title_then,
      institution_then: twin.institution_then ?? gone.institution_then,
      invited: Math.max(twin.invited, gone.invited),
      attended: twin.attended === 'unknown' ? gone.attended : twin.attended,
      rsvp: answered.rsvp,
      rsvp_sequence: answered.rsvp_sequence,
      rsvp_at: answered.rsvp_at,
    }))
  }
  return rewritten
}

/** A person sits once, unless they came for two posts or institutions; an institution, once for each post or nobody. */
function isSameSeat(kind: Pair['kind'], one: Seat, other: Seat) {
  const agree = (a: string | null, b: string | null) => a === null || b === null || a === b
  return kind === 'person'
    ? agree(one.position_id, other.position_id) && agree(one.institution_id, other.institution_id) && agree(one.on_behalf_of_position_id, other.on_behalf_of_position_id)
    : one.person_id === other.person_id && one.position_id === other.position_id && one.on_behalf_of_position_id === other.on_behalf_of_position_id
}

/** Whether any row names this one. */
async function isNamed(ctx: Context, links: readonly Pick<Link, 'table' | 'column'>[], id: string): Promise<boolean> {
  for (const { table, column } of links) {
    const { rows } = await sql`select 1 as one from ${sql.table(table)} where ${sql.ref(column)} = ${id} limit 1`.execute(ctx.db)
    if (rows.length > 0) return true
  }
  return false
}
