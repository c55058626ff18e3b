import { suggestInstitutions, visibleInstitutions, type Suggestion } from '#app/domain/institutions/queries.server.ts'
import { suggestPeople } from '#app/domain/people/queries.server.ts'
import { suggestPositions } from '#app/domain/positions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold } from '#app/lib/text.ts'

import { readRef, type ParticipantInput } from '../rules/participants.ts'
import { findTargets } from './participants.server.ts'

/** What a field that chooses among records gave: ids chosen from its list, and words typed without choosing. */
export type Choosing = { ids: string[]; text?: string | null }
export type Chosen<T> = { ok: true; value: T } | { ok: false; problem: string }

const wrong = (problem: string) => ({ ok: false, problem }) as const

/** The institutions of a field; words are looked up, several separated by commas. */
export async function chooseInstitutions(ctx: Context, { ids, text }: Choosing): Promise<Chosen<{ id: string; name: string }[]>> {
  const names = (text ?? '').split(',').map((name) => name.trim()).filter(Boolean).slice(0, 20)
  const typed: string[] = []
  for (const name of names) {
    const found = closest(name, await suggestInstitutions(ctx, name, 5), 'ninguna institución')
    if (!found.ok) return found
    typed.push(found.value)
  }
  const wanted = [...new Set([...ids, ...typed])]
  if (wanted.length === 0) return { ok: true, value: [] }
  const rows = await visibleInstitutions(ctx)
    .select(['institutions.id', 'institutions.short_name as name'])
    .where('institutions.id', 'in', wanted)
    .execute()
  if (rows.length < wanted.length) return wrong('Elija instituciones de la lista.')
  return { ok: true, value: wanted.flatMap((id) => rows.find((row) => row.id === id) ?? []) }
}

/** Any position of the directory, or null when nothing was asked for. */
export async function chooseOffice(ctx: Context, { ids: [id], text }: Choosing): Promise<Chosen<string | null>> {
  if (text) return closest(text, await suggestPositions(ctx, oneGender(text), { limit: 5 }), 'ningún cargo')
  if (!id) return { ok: true, value: null }
  const [target] = await findTargets(ctx, [{ position_id: id }])
  return target ? { ok: true, value: id } : wrong('Elija un cargo de la lista.')
}

/** Whoever takes part: references of the list, and whoever was only written down: «Ana Toro, profesional de apoyo». */
export async function chooseParticipants(ctx: Context, { ids, text }: Choosing): Promise<Chosen<ParticipantInput[]>> {
  const chosen = ids.filter(Boolean).map(readRef)
  const targets = await findTargets(ctx, chosen.flatMap((input) => input ?? []))
  if (chosen.includes(undefined) || targets.includes(undefined)) return wrong('Elija personas o cargos de la lista.')
  const typed = text ? [await readParticipant(ctx, text)] : []
  return { ok: true, value: [...chosen, ...typed].flatMap((input) => input ?? []) }
}

/** Somebody the directory knows by exactly that name or post; otherwise a name, and after the comma what they do. */
async function readParticipant(ctx: Context, text: string): Promise<ParticipantInput> {
  const same = ({ label }: Suggestion) => fold(label) === fold(text)
  const position = (await suggestPositions(ctx, oneGender(text), { limit: 5 })).find(same)
  if (position) return { position_id: position.id }
  const [person, another] = (await suggestPeople(ctx, text, 5)).filter(same)
  if (person && !another) return { person_id: person.id }
  const institution = (await suggestInstitutions(ctx, text, 5)).find(same)
  if (institution) return { institution_id: institution.id }
  const [name = text, ...title] = text.split(',').map((part) => part.trim())
  return { name: name.slice(0, 120), title: title.join(', ').slice(0, 120) || null }
}

/** «Alcalde/sa» is written in lists; what is searched are its two words. */
const oneGender = (text: string) => text.replace(/\/s?a(?!\p{L})/giu, '')

function closest(text: string, options: Suggestion[], nothing: string): Chosen<string> {
  const exact = options.filter(({ label }) => fold(label) === fold(text))
  const [only, another] = exact.length > 0 ? exact : options
  if (!only) return wrong(`No encontramos ${nothing} como «${text.slice(0, 60)}».`)
  if (another) return wrong(`«${text.slice(0, 60)}» puede ser ${options.slice(0, 3).map(({ label }) => label).join(' o ')}: escriba el nombre completo.`)
  return { ok: true, value: only.id }
}
