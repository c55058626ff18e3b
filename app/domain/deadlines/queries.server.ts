import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'

import { calendarFor, type Calendar, type Place } from './rules.ts'

/** The calendar of an institution's seat: it is the debtor's that counts. Without institution, the national one. */
export async function findCalendar(ctx: Context, institutionId: string | null): Promise<Calendar> {
  const place = institutionId ? found(await findPlace(ctx, institutionId)) : {}
  return calendarFor(place, await listHolidays(ctx, place))
}

/** The calendar of a place: its commune's holidays, its region's and the national ones. */
export async function findCalendarAt(ctx: Context, commune_cut: string | null): Promise<Calendar> {
  const place = commune_cut ? found(await findCommune(ctx, commune_cut)) : {}
  return calendarFor(place, await listHolidays(ctx, place))
}

export type Seat = { id: string; calendar: Calendar; zone: string }

/** The calendar and the IANA zone of the seat of several institutions. Two queries. */
export async function listSeats(ctx: Context, institution_ids: string[]): Promise<Map<string, Seat>> {
  if (institution_ids.length === 0) return new Map()
  const seats = await ctx.db.selectFrom('institutions')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('regions', (join) => join.on((on) =>
      on('regions.code', '=', on.fn.coalesce('institutions.region_code', 'communes.region_code'))))
    .select((eb) => ['institutions.id', 'institutions.commune_cut', 'communes.name as commune_name', 'regions.code as region_code',
      'regions.short_name as region_name', eb.fn.coalesce('communes.zone', 'regions.zone').as('zone')])
    .where('institutions.id', 'in', institution_ids)
    .execute()
  const holidays = await listEveryHoliday(ctx)
  return new Map(seats.map(({ id, zone, ...place }) => [id, { id, calendar: calendarFor(place, holidays), zone: zone ?? 'America/Santiago' }]))
}

const listEveryHoliday = ({ db }: Context) =>
  db.selectFrom('holidays').select(['date_on', 'name', 'scope', 'region_code', 'commune_cut', 'status']).orderBy('date_on').orderBy('id').execute()

const findCommune = ({ db }: Context, cut: string) =>
  db.selectFrom('communes')
    .innerJoin('regions', 'regions.code', 'communes.region_code')
    .select(['communes.cut as commune_cut', 'communes.name as commune_name', 'regions.code as region_code', 'regions.short_name as region_name'])
    .where('communes.cut', '=', cut)
    .executeTakeFirst()

function findPlace({ db }: Context, institutionId: string) {
  return db.selectFrom('institutions')
    .leftJoin('communes', 'communes.cut', 'institutions.commune_cut')
    .leftJoin('regions', (join) => join.on((on) =>
      on('regions.code', '=', on.fn.coalesce('institutions.region_code', 'communes.region_code'))))
    .select(['institutions.commune_cut', 'communes.name as commune_name', 'regions.code as region_code',
      'regions.short_name as region_name'])
    .where('institutions.id', '=', institutionId)
    .executeTakeFirst()
}

function listHolidays({ db }: Context, { region_code, commune_cut }: Place) {
  return db.selectFrom('holidays')
    .select(['date_on', 'name', 'scope', 'region_code', 'commune_cut', 'status'])
    .where((where) => where.or([
      where('scope', '=', 'national'),
      where.and([where('scope', '=', 'regional'), where('region_code', '=', region_code ?? '')]),
      where.and([where('scope', '=', 'communal'), where('commune_cut', '=', commune_cut ?? '')]),
    ]))
    .orderBy('date_on').orderBy('id')
    .execute()
}
