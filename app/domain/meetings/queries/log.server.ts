import { today, type Context } from '#app/lib/context.server.ts'

import type { MeetingLog } from '../commands/log.server.ts'
import type { QuickLogInput } from '../forms/quick-log.server.ts'
import { madeTitle } from '../rules.ts'
import { readQuickDue } from '../rules/quick-due.ts'
import { readTimes, type TimesReading } from '../rules/times.ts'
import { chooseInstitutions, chooseParticipants, choosePosition, type Chosen } from './typed.server.ts'

type Promised = MeetingLog['commitments'][number]
type Errors = Record<string, string[]>
export type LogReading = { ok: true; log: MeetingLog } | { ok: false; errors: Errors }

/**
 * Turns what the quick log says into a meeting to write: finds who is meant, makes the title, numbers the agreements
 * that have text. What cannot be is told by field.
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
  const own = ctx.viewer.institution_id
  const others = met.filter(({ id }) => id !== own)
  const texts = input.agreements.map(({ text }) => text)
  if (met.length > 0 && texts.some(Boolean) && new Set([...met.map(({ id }) => id), ...(own ? [own] : [])]).size < 2) {
    errors.institutions = ['Un acuerdo necesita dos instituciones: agregue la otra parte.']
  }
  const participants = take(
    'participants',
    await chooseParticipants(ctx, { ids: input.participants, text: input.participants_text }),
    [],
  )
  const on = input.on ?? input.day ?? today(ctx)
  const times = readPast(ctx, input, on)
  if (!times.ok) Object.assign(errors, times.errors)

  const commitments: Promised[] = []
  for (const [at, row] of input.commitments.entries()) {
    if (!row.text) continue
    const field = (name: string) => `commitments[${at}].${name}`
    const [debtor] = take(field('debtor'), await chooseInstitutions(ctx, { ids: one(row.debtor_text ? null : row.debtor), text: row.debtor_text }), [])
    const debtor_id = debtor?.id ?? others[0]?.id ?? met[0]?.id ?? ''
    const to = take(field('to'), await chooseInstitutions(ctx, { ids: row.to, text: row.to_text }), [])
    const asked = { ids: one(row.responsible), text: row.responsible_text }
    const responsible_position_id = debtor_id ? take(field('responsible'), await choosePosition(ctx, debtor_id, asked), null) : null
    if (row.agreement !== null && !texts[row.agreement - 1]) errors[field('agreement')] = [`No hay un acuerdo ${row.agreement}: escríbalo, o elija otro.`]
    const due = dueOf(row, on)
    if (due.due_on && due.due_on < on) errors[field(row.term === 'date' ? 'due_on' : 'n')] = ['Esa fecha es anterior a la reunión.']
    commitments.push({
      text: row.text,
      debtor_id,
      beneficiary_ids: to.map(({ id }) => id),
      responsible_position_id,
      ...due,
      agreement: row.agreement === null ? null : texts.slice(0, row.agreement - 1).filter(Boolean).length,
    })
  }

  if (!times.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  const { starts_at: _, ends_at: __, ...when } = times.times
  const named = (others.length > 0 ? others : met).map(({ name }) => name)
  return {
    ok: true,
    log: {
      institution_ids: met.map(({ id }) => id),
      when,
      title: input.title ?? madeTitle(named),
      kind: input.kind,
      participants,
      note: input.note ? { text: input.note, audience: input.audience } : null,
      agreements: texts.flatMap((text) => (text ? { text } : [])),
      commitments,
      operation_id: input.operation_id,
    },
  }
}

/** Until when; a day written where days are counted is that day. */
function dueOf({ term, n, due_on }: QuickLogInput['commitments'][number], on: string): Pick<Promised, 'term' | 'n' | 'due_on'> {
  if (term === 'date') return { term, n: null, due_on }
  if (term === 'none') return { term, n: null, due_on: null }
  const said = readQuickDue(n ?? '', on)
  return said && 'due_on' in said ? { term: 'date', n: null, due_on: said.due_on } : { term, n: said?.n ?? null, due_on: null }
}

const one = (id: string | null) => (id ? [id] : [])

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
