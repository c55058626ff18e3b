import { insertMeeting } from '#app/domain/meetings/commands/insert.server.ts'
import { addInstitutions, writeSnapshot } from '#app/domain/meetings/commands/participants.server.ts'
import { canCreateMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import type { ParticipantInput } from '#app/domain/meetings/rules/participants.ts'
import { instantsOf, type Local } from '#app/domain/meetings/rules/times.ts'
import type { MeetingKind } from '#app/domain/meetings/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { once } from '#app/lib/operations.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import type { Plan } from '../rules/plan.ts'
import { registerEntries } from './register.server.ts'

/** A past meeting told in one breath. */
export type MeetingLog = {
  /** With whom: at least one. They are obliged by the agreements. */
  institution_ids: string[]
  when: Local
  title: string
  kind: MeetingKind
  participants: ParticipantInput[]
  /** What was said, agreed and promised, as the reader of minutes understood it, with nothing missing. */
  minutes: Plan
  operation_id?: string
}

export type Logged = { folio: string; agreements: number; commitments: number }

/**
 * Writes a meeting that was held, who came, what was said, agreed and promised: all of it or nothing, and once for
 * each operation.
 */
export async function logMeeting(ctx: Context, log: MeetingLog): Promise<Logged> {
  const told = await atomically(ctx, (ctx) => once(ctx, log.operation_id, async () => JSON.stringify(await write(ctx, log))))
  return JSON.parse(told) as Logged
}

async function write(ctx: Context, { when, title, kind, participants, institution_ids, minutes }: MeetingLog): Promise<Logged> {
  permit(canCreateMeeting(ctx.viewer))
  if (instantsOf(when).starts_at > ctx.now.toISOString()) throw new Conflict('Esa reunión todavía no ocurre: agéndela.')
  if (minutes.gaps.length > 0) throw new Conflict('Hay líneas a las que les faltan datos.')

  const { id, folio } = await insertMeeting(
    ctx,
    { title, kind, modality: kind === 'call' ? 'phone' : 'in_person', when, organiser_id: ctx.viewer.institution_id, participants: present(participants) },
    { state: 'held', action: 'meeting.logged' },
  )
  await addInstitutions(ctx, { id, ...when }, institution_ids)
  await writeSnapshot(ctx, { id, ...when })
  return { folio, ...(await registerEntries(ctx, found(await findMeeting(ctx, id)), minutes)) }
}

const present = (inputs: ParticipantInput[]) => inputs.map((input) => ({ attended: 'present', ...input }) as const)
