import { amendMinutes } from '#app/domain/minutes/commands/amend.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'

import { hours, meetingWith } from './meetings.ts'
import type { World } from './world.ts'

const LINES = ['Se revisa la cartera', 'a: Priorizar Los Boldos', 'c: Enviar el estudio de títulos @cerrillos 10 días hábiles', 'i: Esto queda en casa']

/** A meeting of Cerrillos and its SERVIU that was held, with minutes that were closed. */
export async function closedMinutes(world: World, lines = LINES, institution_ids = ['muni-13102', 'serviu-13']) {
  const { id, folio } = await meetingWith(world, {
    when: hours('2026-11-24', '09:00', '10:00'), participants: institution_ids.map((institution_id) => ({ institution_id })),
  })
  await startMinutes(world.as('paula'), folio)
  await write(world, id, folio, lines)
  await close(world, id, folio)
  return { id, folio }
}

/** The same minutes, corrected: one more version. */
export async function correctMinutes(world: World, { id, folio }: { id: string; folio: string }, more: string) {
  await amendMinutes(world.as('paula'), folio, 'Faltó una línea')
  await write(world, id, folio, [more])
  await close(world, id, folio)
}

async function write(world: World, id: string, folio: string, lines: string[]) {
  const { id: draft, points } = (await findDraft(world.as('paula'), id))!
  const before = points[0]
  await savePoint(world.as('paula'), folio, { draft, key: '', version: before?.version ?? 0, text: [before?.text, ...lines].filter(Boolean).join('\n') })
}

const close = async (world: World, id: string, folio: string) =>
  closeMinutes(world.as('paula'), folio, { seen: versionsOf((await findDraft(world.as('paula'), id))!), recipient_ids: [], review: false })
