import type { EvidenceItem } from '#app/domain/evidence/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'

export type EvidenceRow = ReturnType<typeof evidenceRowOf>

/** One piece of evidence as the pages show it. */
export const evidenceRowOf = ({ viewer }: Context, item: EvidenceItem) => ({
  id: item.id,
  kind: item.kind,
  title: titleOf(item),
  href: item.file_id ? `/archivos/${item.file_id}` : item.url,
  detail: [item.file_size === null ? null : sizeText(item.file_size), item.provided_by_name, formatInstant(item.provided_at, viewer.zone)]
    .filter(Boolean)
    .join(' · '),
})

function titleOf({ kind, oficio_number, oficio_on, url, file_name, note }: EvidenceItem) {
  const titles = {
    oficio: `Oficio ${oficio_number} del ${oficio_on && formatDay(oficio_on)}`,
    link: url,
    file: file_name,
    statement: note,
  }
  return titles[kind] ?? ''
}

const numbers = new Intl.NumberFormat('es-CL', { maximumFractionDigits: 1 })

const sizeText = (bytes: number) =>
  bytes < 1024 * 1024 ? `${numbers.format(Math.ceil(bytes / 1024))} kB` : `${numbers.format(bytes / 1024 / 1024)} MB`
