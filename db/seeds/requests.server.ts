/** Connections that municipalities asked for: some just came in, some became a meeting and an agreement, some led to nothing. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { createAgreement } from '#app/domain/agreements/commands.server.ts'
import { concludeRequest, linkAgreement, linkMeeting, startRequest, withdrawRequest } from '#app/domain/connection-requests/commands/advance.server.ts'
import { createRequest } from '#app/domain/connection-requests/commands/create.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import type { RequestOutcome } from '#app/domain/connection-requests/terms.ts'
import type { InstitutionKind } from '#app/domain/institutions/terms.ts'
import { createMeeting } from '#app/domain/meetings/commands/create.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'

import { parseCsv } from '../catalog/csv.server.ts'
import { chance } from './chance.server.ts'
import { instant } from './clock.server.ts'
import type { Institution } from './people.server.ts'
import { promise } from './promises.server.ts'
import type { Stage } from './year.server.ts'

/** A line of requests.csv: `ago` counts back from today, the other days from when it was received; empty never happens. */
type Told = Record<
  'ago' | 'who' | 'kind' | 'with' | 'portal' | 'subject' | 'detail' | 'place' | 'taken' | 'called' | 'meets' | 'agreement' | 'result' | 'outcome' | 'words',
  string
>
type Asked = { stage: Stage; told: Told; asker: Institution; owner: Viewer; folio: string; on: (days: string) => string }

const SOUTH = new Set(['07', '08', '09', '10', '16'])

export function planRequests(given: Stage) {
  // Chance of their own: the rest of the year stays as it was.
  const stage = { ...given, luck: chance(Number(given.today.replaceAll('-', '')) + 5) }
  const lines = parseCsv<keyof Told>(readFileSync(join(import.meta.dirname, 'requests.csv'), 'utf8'))
  for (const told of lines) plan(stage, told)
}

function plan(stage: Stage, told: Told) {
  const { clock, network, staff, today, as, luck } = stage
  const asker = network.members.find(({ id }) => id === `muni-${told.who}`)!
  const owner = SOUTH.has(asker.region_code ?? '') ? staff.paula : staff.carolina
  const received_on = addDays(today, -Number(told.ago))
  const at = instant(received_on, luck.between(9, 17), luck.between(0, 59))
  clock.plan(at, async () => {
    const speaker = told.portal ? staff.leaders.get(asker.id)! : owner
    const with_id = network.companies.find(({ name }) => name === told.with)?.id ?? (told.with || null)
    const { folio } = await createRequest(as(speaker, at), {
      asker_id: asker.id, with_kind: told.kind as InstitutionKind, with_id, subject: told.subject, detail: told.detail || null,
      ...(told.portal ? {} : { follow_up_user_id: owner.id }),
    })
    planLife({ stage, told, asker, owner, folio, on: (days) => clock.workingDay(addDays(received_on, Number(days))) })
  })
}

function planLife(asked: Asked) {
  const { told, folio, on, owner, stage: { clock, as } } = asked
  const later = (days: string, hour: number, work: (at: string) => Promise<unknown>) => {
    if (!days) return
    const at = instant(on(days), hour)
    clock.plan(at, async () => {
      await work(at)
    })
  }
  later(told.taken, 9, (at) => startRequest(as(owner, at), folio))
  later(told.called, 12, (at) => callMeeting(asked, at))
  later(told.result, 17, (at) =>
    told.outcome === 'withdrawn'
      ? withdrawRequest(as(owner, at), folio, told.words)
      : concludeRequest(as(owner, at), folio, { outcome: told.outcome as RequestOutcome, outcome_text: told.words }))
}

/** The meeting of both, and on its day what they agree. Without a day of its own nobody came: it was called off. */
async function callMeeting({ stage, told, asker, owner, folio, on }: Asked, at: string) {
  const { clock, as, network } = stage
  const request = (await findRequest(as(owner, at), folio))!
  const day = on(told.meets || told.result)
  const seatsOf = (id: string | null) => (network.seats.get(id ?? '') ?? []).slice(0, 2).map(({ position_id }) => ({ position_id }))
  const present = (id: string) => (seatsOf(id).length > 0 ? seatsOf(id) : [{ institution_id: id }])
  const { id, folio: meeting } = await createMeeting(as(owner, at), {
    title: told.subject, kind: 'bilateral', modality: 'video', state: 'called', place: null, commune_cut: null, reserved: false,
    when: { start_local: `${day}T11:00`, end_local: `${day}T12:00`, from_on: null, until_on: null, zone: 'America/Santiago', repeated_hour: 0 },
    participants: [...present(asker.id), ...present(request.with_id!), { institution_id: 'red-municipios', rsvp: 'accepted' }],
    link: 'https://reuniones.ejemplo.cl/red', organiser_id: 'red-municipios',
  })
  await linkMeeting(as(owner, at), folio, meeting)

  const after = instant(day, 13)
  clock.plan(after, async () => {
    const ctx = as(owner, after)
    if (!told.meets) return changeState(ctx, id, 'cancelled', 'La contraparte no se presentó')
    await changeState(ctx, id, 'held')
    const parties = [{ institution_id: request.with_id!, role: 'obliged' as const }, { institution_id: asker.id, role: 'obliged' as const }]
    const agreement = await createAgreement(ctx, { kind: 'meeting_agreement', text: told.agreement, meeting_id: id, agreed_on: day, valid_until_on: null, parties })
    await linkAgreement(ctx, folio, agreement.folio)
    const counterpart = await institutionOf(stage, request.with_id!)
    for (const [debtor, beneficiary] of [[counterpart, asker], [asker, counterpart]] as const) {
      await promise(stage, { meeting_id: id, agreement_id: agreement.id, debtor, beneficiary, day, owner, at: after, place: told.place, forLeader: false })
    }
  })
}

const institutionOf = async ({ as, staff, today }: Stage, id: string): Promise<Institution> =>
  as(staff.carolina, instant(today)).db
    .selectFrom('institutions')
    .select(['id', 'kind', 'name', 'short_name', 'region_code', 'commune_cut'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
