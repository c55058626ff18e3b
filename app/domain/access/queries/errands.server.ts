import type { DeclaredState } from '#app/domain/commitments/terms.ts'
import { isCurrent } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'

/** `answer` is what the colleague said last; `ends_at`, when the last of their links stops working. */
export type Errand = {
  id: string
  commitment_id: string
  name: string
  /** The shared address that has it; null for a colleague. */
  mailbox: string | null
  given_at: string
  given_by: string
  ends_at: string
  answer: { kind: string; declared_state: DeclaredState | null; text: string | null; created_at: string } | null
}

/** Colleagues who may answer now for commitments of the own institution, the first one first. The caller has found these. Two queries. */
export async function listErrands(ctx: Context, commitment_ids: string[]): Promise<Errand[]> {
  if (commitment_ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom('users')
    .innerJoin('tenures', 'tenures.id', 'users.tenure_id')
    .innerJoin('access_links as link', 'link.user_id', 'users.id')
    .innerJoin('users as giver', 'giver.id', 'users.created_by')
    .select(['users.id', 'users.errand_id', 'users.name', 'users.mailbox', 'users.created_at as given_at', 'giver.name as given_by', 'tenures.starts_on', 'tenures.ends_on'])
    .select((eb) => eb.fn.max('link.expires_at').as('ends_at'))
    .where('users.errand_id', 'in', commitment_ids)
    .where('users.institution_id', '=', ctx.viewer.institution_id ?? '')
    .where('users.disabled_at', 'is', null)
    .where('link.revoked_at', 'is', null)
    .where('link.expires_at', '>', ctx.now.toISOString())
    .groupBy(['users.id', 'users.errand_id', 'users.name', 'users.mailbox', 'users.created_at', 'giver.name', 'tenures.starts_on', 'tenures.ends_on'])
    .orderBy('users.created_at')
    .orderBy('users.id')
    .execute()
  const live = rows.filter((row) => isCurrent(row, today(ctx)))
  const answers = await listAnswersBy(ctx, live.map(({ id }) => id))
  return live.map(({ id, errand_id, name, mailbox, given_at, given_by, ends_at }) => {
    const answer = answers.find(({ author_id }) => author_id === id)
    return {
      id, commitment_id: errand_id!, name, mailbox, given_at, given_by, ends_at,
      answer: answer ? { ...answer, declared_state: answer.declared_state as DeclaredState | null } : null,
    }
  })
}

const listAnswersBy = ({ db }: Context, user_ids: string[]) =>
  user_ids.length === 0
    ? []
    : db
        .selectFrom('commitment_updates')
        .select(['author_id', 'kind', 'declared_state', 'text', 'created_at'])
        .where('author_id', 'in', user_ids)
        .where('kind', 'in', ['declared', 'rescheduled'])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()

/** Under which tenure a leader entrusts: that of their link, of their post, or of whoever heads the institution; none when all are vacant. */
export async function findOwnTenure(ctx: Context): Promise<string | undefined> {
  const { viewer } = ctx
  if (viewer.access) return viewer.access.tenure_id
  const day = today(ctx)
  const row = await ctx.db
    .selectFrom('tenures')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .leftJoin('users as own', (join) => join.onRef('own.position_id', '=', 'positions.id').on('own.id', '=', viewer.id))
    .select('tenures.id')
    .where('positions.institution_id', '=', viewer.institution_id ?? '')
    .where('tenures.starts_on', '<=', day)
    .where((eb) => eb.or([eb('tenures.ends_on', 'is', null), eb('tenures.ends_on', '>=', day)]))
    .orderBy((eb) => eb.case().when('own.id', 'is not', null).then(eb.lit(0)).else(eb.lit(1)).end())
    .orderBy('positions.sort')
    .orderBy('positions.id')
    .orderBy('tenures.starts_on', 'desc')
    .orderBy('tenures.id')
    .executeTakeFirst()
  return row?.id
}
