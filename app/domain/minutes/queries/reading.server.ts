import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import type { Draft } from '../queries.server.ts'
import { createReader } from '../rules.ts'
import { planOf, type Plan } from '../rules/plan.ts'
import type { Setting } from '../rules/reading.ts'
import { listRegistered } from './registered.server.ts'
import { findSetting } from './meeting-setting.server.ts'

/** The minutes being typed as the server reads them: it is the server's reading that is registered. */
export async function readDraft(ctx: Context, meeting: Meeting, draft: Pick<Draft, 'points'>): Promise<Plan> {
  const reader = createReader(await findSetting(ctx, meeting))
  const ours = new Set((await listRegistered(ctx, meeting.id)).map(({ folio }) => folio))
  return planOf(draft.points.map(({ key, text }) => ({ key, readings: reader.minutes(text).map((reading) => owned(reading, ours)) })))
}

/** Every point as it reads now, for the page that shows it first. */
export function readPoints(setting: Setting, points: Draft['points']) {
  const reader = createReader(setting)
  return points.map(({ text }) => ({ text, readings: reader.minutes(text) }))
}

/** A line may name what this meeting registered, and nothing else: the folio of another meeting is only a mention. */
function owned<R extends { folios: string[]; kind: string; line: string; text: string }>(reading: R, ours: ReadonlySet<string>): R {
  if (reading.folios.length === 0 || reading.folios.every((folio) => ours.has(folio))) return reading
  return { ...reading, folios: [], kind: 'note', text: reading.line.trim() }
}
