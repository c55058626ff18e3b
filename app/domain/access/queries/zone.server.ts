import type { Context } from '#app/lib/context.server.ts'

/** The IANA zone in which an institution counts its days: that of its commune, else of its region. */
export async function findZone({ db }: Pick<Context, 'db'>, institution_id: string): Promise<string> {
  const row = await db
    .selectFrom('institutions')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('regions', 'regions.code', 'institutions.region_code')
    .select((eb) => eb.fn.coalesce('communes.zone', 'regions.zone').as('zone'))
    .where('institutions.id', '=', institution_id)
    .executeTakeFirst()
  return row?.zone ?? 'America/Santiago'
}
