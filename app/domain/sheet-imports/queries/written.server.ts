import type { Context } from '#app/lib/context.server.ts'
import { keptWrite, type KeptWrite } from '#app/lib/row-writes.server.ts'

export type Written = KeptWrite & {
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
  const records = new Map<string, (typeof rows)[number] & { overtaken: boolean }>()
  for (const row of rows) {
    const known = records.get(row.record_id)
    if (known) Object.assign(known, { after: row.after, overtaken: known.overtaken || row.before !== known.after })
    else records.set(row.record_id, { ...row, overtaken: false })
  }
  return [...records.values()].toReversed().map(({ overtaken, label, ...row }) => ({ ...keptWrite(row), overtaken, label, what: words[row.table_name] ?? row.table_name }))
}
