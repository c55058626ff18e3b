import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { action as tell, loader as preview } from '#app/routes/invitations/notices.tsx'
import { action as cancel } from '#app/routes/meetings/cancellation.tsx'
import { action as move } from '#app/routes/meetings/move.tsx'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { action as end } from '#app/routes/series/ending.tsx'
import { action as recall } from '#app/routes/series/recall.ts'
import { action as remove, loader as removing } from '#app/routes/series/removal.tsx'
import { action as restore } from '#app/routes/series/restoration.ts'
import { action as change } from '#app/routes/series/rule.tsx'
import { email, outbox, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { hours } from '#tests/support/meetings.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Form = Record<string, string>
type Refused = { data: { errors: Record<string, string[]>; version?: number; series_version?: number }; init: { status: number } }

const placeOf = (answer: unknown) => (answer as Response).headers.get('Location')!
const noticeOf = (answer: unknown) => {
  const [cookie] = (answer as Response).headers.get('Set-Cookie')!.split(';')
  return (JSON.parse(decodeURIComponent(cookie!.slice(cookie!.indexOf('=') + 1))) as { text: string }).text
}
const at = (folio: string, form?: Form) => ({ params: { folio }, ...(form ? { form } : {}) })
const of = (id: string, form?: Form) => ({ params: { id }, ...(form ? { form } : {}) })
const version = async (world: World, folio: string) => String((await findMeeting(world.as('paula'), folio))!.version)
const seriesVersion = async (world: World, id: string) => String((await findSeries(world.as('paula'), id))!.version)

async function told(world: World) {
  await email(world, 'institution', 'muni-13102', ROSA)
  await email(world, 'institution', 'serviu-13', SERVIU)
  const { id, meetings } = await seriesWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await send(world, meetings[0]!.folio)
  wait(world)
  return { id, folios: meetings.map(({ folio }) => folio) }
}

test('after a date is taken out, put back, or the series ended, or called off and called again, one is led to whoever must hear of it', async () => {
  const world = await createWorld()
  const { id, folios } = await told(world)
  const notices = `/reuniones/${folios[0]}/avisos`
  const versions = async (folio: string) => ({ version: await version(world, folio), series_version: await seriesVersion(world, id) })
  const gone = await world.visit(remove, 'paula', '/x', at(folios[3]!, { scope: 'one', ...(await versions(folios[3]!)) }))
  expect([placeOf(gone), noticeOf(gone)]).toEqual([notices, 'Quitada de la serie: 09-03-2027.'])
  await send(world, folios[0]!)
  wait(world)
  const back = await world.visit(restore, 'paula', `/x?date=2027-03-09T10:00`, { ...of(id), method: 'POST' })
  expect(placeOf(back)).toMatch(/^\/reuniones\/R-2026-\d+\/avisos$/)
  await send(world, folios[0]!)

  wait(world)
  expect(placeOf(await world.visit(remove, 'paula', '/x', at(folios[11]!, { scope: 'following', ...(await versions(folios[11]!)) })))).toBe(notices)
  await send(world, folios[0]!)
  wait(world)
  expect(placeOf(await world.visit(end, 'paula', '/x', of(id, { last_on: '2027-06-30', version: await seriesVersion(world, id) })))).toBe(notices)
  await send(world, folios[0]!)

  wait(world)
  await world.visit(cancel, 'paula', '/x', at(folios[0]!, { reason: 'Feria', scope: 'all' }))
  await send(world, folios[0]!)
  expect(placeOf(await world.visit(recall, 'paula', `/x?at=${world.clock.now.toISOString()}`, { ...of(id), method: 'POST' }))).toBe(notices)
})

test('another rule leads to the page that tells the guests of both series, each of them counted once', async () => {
  const world = await createWorld()
  const { id, folios } = await told(world)
  await moveMeeting(world.as('paula'), folios[5]!, hours('2027-05-12', '10:00', '11:30'), await version(world, folios[5]!).then(Number))
  const rule = { on: '2026-12-10', start: '10:00', end: '11:00', repeats: 'monthly_weekday', series_until: '2027-08-31', step: 'create', holidays: 'keep', version: await seriesVersion(world, id) }
  const changed = await world.visit(change, 'paula', '/x', of(id, rule))
  const place = placeOf(changed)
  const folio = /R-2026-\d+/.exec(place)![0]
  expect(place).toBe(`/reuniones/${folio}/avisos`)
  expect((await world.visit(show, 'paula', '/x', at(folio))).pending).toEqual({ text: 'Falta avisar a 2 invitados del cambio.', act: 'Ver quién recibe qué' })

  const { urgent, silence } = await world.visit(preview, 'paula', '/x', at(folio))
  expect([silence, urgent.map(({ gets, email }) => [gets, email])]).toEqual([null, [
    ['Su serie sigue con otra invitación', ROSA], ['Invitación a lo que sigue de la serie', ROSA],
    ['Su serie sigue con otra invitación', SERVIU], ['Invitación a lo que sigue de la serie', SERVIU],
  ]])
  const form = new URLSearchParams(urgent.map(({ key }) => ['recipients', key]))
  const sent = await world.visit(tell, 'paula', '/x', { params: { folio }, form: [...form, ['version', await version(world, folio)]] as [string, string][] })
  expect(noticeOf(sent)).toBe('Quedan en la bandeja de salida 2 invitaciones y 2 avisos de cambio.')
  expect((await outbox(world)).slice(-4).map(({ calendar_method }) => calendar_method)).toEqual(['CANCEL', 'CANCEL', 'REQUEST', 'REQUEST'])
})

test('a guest without an address whom two series would invite is named once', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world)
  await world.visit(move, 'paula', '/x', at(meetings[4]!.folio, { on: '2027-04-13', start: '16:00', end: '17:00', version: '1', scope: 'following' }))
  const { unreachable } = await world.visit(preview, 'paula', '/x', at(meetings[0]!.folio))
  expect(unreachable).toHaveLength(1)
  expect((await world.visit(show, 'paula', '/x', at(meetings[0]!.folio))).pending).toEqual({ text: '1 convocado no tiene correo en el directorio.', act: 'Ver a quién le falta' })
})

test('whoever takes out a date that somebody else moved meanwhile is told where it is now, and nothing is done', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const folio = meetings[3]!.folio
  const page = await world.visit(removing, 'paula', '/x', at(folio))
  await moveMeeting(world.as('carolina'), folio, hours('2027-03-10', '10:00', '11:30'), page.version)
  for (const scope of ['one', 'following']) {
    const form = { scope, version: String(page.version), series_version: String(page.series_version) }
    const refused = (await world.visit(remove, 'paula', '/x', at(folio, form))) as unknown as Refused
    expect(refused.init.status).toBe(409)
    expect(refused.data.errors.scope).toEqual([expect.stringMatching(/^Carolina .*cambió esta reunión mientras tanto: ahora es el .*10 de marzo/)])
    expect(refused.data.version).toBe(page.version + 1)
  }
  await world.visit(end, 'paula', '/x', of(id, { last_on: '2027-11-30', version: String(page.series_version) }))
  const late = { scope: 'following', version: await version(world, folio), series_version: String(page.series_version) }
  const refused = (await world.visit(remove, 'paula', '/x', at(folio, late))) as unknown as Refused
  expect([refused.init.status, refused.data.errors.scope]).toEqual([409, ['Alguien cambió la serie mientras tanto: ahora termina el 30-11-2027. Revise y vuelva a quitarla.']])
  expect(await listDates(world.as('paula'), id)).toHaveLength(12)
})

test('a series that moves onto a holiday it skips says how many dates that took', async () => {
  const world = await createWorld()
  const { meetings } = await seriesWith(world, { rule: 'FREQ=WEEKLY;BYDAY=WE', start_local: '2026-12-16T10:00', end_local: '2026-12-16T11:00', last_on: '2027-01-31', holidays: 'skip' })
  const moved = await world.visit(move, 'paula', '/x', at(meetings[0]!.folio, { on: '2026-12-18', start: '10:00', end: '11:00', version: '1', scope: 'all' }))
  expect(noticeOf(moved)).toBe('La serie cambió desde el 18-12-2026: todos los viernes, 10:00. 2 fechas caen en feriado y no se hacen.')
  const [line] = await listActivity(world.as('paula'), 'meeting', meetings[0]!.id)
  expect(line).toMatchObject({ sentence: expect.stringContaining('todos los viernes, 10:00; 2 fechas caen en feriado y no se hacen') })
})

test('a date that somebody moves onto a holiday its series skips is gone, and the page that says so is that of the series', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { rule: 'FREQ=WEEKLY;BYDAY=WE', start_local: '2026-12-16T10:00', end_local: '2026-12-16T11:00', last_on: '2027-01-31', holidays: 'skip' })
  const moved = await world.visit(move, 'paula', '/x', at(meetings[1]!.folio, { on: '2026-12-25', start: '10:00', end: '11:00', version: '1', scope: 'all' }))
  expect([placeOf(moved), noticeOf(moved)]).toEqual([`/reuniones/series/${id}`, expect.stringContaining('2 fechas caen en feriado y no se hacen.')])
  expect(await findMeeting(world.as('paula'), meetings[1]!.folio)).toBeUndefined()
})
