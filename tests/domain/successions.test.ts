import { expect, test } from 'vitest'

import { listCommitments } from '#app/domain/commitments/queries.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { inviteSuccessor } from '#app/domain/meetings/commands/succeed.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { listSuccessions } from '#app/domain/meetings/queries/successors.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import { printable } from '#app/routes/documents/printable.server.tsx'
import { action } from '#app/routes/meetings/succession.ts'
import { loader } from '#app/routes/meetings/show.tsx'
import { appoint, deviceOf, lookAt, MAYOR, mint, openLink } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { email, invited, leave, pending, read, ROSA, send } from '#tests/support/invitations.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** Rosa leaves on 5 December; Marta takes over on the 6th. */
async function changeOfMayor(world: World, starts_on = '2026-12-06', ends_on = '2026-12-05') {
  const { id } = await world.raw.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).where('ends_on', 'is', null).executeTakeFirstOrThrow()
  const marta = await person(world, { given_names: 'Marta', first_surname: 'Soto', second_surname: null, treatment: 'Sra.' })
  const { errors } = await handover(world, MAYOR, { ending_id: id, ends_on, end_reason: 'Fin del período', person_id: marta, starts_on })
  expect(errors).toBeUndefined()
  return marta
}

const names = async (world: World, folio: string) => (await listParticipants(world.as('paula'), await read(world, folio))).map(({ name }) => name)
const successions = async (world: World, folio: string) => listSuccessions(world.as('paula'), await read(world, folio))

test('whoever is asked by name for a post they leave before the meeting is told of, and gives the seat to whoever takes over', async () => {
  const world = await createWorld()
  const rosa = await appoint(world)
  const when = (day: string) => ({ when: hours(day, '10:00', '11:00'), participants: [{ person_id: rosa }, { institution_id: 'serviu-13' }] })
  const before = await meetingWith(world, when('2026-12-05'))
  const after = await meetingWith(world, when('2026-12-10'))
  expect(await successions(world, after.folio)).toEqual([])
  await changeOfMayor(world)

  expect(await successions(world, before.folio), 'she is still the mayor that day').toEqual([])
  const { successions: lines } = await world.visit(loader, 'lidia', `/reuniones/${after.folio}`, { params: { folio: after.folio } })
  expect(lines.map(({ text }) => text)).toEqual([
    'El 06-12-2026 asume Marta Soto como Alcalde/sa, Municipalidad de Cerrillos; esta reunión invita a Rosa Sanhueza Tapia.',
  ])
  const form = { participant: lines[0]!.participant_id }
  const { sequence } = await read(world, after.folio)
  await expect(world.visit(action, 'lidia', '/x', { params: { folio: after.folio }, form })).rejects.toMatchObject({ init: { status: 403 } })
  await world.visit(action, 'paula', '/x', { params: { folio: after.folio }, form })

  expect(await names(world, after.folio)).toEqual([null, 'Marta Soto'])
  expect(await successions(world, after.folio)).toEqual([])
  expect((await read(world, after.folio)).sequence, 'calendars learn of it').toBeGreaterThanOrEqual(sequence)
  await expect(inviteSuccessor(world.as('paula'), after.folio, form.participant)).rejects.toThrow('Ya no hace falta')
})

test('whoever still has a post there, or left it to nobody, is asked as before; and the past is not asked about', async () => {
  const world = await createWorld()
  const rosa = await appoint(world)
  const { folio } = await meetingWith(world, { when: hours('2026-12-10', '10:00', '11:00'), participants: [{ person_id: rosa }] })
  const [{ id }] = await world.raw.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).execute() as [{ id: string }]
  await handover(world, MAYOR, { ending_id: id, ends_on: '2026-12-05' })
  expect(await successions(world, folio), 'vacant').toEqual([])

  await handover(world, MAYOR, { given_names: 'Marta', first_surname: 'Soto', starts_on: '2026-12-06' })
  expect(await successions(world, folio)).toHaveLength(1)
  await world.raw.updateTable('meetings').set({ state: 'held' }).where('folio', '=', folio).execute()
  expect(await successions(world, folio)).toEqual([])
})

test('who is asked for a post is whoever holds it that day: the mail to the one before is taken back, and the next one is invited', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await leave(world)
  expect(await names(world, folio)).toEqual(['Rosa Sanhueza Vera', null])
  const marta = await changeOfMayor(world, '2026-11-30', '2026-11-29')
  await email(world, 'person', marta, 'marta@cerrillos.example')

  expect(await successions(world, folio)).toEqual([])
  expect(await names(world, folio)).toEqual(['Marta Soto', null])
  const { successions: lines } = await world.visit(loader, 'paula', `/reuniones/${folio}`, { params: { folio } })
  expect(lines).toMatchObject([{ act: null, text: expect.stringContaining('El 30-11-2026 asume Marta Soto, que es quien está convocado; el correo de invitación se envió a Rosa Sanhueza Vera.') }])
  expect(await pending(world, folio)).toEqual([])

  world.clock.now = new Date('2026-11-30T13:00:00Z')
  const news = (await pending(world, folio)).map(({ kind, email }) => `${kind} ${email}`)
  expect(news).toEqual(['invitation marta@cerrillos.example', `removal ${ROSA}`])
})

test('a change written today for a later day lets the old link work until its eve, and not after', async () => {
  const world = await createWorld()
  await appoint(world)
  const token = await mint(world)
  const device = await deviceOf(world)
  await changeOfMayor(world)

  world.clock.now = new Date('2026-12-05T20:00:00Z')
  expect(await lookAt(world, token)).toMatchObject({ data: { door: 'open' } })
  world.clock.now = new Date('2026-12-06T13:00:00Z')
  expect(await lookAt(world, token)).toMatchObject({ init: { status: 404 } })
  expect(await lookAt(world, token, device)).toMatchObject({ init: { status: 404 } })
  expect((await openLink(world, token)).status).toBe(404)
})

test('open commitments stay with the institution and the post', async () => {
  const world = await createWorld()
  await appoint(world)
  await makeCommitment(world, { responsible_position_id: MAYOR })
  await makeCommitment(world, { responsible_position_id: MAYOR, due_on: '2027-03-01' })
  const list = () => listCommitments(world.as('paula'), { view: 'todos', state: 'abiertos' })
  const before = await list()
  await changeOfMayor(world)
  expect(await list()).toEqual(before)
})

test('minutes that were closed before the change print the same names after it, to the letter', async () => {
  const world = await createWorld()
  await appoint(world)
  const paula = world.as('paula')
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-24', '09:00', '10:00'), participants: [{ position_id: MAYOR }, { institution_id: 'serviu-13' }] })
  await startMinutes(paula, folio)
  const guests = await listParticipants(paula, await read(world, folio))
  await takeAttendance(paula, folio, { rows: guests.map((guest) => ({ id: guest.id, attended: 'present' as const })) })
  await closeMinutes(paula, folio, { seen: versionsOf(await findDraft(paula, id)), recipient_ids: [], review: false })
  const print = async () => printable((await findCopy(world.as('lidia'), folio))!, false)
  const before = await print()
  expect(before).toContain('Rosa Sanhueza Tapia')

  await changeOfMayor(world, '2026-11-25', '2026-11-24')
  expect(await print()).toBe(before)
  expect(before).not.toContain('Marta Soto')
})
