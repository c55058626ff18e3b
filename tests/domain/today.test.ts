import { expect, test } from 'vitest'

import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { confirmPerson } from '#app/domain/people/commands.server.ts'
import { listCooling, listDrafts, listProposals, listUnrecorded, listVacantPosts } from '#app/domain/today/queries.server.ts'
import { describeConvenio } from '#app/domain/convenios/commands.server.ts'
import { listEndingConvenios } from '#app/domain/today/queries/ending-convenios.server.ts'
import { listEndingPosts } from '#app/domain/today/queries/ending-posts.server.ts'
import { listUnverifiedPosts } from '#app/domain/today/queries/unverified-posts.server.ts'
import { listWaitingForMeeting } from '#app/domain/today/queries/waiting-for-meeting.server.ts'
import { daySentence, fairShare, isCold, marksOf, rhythmOf, workingWeek } from '#app/domain/today/rules.ts'
import { addDays } from '#app/lib/days.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { makeConvenio, noFacts } from '#tests/support/convenios.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

test('the working week of a day; on a weekend, the one that comes', () => {
  expect(workingWeek('2026-11-24')).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'])
  expect(workingWeek('2026-11-27')[0]).toBe('2026-11-23')
  expect(workingWeek('2026-11-28')[0]).toBe('2026-11-30')
  expect(workingWeek('2026-11-29')[0]).toBe('2026-11-30')
})

test('the day in one sentence', () => {
  expect(daySentence({ meetings: 3, due: 0, overdue: 2, waiting: 1 })).toBe('Tres reuniones, dos compromisos vencidos y uno por validar.')
  expect(daySentence({ meetings: 1, due: 1, overdue: 0, waiting: 0 })).toBe('Una reunión y un compromiso que vence hoy.')
  expect(daySentence({ meetings: 0, due: 0, overdue: 23, waiting: 0 })).toBe('23 compromisos vencidos.')
  expect(daySentence({ meetings: 0, due: 0, overdue: 0, waiting: 0 })).toBe('Nada para hoy y nada vencido.')
})

test('no kind of task hides another', () => {
  expect(fairShare([['a1', 'a2', 'a3', 'a4'], [], ['c1'], ['d1', 'd2']], 5)).toEqual(['a1', 'a2', 'c1', 'd1', 'd2'])
  expect(fairShare([['a1', 'a2', 'a3'], ['b1']], 7)).toEqual(['a1', 'a2', 'a3', 'b1'])
  expect(fairShare([], 7)).toEqual([])
})

test('the rhythm of a relation is its usual gap, and it cools once the gap has passed', () => {
  const monthly = ['2026-05-04', '2026-06-01', '2026-06-29', '2026-07-27']
  expect(rhythmOf(monthly)).toBe(4)
  expect(rhythmOf(monthly.slice(0, 2))).toBeNull()
  expect(isCold('2026-07-27', 4, '2026-08-24')).toBe(false)
  expect(isCold('2026-07-27', 4, '2026-08-25')).toBe(true)
  expect(isCold('2026-09-25', null, '2026-11-24')).toBe(false)
  expect(isCold('2026-09-24', null, '2026-11-24')).toBe(true)
})

test('one mark a week: a stitch for each contact, copper once the rhythm has passed', () => {
  const marks = marksOf(['2026-06-01', '2026-09-01', '2026-09-15'], 2, '2026-11-24')
  expect(marks).toHaveLength(26)
  expect(marks.filter((mark) => mark === 'contact')).toHaveLength(3)
  expect(marks.slice(-9)).toEqual(['quiet', ...Array<string>(8).fill('late')])
  expect(marksOf([], null, '2026-11-24').every((mark) => mark === 'late')).toBe(true)
})

test('a past meeting of which nothing was written asks for it, until something is', async () => {
  const world = await createWorld()
  const { id: meeting_id } = await meetingWith(world, { title: 'Mesa de ayer', when: hours('2026-11-23', '10:00', '11:00') })
  await meetingWith(world, { title: 'Mesa de mañana', when: hours('2026-11-25', '10:00', '11:00') })
  expect(await listUnrecorded(world.as('paula'), 7)).toMatchObject([{ title: 'Mesa de ayer' }])
  expect(await listUnrecorded(world.as('carolina'), 7)).toEqual([])
  expect(await listUnrecorded(world.as('alma'), 7)).toHaveLength(1)

  await makeAgreement(world, { meeting_id })
  expect(await listUnrecorded(world.as('paula'), 7)).toEqual([])
})

test('drafts to call, dates to answer and vacant posts that hold open commitments', async () => {
  const world = await createWorld()
  await meetingWith(world, { title: 'Por convocar', state: 'draft', when: hours('2026-12-01', '10:00', '11:00') })
  const { id } = await makeCommitment(world, { responsible_position_id: 'muni-13102:mayor' })
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-30', reason: 'Vacaciones' })
  const paula = world.as('paula')

  expect(await listDrafts(paula, 7)).toMatchObject([{ title: 'Por convocar' }])
  expect(await listProposals(paula, 7)).toMatchObject([{ to_due_on: '2026-12-30', asker_name: 'Rosa Sanhueza Vera' }])
  expect(await listVacantPosts(paula, 7)).toMatchObject([{ open: 1, institution_id: 'muni-13102', folio: 'C-2026-0001' }])
  expect(await listProposals(world.as('carolina'), 7)).toEqual([])

  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'])
  expect(await listVacantPosts(paula, 7)).toEqual([])
})

test('a post that holds open commitments asks who comes next from 30 days before its term ends', async () => {
  const world = await createWorld()
  await makeCommitment(world, { responsible_position_id: 'muni-13102:mayor' })
  await makeCommitment(world, { responsible_position_id: 'muni-13102:mayor' })
  const { tenure_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'], { until: '2026-12-25' })
  const paula = world.as('paula')
  const end = (ends_on: string | null) => world.raw.updateTable('tenures').set({ ends_on }).where('id', '=', tenure_id).execute()

  expect(await listEndingPosts(paula, 7)).toEqual([])
  await end('2026-12-24')
  expect(await listEndingPosts(paula, 7)).toMatchObject([{ id: 'muni-13102:mayor', open: 2, ends_on: '2026-12-24' }])
  expect(await listEndingPosts(world.as('carolina'), 7)).toEqual([])
  await end('2026-11-24')
  expect(await listEndingPosts(paula, 7)).toHaveLength(1)
  await end('2026-11-23')
  expect(await listEndingPosts(paula, 7), 'vacant already: another kind of task').toEqual([])
  await end(null)
  expect(await listEndingPosts(paula, 7)).toEqual([])
})

test('nothing is asked of a term that ends when somebody follows, or when whoever was covered comes back', async () => {
  const world = await createWorld()
  await makeCommitment(world, { responsible_position_id: 'muni-13102:mayor' })
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'], { until: '2026-12-06' })
  const paula = world.as('paula')
  expect(await listEndingPosts(paula, 7)).toHaveLength(1)
  await inOffice(world, 'muni-13102:mayor', ['Iván', 'Toro'], { from: '2026-12-07', until: '2030-12-06' })
  expect(await listEndingPosts(paula, 7)).toEqual([])

  await makeCommitment(world, { debtor_id: 'muni-10201', responsible_position_id: 'muni-10201:mayor' })
  await inOffice(world, 'muni-10201:mayor', ['Elsa', 'Ruiz'])
  await inOffice(world, 'muni-10201:mayor', ['Ana', 'Ojeda'], { kind: 'subrogante', from: '2026-11-20', until: '2026-12-01' })
  expect(await listEndingPosts(paula, 7)).toEqual([])
})

test('members without contact for longer than usual, the longest silence first', async () => {
  const world = await createWorld()
  await meetingWith(world, { when: hours('2026-06-10', '10:00', '11:00') })
  await meetingWith(world, { participants: [{ institution_id: 'muni-10201' }], when: hours('2026-04-10', '10:00', '11:00') })
  await meetingWith(world, { participants: [{ institution_id: 'muni-13120' }], when: hours('2026-11-10', '10:00', '11:00') })
  await meetingWith(world, { participants: [{ institution_id: 'serviu-13' }], when: hours('2026-01-10', '10:00', '11:00') })
  await meetingWith(world, { participants: [{ institution_id: 'muni-10201' }], when: hours('2026-12-10', '10:00', '11:00') })

  const { relations, of } = await listCooling(world.as('paula'))
  expect(relations).toMatchObject([
    { id: 'muni-10201', last: '2026-04-10', rhythm: null },
    { id: 'muni-13102', last: '2026-06-10' },
  ])
  expect(of, 'Ñuñoa has been seen lately; SERVIU is no member').toBe(3)
})

test('a weekly relation cools after a week, however many slower ones are quieter; what was called off is no contact', async () => {
  const world = await createWorld()
  await world.raw.updateTable('institutions').set({ network_status: 'member' }).where('kind', '=', 'municipality').where('region_code', '=', '16').execute()
  const slow = (await world.raw.selectFrom('institutions').select('id').where('kind', '=', 'municipality').where('region_code', '=', '16').execute()).map(({ id }) => id)
  for (const [at, id] of slow.entries()) {
    // Once every twelve weeks, the last one five weeks ago: quieter than a week, and not late.
    for (const days of [-35 - 84 * 2, -35 - 84, -35]) {
      await meetingWith(world, { participants: [{ institution_id: id }], when: hours(addDays('2026-11-24', days), `${String(8 + (at % 10)).padStart(2, '0')}:00`, `${String(9 + (at % 10)).padStart(2, '0')}:00`) })
    }
  }
  for (const day of ['2026-10-20', '2026-10-27', '2026-11-03', '2026-11-10']) await meetingWith(world, { when: hours(day, '10:00', '11:00') })
  const { id } = await meetingWith(world, { when: hours('2026-11-20', '10:00', '11:00') })
  await world.raw.updateTable('meetings').set({ state: 'cancelled' }).where('id', '=', id).execute()

  const { relations, of } = await listCooling(world.as('paula'))
  expect(relations).toMatchObject([{ id: 'muni-13102', last: '2026-11-10', rhythm: 1 }])
  expect(of).toBe(slow.length + 1)
  expect(slow.length).toBeGreaterThan(16)
})

test('a convenio asks for its renewal within its notice, until an extension is in effect; an ended one asks to say so', async () => {
  const world = await createWorld()
  const soon = await makeConvenio(world, { stage: 'in_force', signed_on: '2026-01-10', renewal_notice_days: 30 }, { valid_until_on: '2026-12-24' })
  await makeConvenio(world, { stage: 'in_force', signed_on: '2026-01-10', renewal_notice_days: 30 }, { valid_until_on: '2026-12-25' })
  const over = await makeConvenio(world, { stage: 'in_force', signed_on: '2026-01-10' }, { valid_until_on: '2026-11-01' })
  await makeConvenio(world, {}, { valid_until_on: '2026-12-01' })
  await makeCommitment(world, { agreement_id: soon.id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })

  expect(await listEndingConvenios(world.as('paula'), 8)).toMatchObject([{ folio: over.folio, open: 0 }, { folio: soon.folio, open: 1 }])
  expect(await listEndingConvenios(world.as('elena'), 8)).toHaveLength(2)
  expect(await listEndingConvenios(world.as('carolina'), 8), 'neither hers nor of whom she coordinates').toEqual([])
  await world.raw.updateTable('institutions').set({ coordinator_id: 'carolina' }).where('id', '=', 'muni-13102').execute()
  expect(await listEndingConvenios(world.as('carolina'), 8)).toHaveLength(2)

  const extension = await makeAgreement(world, { kind: 'convenio', valid_until_on: '2027-12-24' })
  await describeConvenio(world.as('paula'), extension.id, { ...noFacts, stage: 'in_force', signed_on: '2026-11-20' }, soon.id)
  expect(await listEndingConvenios(world.as('paula'), 8)).toMatchObject([{ folio: over.folio }])
})

test('what is thirty days late waits for a meeting, and is looked at until one is called', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  await makeCommitment(world, { due_on: '2026-10-26' })
  expect(await listWaitingForMeeting(paula, 8)).toEqual([])
  world.clock.now = new Date('2026-11-25T13:00:00.000Z')
  const late = world.as('paula')
  expect(await listWaitingForMeeting(late, 8)).toEqual([{ id: 'muni-13102', name: 'Municipalidad de Cerrillos', oldest_on: '2026-10-26' }])
  await meetingWith(world, { when: hours('2026-12-01', '10:00', '11:00'), participants: [{ institution_id: 'muni-13102' }] })
  expect(await listWaitingForMeeting(late, 8)).toEqual([])
})

test('a titular of a member whom nobody has confirmed for a year is asked about, until somebody does', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'], { from: '2024-12-06' })
  await inOffice(world, 'serviu-13:serviu_director', ['Ana', 'Rojas'], { from: '2020-01-01' })
  await inOffice(world, 'muni-10201:mayor', ['Inés', 'Barría'], { from: '2026-01-15' })
  const paula = world.as('paula')

  expect(await listUnverifiedPosts(paula, 7)).toMatchObject([{ id: 'muni-13102:mayor', person_id, since_on: '2024-12-06' }])
  await world.raw.updateTable('people').set({ verified_on: '2025-11-24' }).where('id', '=', person_id).execute()
  expect(await listUnverifiedPosts(paula, 7)).toMatchObject([{ since_on: '2025-11-24' }])
  await world.raw.updateTable('institutions').set({ coordinator_id: 'carolina' }).where('id', '=', 'muni-13102').execute()
  expect(await listUnverifiedPosts(paula, 7), 'another coordinator has it in charge').toEqual([])
  await confirmPerson(world.as('carolina'), person_id)
  expect(await listUnverifiedPosts(world.as('carolina'), 7)).toEqual([])
})
