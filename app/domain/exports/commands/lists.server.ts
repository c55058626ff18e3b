import { record } from '#app/domain/activity/commands.server.ts'
import { zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import { roleWord } from '#app/domain/users/rules.ts'
import type { Context } from '#app/lib/context.server.ts'
import { csv } from '#app/lib/csv.server.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { NotFound, permit } from '#app/lib/errors.ts'
import { formatNumber } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { vcards, type CardVersion } from '#app/lib/vcard.server.ts'
import { workbook } from '#app/lib/xlsx.server.ts'

import { canExport } from '../policy.ts'
import { takeAgreements } from '../queries/agreements.server.ts'
import { takeCommitments } from '../queries/commitments.server.ts'
import { takeContacts } from '../queries/contacts.server.ts'
import { takeInstitutions } from '../queries/institutions.server.ts'
import { takeMatrix } from '../queries/matrix.server.ts'
import { takeMeetings } from '../queries/meetings.server.ts'
import { takeRequests } from '../queries/requests.server.ts'
import type { Taken } from '../rules.ts'
import { exportFormats, exportLists, type ExportFormat, type ExportList } from '../terms.ts'

const takers: Record<ExportList, (ctx: Context, search: URLSearchParams) => Promise<Taken>> = {
  reuniones: takeMeetings,
  acuerdos: takeAgreements,
  compromisos: takeCommitments,
  matriz: takeMatrix,
  instituciones: takeInstitutions,
  solicitudes: takeRequests,
  contactos: takeContacts,
}

export type ExportedFile = { list: ExportList; format: ExportFormat; version: CardVersion }

/**
 * A list with its filter as a file, in pieces that are made while they are sent. It says by whom, when and with which
 * filter it was made, and its trace is written before its first byte.
 */
export async function exportList(ctx: Context, { list, format, version }: ExportedFile, search: URLSearchParams): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>>> {
  permit(canExport(ctx.viewer))
  const taken = await takers[list](ctx, search)
  if (format === 'vcf' && !taken.cards) throw new NotFound()
  const { viewer } = ctx
  await atomically(ctx, async (ctx) => {
    await record(ctx, 'data.exported', { type: 'user', id: viewer.id }, { what: list, format: exportFormats[format], rows: taken.total, filter: taken.filter })
  })
  return pieces(ctx, taken, { list, format, version })
}

/** «hilvan-compromisos-2026-11-24.csv». */
export const fileNameOf = ({ viewer, now }: Context, { list, format }: Pick<ExportedFile, 'list' | 'format'>) =>
  `hilvan-${list}-${todayIn(viewer.zone, now)}.${format}`

function pieces({ viewer, now }: Context, taken: Taken, { list, format, version }: ExportedFile) {
  const by = `${viewer.name} (${roleWord(viewer.role)})`
  const at = `${formatInstant(now.toISOString(), viewer.zone)}, hora de ${zoneCities[viewer.zone as Zone] ?? viewer.zone}`
  if (format === 'vcf') return vcards(taken.cards!(), version, `Hecho por ${by} el ${at}. Filtro: ${taken.filter}`)
  if (format === 'csv') return csv(taken.tables[0], [['Hecho por', by], ['Hecho el', at], ['Filtro', taken.filter]])
  return workbook(taken.tables, [
    ['Qué contiene', `${exportLists[list]} de la red, según la vista de quien exportó`],
    ['Filtro', taken.filter],
    ...(taken.columns ? [['Columnas', `Las elegidas en la lista: ${taken.columns}`] as [string, string]] : []),
    ['Filas', formatNumber(taken.total)],
    ['Hecho por', by],
    ['Hecho para', viewer.email],
    ['Hecho el', at],
    ['Ojo', 'Es una copia: no cambia cuando cambian los registros. No incluye notas internas.'],
  ], now)
}
