import fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  concludeRequest, followMeeting, linkAgreement, linkMeeting, startRequest, withdrawRequest,
} from '#app/domain/connection-requests/commands/advance.server.ts'
import { editRequest } from '#app/domain/connection-requests/commands/edit.server.ts'
import { undoStep } from '#app/domain/connection-requests/commands/undo.server.ts'
import {
  countRequests, countViews, findRequest, listRequests, listRequestsBehind, listSteps, readRequestFilter,
} from '#app/domain/connection-requests/queries.server.ts'
import { connectionFigures } from '#app/domain/connection-requests/queries/figures.server.ts'
import { canMove, figureAddress, median, nextActOf, stretchesOf } from '#app/domain/connection-requests/rules.ts'
import { requestStates, type RequestState, type RequestStateFilter } from '#app/domain/connection-requests/terms.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { addDays } from '#app/lib/days.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { countQueries } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const stateOf = async (world: World, folio: string) => (await findRequest(world.as('paula'), folio))?.state
const wait = ({ clock }: World, days: number) => { clock.now = new Date(clock.now.getTime() + days * 86_400_000) }

async function stretchesIn(world: World, folio: string) {
  const request = (await findRequest(world.as('paula'), folio))!
  const day = world.clock.now.toISOString().slice(0, 10)
  return stretchesOf(request, await listSteps(world.as('paula'), [request.id]), day).map(({ state, days }) => `${state} ${days}`)
}

test('a request goes from received to its result, and says how many days it spent in each state', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world, { received_on: '2026-11-20' })
  expect(folio).toBe('S-2026-0001')

  await startRequest(world.as('paula'), folio)
  wait(world, 5)
  const meeting = await meetingWith(world, {})
  await linkMeeting(world.as('paula'), folio, meeting.folio)
  wait(world, 10)
  const agreement = await makeAgreement(world, { meeting_id: meeting.id })
  await linkAgreement(world.as('paula'), folio, agreement.folio)
  wait(world, 3)
  await concludeRequest(world.as('paula'), folio, { outcome: 'achieved', outcome_text: 'SERVIU asignó los cupos.' })
  wait(world, 30)

  expect(await stretchesIn(world, folio)).toEqual(['received 4', 'in_progress 5', 'meeting_called 10', 'agreement 3', 'result 0'])
  expect(await findRequest(world.as('paula'), id)).toMatchObject({ state: 'result', outcome: 'achieved', meeting_id: meeting.id, agreement_id: agreement.id, closed_on: '2026-12-12' })
  expect((await listActivity(world.as('paula'), 'connection_request', id)).map(({ action }) => action)).toEqual([
    'connection_request.concluded', 'connection_request.agreement_linked', 'connection_request.meeting_linked',
    'connection_request.started', 'connection_request.created',
  ])
})

test('«SERVIU», «GORE», «SEREMI» are those of the region of whoever asks, and «MINVU» the only one', async () => {
  const world = await createWorld()
  const withOf = async (given: Parameters<typeof makeRequest>[1]) => (await findRequest(world.as('paula'), (await makeRequest(world, given)).folio))!
  expect(await withOf({ with_kind: 'serviu' })).toMatchObject({ with_id: 'serviu-13', with_name: 'SERVIU Metropolitano' })
  expect(await withOf({ with_kind: 'gore', asker_id: 'muni-10201' })).toMatchObject({ with_id: 'gore-10' })
  expect(await withOf({ with_kind: 'seremi' })).toMatchObject({ with_id: 'seremi-minvu-13' })
  expect(await withOf({ with_kind: 'ministry' })).toMatchObject({ with_id: 'minvu' })
  expect(await withOf({ with_kind: 'company' })).toMatchObject({ with_id: null, with_kind: 'company' })
  // The one that was named says its kind.
  expect(await withOf({ with_kind: 'company', with_id: 'cchc' })).toMatchObject({ with_id: 'cchc', with_kind: 'association' })
})

test('a leader asks in the name of their institution, and whoever coordinates with it attends', async () => {
  const world = await createWorld()
  await world.raw.updateTable('institutions').set({ coordinator_id: 'paula' }).where('id', '=', 'muni-13102').execute()
  const { folio } = await makeRequest(world, {}, 'rosa')
  expect(await findRequest(world.as('rosa'), folio)).toMatchObject({ follow_up_user_id: 'paula', with_id: 'serviu-13', author_role: 'leader' })

  await expect(makeRequest(world, { asker_id: 'muni-10201' }, 'rosa')).rejects.toThrow()
  await expect(startRequest(world.as('rosa'), folio)).rejects.toThrow()
  await expect(makeRequest(world, {}, 'elena')).rejects.toThrow()
})

test('a request of another municipality does not exist for a leader, in no list, count nor figure', async () => {
  const world = await createWorld()
  const own = await makeRequest(world)
  const theirs = await makeRequest(world, { asker_id: 'muni-10201', with_id: 'muni-13102', with_kind: 'municipality' })
  const rosa = world.as('rosa')

  expect(await findRequest(rosa, theirs.folio)).toBeUndefined()
  expect((await listRequests(rosa)).map(({ folio }) => folio)).toEqual([own.folio])
  expect(await countRequests(rosa, {})).toBe(1)
  expect((await countViews(rosa, {})).todas).toBe(1)
  expect((await connectionFigures(rosa, {})).received).toBe(1)
})

test('a meeting in draft calls nobody: the request waits, and follows once the meeting is called', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const meeting = await meetingWith(world, { state: 'draft' })
  await linkMeeting(world.as('paula'), folio, meeting.folio)
  expect(await stateOf(world, folio)).toBe('in_progress')

  await changeState(world.as('paula'), meeting.folio, 'called')
  await followMeeting(world.as('paula'), meeting.folio)
  expect(await stateOf(world, folio)).toBe('meeting_called')
  await followMeeting(world.as('paula'), meeting.folio)
  expect(await listSteps(world.as('paula'), [(await findRequest(world.as('paula'), folio))!.id])).toHaveLength(3)
})

test('an agreement that came from a meeting brings it along, and both lead back to the request', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const meeting = await meetingWith(world, {})
  const agreement = await makeAgreement(world, { meeting_id: meeting.id })
  await linkAgreement(world.as('paula'), folio, agreement.folio)

  expect(await findRequest(world.as('paula'), folio)).toMatchObject({ state: 'agreement', meeting_id: meeting.id })
  expect(await listRequestsBehind(world.as('elena'), { meeting_id: meeting.id })).toMatchObject([{ folio }])
  expect(await listRequestsBehind(world.as('elena'), { agreement_id: agreement.id })).toMatchObject([{ folio }])
  expect(await listRequestsBehind(world.as('ines'), { agreement_id: agreement.id })).toEqual([])
})

test('what was done by mistake is undone by another act, for a day, and never was as far as days are counted', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  await startRequest(world.as('paula'), folio)
  wait(world, 3)
  await concludeRequest(world.as('paula'), folio, { outcome: 'not_achieved', outcome_text: 'No respondieron.' })
  await undoStep(world.as('carolina'), folio)
  wait(world, 2)

  expect(await findRequest(world.as('paula'), folio)).toMatchObject({ state: 'in_progress', outcome: null, outcome_text: null, closed_on: null })
  expect(await stretchesIn(world, folio)).toEqual(['received 0', 'in_progress 5'])
  expect((await listSteps(world.as('paula'), [id])).map(({ state }) => state)).toEqual(['received', 'in_progress', 'result', 'in_progress'])
  await expect(undoStep(world.as('paula'), folio)).rejects.toThrow('24 horas')
})

test('undoing a link of a meeting takes the request out of those that came to have one', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const meeting = await meetingWith(world, {})
  await linkMeeting(world.as('paula'), folio, meeting.folio)
  expect(await connectionFigures(world.as('paula'), {})).toMatchObject({ called: 1, median_days: 0 })
  await undoStep(world.as('paula'), folio)
  expect(await findRequest(world.as('paula'), folio)).toMatchObject({ state: 'received', meeting_id: null })
  expect(await connectionFigures(world.as('paula'), {})).toMatchObject({ called: 0, median_days: null })
})

test('a closed request takes no more steps, and its steps are never written over', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  await withdrawRequest(world.as('paula'), folio, 'Ya lo resolvió por su cuenta')
  await expect(startRequest(world.as('paula'), folio)).rejects.toThrow('Retirada')
  await expect(concludeRequest(world.as('paula'), folio, { outcome: 'achieved', outcome_text: 'x' })).rejects.toThrow()
  const meeting = await meetingWith(world, {})
  await expect(linkMeeting(world.as('paula'), folio, meeting.folio)).rejects.toThrow('cerrada')
  await expect(world.raw.updateTable('connection_request_steps').set({ text: 'otra cosa' }).execute()).rejects.toThrow('append_only')
})

test('two people edit the same request: the second one is told, and nothing is lost', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const edit = { asker_id: 'muni-13102', with_kind: 'gore' as const, with_id: null, subject: 'Fondos para Los Aromos', detail: null, received_on: '2026-11-20', follow_up_user_id: 'paula', version: 1 }
  expect(await editRequest(world.as('paula'), folio, edit)).toBeUndefined()
  expect(await editRequest(world.as('carolina'), folio, { ...edit, subject: 'Otra cosa' })).toMatchObject({ subject: 'Fondos para Los Aromos', with_id: 'gore-13' })
  await expect(editRequest(world.as('paula'), folio, { ...edit, version: 2, received_on: '2026-11-25' })).rejects.toThrow('todavía no llega')
})

test('every figure is the length of its list', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const made: string[] = []
  for (let n = 0; n < 9; n++) made.push((await makeRequest(world, { received_on: addDays('2026-11-01', n * 2) })).folio)
  const [first, second, third, fourth, fifth] = made as [string, string, string, string, string]
  await concludeRequest(paula, first, { outcome: 'achieved', outcome_text: 'Se logró.' })
  await concludeRequest(paula, second, { outcome: 'not_achieved', outcome_text: 'No hubo cupo.' })
  await withdrawRequest(paula, third, 'No hizo falta')
  for (const folio of [fourth, fifth]) await linkMeeting(paula, folio, (await meetingWith(world, {})).folio)

  const period = { from: '2026-11-01', until: '2026-11-15' }
  const figures = await connectionFigures(paula, period)
  expect(figures).toEqual({ received: 8, with_result: 2, achieved: 1, not_achieved: 1, open: 5, withdrawn: 1, called: 2, median_days: 16 })
  const listed = (state?: RequestStateFilter) => {
    const filter = readRequestFilter(new URL(`http://x${figureAddress(period, state)}`).searchParams)
    return countRequests(paula, filter)
  }
  expect(await listed()).toBe(figures.received)
  expect(await listed('con-resultado')).toBe(figures.with_result)
  expect(await listed('logradas')).toBe(figures.achieved)
  expect(await listed('no-logradas')).toBe(figures.not_achieved)
  expect(await listed('abiertas')).toBe(figures.open)
  expect(await listed('retiradas')).toBe(figures.withdrawn)
  expect(await listed('llegaron-a-reunion')).toBe(figures.called)
  expect(await countQueries(world, () => connectionFigures(paula, period))).toBe(2)
})

test('a list of requests is found by words of its subject, who asks and with whom, and by filters together', async () => {
  const world = await createWorld()
  const aromos = await makeRequest(world)
  const castro = await makeRequest(world, { asker_id: 'muni-10201', with_kind: 'gore', subject: 'Loteo Ñuble Alto' })
  const found = async (search: string) => (await listRequests(world.as('elena'), readRequestFilter(new URLSearchParams(search)))).map(({ folio }) => folio)
  expect(await found('q=cerrillos')).toEqual([aromos.folio])
  expect(await found('q=nuble')).toEqual([castro.folio])
  expect(await found('q=gore los lagos')).toEqual([castro.folio])
  expect(await found('region=10')).toEqual([castro.folio])
  expect(await found('con=serviu')).toEqual([aromos.folio])
  expect(await found('institucion=serviu-13')).toEqual([aromos.folio])
  expect(await found('vista=recibidas&desde=2026-11-24&hasta=2026-11-24')).toHaveLength(2)
  expect(await found('estado=logradas')).toEqual([])
  expect(await found('estado=%27&region=x&pagina=-4')).toHaveLength(2)
})

test('a request never goes back by itself, and has one next act until it is closed', () => {
  const states = Object.keys(requestStates) as RequestState[]
  fc.assert(fc.property(fc.constantFrom(...states), fc.constantFrom(...states), (from, to) => {
    if (canMove(from, to)) expect(canMove(to, from)).toBe(false)
    expect(canMove(from, from)).toBe(false)
  }))
  const at = (state: RequestState, meeting: string | null, closed_on: string | null = null) =>
    nextActOf({ state, outcome: null, received_on: '2026-11-01', closed_on }, meeting ? { state: meeting } : null)
  expect([at('received', null), at('in_progress', null), at('in_progress', 'draft'), at('meeting_called', 'called'), at('meeting_called', 'cancelled'), at('agreement', 'held'), at('result', 'held', '2026-11-02')])
    .toEqual(['start', 'schedule', 'call', 'agree', 'schedule', 'conclude', null])
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 5])]).toEqual([null, 3, 2.5, 5])
})
