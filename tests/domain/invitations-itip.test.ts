import { expect, test } from 'vitest'

import { renderMeeting } from '#app/domain/calendar/queries.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { calendarOf, invitation } from '#app/lib/ics.server.ts'
import { ordered } from '#app/lib/ics/ordered.server.ts'
import { mailbox, meeting as entry } from '#tests/fixtures/ics/agenda.ts'
import { edit, invited, outbox, read, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { itipClient } from '#tests/support/itip-client.ts'
import { hours } from '#tests/support/meetings.ts'
import { eventsIn, readInIcalJs } from '#tests/support/parsers/ical-js.ts'
import { readInPython } from '#tests/support/parsers/python.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MINUTES = { timeout: 400_000 }
const rosa = { name: 'Rosa "Rosita" Sanhueza; Vera', email: ROSA, answer: 'NEEDS-ACTION' } as const

/** What the program of a guest shows after every mail that came to them. */
async function shownTo(world: World, address: string) {
  const client = itipClient(address)
  for (const { recipient, calendar_body, state } of await outbox(world)) if (recipient === address && state === 'sent') client.get(calendar_body!)
  return [...client.entries.values()].map(({ start, summary }) => [start, summary])
}
const move = async (world: World, folio: string, day: string) => {
  wait(world)
  await moveMeeting(world.as('paula'), folio, hours(day, '10:00', '11:30'), (await read(world, folio)).version)
  await send(world, folio)
}

test('invited, moved twice, renamed and cancelled: one event that moves and goes; a guest taken off loses it alone', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  expect(await shownTo(world, ROSA)).toEqual([['2026-12-01T10:00:00', 'Mesa técnica de suelo']])
  await move(world, folio, '2026-12-02')
  await move(world, folio, '2026-12-03')
  expect(await shownTo(world, ROSA)).toEqual([['2026-12-03T10:00:00', 'Mesa técnica de suelo']])

  wait(world)
  await edit(world, folio, { title: 'Mesa de suelo y vivienda' })
  await send(world, folio, { words: true })
  expect(await shownTo(world, ROSA)).toEqual([['2026-12-03T10:00:00', 'Mesa de suelo y vivienda']])

  wait(world)
  await edit(world, folio, { removed: ['institucion:serviu-13'] })
  await send(world, folio)
  expect([await shownTo(world, ROSA), await shownTo(world, SERVIU)]).toEqual([[['2026-12-03T10:00:00', 'Mesa de suelo y vivienda']], []])

  wait(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  await send(world, folio)
  expect(await shownTo(world, ROSA)).toEqual([])
  wait(world)
  await changeState(world.as('paula'), folio, 'called')
  await send(world, folio)
  expect(await shownTo(world, ROSA)).toEqual([['2026-12-03T10:00:00', 'Mesa de suelo y vivienda']])
})

test('every mail has the UID of the feed and of the download, one event, no alarm and no name of a calendar', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await move(world, folio, '2026-12-02')
  wait(world)
  await changeState(world.as('paula'), folio, 'cancelled', 'Sin quórum')
  await send(world, folio)
  const { uid } = eventsIn(renderMeeting(world.as('paula'), await read(world, folio)))[0]!
  const mails = await outbox(world)
  expect(mails).toHaveLength(6)
  for (const { calendar_body, calendar_method, recipient } of mails) {
    const { properties, components } = readInIcalJs(calendar_body!)
    expect(properties).toMatchObject({ method: [calendar_method], version: ['2.0'] })
    expect(Object.keys(properties).toSorted()).toEqual(['calscale', 'method', 'prodid', 'version'])
    const [event] = components.vevent!
    expect([components.vevent!.length, event!.properties.uid, event!.components.valarm]).toEqual([1, [uid], undefined])
    expect(event!.properties).toMatchObject({ attendee: [`MAILTO:${recipient}`], organizer: ['mailto:agenda@hilvan.invalid'] })
    expect(calendar_body!.replaceAll('\r\n ', '')).toMatch(/ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="[^"]+":MAILTO:/)
  }
})

test('libical, vobject and python-icalendar read every kind of mail without one complaint', MINUTES, () => {
  const single = entry({ stamped_at: '2026-03-06T12:00:00.000Z', title: 'Mesa; de "suelo", y más' })
  const bodies = [
    invitation([single], { method: 'REQUEST', organizer: mailbox, attendees: [rosa] }),
    invitation([single], { method: 'REQUEST', organizer: mailbox, attendees: [rosa, { name: 'ñ'.repeat(120), email: SERVIU, answer: 'ACCEPTED' }] }),
    invitation([{ ...single, status: 'CANCELLED' }], { method: 'CANCEL', organizer: mailbox, attendees: [rosa] }),
    invitation([entry({ day: { from: '2026-07-15', until: '2026-07-16' } })], { method: 'REQUEST', organizer: mailbox, attendees: [rosa] }),
  ]
  for (const body of bodies) {
    const { libical, vobject, icalendar } = readInPython(body)
    expect(libical).toEqual({ restriction: 1, errors: 0, events: 1 })
    expect(vobject.events).toHaveLength(1)
    expect([icalendar.errors, icalendar.events?.length]).toEqual([0, 1])
    expect(body).not.toContain('\\"')
    for (const row of body.split('\r\n')) expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75)
  }
})

test('feeds and files still refuse what only a mail may say', () => {
  const body = invitation([entry()], { method: 'REQUEST', organizer: mailbox, attendees: [rosa] })
  expect(() => ordered(body.trimEnd(), 1)).toThrow('not allowed')
  expect(() => ordered(body.trimEnd().replace(/METHOD:REQUEST\r\n/, ''), 1)).toThrow('not allowed')
  expect(ordered(body.trimEnd(), 1, 'mailed')).toBe(body)
  expect(calendarOf('x', [entry()], { organizer: mailbox })).not.toMatch(/METHOD|ATTENDEE/)
  expect(() => ordered(body.trimEnd().replace('METHOD:REQUEST', 'METHOD:PUBLISH'), 1, 'mailed')).toThrow('not allowed')
})

test('nobody is invited by an address that is more than an address, and a cancellation says so itself', () => {
  for (const email of ['a@b.cl,c@d.cl', 'a@b.cl\r\nX-EVIL:1', '<a@b.cl>', 'a b@c.cl', 'a@b', 'mailto:a@b.cl']) {
    expect(() => invitation([entry()], { method: 'REQUEST', organizer: mailbox, attendees: [{ ...rosa, email }] })).toThrow('not allowed')
  }
  expect(() => invitation([entry()], { method: 'REQUEST', organizer: mailbox, attendees: [] })).toThrow('invites somebody')
  expect(() => invitation([entry()], { method: 'CANCEL', organizer: mailbox, attendees: [rosa] })).toThrow('says so')
})
