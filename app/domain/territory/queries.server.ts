import type { Context } from '#app/lib/context.server.ts'

export type Region = { code: string; name: string; short_name: string; zone: string }
export type Commune = { cut: string; name: string; region_code: string; zone: string }

/** The sixteen regions, north to south. */
export const listRegions = ({ db }: Context): Promise<Region[]> =>
  db.selectFrom('regions').select(['code', 'name', 'short_name', 'zone']).orderBy('sort').execute()

/** The communes, regions north to south and by name inside each. */
export const listCommunes = ({ db }: Context): Promise<Commune[]> =>
  db
    .selectFrom('communes')
    .innerJoin('regions', 'regions.code', 'communes.region_code')
    .select(['communes.cut', 'communes.name', 'communes.region_code', 'communes.zone'])
    .orderBy('regions.sort')
    .orderBy('communes.search_text')
    .orderBy('communes.cut')
    .execute()

export const findCommune = ({ db }: Context, cut: string): Promise<Commune | undefined> =>
  db.selectFrom('communes').select(['cut', 'name', 'region_code', 'zone']).where('cut', '=', cut).executeTakeFirst()

/** The IANA zone in which a commune lives; undefined when there is no such commune. */
export const findZone = async (ctx: Context, cut: string) => (await findCommune(ctx, cut))?.zone
