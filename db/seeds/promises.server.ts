/** The life of one commitment of the demo: promised, answered, moved, kept or left to expire. */

import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { decideReschedule } from '#app/domain/commitments/commands/decide-reschedule.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import type { Answer } from '#app/domain/commitments/terms.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { addDays, daysBetween } from '#app/lib/days.ts'

import { instant } from './clock.server.ts'
import type { Institution } from './people.server.ts'
import { dropReasons, promises, rescheduleReasons, statements } from './words.server.ts'
import type { Stage } from './year.server.ts'

type Promised = {
  meeting_id: string
  agreement_id: string | null
  debtor: Institution
  beneficiary: Institution
  day: string
  owner: Viewer
  /** Instant. */
  at: string
  place: string
  /** For a leader of the demo: left for them to answer. */
  forLeader: boolean
}

export async function promise(stage: Stage, promised: Promised) {
  const { luck, as, network } = stage
  const { debtor, beneficiary, owner, at, day, place } = promised
  const text = luck.one(promises[debtor.kind] ?? promises.ngo!).replace('{place}', place)
  const seat = luck.happens(0.7) ? luck.one(network.seats.get(debtor.id) ?? []) : undefined
  const rule = luck.one(['habiles', 'habiles', 'habiles', 'corridos', 'date', 'date', 'none'] as const)
  const counted = rule === 'habiles' ? luck.one([5, 10, 10, 15, 20]) : rule === 'corridos' ? luck.one([15, 30, 45]) : null
  const due_rule = rule === 'none' && !luck.happens(0.5) ? 'date' : rule
  const { id } = await createCommitment(as(owner, at), {
    text,
    agreement_id: promised.agreement_id,
    meeting_id: promised.meeting_id,
    debtor_id: debtor.id,
    responsible_position_id: seat?.position_id ?? null,
    beneficiary_ids: beneficiary.id === debtor.id ? ['red-municipios'] : [beneficiary.id],
    follow_up_user_id: owner.id,
    due_rule,
    due_n: counted,
    due_from_on: day,
    due_on: due_rule === 'date' ? stage.clock.workingDay(addDays(day, luck.between(6, 40))) : null,
    add_party: true,
  })
  const commitment = await findCommitment(as(owner, at), id)
  const recent = promised.forLeader && daysBetween(day, stage.today) < 60
  planLife(stage, promised, id, commitment!.due_on ?? addDays(day, 25), recent)
}

/** Most promises are kept around their day; some are moved, a few dropped, and what is recent is still open. */
function planLife(stage: Stage, promised: Promised, id: string, due_on: string, open: boolean) {
  const { luck, clock, today, staff } = stage
  const leader = staff.leaders.get(promised.debtor.id)
  const speaker = leader && luck.happens(0.6) ? leader : promised.owner
  const fate = luck.between(1, 100)
  const later = (days: number, hour = 11) => instant(clock.workingDay(addDays(promised.day, days)), hour, luck.between(0, 59))

  if (luck.happens(0.35)) declare(stage, later(luck.between(1, 5)), speaker, id, luck.one(['accepted', 'in_progress', 'in_progress'] as const))
  if (open) return
  if (fate <= 3) {
    const at = later(luck.between(8, 20))
    return clock.plan(at, () => dropCommitment(stage.as(promised.owner, at), id, { reason: luck.one(dropReasons) }))
  }
  const moved = fate <= 16 && daysBetween(promised.day, due_on) > 4 ? luck.between(5, 20) : 0
  if (moved > 0) planReschedule(stage, promised, id, due_on, moved, leader)
  // What fell due long ago is nearly always settled; what fell due lately is often not.
  const age = daysBetween(due_on, today)
  if (!luck.happens(age > 110 ? 1 : age > 45 ? 0.94 : 0.66)) return
  const answered = addDays(due_on, moved + luck.between(-6, 5))
  const delivered = instant(clock.workingDay(answered > promised.day ? answered : addDays(promised.day, 1)), luck.between(9, 17), luck.between(0, 59))
  declare(stage, delivered, speaker, id, 'delivered')
  const verified = instant(clock.workingDay(addDays(delivered.slice(0, 10), luck.between(1, 6))), 15, luck.between(0, 59))
  if (age > 40 || luck.happens(0.85)) {
    clock.plan(verified, async () => {
      const ctx = stage.as(promised.owner, verified)
      const commitment = await findCommitment(ctx, id)
      if (commitment?.declared_state === 'delivered') await verifyCommitment(ctx, id, { note: 'Se revisó con quien lo recibe.' })
    })
  }
}

function declare({ clock, luck, as }: Stage, at: string, speaker: Viewer, id: string, declared_state: Answer) {
  clock.plan(at, async () => {
    const ctx = as(speaker, at)
    const commitment = await findCommitment(ctx, id)
    if (!commitment || commitment.closed_on) return
    const oficio = { kind: 'oficio' as const, number: `ORD. ${luck.between(2, 1900)}`, on: at.slice(0, 10) }
    const delivered = declared_state === 'delivered'
    await declareCommitment(ctx, id, {
      declared_state,
      text: delivered || luck.happens(0.5) ? luck.one(statements) : null,
      evidence: delivered && luck.happens(0.65) ? [oficio] : [],
    })
  })
}

function planReschedule(stage: Stage, { owner, day }: Promised, id: string, due_on: string, days: number, leader: Viewer | undefined) {
  const { clock, luck, as } = stage
  const asked = instant(clock.workingDay(addDays(due_on, -luck.between(1, 3))), 12, luck.between(0, 59))
  if (asked.slice(0, 10) <= day) return
  const to_due_on = clock.workingDay(addDays(due_on, days))
  const isOpen = async (viewer: Viewer, at: string) => {
    const commitment = await findCommitment(as(viewer, at), id)
    return commitment?.closed_on === null && commitment.due_on !== null && commitment.due_on < to_due_on
  }
  clock.plan(asked, async () => {
    const speaker = leader ?? owner
    if (!(await isOpen(speaker, asked))) return
    await rescheduleCommitment(as(speaker, asked), id, { to_due_on, reason: luck.one(rescheduleReasons) })
    if (!leader) return
    const answered = instant(clock.workingDay(addDays(asked.slice(0, 10), luck.between(1, 3))), 9, luck.between(0, 59))
    clock.plan(answered, async () => {
      if (!(await isOpen(owner, answered))) return
      const decision = luck.happens(0.85) ? ('accepted' as const) : ('refused' as const)
      await decideReschedule(as(owner, answered), id, { decision, note: decision === 'refused' ? 'El llamado cierra antes.' : null })
    })
  })
}
