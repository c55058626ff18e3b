import { readTimes } from '#app/domain/meetings/rules/times.ts'
import { meetingKinds, type MeetingKind } from '#app/domain/meetings/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { fold } from '#app/lib/text.ts'

import { meetingKey, type Directory } from './directory.ts'
import { labelOf } from './labels.ts'
import type { Plan } from './plan.ts'
import type { Planning } from './plan-people.server.ts'
import { Doubts, Left, short } from './problems.ts'
import type { Values } from './row-values.ts'

const MINUTES = 60

/** What a row about a meeting that was held would do. One of the same day and title is the same. */
export function planMeeting({ directory, settings, today, zone }: Planning, values: Values): Plan {
  const doubts = new Doubts(settings, 'meetings')
  const plan: Plan = { outcome: 'same', label: labelOf.meetings(values), problems: doubts.problems, changes: [], writes: [], told: [] }
  try {
    const title = doubts.text(values, 'title', 200)
    if (!values.text('title')) doubts.missing('title')
    const day = doubts.day(values, 'date')
    if (!values.text('date')) doubts.missing('date')
    if (day && day > today) doubts.invalid('date', `El ${formatDay(day)} todavía no llega: aquí se traen reuniones pasadas.`, day)
    const [start, end] = [readHour(doubts, values, 'start'), readHour(doubts, values, 'end')]
    const [place, description] = [doubts.text(values, 'place', 200), doubts.text(values, 'description', 4000)]
    const kind = kindOf(values.text('kind'))
    const institutions = readInstitutions(doubts, directory, values)
    if (!title || !day || doubts.problems.length > 0) return { ...plan, outcome: 'failed' }

    const known = directory.meetings.get(meetingKey(day, title))
    const lacking = institutions.filter((id) => !known?.institution_ids.has(id))
    if (known && lacking.length === 0) return plan
    if (known?.planned) {
      known.planned.push(...lacking)
      for (const id of lacking) known.institution_ids.add(id)
      return { ...plan, outcome: 'updated', changes: [addedText(directory, lacking)] }
    }
    const read = readTimes({ whole_day: start === null, on: day, start, end, until_on: null, duration: MINUTES, zone, repeated_hour: 0 })
    if (!read.ok) {
      doubts.invalid('start', Object.values(read.errors).flat().join(' '), `${start} ${end}`)
      return { ...plan, outcome: 'failed' }
    }
    const { start_local, end_local, from_on, until_on, repeated_hour } = read.times
    const when = { start_local, end_local, from_on, until_on, zone, repeated_hour }
    plan.writes.push({ does: 'meeting', values: { existing: known?.id ?? null, title, kind, when, place, description, institution_ids: lacking } })
    const institution_ids = new Set([...(known?.institution_ids ?? []), ...lacking])
    directory.meetings.set(meetingKey(day, title), { id: known?.id ?? '', institution_ids, planned: lacking })
    if (known) plan.changes.push(addedText(directory, lacking))
    return { ...plan, outcome: known ? 'updated' : 'created' }
  } catch (error) {
    if (error instanceof Left) return { ...plan, outcome: 'skipped', problems: [] }
    throw error
  }
}

const addedText = ({ institutions }: Directory, ids: string[]) => `Agrega ${ids.map((id) => institutions.get(id)?.name ?? '').join(', ')}`

/** What is not a kind of ours is «Otra». */
function kindOf(text: string): MeetingKind {
  const asked = fold(text)
  return (Object.keys(meetingKinds) as MeetingKind[]).find((kind) => asked !== '' && fold(meetingKinds[kind]).startsWith(asked)) ?? 'other'
}

/** «9:30», «09.30 hrs», «9 h», and the fraction of a day that Excel keeps. */
function readHour(doubts: Doubts, values: Values, field: 'start' | 'end'): string | null {
  const text = values.text(field)
  if (!text) return null
  const fraction = /^0[.,]\d{1,17}$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 24 * MINUTES) : null
  const [, hours, minutes = '0'] = /^(?:\d{2}-\d{2}-\d{4} )?(\d{1,2})(?:[:.](\d{2}))?(?::00)? ?(?:h|hr|hrs|horas)?\.?$/i.exec(text) ?? []
  const total = fraction ?? (hours === undefined ? -1 : Number(hours) * MINUTES + Number(minutes))
  if (total >= 0 && total < 24 * MINUTES && Number(minutes) < MINUTES) {
    return `${String(Math.floor(total / MINUTES)).padStart(2, '0')}:${String(total % MINUTES).padStart(2, '0')}`
  }
  doubts.invalid(field, `La hora «${short(text)}» no se entiende: escríbala así, 09:30.`, text)
  return null
}

/** Several in one cell, apart by semicolons, bars or lines; by commas where the whole is no institution. */
function readInstitutions(doubts: Doubts, directory: Directory, values: Values): string[] {
  const text = values.text('institutions')
  if (!text) return []
  const parts = /[;|]/.test(text) || directory.match(text) === undefined ? text.split(/[;|,]/) : [text]
  const names = [...new Set(parts.map((part) => part.trim()).filter(Boolean))]
  return [...new Set(names.flatMap((name) => doubts.institutionNamed(directory, name, 'institutions')?.id ?? []))]
}
