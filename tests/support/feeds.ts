import { createFeed } from '#app/domain/feeds/commands.server.ts'
import type { FeedInput } from '#app/domain/feeds/forms.server.ts'
import { editMeeting } from '#app/domain/meetings/commands/edit.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { loader } from '#app/routes/calendar/feed.ts'

import type { Name } from './cast.ts'
import type { World } from './world.ts'

/** A link to everything its owner may see, with due dates, unless told otherwise. */
export async function makeFeed({ as }: World, given: Partial<FeedInput> = {}, who: Name = 'paula') {
  const input = { name: 'Mi teléfono', detail: 'full' as const, include_due: true, filter: '', operation_id: undefined, ...given }
  const { id, shownOnce } = await createFeed(as(who), input)
  if (!shownOnce) throw new Error('the link was made before')
  return { id, token: shownOnce }
}

/** What a calendar program gets at an address, with the file name it asks for or the token alone. */
export function poll(token: string, { headers = {}, method = 'GET' }: { headers?: Record<string, string>; method?: string } = {}) {
  const file = token.endsWith('.ics') ? token : `${token}.ics`
  const request = new Request(`http://localhost:3000/cal/${encodeURIComponent(file)}`, { method, headers })
  return loader({ request, params: { file }, context: {} })
}

/** The calendar at an address, once it has been answered whole. */
export async function textAt(token: string) {
  const answer = await poll(token)
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`)
  return answer.text()
}

/** So many minutes pass. */
export const later = (world: World, minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}

/** Edits a meeting as whoever looks at it now would. */
export async function editNow(world: World, folio: string, changes: { title?: string; reserved?: boolean; removed?: string[]; description?: string }) {
  const meeting = (await findMeeting(world.as('paula'), folio))!
  const { removed = [], ...facts } = changes
  const { title, kind, modality, place, commune_cut, link, description, organiser_id, version } = meeting
  await editMeeting(world.as('paula'), folio, {
    title, kind, modality, place, commune_cut, link, description, organiser_id, version,
    reserved: meeting.reserved === 1, participants: { added: [], removed }, ...facts,
  })
}
