import { expect, test } from 'vitest'

import { qrOf } from '#app/lib/qr.server.ts'
import { contradictedZones } from '#app/lib/readiness.server.ts'
import { action as extend } from '#app/routes/calendar/extension.ts'
import type { linksOf } from '#app/routes/calendar/feed-view.server.ts'
import { action as revoke } from '#app/routes/calendar/revocation.ts'
import { action, loader } from '#app/routes/calendar/subscriptions.tsx'
import { makeFeed, poll } from '#tests/support/feeds.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const PAGE = '/calendario/suscribir'
const form = { scope: 'filtro', filter: 'region=13&tipo=working_group', detail: 'full', name: 'Suelo', operation_id: 'una-vez' }

test('the address is shown once, in the answer and nowhere else', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const made = await world.visit(action, 'elena', PAGE, { form })
  expect(made).toMatchObject({ made: { name: 'Suelo', links: { address: expect.stringMatching(/^http:\/\/localhost:3000\/cal\/[\w-]{12}\.[\w-]{43}\.ics$/) } } })
  const address = (made as { made: { links: { address: string } } }).made.links.address
  expect((await poll(address.split('/').at(-1)!)).status).toBe(200)

  expect(await world.visit(action, 'elena', PAGE, { form })).toMatchObject({ made: { name: 'Suelo', links: null } })
  const page = await world.visit(loader, 'elena', PAGE)
  expect(page.feeds).toMatchObject([{ name: 'Suelo', what: 'Región: Metropolitana, Mesa técnica', detail: 'Completo', expires: '24-11-2027', last: { at: '24-11-2026 10:00' } }])
  expect(JSON.stringify(page)).not.toContain(address.split('.').at(-2))
})

test('the page says the filter of the address in words, and previews what each choice would show', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { view, filter } = await world.visit(loader, 'carolina', `${PAGE}?region=13&modo=mes&vista=mias`)
  expect(filter).toBe('vista=mias&region=13')
  expect(view.scopes[1]).toEqual({ value: 'mias', label: 'Mis reuniones' })
  expect(view.scopes.map(({ value }) => value)).toEqual(['filtro', 'mias', 'institucion', 'region', 'todo'])
  expect(view.scopes[0]!.label).toBe('Lo que estoy viendo: Mis reuniones, Región: Metropolitana')
  expect([view.scope, view.preview?.ahead]).toEqual(['filtro', 0])

  const asked = new URLSearchParams({ filter, scope: 'institucion', institution_id: 'muni-13102', detail: 'busy', include_due: 'on' })
  const looked = (await world.visit(loader, 'carolina', `${PAGE}?${asked}`)).view
  expect(looked).toMatchObject({ scope: 'institucion', detail: 'busy', include_due: true, copy: 'institucion=muni-13102', name: 'Institución: Municipalidad de Cerrillos' })
  expect(looked.preview).toMatchObject({ ahead: 1, next: { busy: 'Ocupado, martes 24 de noviembre, 15:00 a 16:00' } })
  expect((await world.visit(loader, 'carolina', `${PAGE}?scope=region`)).view.preview).toBeNull()

  const bare = (await world.visit(loader, 'elena', PAGE)).view
  expect([bare.scope, bare.scopes.map(({ value }) => value)]).toEqual(['todo', ['mias', 'institucion', 'region', 'todo']])
})

test('a region or an institution must be named; an institution that was only typed is looked up', async () => {
  const world = await createWorld()
  const send = (more: Record<string, string>) => world.visit(action, 'paula', PAGE, { form: { ...form, name: '', operation_id: '', ...more } })
  expect(await send({ scope: 'region' })).toMatchObject({ data: { errors: { region_code: ['Elija una región.'] } }, init: { status: 400 } })
  expect(await send({ scope: 'institucion' })).toMatchObject({ data: { errors: { institution_id: ['Elija una institución.'] } } })
  expect(await send({ scope: 'institucion', institution_id_text: 'santiago no existe' })).toMatchObject({
    data: { errors: { institution_id: ['No encontramos «santiago no existe».'] }, values: { detail: 'full' } },
  })
  expect(await send({ scope: 'institucion', institution_id: '', institution_id_text: 'Castro', only_standing: 'on' })).toMatchObject({
    made: { name: 'Institución: Municipalidad de Castro, Solo confirmadas' },
  })
  expect(await send({ scope: 'region', region_code: '08' })).toMatchObject({ made: { name: 'Región: Biobío' } })
  expect(await send({ scope: 'todo' })).toMatchObject({ made: { name: 'Reuniones de la red' } })
  const kept = await world.raw.selectFrom('calendar_feeds').select('filter').orderBy('filter').execute()
  expect(kept.map(({ filter }) => filter)).toEqual(['', 'institucion=muni-10201&solo=confirmadas', 'region=08'])
})

test('leaders and strangers find no page of the network', async () => {
  const { visit } = await createWorld()
  await expect(visit(loader, 'rosa', PAGE)).rejects.toMatchObject({ init: { status: 404 } })
  await expect(visit(loader, null, PAGE)).rejects.toMatchObject({ status: 302 })
})

test('the code to scan holds the address, and is drawn only when the link is made', async () => {
  const world = await createWorld()
  const { made } = (await world.visit(action, 'paula', PAGE, { form })) as { made: { links: ReturnType<typeof linksOf> } }
  expect(made.links!.qr).toEqual(qrOf(made.links!.webcal))
  expect(made.links!.qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
  expect(JSON.stringify(await world.visit(loader, 'paula', PAGE))).not.toContain('h1v1h-1z')
})

test('extending a link gives it a year from today and keeps its address; only its owner may', async () => {
  const world = await createWorld()
  const { id, token } = await makeFeed(world)
  world.clock.now = new Date('2027-11-25T13:00:00.000Z')
  expect((await poll(token)).status).toBe(404)

  const asked = { method: 'POST', params: { id } }
  await expect(world.visit(extend, 'carolina', `${PAGE}/${id}/extension`, asked)).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(extend, 'alma', `${PAGE}/${id}/extension`, asked)).rejects.toMatchObject({ init: { status: 403 } })
  await world.visit(extend, 'paula', `${PAGE}/${id}/extension`, asked)
  expect((await poll(token)).status).toBe(200)
  expect((await world.visit(loader, 'paula', PAGE)).feeds).toMatchObject([{ expires: '25-11-2028', expired: false }])

  await world.visit(revoke, 'paula', `${PAGE}/${id}/revocacion`, asked)
  await expect(world.visit(extend, 'paula', `${PAGE}/${id}/extension`, asked)).rejects.toMatchObject({ init: { status: 409 } })
  expect((await poll(token)).status).toBe(404)
})

test('revoking is for whoever made the link, and works at once', async () => {
  const world = await createWorld()
  const { id, token } = await makeFeed(world)
  const asked = { method: 'POST', params: { id } }
  await expect(world.visit(revoke, 'carolina', `${PAGE}/${id}/revocacion`, asked)).rejects.toMatchObject({ init: { status: 404 } })
  expect((await poll(token)).status).toBe(200)

  expect((await world.visit(revoke, 'paula', `${PAGE}/${id}/revocacion`, asked)).headers.get('location')).toBe(PAGE)
  expect((await poll(token)).status).toBe(404)
})

test('this machine agrees with the zones that calendars print', () => {
  expect(contradictedZones()).toEqual([])
})
