import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { recordAnswer } from '#app/domain/invitations/commands/answer.server.ts'
import { takeReply } from '#app/domain/invitations/commands/take-reply.server.ts'
import { findInvited } from '#app/domain/invitations/queries/invited.server.ts'
import { recordAnswers } from '#app/domain/meetings/commands/attendance.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { edit, invited, read, ROSA, send, SERVIU, tokenOf, wait } from '#tests/support/invitations.ts'
import { hours } from '#tests/support/meetings.ts'
import { AUTHSERV, replyMail, take, type Reply } from '#tests/support/replies.ts'
import { createWorld, type World } from '#tests/support/world.ts'

async function asked(world: World) {
  const meeting = await invited(world)
  await send(world, meeting.folio)
  const { uid } = await read(world, meeting.folio)
  return { ...meeting, uid }
}
const answerByLink = async (world: World, answer: 'accepted' | 'declined') => {
  const invited = (await findInvited(world.as('system'), await tokenOf(world, ROSA)))!
  expect(await recordAnswer(world.as('system'), invited, { answer, text: null, proposed_start: null, proposed_end: null, sequence: 0, via: 'link', message_id: null })).toBeUndefined()
}
const answersOf = ({ raw }: World) => raw.selectFrom('invitation_answers').select(['answer', 'text', 'via', 'sequence', 'proposed_start', 'proposed_end']).orderBy('id').execute()
const rsvps = async ({ raw }: World) => (await raw.selectFrom('participants').select('rsvp').orderBy('sort').execute()).map(({ rsvp }) => rsvp)
const told = async ({ raw }: World, action: string) =>
  (await raw.selectFrom('activity').innerJoin('activity_details as d', 'd.seq', 'activity.seq').select('d.detail').where('action', '=', action).execute()).map(({ detail }) => JSON.parse(detail) as Record<string, string>)

test('an answer by mail is taken from its author, and of it only whether they come', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  expect(await take(world, { uid })).toEqual({ kind: 'recorded' })
  expect(await rsvps(world)).toEqual(['accepted', 'pending'])
  expect(await answersOf(world)).toEqual([{ answer: 'accepted', text: null, via: 'mail', sequence: 0, proposed_start: null, proposed_end: null }])
  expect(await told(world, 'invitation.answered')).toMatchObject([{ name: 'Rosa Sanhueza Vera', answer: 'Asistirá', way: 'por correo' }])
  const kept = JSON.stringify([await world.raw.selectFrom('activity_details').selectAll().execute(), await world.raw.selectFrom('meetings').selectAll().execute()])
  expect(kept).not.toContain('CANARIO')
})

test.each(['DECLINED', 'TENTATIVE'])('%s is taken too', async (partstat) => {
  const world = await createWorld()
  const { uid } = await asked(world)
  expect(await take(world, { uid, partstat })).toEqual({ kind: 'recorded' })
  expect(await rsvps(world)).toEqual([partstat.toLowerCase(), 'pending'])
})

test.each<[string, Partial<Reply>]>([
  ['dkim of the domain', { results: `${AUTHSERV}; dkim=pass header.d=cerrillos.example` }],
  ['dkim, told by identity', { results: `${AUTHSERV}; dkim=pass header.i=@cerrillos.example` }],
  ['spf of the sender', { results: `${AUTHSERV}; spf=pass smtp.mailfrom=alcaldia@cerrillos.example` }],
  ['upper case and comments', { results: `${AUTHSERV.toUpperCase()} 1; DKIM=PASS (1024-bit key; "x") header.d=Cerrillos.Example (ok)` }],
  ['an answer to a later number than the one that was asked', { sequence: 7 }],
])('it is enough: %s', async (_, spoiled) => {
  const world = await createWorld()
  const { uid } = await asked(world)
  expect(await take(world, { uid, ...spoiled })).toEqual({ kind: 'recorded' })
})

test.each<[string, Partial<Reply>, string]>([
  ['of a meeting that is not ours', { uid: 'reunion-otra@agenda.hilvan' }, 'no responde a una invitación nuestra'],
  ['from somebody who is not invited', { from: 'otra@cerrillos.example' }, 'no responde a una invitación nuestra'],
  ['for somebody else', { attendee: SERVIU }, 'responde por otra persona'],
  ['for two', { attendees: [`ATTENDEE;PARTSTAT=ACCEPTED:mailto:${ROSA}`, `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${SERVIU}`] }, 'no responde exactamente una persona'],
  ['for nobody', { attendees: [] }, 'no responde exactamente una persona'],
  ['about two meetings', { events: 2 }, 'no responde exactamente a una reunión'],
  ['without anybody vouching for the sender', { results: null }, 'use el enlace'],
  ['vouched for by another server', { results: 'mx.otra.example; dkim=pass header.d=cerrillos.example' }, 'use el enlace'],
  ['whose signature fails', { results: `${AUTHSERV}; dkim=fail header.d=cerrillos.example; spf=softfail smtp.mailfrom=cerrillos.example` }, 'use el enlace'],
  ['signed by another domain', { results: `${AUTHSERV}; dkim=pass header.d=otra.example; spf=pass smtp.mailfrom=x@malo.example` }, 'use el enlace'],
  ['signed by a domain that only ends alike', { results: `${AUTHSERV}; dkim=pass header.d=s.example; spf=pass smtp.mailfrom=llos.example` }, 'use el enlace'],
  ['signed by a whole country', { results: `${AUTHSERV}; dkim=pass header.d=example` }, 'use el enlace'],
  ['whose verdict stands in a comment', { results: `${AUTHSERV}; dkim=none (dkim=pass header.d=cerrillos.example;) ; spf=none` }, 'use el enlace'],
  ['whose verdict stands in quotes', { results: `${AUTHSERV}; dkim=none reason="; dkim=pass header.d=cerrillos.example"` }, 'use el enlace'],
  ['with a second verdict below the first of our server', { results: `${AUTHSERV}; dkim=fail`, headers: [`Authentication-Results: ${AUTHSERV}; dkim=pass header.d=cerrillos.example`] }, 'use el enlace'],
  ['with two senders', { headers: ['From: otra@malo.example'] }, 'responde por otra persona'],
  ['without an identification', { message_id: null }, 'no tiene identificación'],
  ['about a date of a series that is none', { rows: ['RECURRENCE-ID:20261201T130000Z'] }, 'responde a una fecha que no existe'],
  ['that does not say whether they come', { partstat: 'NEEDS-ACTION' }, 'no dice si viene'],
  ['that sends somebody else', { partstat: 'DELEGATED' }, 'no dice si viene'],
  ['with a word that every object has', { partstat: 'CONSTRUCTOR' }, 'no dice si viene'],
  ['that asks instead of answering', { method: 'REQUEST' }, 'no es una respuesta'],
  ['that proposes no hour', { method: 'COUNTER' }, 'no propone una hora'],
  ['that proposes an hour nobody can read', { method: 'COUNTER', rows: ['DTSTART;TZID=Marte/Olimpo:20261202T100000', 'DTEND;TZID=Marte/Olimpo:20261202T110000'] }, 'no propone una hora'],
  ['that proposes an hour that is over', { method: 'COUNTER', rows: ['DTSTART:20261124T090000Z', 'DTEND:20261124T100000Z'] }, 'ya pasó'],
  ['that is no calendar', { calendar: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR' }, 'no se entiende'],
  ['that is endless', { rows: Array.from({ length: 1200 }, (_, at) => `X-A${at}:1`) }, 'demasiado grande'],
])('an answer %s is not taken, and nothing changes', async (_, spoiled, reason) => {
  const world = await createWorld()
  const { uid } = await asked(world)
  const taken = await take(world, { uid, ...spoiled })
  expect(taken).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) })
  expect([await answersOf(world), await rsvps(world)]).toEqual([[], ['pending', 'pending']])
})

test('what was refused of a guest leaves a line that says why', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  await take(world, { uid, results: null })
  expect(await told(world, 'invitation.reply_refused')).toMatchObject([{ name: 'Rosa Sanhueza Vera', reason: 'no se pudo comprobar quién la manda: use el enlace' }])
})

test('an answer to the hour before is not taken for one to the new hour', async () => {
  const world = await createWorld()
  const { uid, folio } = await asked(world)
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours('2026-12-02', '10:00', '11:00'), (await read(world, folio)).version)
  expect(await take(world, { uid })).toEqual({ kind: 'recorded' })
  await send(world, folio)
  expect(await take(world, { uid, partstat: 'DECLINED', message_id: '<2@x.example>' })).toMatchObject({ kind: 'refused', reason: expect.stringContaining('falta confirmar') })
  expect(await take(world, { uid, partstat: 'DECLINED', sequence: 1, message_id: '<3@x.example>' })).toEqual({ kind: 'recorded' })
  expect(await rsvps(world)).toEqual(['declined', 'pending'])
})

test('the same mail twice changes nothing, even after the guest changed their mind', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  await take(world, { uid })
  wait(world)
  await take(world, { uid, partstat: 'DECLINED', message_id: '<2@cerrillos.example>' })
  expect(await take(world, { uid })).toEqual({ kind: 'same' })
  expect(await rsvps(world)).toEqual(['declined', 'pending'])
  expect(await answersOf(world)).toHaveLength(2)
})

test('what was answered first and read last changes nothing: the latest given counts', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  const link = (answer: 'accepted' | 'declined') => answerByLink(world, answer)
  wait(world, 30)
  await link('declined')
  wait(world, 5)
  expect(await take(world, { uid, stamp: '20261124T131500Z' })).toMatchObject({ kind: 'refused', reason: expect.stringContaining('anterior a la última respuesta') })
  expect(await take(world, { uid, stamp: null })).toMatchObject({ kind: 'refused', reason: expect.stringContaining('use el enlace') })
  expect(await rsvps(world)).toEqual(['declined', 'pending'])

  expect(await take(world, { uid, stamp: '20261124T133200Z' })).toEqual({ kind: 'recorded' })
  expect(await rsvps(world)).toEqual(['accepted', 'pending'])
  expect(await world.raw.selectFrom('participants').select('rsvp_at').where('rsvp', '=', 'accepted').execute()).toEqual([{ rsvp_at: '2026-11-24T13:32:00.000Z' }])
  await link('declined')
  expect(await rsvps(world)).toEqual(['declined', 'pending'])
})

test('a clock that is ahead counts as now, and no answer says when it was given in vain', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  expect(await take(world, { uid, stamp: '20291124T131500Z' })).toEqual({ kind: 'recorded' })
  wait(world)
  await answerByLink(world, 'declined')
  expect(await rsvps(world)).toEqual(['declined', 'pending'])
  const fresh = await createWorld()
  const first = await asked(fresh)
  expect(await take(fresh, { uid: first.uid, stamp: null })).toEqual({ kind: 'recorded' })
})

test('what the coordination took down by telephone is not undone by an older mail', async () => {
  const world = await createWorld()
  const { uid, folio } = await asked(world)
  wait(world, 30)
  const [{ id }] = await world.raw.selectFrom('participants').select('id').orderBy('sort').execute() as [{ id: string }]
  await recordAnswers(world.as('paula'), folio, [{ id, rsvp: 'declined' }])
  expect(await take(world, { uid, stamp: '20261124T130500Z' })).toMatchObject({ kind: 'refused' })
  expect(await rsvps(world)).toEqual(['declined', 'pending'])
})

test('two guests of one mailbox: nobody is credited with the answer of the other', async () => {
  const world = await createWorld()
  const meeting = await invited(world)
  await edit(world, meeting.folio, { added: [{ position_id: 'serviu-13:serviu_director' }] })
  await send(world, meeting.folio)
  const { uid } = await read(world, meeting.folio)
  const reply = { uid, from: SERVIU, results: `${AUTHSERV}; dkim=pass header.d=serviu.example` }
  expect(await take(world, reply)).toEqual({ kind: 'refused', reason: 'a ese correo se invitó a más de una persona: use el enlace' })
  expect(await rsvps(world)).toEqual(['pending', 'pending', 'pending'])
  expect(await told(world, 'invitation.reply_refused')).toHaveLength(1)

  await edit(world, meeting.folio, { removed: ['cargo:serviu-13:serviu_director'] })
  expect(await take(world, reply)).toEqual({ kind: 'recorded' })
  expect(await rsvps(world)).toEqual(['pending', 'accepted'])
})

test('what a guest answered is neither changed nor taken away', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  await take(world, { uid })
  await expect(world.raw.updateTable('invitation_answers').set({ text: 'otra' }).execute()).rejects.toThrow('append_only')
  await expect(world.raw.deleteFrom('invitation_answers').execute()).rejects.toThrow('append_only')
})

test('a proposal of another hour is told on the clock of the meeting', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  await take(world, { uid, method: 'COUNTER', rows: ['DTSTART:20261202T130000Z', 'DTEND:20261202T140000Z'] })
  await take(world, { uid, method: 'COUNTER', message_id: '<2@x.example>', rows: ['DTSTART;TZID=America/Punta_Arenas:20270715T090000', 'DTEND;TZID=America/Punta_Arenas:20270715T100000'] })
  expect(await answersOf(world)).toMatchObject([
    { answer: 'proposed', proposed_start: '2026-12-02T10:00', proposed_end: '2026-12-02T11:00' },
    { answer: 'proposed', proposed_start: '2027-07-15T08:00', proposed_end: '2027-07-15T09:00' },
  ])
  expect(await rsvps(world)).toEqual(['pending', 'pending'])
})

test('«estoy de vacaciones» and letters are left for people', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  expect(await take(world, { uid, calendar: null, headers: ['Auto-Submitted: auto-replied'] })).toEqual({ kind: 'ignored' })
  expect(await take(world, { uid, calendar: null })).toEqual({ kind: 'ignored' })
  expect(await told(world, 'invitation.reply_refused')).toEqual([])
})

test('an automatic answer is nobody’s, even with a calendar; an hour that cannot be is refused and not thrown', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  expect(await take(world, { uid, partstat: 'DECLINED', headers: ['Auto-Submitted: auto-replied'] })).toEqual({ kind: 'ignored' })
  const impossible = ['DTSTART;TZID=America/Santiago:99999999T999999', 'DTSTART:20261332T256199Z', 'DTSTART:19000101T100000Z']
  for (const row of impossible) {
    const counter = { uid, method: 'COUNTER', message_id: `<${row.length}@cerrillos.example>`, rows: [row, 'DTEND:20291201T160000Z'] }
    expect(await take(world, counter), row).toMatchObject({ kind: 'refused' })
  }
  expect(await take(world, { uid, rows: ['RECURRENCE-ID:00000000T000000Z'] })).toMatchObject({ kind: 'refused' })
})

test('whoever was taken off, and a meeting that is off or over, take no answers', async () => {
  const world = await createWorld()
  const { uid, folio } = await asked(world)
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio)
  expect(await take(world, { uid, sequence: 1 })).toMatchObject({ kind: 'refused', reason: 'no responde a una invitación nuestra' })
  const other = { uid, from: SERVIU, results: `${AUTHSERV}; dkim=pass header.d=serviu.example`, sequence: 2 }
  await changeState(world.as('paula'), folio, 'suspended', null)
  expect(await take(world, other)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no está convocada') })
  await changeState(world.as('paula'), folio, 'called')
  wait(world, 30 * 24 * 60)
  expect(await take(world, other)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('ya pasó') })
})

test('whatever arrives, nothing is thrown and nobody’s answer changes', async () => {
  const world = await createWorld()
  const { uid } = await asked(world)
  const mail = replyMail({ uid }).toString()
  const spoil = fc.array(fc.record({ at: fc.nat(mail.length), cut: fc.nat(40), put: fc.string({ unit: 'binary', maxLength: 12 }) }), { minLength: 1, maxLength: 6 })
  await fc.assert(fc.asyncProperty(spoil, async (changes) => {
    const text = changes.reduce((before, { at, cut, put }) => before.slice(0, at) + put + before.slice(at + cut), mail)
    const { kind } = await takeReply(world.as('system'), Buffer.from(text), AUTHSERV)
    expect(['recorded', 'same', 'ignored', 'refused']).toContain(kind)
  }), { numRuns: 60 })
  expect((await takeReply(world.as('system'), Buffer.alloc(2 * 1024 * 1024, 65), AUTHSERV)).kind).toBe('refused')
  expect((await rsvps(world))[1]).toBe('pending')
})
