import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'

import { hours, meetingWith } from './meetings.ts'
import type { World } from './world.ts'

const item = (title: string) => ({ id: null, title, minutes: 10, proposed_by: null })

/** A meeting of today with Cerrillos and SERVIU, its minutes begun, two points in its agenda. */
export async function underway(world: World) {
  const paula = world.as('paula')
  const { id, folio } = await meetingWith(world, {
    when: hours('2026-11-24', '09:00', '10:00'),
    participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }, { institution_id: 'red-municipios' }],
  })
  await saveAgenda(paula, id, [item('Compromisos pendientes'), item('Terrenos priorizados')])
  await startMinutes(paula, folio)
  const [first, second] = await listAgenda(paula, id)
  const draft = (await findDraft(paula, id))!.id
  return { id, folio, draft, first: first!.id, second: second!.id }
}

/** Writes these lines in a point, over whatever it has now. */
export async function write(world: World, folio: string, key: string, ...lines: string[]) {
  const meeting = await findMeeting(world.as('paula'), folio)
  const draft = (await findDraft(world.as('paula'), meeting!.id))!
  const point = draft.points.find((one) => one.key === key)!
  return savePoint(world.as('paula'), folio, { draft: draft.id, key, version: point.version, text: lines.join('\n') })
}

/** Closes the minutes as they are now. */
export async function close(world: World, folio: string, more: Partial<Parameters<typeof closeMinutes>[2]> = {}) {
  const meeting = await findMeeting(world.as('paula'), folio)
  const seen = versionsOf(await findDraft(world.as('paula'), meeting!.id))
  return closeMinutes(world.as('paula'), folio, { seen, recipient_ids: [], review: false, ...more })
}

/** A whole point: a note, an agreement, two commitments and something internal. */
export const whole = [
  'SERVIU presenta tres paños; Los Boldos sigue sin respuesta sanitaria.',
  'a: Priorizar Los Boldos y Camino Real para el primer semestre',
  'c: Enviar el estudio de títulos @cerrillos 10 días hábiles',
  'SERVIU responderá la factibilidad de Los Boldos a más tardar el 4 de diciembre',
  'i: CANARIO confirmar la tasación antes de hablar de precio',
]
