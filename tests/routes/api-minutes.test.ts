import { expect, test } from 'vitest'

import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { ask, everyItem, tokenOf } from '#tests/support/api.ts'
import { closedMinutes, correctMinutes } from '#tests/support/closed-minutes.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

type Version = { id: string; meeting_folio: string; number: number; state: string; reason: string | null; content: { points: { entries: { text: string }[] }[]; commitments: { folio: string }[]; agreements: { folio: string }[] } }

const read = async (token: string, path: string) => (await (await ask(token, path)).json()) as Version
const textsOf = ({ content }: Version) => content.points.flatMap(({ entries }) => entries.map(({ text }) => text))

test('a program reads closed minutes as they were closed, by version, without a line that is internal', async () => {
  const world = await createWorld()
  const meeting = await closedMinutes(world)
  await correctMinutes(world, meeting, 'Se agrega la visita')
  const token = await tokenOf(world, 'lidia', ['minutes'])

  const all = (await everyItem(token, `minutes?meeting=${meeting.folio}`, 1)) as unknown as Version[]
  expect(all.map(({ number, state, reason, meeting_folio }) => [number, state, reason, meeting_folio])).toEqual([
    [1, 'amended', null, meeting.folio], [2, 'approved', 'Faltó una línea', meeting.folio],
  ])
  expect(textsOf(all[0]!)).toEqual(['Se revisa la cartera', 'Priorizar Los Boldos', 'Enviar el estudio de títulos'])
  expect(textsOf(all[1]!)).toContain('Se agrega la visita')
  expect(JSON.stringify(all)).not.toContain('queda en casa')

  expect(await read(token, `minutes/${meeting.folio}`)).toEqual(all[1])
  expect(await read(token, `minutes/${meeting.id}`)).toEqual(all[1])
  expect(await read(token, `minutes/${all[0]!.id}`)).toEqual(all[0])
  expect((await everyItem(token, 'minutes?versions=latest')).map(({ id }) => id)).toEqual([all[1]!.id])
  expect(await everyItem(token, 'minutes?institution_id=muni-10201')).toEqual([])
  expect(await everyItem(token, 'minutes?from=2026-11-25')).toEqual([])
  expect(await everyItem(token, 'minutes?from=2026-11-24&until=2026-11-24&kind=bilateral&q=nada')).toEqual([])
})

test('a draft is nobody’s, also while it corrects what was closed', async () => {
  const world = await createWorld()
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-24', '09:00', '10:00'), participants: [{ institution_id: 'muni-13102' }] })
  await startMinutes(world.as('paula'), folio)
  await savePoint(world.as('paula'), folio, { draft: (await findDraft(world.as('paula'), id))!.id, key: '', version: 0, text: 'Todavía se escribe' })
  const token = await tokenOf(world, 'paula')
  expect(await everyItem(token, 'minutes')).toEqual([])
  for (const key of [folio, id, (await findDraft(world.as('paula'), id))!.id]) expect((await ask(token, `minutes/${key}`)).status).toBe(404)
})

test('the key of a leader reads what is common and what is theirs, and of other meetings nothing', async () => {
  const world = await createWorld()
  const mine = await closedMinutes(world, ['Se saluda a todos', 'c: Enviar los títulos @cerrillos 10 días hábiles', 'c: Tasar el terreno @serviu 10 días hábiles'])
  const other = await closedMinutes(world, ['Cosa de Castro'], ['muni-10201'])
  const token = await tokenOf(world, 'rosa')
  const all = (await everyItem(token, 'minutes')) as unknown as Version[]
  expect(all.map(({ meeting_folio }) => meeting_folio)).toEqual([mine.folio])
  expect(textsOf(all[0]!)).toEqual(['Se saluda a todos', 'Enviar los títulos'])
  expect(all[0]!.content.commitments.map(({ folio }) => folio)).toEqual(['C-2026-0001'])
  const unknown = await (await ask(token, 'minutes/R-2026-9999')).json()
  const [foreign] = await everyItem(await tokenOf(world, 'paula'), `minutes?meeting=${other.id}`)
  for (const key of [other.folio, other.id, foreign!.id]) {
    const answer = await ask(token, `minutes/${key}`)
    expect([answer.status, await answer.json()]).toEqual([404, unknown])
  }
  expect(await everyItem(token, `minutes?meeting=${other.folio}`)).toEqual([])
})

test('a key without the permission reads no minutes', async () => {
  const world = await createWorld()
  const answer = await ask(await tokenOf(world, 'paula', ['meetings']), 'minutes')
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([403, 'Le falta el permiso «Actas».'])
})

test('text that is no longer the one that was closed is told to nobody, and the rest of the list is', async () => {
  const world = await createWorld()
  const other = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }] })
  const at = '2026-11-24T13:00:00.000Z'
  await world.raw.insertInto('minutes').values({
    id: newId(), meeting_id: other.id, number: 1, state: 'approved', content: '{"points":[]}', content_hash: 'x'.repeat(64), started_at: at, started_by: 'paula', closed_at: at, closed_by: 'paula',
  }).execute()
  const meeting = await closedMinutes(world)
  const token = await tokenOf(world, 'paula')
  const all = (await everyItem(token, 'minutes')) as unknown as (Version & { content: unknown })[]
  expect(new Map(all.map(({ meeting_folio, content }) => [meeting_folio, content === null]))).toEqual(new Map([[other.folio, true], [meeting.folio, false]]))
  expect((await read(token, `minutes/${other.folio}`)).content).toBeNull()
})
