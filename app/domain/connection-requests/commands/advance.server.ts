import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { ResultInput } from '../forms.server.ts'
import { visibleRequests, type ConnectionRequest } from '../queries.server.ts'
import { furthest, isOpen } from '../rules.ts'
import { requestOutcomes } from '../terms.ts'
import { findToAttend, refuseMove, step } from './step.server.ts'

/** Somebody has begun to work on it. */
export async function startRequest(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    refuseMove(request, 'in_progress')
    await step(ctx, request, { set: { state: 'in_progress' }, action: 'connection_request.started' })
  })
}

/** The meeting it became. While that meeting is a draft nobody has been called: the request is only in progress. */
export async function linkMeeting(ctx: Context, folioOrId: string, meetingFolio: string) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    const meeting = found(await findMeeting(ctx, meetingFolio))
    refuseClosed(request)
    if (request.meeting_id === meeting.id) throw new Conflict(`La reunión ${meeting.folio} ya está unida a esta solicitud.`)

    const state = furthest(request.state, meeting.state === 'draft' ? 'in_progress' : 'meeting_called')
    await step(ctx, request, { set: { state, meeting_id: meeting.id }, action: 'connection_request.meeting_linked', detail: { meeting: meeting.folio } })
  })
}

/** Once the meeting of a request has been called, the request says so. Changes nothing of the others. */
export async function followMeeting(ctx: Context, folioOrId: string) {
  await atomically(ctx, async (ctx) => {
    const meeting = await findMeeting(ctx, folioOrId)
    if (!meeting || meeting.state === 'draft') return
    const waiting = await visibleRequests(ctx)
      .select('connection_requests.id')
      .where('connection_requests.meeting_id', '=', meeting.id)
      .where('connection_requests.state', 'in', ['received', 'in_progress'])
      .orderBy('connection_requests.id')
      .execute()
    for (const { id } of waiting) {
      await step(ctx, await findToAttend(ctx, id), { set: { state: 'meeting_called' }, action: 'connection_request.meeting_linked', detail: { meeting: meeting.folio } })
    }
  })
}

/** The agreement it led to. */
export async function linkAgreement(ctx: Context, folioOrId: string, agreementFolio: string) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    const agreement = found(await findAgreement(ctx, agreementFolio))
    refuseClosed(request)
    if (request.agreement_id === agreement.id) throw new Conflict(`El acuerdo ${agreement.folio} ya está unido a esta solicitud.`)

    // Whatever meeting it was agreed in is the one that the request led to, unless another was linked.
    const meeting_id = request.meeting_id ?? agreement.meeting_id
    await step(ctx, request, {
      set: { state: 'agreement', agreement_id: agreement.id, meeting_id },
      action: 'connection_request.agreement_linked',
      detail: { agreement: agreement.folio },
    })
  })
}

/** What came of it, in a sentence that whoever asked reads. */
export async function concludeRequest(ctx: Context, folioOrId: string, { outcome, outcome_text }: ResultInput) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    refuseMove(request, 'result')
    await step(ctx, request, {
      set: { state: 'result', outcome, outcome_text, closed_on: today(ctx) },
      text: outcome_text,
      action: 'connection_request.concluded',
      detail: { outcome: requestOutcomes[outcome] },
    })
  })
}

/** Nobody needs it any more. */
export async function withdrawRequest(ctx: Context, folioOrId: string, reason: string) {
  await atomically(ctx, async (ctx) => {
    const request = await findToAttend(ctx, folioOrId)
    refuseMove(request, 'withdrawn')
    await step(ctx, request, { set: { state: 'withdrawn', closed_on: today(ctx) }, text: reason, action: 'connection_request.withdrawn', detail: { reason } })
  })
}

const refuseClosed = (request: ConnectionRequest) => {
  if (!isOpen(request)) throw new Conflict(`La solicitud ${request.folio} ya está cerrada.`)
}
