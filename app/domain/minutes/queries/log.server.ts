import { chooseInstitutions, chooseParticipants, type Chosen } from '#app/domain/meetings/queries/typed.server.ts'
import { madeTitle } from '#app/domain/meetings/rules.ts'
import { readTimes, type TimesReading } from '#app/domain/meetings/rules/times.ts'
import { today, type Context } from '#app/lib/context.server.ts'

import type { MeetingLog } from '../commands/log.server.ts'
import type { QuickLogInput } from '../forms/quick-log.server.ts'
import { createReader } from '../rules.ts'
import { planOf, type Gap, type Plan } from '../rules/plan.ts'
import { settingFor } from './meeting-setting.server.ts'

type Errors = Record<string, string[]>
export type LogReading = { ok: true; log: MeetingLog } | { ok: false; errors: Errors }

/**
 * Turns what the quick log says into a meeting to write: finds who is meant, makes the title, reads the minutes. What
 * cannot be is told by field, and what the minutes leave open, by line.
 */
export async function readLog(ctx: Context, input: QuickLogInput): Promise<LogReading> {
  const errors: Errors = {}
  const take = <T>(field: string, chosen: Chosen<T>, otherwise: T): T => {
    if (chosen.ok) return chosen.value
    errors[field] = [chosen.problem]
    return otherwise
  }

  const met = take('institutions', await chooseInstitutions(ctx, { ids: input.institutions, text: input.institutions_text }), [])
  if (met.length === 0 && !errors.institutions) errors.institutions = ['Elija con quién fue la reunión.']
  const participants = take('participants', await chooseParticipants(ctx, { ids: input.participants, text: input.participants_text }), [])
  const on = input.on ?? input.day ?? today(ctx)
  const times = readPast(ctx, input, on)
  if (!times.ok) Object.assign(errors, times.errors)

  const institution_ids = met.map(({ id }) => id)
  const setting = await settingFor(ctx, { on, institution_ids, participants })
  const minutes = planOf([{ key: '', readings: createReader(setting).minutes(input.minutes) }])
  if (minutes.gaps.length > 0) errors.minutes = minutes.gaps.map(asked)
  const own = ctx.viewer.institution_id
  if (met.length > 0 && hasAgreement(minutes) && new Set([...institution_ids, ...(own ? [own] : [])]).size < 2) {
    errors.institutions = ['Un acuerdo necesita dos instituciones: agregue la otra parte.']
  }

  if (!times.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { starts_at: _, ends_at: __, ...when } = times.times
  const others = met.filter(({ id }) => id !== own)
  const named = (others.length > 0 ? others : met).map(({ name }) => name)
  return {
    ok: true,
    log: { institution_ids, when, title: input.title ?? madeTitle(named), kind: input.kind, participants, minutes, operation_id: input.operation_id },
  }
}

const hasAgreement = ({ entries }: Plan) => entries.some(({ reading }) => reading.kind === 'agreement')

/** «Línea 3, «Se hará gestión…»: ¿Quién debe?» */
function asked({ at, reading, questions }: Gap) {
  const line = reading.line.trim()
  return `Línea ${at + 1}, «${line.length > 40 ? `${line.slice(0, 40)}…` : line}»: ${questions.map(({ text }) => text).join(' ')}`
}

/** A meeting of the past, in the hours of whoever tells it; without an hour it takes the whole day. */
function readPast(ctx: Context, { start, duration, repeated_hour }: QuickLogInput, on: string): TimesReading {
  const reading = readTimes({
    whole_day: !start,
    on,
    start,
    end: null,
    until_on: null,
    duration,
    zone: ctx.viewer.zone,
    // Of an hour that happened twice, nobody remembers which: the first, unless it was said.
    repeated_hour: repeated_hour === '1' ? 1 : 0,
  })
  if (reading.ok && reading.times.starts_at > ctx.now.toISOString()) {
    return { ok: false, errors: { [start && on === today(ctx) ? 'start' : 'on']: ['Esa reunión todavía no ocurre: use «Agendar».'] } }
  }
  return reading
}
