import { createHash } from 'node:crypto'

import type { MinutesContent } from '#app/domain/minutes/rules/content.ts'
import { newId } from '#app/lib/ids.server.ts'

import type { World } from './world.ts'

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

const cerrillos = { institution_id: 'muni-13102', name: 'Municipalidad de Cerrillos' }
const castro = { institution_id: 'muni-10201', name: 'Municipalidad de Castro' }
const serviu = { institution_id: 'serviu-13', name: 'SERVIU Metropolitano' }

/**
 * What a working group of Cerrillos, Castro and SERVIU left: an agreement of Cerrillos and SERVIU and one of Castro and
 * SERVIU, each with its commitments.
 */
export const minutesContent = (given: Partial<MinutesContent> = {}): MinutesContent => ({
  meeting: {
    folio: 'R-2026-0114', title: 'Mesa técnica de suelo', kind: 'Mesa técnica', on: '2026-11-24',
    when: 'martes 24 de noviembre de 2026, 09:30 a 10:45', place: 'Sala 3, SERVIU', modality: 'Presencial', organiser: 'SERVIU Metropolitano',
  },
  number: 1,
  reason: null,
  attendance: [
    { name: 'Rosa Sanhueza Vera', title: 'Alcaldesa', institution: cerrillos.name, attended: 'present' },
    { name: 'Inés Barría Oyarzo', title: 'Directora SECPLA', institution: castro.name, attended: 'excused' },
  ],
  points: [
    {
      number: 1,
      title: 'Terrenos del banco de suelo',
      entries: [
        { kind: 'note', text: 'Se revisó la lista común de terrenos.', folios: [] },
        { kind: 'decision', text: 'La próxima sesión será en Cerrillos.', folios: [] },
        { kind: 'agreement', text: 'Priorizar tres terrenos', folios: ['A-2026-0031'] },
        { kind: 'commitment', text: 'Cerrillos envía los informes previos', folios: ['C-2026-0412'] },
        { kind: 'commitment', text: 'Castro entrega su plano regulador', folios: ['C-2026-0414'] },
      ],
    },
    { number: 2, title: 'Varios', entries: [] },
  ],
  agreements: [
    { folio: 'A-2026-0031', text: 'Priorizar tres terrenos del banco de suelo', parties: [{ ...serviu, role: 'se obliga' }, { ...cerrillos, role: 'se beneficia' }] },
    { folio: 'A-2026-0032', text: 'Actualizar el plano regulador de Castro', parties: [{ ...castro, role: 'se obliga' }, { ...serviu, role: 'facilita' }] },
  ],
  commitments: [
    {
      folio: 'C-2026-0412', text: 'Enviar los informes previos de tres predios', agreement: 'A-2026-0031',
      debtor: { ...cerrillos, responsible: 'Dirección de Obras' }, beneficiaries: [serviu], due_on: '2026-12-09',
      due: '10 días hábiles · vence miércoles 9 de diciembre de 2026', due_why: 'Se salta el martes 8 de diciembre, Inmaculada Concepción',
    },
    {
      folio: 'C-2026-0413', text: 'Emitir el informe de tasación', agreement: 'A-2026-0031',
      debtor: { ...serviu, responsible: null }, beneficiaries: [cerrillos], due_on: null, due: 'vence con la próxima sesión', due_why: null,
    },
    {
      folio: 'C-2026-0414', text: 'Entregar el plano regulador vigente', agreement: 'A-2026-0032',
      debtor: { ...castro, responsible: 'Asesoría Urbana' }, beneficiaries: [serviu], due_on: '2026-12-04', due: 'vence viernes 4 de diciembre de 2026', due_why: null,
    },
  ],
  closed_at: '2026-11-24T15:00:00.000Z',
  closed_by: 'Paula Díaz Rojas',
  ...given,
})

/** Closes minutes of a meeting with this content, as whoever takes them leaves the row. */
export async function closedMinutes({ raw }: World, meeting: { id: string; folio: string }, given: Partial<MinutesContent> = {}) {
  const base = minutesContent(given)
  const content = JSON.stringify({ ...base, meeting: { ...base.meeting, folio: meeting.folio } })
  const content_hash = hashOf(content)
  await raw.insertInto('minutes').values({
    id: newId(), meeting_id: meeting.id, number: base.number, state: 'approved', reason: base.reason, content, content_hash,
    started_at: base.closed_at, started_by: 'paula', closed_at: base.closed_at, closed_by: 'paula',
  }).execute()
  return { content, content_hash }
}
