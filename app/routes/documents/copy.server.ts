import { findCopy, type Copy } from '#app/domain/minutes/queries/closed.server.ts'
import { versionName } from '#app/domain/minutes/rules/documents.ts'
import type { Context } from '#app/lib/context.server.ts'
import { letterhead } from '#app/lib/env.server.ts'
import { found, NotFound } from '#app/lib/errors.ts'
import type { SheetFoot } from '#app/ui/sheet-foot.ts'

import type { SheetCopy } from './sheet.tsx'

/** The copy that an address asks for: `?version=1&parte=muni-13102`. */
export async function copyAskedFor(ctx: Context, folio: string, { searchParams }: URL): Promise<Copy> {
  return found(await findCopy(ctx, folio, {
    number: versionOf(searchParams.get('version')),
    institution_id: searchParams.get('parte') || undefined,
  }))
}

function versionOf(asked: string | null) {
  if (asked === null || asked === '') return undefined
  if (!/^[1-9]\d{0,3}$/.test(asked)) throw new NotFound()
  return Number(asked)
}

/** Carta unless Oficio is asked for. */
export const wantsOficio = ({ searchParams }: URL) => searchParams.get('hoja') === 'oficio'

/** What the browser is given of a copy: only what is on the paper. */
export function sheetOf({ content, content_hash, latest, party, closed, ...copy }: Copy): SheetCopy {
  return { content, content_hash, latest, party, closed, letterhead: letterhead(), made: madeLine({ party, ...copy }) }
}

/** The foot of every sheet: which record, whose copy, and the beginning of the hash. */
export const footOf = (copy: Copy): SheetFoot => ({
  record: `${copy.content.meeting.folio} · ${versionName(copy.content)}`,
  copy: madeLine(copy),
  mark: `SHA-256 ${copy.content_hash.slice(0, 12)}`,
})

/** When, for whom and by whom. */
const madeLine = ({ party, made_at, made_by }: Pick<Copy, 'party' | 'made_at' | 'made_by'>) =>
  `${party ? `Extracto para ${party.name}, hecho` : 'Copia para todas las partes, hecha'} el ${made_at}, por ${made_by}`

export const titleOf = ({ content: { meeting, number }, party }: Pick<Copy, 'content' | 'party'>) =>
  [`Acta ${meeting.folio} v${number}`, meeting.title, party && `extracto para ${party.name}`].filter(Boolean).join(' · ')
