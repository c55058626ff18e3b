import { expect, test } from 'vitest'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { readNotice } from '#app/lib/http-notice.server.ts'
import { gridEvents } from '#app/routes/calendar/grid-events.ts'
import { loader } from '#app/routes/calendar/index.tsx'
import { action } from '#app/routes/calendar/move.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const notice = (response: unknown) => decodeURIComponent((response as Response).headers.get('Set-Cookie') ?? '')

test('the grid and its list tell the same meetings, due dates and holidays', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  await makeCommitment(world, { text: 'Enviar el catastro', due_rule: 'date', due_on: '2026-11-27' })

  const page = await world.visit(loader, 'elena', '/calendario?modo=mes&fecha=2026-12-01')
  const now = await world.visit(loader, 'elena', '/calendario?modo=mes&fecha=2026-11-01')

  expect(page.days.flatMap(({ holidays }) => holidays)).toEqual(['Inmaculada Concepción', 'Navidad', 'Año Nuevo'])
  expect(now.days.find(({ day }) => day === '2026-11-24')?.meetings).toMatchObject([{ folio, hours: '15:00 a 16:00' }])
  expect(now.days.find(({ day }) => day === '2026-11-27')?.due).toMatchObject([{ text: 'Enviar el catastro', word: 'Vence en 3 días' }])
  expect(gridEvents(now.days)).toContainEqual(expect.objectContaining({ start: '2026-11-24T18:00:00.000Z', whole_day: false, to: `/reuniones/${folio}`, move: null }))
})

test('the filter of the list of meetings narrows the calendar', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const count = async (search: string) => (await world.visit(loader, 'elena', `/calendario?fecha=2026-11-24&${search}`)).days.flatMap(({ meetings }) => meetings).length

  expect(await count('institucion=muni-13102')).toBe(1)
  expect(await count('region=13&tipo=working_group&estado=called')).toBe(1)
  expect(await count('institucion=muni-10201')).toBe(0)
  expect(await count('vista=mias')).toBe(0)
})

test('a dragged meeting moves, says so, and can be put back', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const drop = { folio, version: '1', start: '2026-11-26T09:30', end: '2026-11-26T10:30', back: '/calendario?modo=semana' }

  const moved = await world.visit(action, 'paula', '/calendario/traslado', { form: drop })
  expect((moved as Response).headers.get('Location')).toBe('/calendario?modo=semana')
  expect(notice(moved)).toContain('pasó al jueves 26 de noviembre, 09:30')
  expect(await findMeeting(world.as('paula'), folio)).toMatchObject({ start_local: '2026-11-26T09:30', sequence: 1 })

  const undo = /"undo":"([^"]+)"/.exec(notice(moved))![1]!
  await world.visit(action, 'paula', undo, { form: {} })
  expect(await findMeeting(world.as('paula'), folio)).toMatchObject({ start_local: '2026-11-24T15:00', sequence: 2 })
})

test('a meeting of Punta Arenas dragged by somebody in Santiago keeps its own zone', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { when: hours('2027-07-14', '11:00', '12:00', 'America/Punta_Arenas') })

  await world.visit(action, 'paula', '/calendario/traslado', {
    form: { folio, version: '1', start: '2027-07-15T10:00', end: '2027-07-15T11:00' },
  })

  expect(await findMeeting(world.as('paula'), folio)).toMatchObject({
    start_local: '2027-07-15T11:00', zone: 'America/Punta_Arenas', starts_at: '2027-07-15T14:00:00.000Z',
  })
})

test('what cannot be is not moved, and the page says why', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const drop = (form: Record<string, string>) =>
    world.visit(action, 'paula', '/calendario/traslado', { form: { folio, version: '1', start: '2026-11-26T09:30', end: '2026-11-26T10:30', ...form } })

  expect(notice(await drop({ start: 'ayer' }))).toContain('esa hora no existe')
  expect(notice(await drop({ start: '2027-09-05T00:30', end: '2027-09-05T01:30' }))).toContain('el reloj cambia ese día')
  expect(notice(await drop({ version: '9' }))).toContain('Alguien cambió')
  expect((await drop({ back: 'https://malo.ejemplo' }) as Response).headers.get('Location')).toBe('/calendario')
})

test('a field of the address is checked before anything is built from its name', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const refused = world.visit(action, 'paula', '/calendario/traslado?a[20000000]=x', { form: { folio, version: '1' } })
  await expect(refused).rejects.toMatchObject({ status: 400 })
})

test('moving back is not offered when its address would be too long to follow', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const back = `/calendario?q=${'%C3%B1'.repeat(70)}`
  const form = { folio, version: '1', start: '2026-11-26T09:30', end: '2026-11-26T10:30', back }

  const moved = (await world.visit(action, 'paula', '/calendario/traslado', { form })) as Response
  const [cookie] = moved.headers.get('Set-Cookie')!.split(';')
  const { notice: shown } = readNotice(new Request('http://localhost:3000/calendario', { headers: { Cookie: cookie! } }))
  expect(shown).toEqual({ text: expect.stringContaining('pasó al jueves 26 de noviembre') })
})
