import { listDocuments, type DocumentKind } from '#app/domain/institutions/queries/documents.server.ts'
import { listDependents, listRelations, type Relation } from '#app/domain/relations/queries.server.ts'
import { relationKinds } from '#app/domain/relations/terms.ts'
import type { Institution } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

const kinds: Record<DocumentKind, string> = { file: 'Archivo', oficio: 'Oficio', link: 'Enlace', minutes: 'Acta' }

export async function loadDocuments(ctx: Context, institution_id: string, page: number, total: number) {
  const rows = await listDocuments(ctx, institution_id, page)
  return {
    section: 'documentos' as const,
    total,
    page,
    rows: rows.map(({ id, at, kind, folio, about, name, file_id }) => ({
      id,
      kind: kinds[kind],
      at: formatInstant(at, ctx.viewer.zone).slice(0, 10),
      folio,
      about,
      to: kind === 'minutes' ? `/reuniones/${folio}` : `/compromisos/${folio}`,
      name: kind === 'minutes' ? `Acta v${name}` : kind === 'oficio' ? `Oficio ${name}` : name,
      href: kind === 'minutes' ? `/reuniones/${folio}/acta.pdf` : kind === 'file' ? `/archivos/${file_id}` : kind === 'link' ? name : null,
    })),
  }
}

export type ShownRelation = { id: string; other_id: string; other: string; word: string; period: string; source: string | null; ended: boolean }

/** The network of an institution, from both ends of each relation. Two queries. */
export async function loadNetwork(ctx: Context, { id, parent_id, parent_name }: Institution) {
  const relations = (await listRelations(ctx, id)).map((relation) => shown(relation, id))
  return {
    section: 'red' as const,
    parent: parent_id ? { id: parent_id, name: parent_name ?? '' } : null,
    dependents: await listDependents(ctx, id),
    relations: relations.filter(({ ended }) => !ended),
    former: relations.filter(({ ended }) => ended),
  }
}

function shown(relation: Relation, self: string): ShownRelation {
  const { id, kind, from_id, to_id, from_name, to_name, starts_on, ends_on, source, ended_at } = relation
  const outward = from_id === self
  return {
    id,
    other_id: outward ? to_id : from_id,
    other: outward ? to_name : from_name,
    word: kind === 'member_of' && !outward ? 'La integra' : relationKinds[kind],
    period: [starts_on && `desde el ${formatDay(starts_on)}`, ends_on && `hasta el ${formatDay(ends_on)}`].filter(Boolean).join(' '),
    source,
    ended: ended_at !== null,
  }
}
