import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { confirmAttendance, recordAnswers, takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { editMeeting, type MeetingEdit } from '#app/domain/meetings/commands/edit.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting, type Meeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda, listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, Forbidden, NotFound } from '#app/lib/errors.ts'
import { hours, inOffice, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const read = async (ctx: Context, folio: string) => (await findMeeting(ctx, folio)) as Meeting

const editOf = (meeting: Meeting, changes: Partial<MeetingEdit> = {}): MeetingEdit => ({
  title: meeting.title, kind: meeting.kind, modality: meeting.modality, place: meeting.place, commune_cut: meeting.commune_cut,
  link: meeting.link, description: meeting.description, organiser_id: meeting.organiser_id, reserved: meeting.reserved === 1,
  participants: { added: [], removed: [] }, version: meeting.version, ...changes,
})

const later = (world: World, minutes: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000)
}

test('a meeting is born with folio, a uid for ever, and its instant derived from local time and zone', async () => {
  const world = await createWorld()
  const { folio, id } = await meetingWith(world, { when: hours('2026-07-15', '12:00', '13:00', 'Pacific/Easter') })

  expect(folio).toMatch(/^R-2026-\d{4}$/)
  expect(await read(world.as('carolina'), folio.toLowerCase())).toMatchObject({
    uid: `reunion-${id}@agenda.hilvan`, sequence: 0, state: 'called', owner_id: 'paula', starts_at: '2026-07-15T18:00:00.000Z',
  })
})

test('only those who coordinate put meetings in the agenda', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)

  await expect(changeState(world.as('elena'), folio, 'cancelled', 'lluvia')).rejects.toThrow(Forbidden)
  await expect(startMinutes(world.as('lidia'), folio)).rejects.toThrow(Forbidden)
})

test('a meeting with an hour that does not exist is refused', async () => {
  const world = await createWorld()
  await expect(meetingWith(world, { when: hours('2026-09-06', '00:30', '02:00') })).rejects.toThrow(Conflict)
})

test('moving keeps the uid and raises the sequence, and moving back is another move', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const before = await read(world.as('paula'), folio)
  later(world, 5)

  await moveMeeting(world.as('paula'), folio, hours('2026-11-26', '09:00', '10:00'), before.version)
  const moved = await read(world.as('paula'), folio)
  expect(moved).toMatchObject({ uid: before.uid, sequence: 1, changed_at: '2026-11-24T13:05:00.000Z', starts_at: '2026-11-26T12:00:00.000Z' })

  await moveMeeting(world.as('paula'), folio, hours('2026-11-24', '15:00', '16:00'), moved.version)
  expect(await read(world.as('paula'), folio)).toMatchObject({ sequence: 2, starts_at: before.starts_at })
  const [, told] = await listActivity(world.as('paula'), 'meeting', before.id)
  expect(told?.sentence).toBe('movió la reunión «Mesa técnica de suelo» del 24-11-2026 15:00 al 26-11-2026 09:00')
})

test('the agenda learns of every change a calendar may show', async () => {
  const world = await createWorld()
  const revision = async () => (await world.raw.selectFrom('revisions').select('value').where('name', '=', 'agenda').executeTakeFirstOrThrow()).value
  const start = await revision()
  const { folio } = await meetingWith(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'lluvia')

  expect(await revision()).toBe(start + 2)
})

test('a cancelled meeting needs a reason, keeps its uid and can be called again', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)

  await expect(changeState(world.as('paula'), folio, 'cancelled')).rejects.toThrow('Escriba por qué')
  await changeState(world.as('paula'), folio, 'cancelled', 'Alerta sanitaria')
  expect(await read(world.as('paula'), folio)).toMatchObject({ state: 'cancelled', state_reason: 'Alerta sanitaria', sequence: 1 })

  await changeState(world.as('paula'), folio, 'called')
  expect(await read(world.as('paula'), folio)).toMatchObject({ state: 'called', state_reason: null, sequence: 2 })
})

test('a meeting of the future cannot have been held', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { when: hours('2026-11-30', '15:00', '16:00') })
  await expect(changeState(world.as('paula'), folio, 'held')).rejects.toThrow('30-11-2026')
})

test('two people edit the same meeting: the second gets what the first wrote, and nothing is overwritten', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const seen = await read(world.as('paula'), folio)

  expect(await editMeeting(world.as('carolina'), folio, editOf(seen, { title: 'Mesa de suelo' }))).toBeUndefined()
  expect(await editMeeting(world.as('paula'), folio, editOf(seen, { title: 'Mesa técnica', place: 'Sala 3' }))).toMatchObject({ title: 'Mesa de suelo', version: 2 })
  expect(await read(world.as('paula'), folio)).toMatchObject({ title: 'Mesa de suelo', place: null })
})

test('in another commune the local hour stays and the instant moves', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { when: hours('2026-07-15', '12:00', '13:00') })
  const seen = await read(world.as('paula'), folio)

  await editMeeting(world.as('paula'), folio, editOf(seen, { commune_cut: '12101' }))
  expect(await read(world.as('paula'), folio)).toMatchObject({
    zone: 'America/Punta_Arenas', start_local: '2026-07-15T12:00', starts_at: '2026-07-15T15:00:00.000Z', sequence: 1,
  })
})

test('adding a guest keeps the sequence; taking one away raises it', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const seen = await read(world.as('paula'), folio)

  await editMeeting(world.as('paula'), folio, editOf(seen, { participants: { added: [{ position_id: 'serviu-13:serviu_director' }, { institution_id: 'muni-13102' }], removed: [] } }))
  const grown = await read(world.as('paula'), folio)
  expect(grown.sequence).toBe(0)
  const refs = (await listParticipants(world.as('paula'), grown)).map(({ ref }) => ref)
  expect(refs).toEqual(['institucion:muni-13102', 'cargo:serviu-13:serviu_director'])

  await editMeeting(world.as('paula'), folio, editOf(grown, { participants: { added: [], removed: refs.slice(1) } }))
  expect((await read(world.as('paula'), folio)).sequence).toBe(1)
})

test('a meeting with somebody nobody knows does not exist', async () => {
  const world = await createWorld()
  await expect(meetingWith(world, { participants: [{ position_id: 'muni-99999:mayor' }] })).rejects.toThrow(NotFound)
  await expect(meetingWith(world, { commune_cut: '99999' })).rejects.toThrow(NotFound)
})

test('the snapshot says who it was; a change of office afterwards rewrites nothing', async () => {
  const world = await createWorld()
  const { tenure_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const { folio, id } = await meetingWith(world, { participants: [{ position_id: 'muni-13102:mayor' }] })
  const [asked] = await listParticipants(world.as('paula'), await read(world.as('paula'), folio))
  await takeAttendance(world.as('paula'), folio, { rows: [{ id: asked!.id, attended: 'present' }] })

  await world.raw.updateTable('tenures').set({ ends_on: '2026-11-01' }).where('id', '=', tenure_id).execute()
  await inOffice(world, 'muni-13102:mayor', ['Marta', 'Lobos'], { from: '2026-11-02' })
  await changeState(world.as('paula'), folio, 'held')

  const row = await world.raw.selectFrom('participants').selectAll().where('meeting_id', '=', id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ name_then: 'Rosa Sanhueza Vera', title_then: 'Alcaldesa', institution_then: 'Municipalidad de Cerrillos', attended: 'present' })
  const [shown] = await listParticipants(world.as('paula'), await read(world.as('paula'), folio))
  expect(shown).toMatchObject({ name: 'Rosa Sanhueza Vera', ref: 'cargo:muni-13102:mayor' })
})

test('a meeting whose minutes are closed keeps its participants, whatever happens in the directory', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza', 'Vera'])
  const { folio, id } = await meetingWith(world, { participants: [{ position_id: 'muni-13102:mayor' }] })
  await changeState(world.as('paula'), folio, 'held')
  await changeState(world.as('paula'), folio, 'closed')

  await expect(world.raw.updateTable('participants').set({ name_then: 'Otra' }).where('meeting_id', '=', id).execute()).rejects.toThrow('frozen')
  await expect(takeAttendance(world.as('paula'), folio, { rows: [] })).rejects.toThrow(Conflict)
  await expect(writeEntry(world, folio, { kind: 'note', audience: 'shared', text: 'tarde' })).rejects.toThrow('minutes_entries_in_time')
})

test('whoever covers the absence that day signs with (S), and the titular stays titular', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'])
  await inOffice(world, 'muni-13102:mayor', ['Julia', 'Pinto'], { kind: 'subrogante', from: '2026-11-23', until: '2026-11-27' })
  const { folio } = await meetingWith(world, { participants: [{ position_id: 'muni-13102:mayor' }] })
  await changeState(world.as('paula'), folio, 'held')

  const [row] = await listParticipants(world.as('paula'), await read(world.as('paula'), folio))
  expect(row).toMatchObject({ name: 'Julia Pinto', title: 'Alcaldesa (S)' })
})

test('somebody of whom only name and title are known can come, on behalf of a position', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  await takeAttendance(world.as('paula'), folio, {
    rows: [],
    guests: [{ name: 'Ana Toro', title: 'Profesional de apoyo', on_behalf_of_position_id: 'muni-13102:mayor' }],
  })

  const guest = (await listParticipants(world.as('paula'), await read(world.as('paula'), folio))).at(-1)
  expect(guest).toMatchObject({
    name: 'Ana Toro', title: 'Profesional de apoyo', institution: 'Municipalidad de Cerrillos', attended: 'present', invited: 0, on_behalf_of_title: 'Alcalde/sa',
  })
})

test('«asistieron todos los confirmados» marks those who said yes, and answers leave calendars alone', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  const meeting = await read(world.as('paula'), folio)
  const [cerrillos, serviu] = await listParticipants(world.as('paula'), meeting)
  await recordAnswers(world.as('paula'), folio, [{ id: cerrillos!.id, rsvp: 'accepted' }, { id: serviu!.id, rsvp: 'declined' }])
  expect(await read(world.as('paula'), folio)).toMatchObject({ sequence: 0, changed_at: meeting.changed_at, version: 1 })

  await confirmAttendance(world.as('paula'), folio)
  const rows = await listParticipants(world.as('paula'), meeting)
  expect(rows.map(({ attended }) => attended)).toEqual(['present', 'unknown'])
})

test('minutes are written while the meeting runs; internal lines reach the team alone', async () => {
  const world = await createWorld()
  const { folio, id } = await meetingWith(world)
  await expect(writeEntry(world, folio, { kind: 'note', audience: 'shared', text: 'antes' })).rejects.toThrow('minutes_entries_in_time')
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'decision', audience: 'shared', text: 'Se prioriza Los Boldos' })
  await writeEntry(world, folio, { kind: 'note', audience: 'internal', text: 'CANARIO tasación' })

  expect(await listSharedNotes(world.as('lidia'), id)).toMatchObject([{ text: 'Se prioriza Los Boldos' }])
  expect(await listInternalNotes(world.as('lidia'), id)).toEqual([])
  expect(await listInternalNotes(world.as('rosa'), id)).toEqual([])
  expect(await listInternalNotes(world.as('elena'), id)).toMatchObject([{ text: 'CANARIO tasación' }])
  expect(JSON.stringify(await listActivity(world.as('lidia'), 'meeting', id))).not.toContain('CANARIO')
})

test('points change and change places; one with notes cannot disappear', async () => {
  const world = await createWorld()
  const { folio, id } = await meetingWith(world)
  const item = (title: string, more = {}) => ({ id: null, title, minutes: null, proposed_by: null, ...more })
  await saveAgenda(world.as('paula'), folio, [item('Compromisos pendientes'), item('Terrenos', { minutes: 20, proposed_by: 'serviu-13' })])
  const [first, second] = await listAgenda(world.as('paula'), id)
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'note', audience: 'shared', text: 'hay dos', agenda_item_id: second!.id })

  await expect(saveAgenda(world.as('paula'), folio, [{ ...item('Compromisos'), id: first!.id }])).rejects.toThrow('«Terrenos» ya tiene notas')
  await saveAgenda(world.as('paula'), folio, [{ ...item('Terrenos fiscales'), id: second!.id }])
  expect(await listAgenda(world.as('paula'), id)).toMatchObject([{ title: 'Terrenos fiscales', proposer_name: null }])
})

test('a point that somebody else added while one edited the agenda stays, after one’s own', async () => {
  const world = await createWorld()
  const { folio, id } = await meetingWith(world)
  const item = (title: string, pointId: string | null = null) => ({ id: pointId, title, minutes: null, proposed_by: null })
  await saveAgenda(world.as('paula'), folio, [item('Terrenos'), item('Convenio')])
  const seen = (await listAgenda(world.as('paula'), id)).map((point) => point.id)
  await saveAgenda(world.as('carolina'), folio, [item('Terrenos', seen[0]), item('Convenio', seen[1]), item('Catastro')], seen)

  await saveAgenda(world.as('paula'), folio, [item('Suelo'), item('Terrenos', seen[0])], seen)

  expect((await listAgenda(world.as('paula'), id)).map(({ title }) => title)).toEqual(['Suelo', 'Terrenos', 'Catastro'])
})

test('points and participants of another meeting cannot be touched from this one', async () => {
  const world = await createWorld()
  const [here, there] = [await meetingWith(world), await meetingWith(world)]
  await saveAgenda(world.as('paula'), there.folio, [{ id: null, title: 'Ajeno', minutes: null, proposed_by: null }])
  const [foreign] = await listAgenda(world.as('paula'), there.id)
  const [guest] = await listParticipants(world.as('paula'), await read(world.as('paula'), there.folio))

  await expect(saveAgenda(world.as('paula'), here.folio, [{ id: foreign!.id, title: 'Mío', minutes: null, proposed_by: null }])).rejects.toThrow(NotFound)
  await expect(takeAttendance(world.as('paula'), here.folio, { rows: [{ id: guest!.id, attended: 'absent' }] })).rejects.toThrow(NotFound)
})
