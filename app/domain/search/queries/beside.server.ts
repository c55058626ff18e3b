import { sql } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { listed } from '#db/dialect.server.ts'

import type { Word } from './words.server.ts'

/** Why a record is here: «con Municipalidad de Castro», unless its own words say so already. */
export const told = (link: string, names: string[], own: string) => {
  const others = names.filter((name) => !own.includes(name))
  return others.length > 0 ? [`${link} ${others.join(', ')}`] : []
}

/** The institutions with one of the words that stand beside each record. One query, none when no institution has any. */
export async function namesOf({ db }: Context, table: string, key: string, record_ids: string[], words: Word[]) {
  const ids = [...new Set(words.flatMap(({ institution_ids }) => institution_ids))]
  if (ids.length === 0 || record_ids.length === 0) return () => []
  const record = sql.ref(`beside.${key}`)
  const { rows } = await sql<{ record_id: string; name: string }>`
    select distinct ${record} as record_id, institutions.short_name as name
    from ${sql.table(table)} as beside inner join institutions on institutions.id = beside.institution_id
    where ${record} in ${listed(db, record_ids)} and institutions.id in ${listed(db, ids)}
    order by institutions.short_name`.execute(db)
  return (id: string) => rows.filter(({ record_id }) => record_id === id).map(({ name }) => name)
}
