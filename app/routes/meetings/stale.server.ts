import type { MeetingEdit } from '#app/domain/meetings/commands/edit.server.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { meetingKinds, modalities } from '#app/domain/meetings/terms.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { findCommune } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant, formatTime, localOf, todayIn } from '#app/lib/dates.ts'

type Values = Record<string, string | string[]>

/** Both versions of a meeting that somebody else saved first, as `Conflict` shows them: only what differs. */
export async function staleOf(ctx: Context, theirs: Meeting, mine: MeetingEdit, values: Values) {
  const before = readBefore(values.before)
  const labels: Record<string, string> = {
    title: 'Título', kind: 'Tipo', modality: 'Modalidad', place: 'Lugar', commune_cut: 'Comuna del lugar', link: 'Enlace',
    description: 'Descripción', organiser_id: 'Convoca', reserved: 'Reservada',
  }
  const words: Record<string, Record<string, string>> = {
    kind: meetingKinds, modality: modalities, reserved: { 'on': 'Sí', '': 'No' },
    commune_cut: await communeNames(ctx, [mine.commune_cut, theirs.commune_cut]),
    organiser_id: await institutionNames(ctx, [mine.organiser_id, theirs.organiser_id]),
  }
  const own = written(mine)
  const other = written(theirs)
  const fields = Object.entries(labels).map(([name, label]) => ({ name, label, mine: own[name] ?? '', theirs: other[name] ?? '', words: words[name], untouched: before[name] === own[name] }))
  // Names typed without choosing were found already: their ids go on, not the words.
  const { commune_cut_text: _, organiser_id_text: __, before: ___, ...typed } = values
  return {
    title: `${theirs.editor_name ?? 'Alguien'} cambió esta reunión ${whenChanged(ctx, theirs.updated_at)}`,
    version: theirs.version,
    fields: fields.filter(({ mine, theirs }) => mine !== theirs),
    keep: { ...typed, commune_cut: own.commune_cut ?? '', organiser_id: own.organiser_id ?? '', before: JSON.stringify(other) },
  }
}

/** The facts of a meeting as form fields, to be sent back as `before`. */
export function written(facts: Omit<MeetingEdit, 'participants' | 'version' | 'reserved'> & { reserved: boolean | number }): Record<string, string> {
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, reserved } = facts
  const text = { title, kind, modality, place, commune_cut, link, description, organiser_id, reserved: reserved ? 'on' : '' }
  return Object.fromEntries(Object.entries(text).map(([name, value]) => [name, value ?? '']))
}

function readBefore(text: string | string[] | undefined): Record<string, unknown> {
  try {
    const before = JSON.parse([text].flat()[0] ?? '{}') as unknown
    return typeof before === 'object' && before !== null ? { ...before } : {}
  } catch {
    return {}
  }
}

const whenChanged = ({ viewer, now }: Context, at: string) =>
  todayIn(viewer.zone, now) === todayIn(viewer.zone, new Date(at))
    ? `a las ${formatTime(localOf(at, viewer.zone))}`
    : `el ${formatInstant(at, viewer.zone)}`

const communeNames = (ctx: Context, cuts: (string | null)[]) =>
  named(cuts, async (cut) => (await findCommune(ctx, cut))?.name)

const institutionNames = (ctx: Context, ids: (string | null)[]) =>
  named(ids, async (id) => (await findInstitution(ctx, id))?.short_name)

async function named(ids: (string | null)[], find: (id: string) => Promise<string | undefined>) {
  const known = await Promise.all(ids.flatMap((id) => (id ? [find(id).then((name) => [id, name ?? id] as const)] : [])))
  return Object.fromEntries(known)
}
