import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, listMeetingsIn } from '#app/domain/meetings/queries.server.ts'
import { listClashes, listPlannedClashes } from '#app/domain/meetings/queries/clashes.server.ts'
import { clashSentence } from '#app/domain/meetings/rules/clashes.ts'
import { readTimes } from '#app/domain/meetings/rules/times.ts'
import type { Name } from '#tests/support/cast.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const DIRECTOR = 'serviu-13:serviu_director'
const MAYOR = 'muni-13102:mayor'

const timesOf = (on: string, start: string, end: string, zone = 'America/Santiago') => {
  const reading = readTimes({ whole_day: false, on, start, end, until_on: null, duration: 60, zone, repeated_hour: null })
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.times
}
const planned = ({ as }: World, refs: string[], who: Name = 'carolina', on = '2026-11-27', start = '11:00', end = '12:00') =>
  listPlannedClashes(as(who), refs, timesOf(on, start, end))
const of = async (world: World, folio: string, who: Name = 'carolina') => {
  const meeting = (await findMeeting(world.as(who), folio))!
  return (await listClashes(world.as(who), [meeting])).get(meeting.id)!
}

test('a position that somebody else called that day is told, with the hours and who calls', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { when: hours('2026-11-27', '15:00', '16:00'), participants: [{ position_id: DIRECTOR }], organiser_id: 'muni-13102' })
  const [clash] = await planned(world, [`cargo:${DIRECTOR}`])
  expect(clash).toMatchObject({ folio, title: 'Mesa técnica de suelo', hours: '15:00 a 16:00', owner: 'Paula Díaz Rojas', overlaps: false })
  expect(clashSentence(clash!)).toMatch(/^Director.*, SERVIU Metropolitano ya tiene ese día «Mesa técnica de suelo», 15:00 a 16:00\. Convoca Municipalidad de Cerrillos, coordina Paula Díaz Rojas\.$/)

  expect(await planned(world, [`cargo:${DIRECTOR}`], 'carolina', '2026-11-27', '15:30', '16:30')).toMatchObject([{ overlaps: true }])
  expect(await planned(world, [`cargo:${DIRECTOR}`], 'carolina', '2026-11-26')).toEqual([])
  expect(await planned(world, [`cargo:${MAYOR}`, 'institucion:serviu-13'])).toEqual([])
})

test('one’s own meetings are told only when the hours cross', async () => {
  const world = await createWorld()
  await meetingWith(world, { when: hours('2026-11-27', '15:00', '16:00'), participants: [{ position_id: DIRECTOR }] })
  expect(await planned(world, [`cargo:${DIRECTOR}`], 'paula')).toEqual([])
  expect(await planned(world, [`cargo:${DIRECTOR}`], 'paula', '2026-11-27', '15:59', '17:00')).toMatchObject([{ overlaps: true }])
  expect(await planned(world, [`cargo:${DIRECTOR}`], 'paula', '2026-11-27', '16:00', '17:00')).toEqual([])
})

test('a person called by name clashes with the position in which they act that day, and the other way round', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, DIRECTOR, ['Tomás', 'Pinto'], { treatment: 'Sr.' })
  const acting = await inOffice(world, DIRECTOR, ['Marta', 'Lagos'], { kind: 'subrogante', from: '2026-12-01', until: '2026-12-05' })
  await meetingWith(world, { title: 'De la persona', when: hours('2026-11-27', '15:00', '16:00'), participants: [{ person_id }] })
  await meetingWith(world, { title: 'Del cargo', when: hours('2026-12-02', '15:00', '16:00'), participants: [{ position_id: DIRECTOR }] })

  expect(await planned(world, [`cargo:${DIRECTOR}`])).toMatchObject([{ title: 'De la persona' }])
  expect(await planned(world, [`persona:${acting.person_id}`], 'carolina', '2026-12-02')).toMatchObject([{ title: 'Del cargo', who: ['Marta Lagos'] }])
  expect(await planned(world, [`persona:${person_id}`], 'carolina', '2026-12-02')).toEqual([])
})

test('what does not stand clashes with nobody: drafts, cancelled meetings, whoever declined', async () => {
  const world = await createWorld()
  const participants = [{ position_id: DIRECTOR }]
  const when = hours('2026-11-27', '11:00', '12:00')
  await meetingWith(world, { when, participants, state: 'draft' })
  const { folio } = await meetingWith(world, { when, participants })
  await changeState(world.as('paula'), folio, 'cancelled', 'No hay quórum')
  await meetingWith(world, { when, participants: [{ position_id: DIRECTOR, rsvp: 'declined' }] })
  expect(await planned(world, [`cargo:${DIRECTOR}`])).toEqual([])
})

test('a reserved meeting of somebody else is only «Ocupado»', async () => {
  const world = await createWorld()
  await meetingWith(world, { when: hours('2026-11-27', '11:00', '12:00'), participants: [{ position_id: DIRECTOR }], reserved: true, organiser_id: 'muni-13102' })
  const [clash] = await planned(world, [`cargo:${DIRECTOR}`])
  expect(clash).toMatchObject({ folio: null, title: 'Ocupado', organiser: null, owner: 'Paula Díaz Rojas' })
  expect(await planned(world, [`cargo:${DIRECTOR}`], 'paula')).toMatchObject([{ title: 'Mesa técnica de suelo' }])
})

test('hours of different zones are compared as instants, and days as the day of each place', async () => {
  const world = await createWorld()
  await meetingWith(world, { when: hours('2027-07-14', '10:00', '11:00', 'America/Punta_Arenas'), participants: [{ position_id: DIRECTOR }] })
  const clashes = await planned(world, [`cargo:${DIRECTOR}`], 'carolina', '2027-07-14', '09:30', '10:30')
  expect(clashes).toMatchObject([{ overlaps: true, hours: '10:00 a 11:00 en Punta Arenas, 09:00 para usted' }])
})

test('whole days cross every hour of theirs, and no other day', async () => {
  const world = await createWorld()
  await meetingWith(world, {
    participants: [{ position_id: DIRECTOR }],
    when: { start_local: null, end_local: null, from_on: '2026-11-26', until_on: '2026-11-28', zone: 'America/Santiago', repeated_hour: 0 },
  })
  expect(await planned(world, [`cargo:${DIRECTOR}`])).toMatchObject([{ overlaps: true, hours: 'todo el día' }])
  expect(await planned(world, [`cargo:${DIRECTOR}`], 'carolina', '2026-11-28')).toEqual([])
})

test('a saved meeting sees the others of its day, also as a draft, and never itself', async () => {
  const world = await createWorld()
  const participants = [{ position_id: DIRECTOR }, { position_id: MAYOR }]
  const one = await meetingWith(world, { title: 'Una', when: hours('2026-11-27', '11:00', '12:00'), participants })
  const two = await meetingWith(world, { title: 'Otra', state: 'draft', when: hours('2026-11-27', '11:30', '12:30'), participants })
  expect(await of(world, two.folio)).toMatchObject([{ title: 'Una', who: [expect.stringContaining('SERVIU'), expect.stringContaining('Cerrillos')], overlaps: true }])
  expect(await of(world, one.folio)).toEqual([])
})

test('the calendar asks twice, however many meetings', async () => {
  const world = await createWorld()
  const ask = async () => {
    const ctx = world.as('carolina')
    const meetings = await listMeetingsIn(ctx, { page: 1 }, '2026-11-01', '2026-12-01')
    let queries = 0
    const counting = new Proxy(ctx.db, {
      get(db, key, self) {
        if (key === 'selectFrom') queries++
        return Reflect.get(db, key, self) as unknown
      },
    })
    const clashes = await listClashes({ ...ctx, db: counting }, meetings)
    return { queries, clashing: [...clashes.values()].filter((list) => list.length > 0).length }
  }
  const participants = [{ position_id: DIRECTOR }]
  for (const start of ['09:00', '09:30']) await meetingWith(world, { participants, when: hours('2026-11-27', start, '10:00') })
  const few = await ask()
  for (const day of ['16', '17', '18', '19']) for (const start of ['09:00', '09:30']) await meetingWith(world, { participants, when: hours(`2026-11-${day}`, start, '10:00') })
  expect(few).toEqual({ queries: 2, clashing: 2 })
  expect(await ask()).toEqual({ queries: 2, clashing: 10 })
})

test('a leader learns of no meeting that is not theirs', async () => {
  const world = await createWorld()
  await meetingWith(world, { when: hours('2026-11-27', '15:00', '16:00'), participants: [{ position_id: DIRECTOR }, { institution_id: 'muni-10201' }] })
  const { folio } = await meetingWith(world, { when: hours('2026-11-27', '15:00', '16:00'), participants: [{ position_id: DIRECTOR }, { institution_id: 'muni-13102' }] })
  expect(await of(world, folio, 'rosa')).toEqual([])
})
