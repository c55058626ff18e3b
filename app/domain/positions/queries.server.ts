import { sql } from 'kysely'

import { changedPoints } from '#app/domain/contact-points/queries/changed.server.ts'
import { hasWords, visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { listHoldersOn } from '#app/domain/tenures/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import type { Slice } from '#app/lib/slice.ts'
import { likePattern, searchWords } from '#app/lib/text.ts'

/** The positions of the institutions the viewer may see, abolished ones too. Every read below starts here. */
export const visiblePositions = (ctx: Context) =>
  ctx.db
    .selectFrom('positions')
    .innerJoin('institutions', 'institutions.id', 'positions.institution_id')
    .where('positions.institution_id', 'in', visibleInstitutions(ctx).select('institutions.id'))

const withNames = (ctx: Context) =>
  visiblePositions(ctx)
    .leftJoin('positions as superior', 'superior.id', 'positions.reports_to_id')
    .leftJoin('users as editor', 'editor.id', 'positions.updated_by')
    .select([
      'positions.id', 'positions.institution_id', 'positions.title', 'positions.kind', 'positions.unit',
      'positions.reports_to_id', 'positions.lobby_status', 'positions.lobby_year', 'positions.lobby_url', 'positions.sort',
      'positions.abolished_on', 'positions.version', 'positions.updated_at', 'institutions.short_name as institution_name',
      'superior.title as superior_title', 'editor.name as editor_name',
    ])

export type Position = Awaited<ReturnType<ReturnType<typeof withNames>['executeTakeFirstOrThrow']>>

export const findPosition = (ctx: Context, id: string) => withNames(ctx).where('positions.id', '=', id).executeTakeFirst()

/** The positions of an institution that exist on a day, its authority first. */
export const listPositions = (ctx: Context, institution_id: string, day: string) =>
  withNames(ctx)
    .where('positions.institution_id', '=', institution_id)
    .where((eb) => eb.or([eb('positions.abolished_on', 'is', null), eb('positions.abolished_on', '>', day)]))
    .orderBy('positions.sort')
    .orderBy('positions.id')
    .execute()

/** The positions of one institution, or of all, after the one with this id, in the order of their ids: for programs. */
export const listPositionsAfter = (ctx: Context, { institution_id }: { institution_id?: string }, { after, limit, since }: Slice) =>
  withNames(ctx)
    .$if(institution_id !== undefined, (query) => query.where('positions.institution_id', '=', institution_id ?? ''))
    .where('institutions.archived_at', 'is', null)
    .where('positions.id', '>', after)
    .$if(since !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('positions.updated_at', '>=', since!),
          eb('positions.id', 'in', eb.selectFrom('tenures').innerJoin('people', 'people.id', 'tenures.person_id').select('tenures.position_id').where((eb) => eb.or([eb('tenures.updated_at', '>=', since!), eb('people.updated_at', '>=', since!)]))),
          eb('positions.id', 'in', changedPoints(ctx, 'position_id', since!)),
        ]),
      ),
    )
    .orderBy('positions.id')
    .limit(limit)
    .execute()

/** The first position of each institution: its authority. `known` is 1 when somebody has ever held it. One query. */
export async function listHeads(ctx: Context, institution_ids: string[], day: string) {
  if (institution_ids.length === 0) return []
  const rows = await visiblePositions(ctx)
    .select((eb) => [
      'positions.id',
      'positions.institution_id',
      'positions.title',
      eb
        .case()
        .when(eb.exists(eb.selectFrom('tenures').select('tenures.id').whereRef('tenures.position_id', '=', 'positions.id')))
        .then(eb.lit(1))
        .else(eb.lit(0))
        .end()
        .as('known'),
    ])
    .where('positions.institution_id', 'in', institution_ids)
    .where((eb) => eb.or([eb('positions.abolished_on', 'is', null), eb('positions.abolished_on', '>', day)]))
    .orderBy('positions.institution_id')
    .orderBy('positions.sort')
    .orderBy('positions.id')
    .execute()
  return rows.filter((row, at) => rows[at - 1]?.institution_id !== row.institution_id)
}

export type PositionSuggestion = { id: string; label: string; detail: string }

/**
 * Positions that answer to what somebody types: words of the title, the unit, the institution or whoever holds it
 * today. `detail` tells the institution and the holder.
 */
export async function suggestPositions(
  ctx: Context,
  q: string,
  { institution_id, limit = 8 }: { institution_id?: string; limit?: number } = {},
): Promise<PositionSuggestion[]> {
  const day = today(ctx)
  const words = searchWords(q)
  if (words.length === 0 && !institution_id) return []
  const rows = await visiblePositions(ctx)
    .select(['positions.id', 'positions.title', 'positions.unit', 'positions.search_text', 'institutions.short_name'])
    .where('positions.abolished_on', 'is', null)
    .where('institutions.archived_at', 'is', null)
    .$if(institution_id !== undefined, (query) => query.where('positions.institution_id', '=', institution_id ?? ''))
    .where((eb) =>
      eb.and(
        words.map((word) =>
          eb.or([
            hasWords(eb.ref('positions.search_text'), [word]),
            hasWords(eb.ref('institutions.search_text'), [word]),
            eb.exists(
              eb
                .selectFrom('tenures')
                .innerJoin('people', 'people.id', 'tenures.person_id')
                .select('tenures.id')
                .whereRef('tenures.position_id', '=', 'positions.id')
                .where('tenures.starts_on', '<=', day)
                .where((inner) => inner.or([inner('tenures.ends_on', 'is', null), inner('tenures.ends_on', '>=', day)]))
                .where((inner) => hasWords(inner.ref('people.search_text'), [word])),
            ),
          ]),
        ),
      ),
    )
    // Whoever starts with the first word, then the authorities.
    .orderBy(sql`case when positions.search_text like ${likePattern(words[0] ?? '').slice(1)} escape '\\' then 0 else 1 end`)
    .orderBy('positions.sort')
    .orderBy('institutions.sort_text')
    .orderBy('positions.id')
    .limit(limit)
    .execute()
  const holders = await listHoldersOn(ctx, rows.map(({ id }) => id), day)
  return rows.map(({ id, title, short_name }) => {
    const holder = holders.find(({ position_id }) => position_id === id)
    return institution_id === undefined
      ? { id, label: `${title}, ${short_name}`, detail: holder ? shownName(holder) : 'Vacante' }
      : { id, label: title, detail: holder ? shownName(holder) : 'Vacante' }
  })
}
