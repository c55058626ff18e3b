import { expect, test } from 'vitest'

import { calendarFilter, listDue, renderCalendar } from '#app/domain/calendar/queries.server.ts'
import { isPublished } from '#app/domain/calendar/rules/entries.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, inOffice, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { eventsIn, readInIcalJs } from '#tests/support/parsers/ical-js.ts'
import type { Name } from '#tests/support/cast.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const asked = { name: 'Mi calendario', detail: 'full', include_due: true, from: '2026-08-26', until: '2028-05-24', subscribed: true } as const
const render = ({ as }: World, who: Name, filter = '', more: Partial<Parameters<typeof renderCalendar>[2]> = {}) =>
  renderCalendar(as(who), new URLSearchParams(filter), { ...asked, ...more })
const titles = (text: string) => eventsIn(text).map(({ summary }) => summary)

test('nothing internal and nobody’s name reaches a calendar, at any level of detail', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'serviu-13:serviu_director', ['Canario', 'Oculto'])
  const { id, folio } = await meetingWith(world, {
    description: 'Llevar el plano',
    participants: [{ institution_id: 'muni-13102' }, { position_id: 'serviu-13:serviu_director' }, { name: 'Canario Invitado', title: 'Canario' }],
  })
  const commitment = await makeCommitment(world, { meeting_id: id })
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'note', audience: 'internal', text: 'canario en la nota' })
  const stamps = { created_at: '2026-11-24T13:00:00.000Z', created_by: 'paula' }
  for (const [subject_type, subject_id] of [['meeting', id], ['commitment', commitment.id], ['institution', 'muni-13102']] as const) {
    await world.raw.insertInto('internal_notes').values({ id: newId(), subject_type, subject_id, internal_text: 'canario interno', ...stamps }).execute()
  }
  const phone = { id: newId(), person_id, kind: 'phone' as const, value: '+56912345678', visibility: 'network' as const, updated_at: stamps.created_at, ...stamps }
  await world.raw.insertInto('contact_points').values(phone).execute()

  for (const who of ['paula', 'elena', 'lidia', 'alma', 'rosa'] as const) {
    for (const detail of ['full', 'title', 'busy'] as const) {
      const text = await render(world, who, '', { detail })
      expect(eventsIn(text)).toHaveLength(2)
      expect(text.replaceAll('\r\n ', '')).not.toMatch(/canario|ATTENDEE|ORGANIZER|91234|VALARM|CLASS/i)
    }
  }
})

test('each level tells less: everything, title and place, only that the time is taken', async () => {
  const world = await createWorld()
  await meetingWith(world, { place: 'Sala 3', description: 'Llevar el plano', link: 'https://video.ejemplo.cl/1' })
  await makeCommitment(world)
  const full = await render(world, 'paula')
  const title = await render(world, 'paula', '', { detail: 'title' })
  const busy = await render(world, 'paula', '', { detail: 'busy' })

  expect(titles(full)).toEqual(['Mesa técnica de suelo', 'Vence: Enviar los informes previos de tres predios'])
  expect(eventsIn(full)[0]!.description).toBe('Llevar el plano\nEnlace: https://video.ejemplo.cl/1\nFolio R-2026-0001')
  expect(titles(title)).toEqual(titles(full))
  expect([title.includes('Sala 3'), /DESCRIPTION|URL|plano/.test(title)]).toEqual([true, false])
  expect(titles(busy)).toEqual(['Ocupado', 'Vencimiento'])
  expect(busy).not.toMatch(/DESCRIPTION|URL|LOCATION|suelo|informes/)
})

test('due dates come only when asked for, as whole days that block nobody', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await makeCommitment(world)
  expect(titles(await render(world, 'paula', '', { include_due: false }))).toEqual(['Mesa técnica de suelo'])

  const text = await render(world, 'paula')
  expect(text).toContain('DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261205\r\n')
  expect(eventsIn(text).map(({ transp }) => transp)).toEqual(['OPAQUE', 'TRANSPARENT'])
})

test('due dates follow the filter: region, institution on either side, the days, and whoever follows them up', async () => {
  const world = await createWorld()
  await makeCommitment(world)
  await makeCommitment(world, { text: 'Pagar el estudio', debtor_id: 'muni-10201', beneficiary_ids: ['serviu-10'], follow_up_user_id: 'carolina', due_on: '2026-12-18' })
  const found = async (filter: string, who: Name = 'paula') =>
    (await listDue(world.as(who), calendarFilter(new URLSearchParams(filter)), '2026-11-01', '2027-01-01')).map(({ due_on }) => due_on.slice(8))

  expect(await found('')).toEqual(['04', '18'])
  expect(await found('region=10')).toEqual(['18'])
  expect(await found('institucion=serviu-10')).toEqual(['18'])
  expect(await found('institucion=muni-13102')).toEqual(['04'])
  expect(await found('vista=mias')).toEqual(['04'])
  expect(await found('vista=mias', 'carolina')).toEqual(['18'])
  expect(await found('desde=2026-12-05')).toEqual(['18'])
  expect(await found('hasta=2026-12-04')).toEqual(['04'])
  expect(await found('', 'ines')).toEqual(['18'])
})

test('a calendar keeps no view that depends on the hour, and never a draft', async () => {
  const world = await createWorld()
  await meetingWith(world, { title: 'Pasada', when: hours('2026-11-20', '09:00', '10:00') })
  await meetingWith(world, { title: 'Borrador', state: 'draft' })
  await meetingWith(world)
  expect(titles(await render(world, 'paula', 'vista=proximas'))).toEqual(['Pasada', 'Mesa técnica de suelo'])
  expect(titles(await render(world, 'paula', 'estado=draft'))).toEqual([])
  expect(titles(await render(world, 'carolina', 'vista=mias'))).toEqual([])
})

test('a leader’s calendar holds the meetings of their municipality, with links that lead to the portal', async () => {
  const world = await createWorld()
  await meetingWith(world)
  await meetingWith(world, { title: 'La de Castro', participants: [{ institution_id: 'muni-10201' }] })
  await makeCommitment(world)
  const text = await render(world, 'rosa')
  expect(titles(text)).toEqual(['Mesa técnica de suelo', 'Vence: Enviar los informes previos de tres predios'])
  expect(eventsIn(text).map(({ url }) => url)).toEqual(['http://localhost:3000/m/reuniones', 'http://localhost:3000/m/compromisos/C-2026-0001'])
})

test('a subscribed calendar says its name and when to ask again; a file does not, and neither has an identity of its own', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const feed = readInIcalJs(await render(world, 'paula', '', { name: 'Reuniones; Biobío, 2026' })).properties
  expect(feed).toMatchObject({
    'refresh-interval': ['PT1H'], 'x-published-ttl': ['PT1H'], 'x-wr-timezone': ['America/Santiago'],
    name: ['Reuniones · Biobío · 2026'], 'x-wr-calname': ['Reuniones · Biobío · 2026'],
  })
  const file = await render(world, 'paula', '', { subscribed: false })
  expect(Object.keys(readInIcalJs(file).properties).toSorted()).toEqual(['calscale', 'name', 'prodid', 'version', 'x-wr-calname', 'x-wr-timezone'])
  expect(file).not.toMatch(/REFRESH|PUBLISHED|METHOD|SOURCE|^UID:(?!reunion-)/m)
  expect(file.match(/^(DTSTAMP|CREATED|LAST-MODIFIED):\d{8}T\d{6}Z\r$/gm)).toHaveLength(3)
})

test('what is cancelled leaves thirty days after its last local day', () => {
  const cancelled = { state: 'cancelled', end_local: '2026-11-24T23:30', until_on: null }
  expect([isPublished(cancelled, '2026-12-24'), isPublished(cancelled, '2026-12-25')]).toEqual([true, false])
  const suspended = { state: 'suspended', end_local: null, until_on: '2026-11-26' }
  expect([isPublished(suspended, '2026-12-25'), isPublished(suspended, '2026-12-26')]).toEqual([true, false])
  expect(isPublished({ ...cancelled, state: 'draft' }, '2026-11-01')).toBe(false)
  expect(isPublished({ ...cancelled, state: 'closed' }, '2028-01-01')).toBe(true)
})
