import { sql } from 'kysely'

import type { Context } from '#app/lib/context.server.ts'
import { imageOf, isRow, type RowKey, type TableName } from '#app/lib/row-images.server.ts'

import { ofSubject, rowsNaming } from '../queries/moves.server.ts'
import { renamed, type Journal, type MovedLink, type Rewritten } from '../rules/journal.ts'
import { links, texts, type Link } from '../rules/references.ts'
import type { MergeKind } from '../terms.ts'

export type Pair = { kind: MergeKind; kept_id: string; gone_id: string }

/** Moves everything that names the record that goes to the one that stays. Twins have been resolved before. */
export async function moveAll(ctx: Context, { kind, kept_id, gone_id }: Pair): Promise<Omit<Journal, 'twins'>> {
  const moved: MovedLink[] = []
  for (const link of links[kind]) {
    const rows = await rowsNaming(ctx, link, gone_id)
    const own = await rowsNaming(ctx, link, kept_id)
    moved.push({ table: link.table, column: link.column, moved: rows, own })
    if (rows.length > 0) await rename(ctx, link, gone_id, kept_id)
  }
  return { links: moved, texts: await moveTexts(ctx, { kind, kept_id, gone_id }) }
}

const rename = (ctx: Context, { table, column, subject }: Link, from: string, to: string) =>
  sql`update ${sql.table(table)} set ${sql.ref(column)} = ${to} where ${sql.ref(column)} = ${from} ${ofSubject(subject)}`.execute(ctx.db)

async function moveTexts(ctx: Context, { kind, kept_id, gone_id }: Pair): Promise<Rewritten[]> {
  const rewritten: Rewritten[] = []
  for (const { table, column, written } of texts[kind]) {
    const { rows } = await sql<{ id: string; text: string }>`
      select id, ${sql.ref(column)} as text from ${sql.table(table)} where ${sql.ref(column)} like ${`%${gone_id}%`} order by id`.execute(ctx.db)
    for (const { id, text } of rows) {
      const changed = renamed(text, written, gone_id, kept_id)
      if (changed !== text) rewritten.push(await rewrite(ctx, table as TableName, { id }, { [column]: changed }))
    }
  }
  return rewritten
}

/** Writes columns of a row, and keeps the row as it was and as it is. */
export async function rewrite(ctx: Context, table: TableName, key: RowKey, columns: Record<string, string | number | null>): Promise<Rewritten> {
  const before = (await imageOf(ctx.db, table, key))!
  const changes = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`update ${sql.table(table)} set ${sql.join(changes)} where ${isRow(key)}`.execute(ctx.db)
  return { table, key, before, after: (await imageOf(ctx.db, table, key))! }
}

/** Takes a row away, and keeps it as it was. */
export async function takeAway(ctx: Context, table: TableName, key: RowKey): Promise<Rewritten> {
  const before = (await imageOf(ctx.db, table, key))!
  await sql`delete from ${sql.table(table)} where ${isRow(key)}`.execute(ctx.db)
  return { table, key, before, after: null }
}
