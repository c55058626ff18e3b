import { sql, type Kysely } from 'kysely'

import type { Database } from '#db/schema.ts'

/** Which row of a table: `{ id: '…' }`, or the columns of its key when there are several. */
export type RowKey = Record<string, string>
/** A whole row as the engine gives it, every column by its name. */
export type RowImage = Record<string, string | number | null>
export type TableName = keyof Database & string

/** A row as it stands, or undefined when there is none. Columns come in the order of their names, so that images compare. */
export async function imageOf(db: Kysely<Database>, table: TableName, key: RowKey): Promise<RowImage | undefined> {
  const { rows } = await sql<RowImage>`select * from ${sql.table(table)} where ${isRow(key)}`.execute(db)
  const [row] = rows
  return row && inOrder(row)
}

/** The rows of these ids as they stand, by id; those that are not there are left out. */
export async function imagesOf(db: Kysely<Database>, table: TableName, ids: string[]): Promise<Map<string, RowImage>> {
  const images = new Map<string, RowImage>()
  for (let at = 0; at < ids.length; at += 500) {
    const { rows } = await sql<RowImage>`select * from ${sql.table(table)} where id in (${sql.join(ids.slice(at, at + 500))})`.execute(db)
    for (const row of rows) images.set(String(row.id), inOrder(row))
  }
  return images
}

/** Makes a row what it was: every column of the image, `version` and the stamps too; undefined takes the row away. */
export async function putBack(db: Kysely<Database>, table: TableName, key: RowKey, image: RowImage | undefined): Promise<void> {
  if (!image) {
    await sql`delete from ${sql.table(table)} where ${isRow(key)}`.execute(db)
  } else if (await imageOf(db, table, key)) {
    const changes = Object.entries(image).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
    await sql`update ${sql.table(table)} set ${sql.join(changes)} where ${isRow(key)}`.execute(db)
  } else {
    const columns = Object.keys(image).map((column) => sql.ref(column))
    await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(Object.values(image))})`.execute(db)
  }
}

/** Whether two images are the same row, column by column. */
export const isSameImage = (one: RowImage | undefined, other: RowImage | undefined) => JSON.stringify(one) === JSON.stringify(other)

const inOrder = (row: RowImage): RowImage => Object.fromEntries(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)))

export const isRow = (key: RowKey) => sql.join(Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`), sql` and `)
