import { z } from 'zod'

import { findRequest, listRequestsAfter, type ConnectionRequest } from '#app/domain/connection-requests/queries.server.ts'
import { requestOutcomes, requestStates } from '#app/domain/connection-requests/terms.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import { findMeeting, listMeetingsAfter, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listCalled } from '#app/domain/meetings/queries/called.server.ts'
import { meetingKinds, meetingStates, modalities } from '#app/domain/meetings/terms.ts'

import { asked, codeOf, dayAsked, dayOf, instant, reference, region, text, words } from './fields.server.ts'
import { noun, type Asker } from './noun.server.ts'

const meeting = z.object({
  id: z.string(),
  folio: z.string(),
  title: z.string(),
  kind: codeOf(meetingKinds),
  state: codeOf(meetingStates),
  start_local: text('AAAA-MM-DDTHH:MM en su zona; null si ocupa días enteros').nullable(),
  end_local: z.string().nullable(),
  from_on: dayOf('Primer día, si ocupa días enteros').nullable(),
  until_on: dayOf('Día siguiente al último').nullable(),
  zone: text('Zona IANA'),
  starts_at: instant(),
  ends_at: instant(),
  modality: codeOf(modalities),
  place: z.string().nullable(),
  commune: z.string().nullable(),
  organiser: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  institutions: z.array(reference('Convocada')),
  updated_at: instant(),
})

export const meetings = noun({
  scope: 'meetings',
  many: 'Reuniones',
  one: 'una reunión',
  key: 'folio o id',
  item: meeting,
  filters: z.object({
    q: words().optional(),
    kind: codeOf(meetingKinds).optional(),
    state: codeOf(meetingStates).optional(),
    region: region().optional(),
    institution_id: asked('Participa').optional(),
    from: dayAsked('Desde ese día').optional(),
    until: dayAsked('Hasta ese día, incluido').optional(),
  }),
  list: async (asker, filter, slice) => withCalled(asker, await listMeetingsAfter(asker.ctx, { ...filter, page: 1 }, slice)),
  find: async (asker, key) => {
    const row = await findMeeting(asker.ctx, key)
    return row && (await withCalled(asker, [row]))[0]
  },
})

/** Neither its link, which lets people in, nor what only the team writes about it. */
async function withCalled({ ctx }: Asker, rows: Meeting[]) {
  const called = await listCalled(ctx, rows.map(({ id }) => id))
  return rows.map((row) => ({
    id: row.id,
    folio: row.folio,
    title: row.title,
    kind: row.kind,
    state: row.state,
    start_local: row.start_local,
    end_local: row.end_local,
    from_on: row.from_on,
    until_on: row.until_on,
    zone: row.zone,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    modality: row.modality,
    place: row.place,
    commune: row.commune_name,
    organiser: row.organiser_id === null ? null : { id: row.organiser_id, name: row.organiser_name },
    institutions: called.filter(({ meeting_id }) => meeting_id === row.id).map(({ id, name }) => ({ id, name })),
    updated_at: row.updated_at,
  }))
}

const request = z.object({
  id: z.string(),
  folio: z.string(),
  subject: z.string(),
  asker: reference('Quien pide'),
  with_kind: codeOf(institutionKinds),
  with: reference('Con quién').nullable(),
  state: codeOf(requestStates),
  outcome: codeOf(requestOutcomes).nullable(),
  received_on: dayOf('Recibida el'),
  closed_on: dayOf('Cerrada el').nullable(),
  updated_at: instant(),
})

const states = {
  received: 'recibida', in_progress: 'en-curso', meeting_called: 'reunion-convocada', agreement: 'con-acuerdo', result: 'con-resultado', withdrawn: 'retiradas',
} as const

export const requests = noun({
  scope: 'requests',
  many: 'Solicitudes de articulación',
  one: 'una solicitud de articulación',
  key: 'folio o id',
  item: request,
  filters: z.object({
    q: words().optional(),
    state: codeOf(requestStates).optional(),
    outcome: codeOf(requestOutcomes).optional(),
    standing: codeOf({ open: 'siguen en curso', closed: 'cerradas' }).optional(),
    region: region().optional(),
    institution_id: asked('Pide o es pedida').optional(),
    with_kind: codeOf(institutionKinds).optional(),
    from: dayAsked('Recibida ese día o después').optional(),
    until: dayAsked('Recibida ese día o antes').optional(),
  }),
  list: async ({ ctx }, { state, ...filter }, slice) =>
    (await listRequestsAfter(ctx, { ...filter, state: state && states[state] }, slice)).map(requestOf),
  find: async ({ ctx }, key) => {
    const row = await findRequest(ctx, key)
    return row && requestOf(row)
  },
})

const requestOf = ({ id, folio, subject, asker_id, asker_name, with_kind, with_id, with_name, state, outcome, received_on, closed_on, updated_at }: ConnectionRequest) => ({
  id, folio, subject, with_kind, state, outcome, received_on, closed_on, updated_at,
  asker: { id: asker_id, name: asker_name },
  with: with_id === null ? null : { id: with_id, name: with_name ?? '' },
})
