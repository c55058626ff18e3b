import type { Context } from '#app/lib/context.server.ts'

/** What was provided for a commitment, newest first. The caller has found the commitment already. */
export const listEvidence = ({ db }: Context, commitment_id: string) =>
  db
    .selectFrom('evidence')
    .innerJoin('users as provider', 'provider.id', 'evidence.provided_by')
    .leftJoin('files', 'files.id', 'evidence.file_id')
    .select([
      'evidence.id', 'evidence.kind', 'evidence.oficio_number', 'evidence.oficio_on', 'evidence.url', 'evidence.note',
      'evidence.file_id', 'evidence.provided_at', 'files.name as file_name', 'files.size as file_size',
      'provider.name as provided_by_name',
    ])
    .where('evidence.commitment_id', '=', commitment_id)
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('evidence.provided_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .execute()

export type EvidenceItem = Awaited<ReturnType<typeof listEvidence>>[number]

export async function hasEvidence({ db }: Context, commitment_id: string): Promise<boolean> {
  const row = await db
    .selectFrom('evidence')
    .select('id')
    .where('commitment_id', '=', commitment_id)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
