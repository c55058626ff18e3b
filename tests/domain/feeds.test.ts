import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { createFeed, revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { feedFilter, feedForm, scopeFilter } from '#app/domain/feeds/forms.server.ts'
import { listFeeds } from '#app/domain/feeds/queries.server.ts'
import { previewFeed } from '#app/domain/feeds/queries/preview.server.ts'
import { addressesOf, programOf, windowOf } from '#app/domain/feeds/rules.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { makeFeed, textAt } from '#tests/support/feeds.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { createWorld } from '#tests/support/world.ts'

const filterOf = (address: string) => feedFilter(new URLSearchParams(address))

test('a link is shown once, lasts a year, and leaves a trace without its secret', async () => {
  const world = await createWorld()
  const { id, token } = await makeFeed(world, { name: 'Mi teléfono' })
  expect(token).toMatch(/^[\w-]{12}\.[\w-]{43}$/)
  expect(await listFeeds(world.as('paula'))).toMatchObject([{ id, name: 'Mi teléfono', expires_at: '2027-11-24T13:00:00.000Z', last_fetched_at: null }])
  expect(JSON.stringify(await listFeeds(world.as('paula')))).not.toContain('hash')

  const told = await listActivity(world.as('paula'), 'feed', id)
  expect(told).toMatchObject([{ action: 'feed.created' }])
  expect(JSON.stringify(told)).not.toContain(token.split('.')[1])
})

test('the same form sent twice makes one link, and does not show it again', async () => {
  const world = await createWorld()
  const input = { name: 'Mi teléfono', detail: 'full' as const, include_due: false, filter: '', operation_id: 'once-only' }
  const first = await createFeed(world.as('paula'), input)
  expect(await createFeed(world.as('paula'), input)).toEqual({ id: first.id, shownOnce: null })
  expect(await listFeeds(world.as('paula'))).toHaveLength(1)
})

test('somebody else’s link does not exist, except for the administrator who revokes it', async () => {
  const world = await createWorld()
  const { id } = await makeFeed(world)
  await expect(revokeFeed(world.as('carolina'), id)).rejects.toBeInstanceOf(NotFound)
  await expect(revokeFeed(world.as('rosa'), id)).rejects.toBeInstanceOf(NotFound)
  expect(await listFeeds(world.as('carolina'))).toEqual([])

  expect(await revokeFeed(world.as('alma'), id)).toEqual({ name: 'Mi teléfono' })
  expect(await revokeFeed(world.as('alma'), id)).toEqual({ name: 'Mi teléfono' })
  expect(await listFeeds(world.as('paula'))).toEqual([])
  expect(await listActivity(world.as('paula'), 'feed', id)).toMatchObject([{ action: 'feed.revoked' }, { action: 'feed.created' }])
})

test('twenty links are enough for anybody', async () => {
  const world = await createWorld()
  for (let n = 0; n < 20; n++) await makeFeed(world, {}, 'lidia')
  await expect(makeFeed(world, {}, 'lidia')).rejects.toBeInstanceOf(Conflict)
  const [first] = await listFeeds(world.as('lidia'))
  await revokeFeed(world.as('lidia'), first!.id)
  await makeFeed(world, {}, 'lidia')
})

test('a filter is kept in one spelling, without what a calendar cannot keep', () => {
  expect(filterOf('tipo=bilateral&region=08&modo=mes&fecha=2026-11-24&pagina=3&orden=-fecha')).toBe('region=08&tipo=bilateral')
  expect(filterOf('vista=mias&desde=2026-01-01&hasta=2026-02-30&q= suelo ')).toBe('vista=mias&q=suelo&desde=2026-01-01')
  expect(filterOf('vista=proximas&estado=nada&region=VIII&institucion=')).toBe('')
  expect(filterOf('capas=1&capa=equipo&capa=mias&capa=feriados')).toBe('capas=1&capa=mias&capa=equipo')
  expect(filterOf('capas=1&capa=mias&capa=vencimientos')).toBe('vista=mias')
  expect(filterOf('capas=1&capa=mias&capa=equipo&capa=red')).toBe('')
  expect(filterOf('vista=mias&capas=1&capa=red&solo=confirmadas')).toBe('solo=confirmadas&capas=1&capa=red')
  expect(feedForm.safeParse({ detail: 'full', scope: 'otro' }).success).toBe(false)
})

test('each choice of the form stands for a filter', () => {
  const form = { detail: 'full', name: '', filter: 'region=08&x=1', region_code: '13', institution_id: 'muni-13102' }
  const filters = ['mias', 'institucion', 'region', 'filtro', 'todo'].map((scope) => scopeFilter(feedForm.parse({ ...form, scope })))
  expect(filters).toEqual(['vista=mias', 'institucion=muni-13102', 'region=13', 'region=08', ''])
  expect(scopeFilter(feedForm.parse({ ...form, scope: 'mias', only_standing: 'on' }))).toBe('vista=mias&solo=confirmadas')
})

test('«solo confirmadas» leaves out what was suspended or cancelled', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  await changeState(world.as('paula'), folio, 'suspended', 'Paro municipal')
  const { token } = await makeFeed(world, { include_due: false })
  const { token: standing } = await makeFeed(world, { include_due: false, filter: 'solo=confirmadas' })
  expect(eventsIn(await textAt(token))).toMatchObject([{ status: 'CANCELLED' }])
  expect(eventsIn(await textAt(standing))).toEqual([])
})

test('the preview is the next meeting of the filter, as its entry will read', async () => {
  const world = await createWorld()
  await meetingWith(world, { title: 'Ya fue', when: hours('2026-11-24', '08:00', '09:00') })
  await meetingWith(world, { place: 'Sala 3' })
  await meetingWith(world, { title: 'Visita', kind: 'site_visit', reserved: true, when: hours('2026-12-01', '10:00', '11:00') })
  await meetingWith(world, { title: 'Borrador', state: 'draft', when: hours('2026-11-25', '10:00', '11:00') })

  expect(await previewFeed(world.as('paula'), '')).toEqual({
    ahead: 2,
    next: {
      full: 'Mesa técnica de suelo, Sala 3, martes 24 de noviembre, 15:00 a 16:00',
      title: 'Mesa técnica de suelo, Sala 3, martes 24 de noviembre, 15:00 a 16:00',
      busy: 'Ocupado, martes 24 de noviembre, 15:00 a 16:00',
    },
  })
  expect((await previewFeed(world.as('paula'), 'tipo=site_visit')).next?.full).toBe('Ocupado, martes 1 de diciembre, 10:00 a 11:00')
  expect(await previewFeed(world.as('carolina'), 'vista=mias')).toEqual({ ahead: 0, next: null })
})

test('the ways in hold the address in the form each program takes', () => {
  expect(addressesOf('https://hilvan.ejemplo.cl', 'abc.def')).toEqual({
    address: 'https://hilvan.ejemplo.cl/cal/abc.def.ics',
    webcal: 'webcal://hilvan.ejemplo.cl/cal/abc.def.ics',
    google: 'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fhilvan.ejemplo.cl%2Fcal%2Fabc.def.ics',
    outlook: 'webcal:https://hilvan.ejemplo.cl/cal/abc.def.ics',
  })
})

test('programs are called by their name, and the window moves with the day', () => {
  const agents = ['Google-Calendar-Importer', 'Microsoft.Exchange/15', 'iOS/26.1 dataaccessd/1.0', 'macOS/15 CalendarAgent/1', 'Mozilla/5.0 Thunderbird/140', 'Mozilla/5.0 Chrome/1', 'curl/8.1', '', null]
  expect(agents.map(programOf)).toEqual(['Google Calendar', 'Outlook', 'iPhone o iPad', 'Mac', 'Thunderbird', 'un navegador', 'curl', 'otro programa', null])
  expect(windowOf('2026-11-24')).toEqual({ from: '2026-08-26', until: '2028-05-24' })
})
