import { expect, test } from 'vitest'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { readNotice } from '#app/lib/http-notice.server.ts'
import { gridEvents, hoursShown } from '#app/routes/calendar/grid-events.ts'
import { filterOnly } from '#app/routes/calendar/head.tsx'
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
  expect(gridEvents(now.days, (day) => `/calendario?modo=dia&fecha=${day}`)).toContainEqual(expect.objectContaining({ start: '2026-11-24T18:00:00.000Z', whole_day: false, to: `/reuniones/${folio}`, move: null }))
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
  expect((moved as Response).headers.get('Location')).toBe(`/calendario?modo=semana&movida=${folio}`)
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
  expect((await drop({ back: 'https://malo.ejemplo' }) as Response).headers.get('Location')).toBe(`/calendario?movida=${folio}`)
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

test('layers are whose meetings are, each with its count, and the address says which are on', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await world.raw.updateTable('meetings').set({ owner_id: 'carolina' }).execute()
  await meetingWith(world, { title: 'De Paula' })
  await meetingWith(world, { title: 'De quien ya no coordina' })
  await world.raw.updateTable('meetings').set({ owner_id: 'lidia' }).where('title', 'like', 'De quien%').execute()
  await makeCommitment(world, { due_on: '2026-11-27' })
  const page = (search = '') => world.visit(loader, 'carolina', `/calendario?modo=mes&fecha=2026-11-24&${search}`)
  const titles = async (search: string) => (await page(search)).days.flatMap(({ meetings }) => meetings.map(({ title }) => title))

  expect((await page()).counts).toEqual({ mias: 1, equipo: 1, red: 1, vencimientos: 1, feriados: 2 })
  expect(await titles('capas=1&capa=mias')).toEqual(['Mesa técnica de suelo'])
  expect(await titles('vista=mias')).toEqual(['Mesa técnica de suelo'])
  expect(await titles('capas=1&capa=equipo&capa=red')).toEqual(['De Paula', 'De quien ya no coordina'])
  expect(await titles('capas=1')).toEqual([])
  const due = async (search: string) => (await page(search)).days.flatMap((day) => day.due).length
  expect(await Promise.all(['', 'capas=1&capa=equipo&capa=vencimientos', 'capas=1&capa=mias&capa=vencimientos', 'capas=1&capa=vencimientos', 'capas=1&capa=equipo'].map(due))).toEqual([1, 1, 0, 1, 0])
})

test('lists, files and feeds understand the layers of the calendar', () => {
  expect(filterOnly('modo=mes&fecha=2026-11-24&region=13&capas=1&capa=mias&capa=equipo&capa=feriados&movida=R-1')).toBe('region=13&capas=1&capa=mias&capa=equipo')
  expect(filterOnly('capas=1&capa=mias&capa=equipo&capa=red&vista=mias')).toBe('')
  expect(filterOnly('vista=mias&tipo=bilateral')).toBe('vista=mias&tipo=bilateral')
})

test('a day with many meetings shows twelve and leads to the day, where all are', async () => {
  const world = await createWorld()
  for (let n = 0; n < 15; n++) await meetingWith(world, { title: `Reunión ${n}`, when: hours('2026-11-26', `${String(8 + (n % 10)).padStart(2, '0')}:00`, '19:00') })
  const at = async (mode: string) => (await world.visit(loader, 'elena', `/calendario?modo=${mode}&fecha=2026-11-26`)).days.find(({ day }) => day === '2026-11-26')!
  const month = await at('mes')
  expect([month.meetings.length, month.more]).toEqual([12, 3])
  expect(gridEvents([month], (day) => `/dia/${day}`).at(-1)).toMatchObject({ kind: 'more', title: 'y 3 reuniones más', to: '/dia/2026-11-26' })
  const day = await at('dia')
  expect([day.meetings.length, day.more]).toEqual([15, 0])
  expect((await world.visit(loader, 'elena', '/calendario?modo=mes&fecha=2026-11-26')).summary).toMatch(/^15 reuniones/)
})

test('each block says day, hours and zone in full, and the hour of the place when it is another one', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await meetingWith(world, { title: 'En la isla', when: hours('2026-11-25', '10:00', '11:00', 'Pacific/Easter') })
  const { days } = await world.visit(loader, 'elena', '/calendario?modo=mes&fecha=2026-11-24')
  const [here, there] = gridEvents(days, () => '').filter(({ kind }) => kind === 'meeting')
  expect(here!.label).toBe('15:00 Mesa técnica de suelo. martes 24 de noviembre de 2026, 15:00 a 16:00, hora de Santiago. Convocada')
  expect(there).toMatchObject({ elsewhere: '10:00 en Isla de Pascua' })
  expect(there!.label).toBe('12:00 (10:00 en Isla de Pascua) En la isla. miércoles 25 de noviembre de 2026, 10:00 a 11:00 en Isla de Pascua, 12:00 para usted. Convocada')
})

test('the grid opens its hours as far as its meetings go', () => {
  const row = (time: string, minutes: number) => ({ time, start: '2026-11-24T12:00:00.000Z', end: new Date(Date.parse('2026-11-24T12:00:00.000Z') + minutes * 60_000).toISOString() })
  const days = (...rows: object[]) => [{ meetings: rows }] as Parameters<typeof hoursShown>[0]
  expect(hoursShown([])).toEqual({ slotMinTime: '08:00:00', slotMaxTime: '20:00:00' })
  expect(hoursShown(days(row('07:30', 60), row('20:15', 90)))).toEqual({ slotMinTime: '07:00:00', slotMaxTime: '22:00:00' })
  expect(hoursShown(days(row('23:00', 120)))).toMatchObject({ slotMaxTime: '24:00:00' })
})

test('the calendar warns of who is called twice in a day, in the list and in the grid', async () => {
  const world = await createWorld()
  const participants = [{ position_id: 'serviu-13:serviu_director' }]
  for (const title of ['Una', 'Otra']) await meetingWith(world, { title, participants, when: hours('2026-11-27', '11:00', '12:00') })
  const { days } = await world.visit(loader, 'elena', '/calendario?modo=mes&fecha=2026-11-24')
  expect(days.flatMap(({ meetings }) => meetings.map(({ clash }) => clash))).toEqual([expect.stringContaining('«Otra»'), expect.stringContaining('«Una»')])
  expect(gridEvents(days, () => '').filter(({ clash }) => clash).map(({ label }) => label)[0]).toContain('Choque de agenda:')
})

test('after a move the calendar asks whom to tell, unless nobody was asked', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const alone = await meetingWith(world, { participants: [] })
  const moved = async (folio: string, who: 'paula' | 'elena' = 'paula') => (await world.visit(loader, who, `/calendario?movida=${folio}`)).moved
  expect(await moved(folio)).toEqual({ folio, title: 'Mesa técnica de suelo', guests: 1 })
  expect(await Promise.all([moved(alone.folio), moved('R-2026-9999'), moved(folio, 'elena')])).toEqual([null, null, null])
})
