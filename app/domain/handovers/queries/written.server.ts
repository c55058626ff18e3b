import type { Context } from '#app/lib/context.server.ts'

/** The periods that a handover began (`isNew`) or ended, as they stand now, by its lines. Those taken back are not there. */
export async function listWrittenTenures({ db }: Context, handover_id: string) {
  const rows = await db
    .selectFrom('handover_writes')
    .innerJoin('tenures', 'tenures.id', 'handover_writes.record_id')
    .innerJoin('people', 'people.id', 'tenures.person_id')
    .innerJoin('positions', 'positions.id', 'tenures.position_id')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .select([
      'handover_writes.position as line', 'handover_writes.before', 'tenures.kind', 'tenures.starts_on', 'tenures.position_id', 'people.given_names',
      'people.first_surname', 'people.second_surname', 'institutions.short_name as institution_name',
    ])
    .where('handover_writes.handover_id', '=', handover_id)
    .where('handover_writes.table_name', '=', 'tenures')
    .orderBy('handover_writes.seq')
    .execute()
  return rows.map(({ before, ...row }) => ({ ...row, isNew: before === null }))
}
