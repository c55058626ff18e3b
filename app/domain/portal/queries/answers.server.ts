import type { DeclaredState } from '#app/domain/commitments/terms.ts'
import type { Context } from '#app/lib/context.server.ts'

/** What may be told of the answers to a commitment that the viewer has found already and whose institution owes it. */

/** Answers of the own institution and what the coordination decided about them, newest first. */
export async function listAnswers({ db, viewer }: Context, commitment_id: string) {
  const rows = await db
    .selectFrom('commitment_updates as updates')
    .innerJoin('users as author', 'author.id', 'updates.author_id')
    .select((eb) => [
      'updates.id', 'updates.kind', 'updates.declared_state', 'updates.created_at',
      eb.case().when('author.institution_id', '=', viewer.institution_id).then(eb.ref('author.name')).end().as('author_name'),
      // What the coordination writes for whoever owes is the reason of a refusal or of a date; nothing else is told.
      eb
        .case()
        .when(
          eb.or([
            eb('author.institution_id', '=', viewer.institution_id),
            eb('updates.kind', 'in', ['rejected', 'rescheduled']),
          ]),
        )
        .then(eb.ref('updates.text'))
        .end()
        .as('text'),
    ])
    .where('updates.commitment_id', '=', commitment_id)
    .where('updates.kind', 'in', ['declared', 'rescheduled', 'rejected', 'verified', 'reopened'])
    .where((eb) => eb.not(eb.exists(eb.selectFrom('commitment_updates as undo').select('undo.id').whereRef('undo.undoes_id', '=', 'updates.id'))))
    .orderBy('updates.created_at', 'desc')
    .orderBy('updates.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, declared_state: row.declared_state as DeclaredState | null }))
}

export type AnswerLine = Awaited<ReturnType<typeof listAnswers>>[number]

/** What the own institution said last, while the coordination has not answered it. */
export async function findLastAnswer(ctx: Context, commitment_id: string): Promise<AnswerLine | undefined> {
  const [last] = await listAnswers(ctx, commitment_id)
  return last?.author_name ? last : undefined
}

/** What proves it: papers, links and files; the words of whoever proved it otherwise are theirs. */
export const listPapers = ({ db }: Context, commitment_id: string) =>
  db
    .selectFrom('evidence')
    .leftJoin('files', 'files.id', 'evidence.file_id')
    .select([
      'evidence.id', 'evidence.kind', 'evidence.oficio_number', 'evidence.oficio_on', 'evidence.url', 'evidence.file_id',
      'evidence.provided_at', 'files.name as file_name',
    ])
    .where('evidence.commitment_id', '=', commitment_id)
    .where('evidence.kind', '<>', 'statement')
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('evidence.provided_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .execute()
