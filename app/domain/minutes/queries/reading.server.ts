import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { Draft } from '../queries.server.ts'
import { createReader } from '../rules.ts'
import { planOf, type Plan } from '../rules/plan.ts'
import type { Reading, Setting } from '../rules/reading.ts'
import { listRegistered } from './registered.server.ts'
import { findSetting } from './meeting-setting.server.ts'

/** The minutes being typed as the server reads them: it is the server's reading that is registered. */
export async function readDraft(ctx: Context, meeting: Meeting, draft: Pick<Draft, 'points'>): Promise<Plan> {
  return planOf(await readPoints(ctx, meeting, await findSetting(ctx, meeting), draft.points))
}

/** Every point as the server reads it now. */
export async function readPoints(ctx: Context, meeting: Meeting, setting: Setting, points: Draft['points']) {
  const reader = createReader(setting)
  const ours = new Set((await listRegistered(ctx, meeting.id)).map(({ folio }) => folio))
  return points.map(({ key, text }) => ({ key, text, readings: reader.minutes(text).map((reading) => owned(reading, ours)) }))
}

/**
 * A line may stand for what this meeting registered, and nothing else: the folio of another meeting is only a mention.
 * What is internal stands for nothing: it may never come back as shared.
 */
function owned(reading: Reading, ours: ReadonlySet<string>): Reading {
  if (reading.folios.length === 0) return reading
  if (reading.audience === 'internal') return { ...reading, folios: [] }
  return reading.folios.every((folio) => ours.has(folio)) ? reading : { ...reading, folios: [], kind: 'note', text: reading.line.trim() }
}
