import { expect, test } from 'vitest'

import { contradictedZones } from '#app/lib/readiness.server.ts'
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
  const { scopes } = await world.visit(loader, 'carolina', `${PAGE}?region=13&modo=mes&vista=mias`)
  expect(scopes.map(({ scope, label, chosen, preview }) => [scope, label, chosen, preview.ahead])).toEqual([
    ['filtro', 'Mis reuniones, Región: Metropolitana', true, 0],
    ['mias', 'Mis reuniones', false, 0],
    ['todo', 'Todo lo que puedo ver', false, 1],
  ])
  const bare = await world.visit(loader, 'elena', PAGE)
  expect(bare.scopes.map(({ scope, chosen }) => [scope, chosen])).toEqual([['mias', false], ['todo', true]])
})

test('an institution that was only typed is looked up, or asked for again', async () => {
  const { visit } = await createWorld()
  expect((await visit(loader, 'paula', `${PAGE}?institucion=&institucion_text=Castro`)).filter).toBe('institucion=muni-10201')
  const unsure = await visit(loader, 'paula', `${PAGE}?institucion_text=santiago+no+existe`)
  expect([unsure.filter, unsure.problem]).toEqual(['', 'No encontramos «santiago no existe».'])
})

test('a link without a name is refused with what was typed; leaders and strangers find no page', async () => {
  const { visit } = await createWorld()
  expect(await visit(action, 'paula', PAGE, { form: { ...form, name: ' ' } })).toMatchObject({
    data: { errors: { name: ['Póngale un nombre, por ejemplo «Mi teléfono».'] }, values: { detail: 'full' } }, init: { status: 400 },
  })
  await expect(visit(loader, 'rosa', PAGE)).rejects.toMatchObject({ init: { status: 404 } })
  await expect(visit(loader, null, PAGE)).rejects.toMatchObject({ status: 302 })
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
