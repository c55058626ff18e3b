import { today, type Context } from '#app/lib/context.server.ts'

import type { MeetingEdit } from '../commands/edit.server.ts'
import type { NewMeeting } from '../commands/insert.server.ts'
import type { MeetingEditInput, MeetingInput } from '../forms.server.ts'
import type { Meeting } from '../queries.server.ts'
import { changesOf } from '../rules/participants.ts'
import { readTimes, type Asked, type Local } from '../rules/times.ts'
import { chooseCommune, type Place } from './places.server.ts'
import { chooseInstitutions, chooseParticipants, type Chosen } from './typed.server.ts'

type Errors = Record<string, string[]>
type Read<T> = { ok: true; value: T } | { ok: false; errors: Errors }

/** Without an end, a meeting lasts an hour. */
const USUAL_MINUTES = 60

/** A meeting to put in the agenda, as a form says it; what cannot be is told by field. */
export async function readPlan(ctx: Context, input: MeetingInput): Promise<Read<NewMeeting & { state: 'draft' | 'called' }>> {
  const facts = await readFacts(ctx, { ...input, added: input.participants })
  const when = readWhen(input, input.zone ?? facts.place?.zone ?? ctx.viewer.zone)
  const past: Errors = when.ok && input.on < today(ctx) ? { on: ['Ese día ya pasó. Si la reunión ya ocurrió, use «Registrar».'] } : {}
  const errors: Errors = { ...facts.errors, ...(when.ok ? past : when.errors) }
  if (!when.ok || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: { ...facts.value, when: when.value, participants: facts.added, state: input.state } }
}

/** What a form changes of a meeting; participants nobody touched are left alone. */
export async function readEdit(ctx: Context, input: MeetingEditInput): Promise<Read<MeetingEdit>> {
  const changes = changesOf(input.participants_before, input.participants)
  const facts = await readFacts(ctx, { ...input, added: changes.added })
  if (Object.keys(facts.errors).length > 0) return { ok: false, errors: facts.errors }
  return { ok: true, value: { ...facts.value, participants: { added: facts.added, removed: changes.removed }, version: input.version } }
}

/** Local times of a form in a zone. */
export function readWhen(input: Omit<Asked, 'zone' | 'duration'>, zone: string): Read<Local> {
  const reading = readTimes({ ...input, zone, duration: USUAL_MINUTES })
  if (!reading.ok) return reading
  const { starts_at: _, ends_at: __, ...value } = reading.times
  return { ok: true, value }
}

type Facts = Pick<
  MeetingEditInput,
  | 'title' | 'kind' | 'modality' | 'place' | 'commune_cut' | 'commune_cut_text' | 'link' | 'description' | 'organiser_id'
  | 'organiser_id_text' | 'reserved' | 'participants_text'
> & { added: string[] }

async function readFacts(ctx: Context, input: Facts) {
  const errors: Errors = {}
  const take = <T>(field: string, chosen: Chosen<T>, otherwise: T): T => {
    if (chosen.ok) return chosen.value
    errors[field] = [chosen.problem]
    return otherwise
  }
  const one = (id: string | null, text: string | null) => (id && !text ? [id] : [])
  const { commune_cut, commune_cut_text, organiser_id, organiser_id_text } = input
  const place = take<Place | null>('commune_cut', await chooseCommune(ctx, { ids: one(commune_cut, commune_cut_text), text: commune_cut_text }), null)
  const [organiser] = take(
    'organiser_id',
    await chooseInstitutions(ctx, { ids: one(organiser_id, organiser_id_text), text: organiser_id_text }),
    [],
  )
  const added = take('participants', await chooseParticipants(ctx, { ids: input.added, text: input.participants_text }), [])
  const { title, kind, modality, place: room, link, description, reserved } = input
  const value = {
    title, kind, modality, place: room, link, description, reserved, commune_cut: place?.cut ?? null, organiser_id: organiser?.id ?? null,
  }
  return { errors, value, added, place }
}

/** How the form of a move starts: the times as they stand. */
export function writtenTimes({ start_local, end_local, from_on, until_on }: Pick<Meeting, 'start_local' | 'end_local' | 'from_on' | 'until_on'>) {
  return start_local && end_local
    ? { whole_day: false, on: start_local.slice(0, 10), start: start_local.slice(11), end: end_local.slice(11), until_on: null }
    : { whole_day: true, on: from_on, start: null, end: null, until_on }
}
