import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

/** A file, for whoever may see the commitment it proves. */
export const findFile = (ctx: Context, id: string) =>
  visibleCommitments(ctx)
    .innerJoin('evidence', 'evidence.commitment_id', 'commitments.id')
    .innerJoin('files', 'files.id', 'evidence.file_id')
    .select(['files.id', 'files.sha256', 'files.name', 'files.media_type', 'files.size'])
    .where('files.id', '=', id)
    .where('evidence.withdrawn_at', 'is', null)
    .executeTakeFirst()
