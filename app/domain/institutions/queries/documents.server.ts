import { sql, type Expression } from 'kysely'

import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { matching } from '#app/domain/commitments/queries/filter.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { hasParticipant } from '#app/domain/meetings/queries/filter.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { PAGE_SIZE } from './list.server.ts'

export type DocumentKind = 'file' | 'oficio' | 'link' | 'minutes'
export type InstitutionDocument = {
  /** Instant. */
  at: string
  kind: DocumentKind
  id: string
  /** The commitment it proves, or the meeting it tells. */
  folio: string
  about: string
  /** Name of the file, number of the oficio, address; the version of minutes. */
  name: string | null
  file_id: string | null
}

/** One page of 50 of what papers there are of an institution, the latest first: evidence of what it owes or is owed, and closed minutes. One query. */
export const listDocuments = (ctx: Context, institution_id: string, page: number): Promise<InstitutionDocument[]> =>
  documents(ctx, institution_id)
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()

export async function countDocuments(ctx: Context, institution_id: string): Promise<number> {
  const { total } = await documents(ctx, institution_id).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

const documents = (ctx: Context, institution_id: string) => ctx.db.selectFrom(proofs(ctx, institution_id).unionAll(minutes(ctx, institution_id)).as('document'))

/** What was withdrawn is not shown; a statement without paper is no document. */
const proofs = (ctx: Context, institution_id: string) =>
  visibleCommitments(ctx)
    .innerJoin('evidence', 'evidence.commitment_id', 'commitments.id')
    .leftJoin('files', 'files.id', 'evidence.file_id')
    .where(matching(ctx, { institution_id }))
    .where('evidence.withdrawn_at', 'is', null)
    .where('evidence.kind', 'in', ['file', 'oficio', 'link'])
    .select([
      'evidence.provided_at as at', text<DocumentKind>(sql`evidence.kind`).as('kind'), 'evidence.id', 'commitments.folio', 'commitments.text as about',
      text<string | null>(sql`coalesce(files.name, evidence.oficio_number, evidence.url)`).as('name'), text<string | null>(sql`evidence.file_id`).as('file_id'),
    ])

const minutes = (ctx: Context, institution_id: string) =>
  visibleMeetings(ctx)
    .innerJoin('minutes', 'minutes.meeting_id', 'meetings.id')
    .where(hasParticipant(institution_id))
    .where('minutes.closed_at', 'is not', null)
    .where('minutes.state', '<>', 'amended')
    .select([
      text<string>(sql`minutes.closed_at`).as('at'), text<DocumentKind>(sql`'minutes'`).as('kind'), 'minutes.id', 'meetings.folio', 'meetings.title as about',
      text<string | null>(sql`cast(minutes.number as text)`).as('name'), text<string | null>(sql`cast(null as text)`).as('file_id'),
    ])

/** The same type on both sides of a union. */
const text = <T>(expression: Expression<unknown>) => sql<T>`${expression}`
