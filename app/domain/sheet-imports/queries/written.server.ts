import type { Context } from '#app/lib/context.server.ts'
import type { RowImage, TableName } from '#app/lib/row-images.server.ts'

export type Written = {
  table: TableName
  id: string
  /** As it was before the import touched it; null when the import made it. */
  before: RowImage | null
  /** As the import left it. */
  after: RowImage
  /** Somebody changed it while the import was still writing. */
  overtaken: boolean
  label: string
  /** What kind of record, in words. */
  what: string
}

const words: Record<string, string> = {
  people: 'persona', tenures: 'ejercicio del cargo', contact_points: 'dato de contacto', positions: 'cargo',
  institutions: 'institución', internal_notes: 'nota', meetings: 'reunión', participants: 'participante',
}

/** Every record that an import wrote, each once, the last one first. */
export async function listWritten({ db }: Context, import_id: string): Promise<Written[]> {
  const rows = await db
    .selectFrom('sheet_import_writes as write')
    .innerJoin('sheet_import_rows as row', (join) => join.onRef('row.import_id', '=', 'write.import_id').onRef('row.position', '=', 'write.position'))
    .select(['write.table_name', 'write.record_id', 'write.before', 'write.after', 'row.label'])
    .where('write.import_id', '=', import_id)
    .orderBy('write.seq')
    .execute()
  const records = new Map<string, { table: string; id: string; before: string | null; after: string; overtaken: boolean; label: string }>()
  for (const { table_name: table, record_id: id, before, after, label } of rows) {
    const known = records.get(id)
    if (known) Object.assign(known, { after, overtaken: known.overtaken || before !== known.after })
    else records.set(id, { table, id, before, after, overtaken: false, label })
  }
  return [...records.values()].toReversed().map(({ before, after, table, ...record }) => ({
    ...record,
    // What was written is a table of ours.
    table: table as TableName,
    before: before === null ? null : (JSON.parse(before) as RowImage),
    after: JSON.parse(after) as RowImage,
    what: words[table] ?? table,
  }))
}
