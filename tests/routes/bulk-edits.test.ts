import { expect, test } from 'vitest'

import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { assignCoordinator } from '#app/domain/institutions/commands/coordinate.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { action as edit, loader as page } from '#app/routes/bulk-edits/page.tsx'
import { action as undo } from '#app/routes/bulk-edits/undoing.ts'
import { person } from '#tests/support/directory.ts'
import { createWorld } from '#tests/support/world.ts'

const BACK = '/instituciones?vista=todas&red=member'
const TOWNS = ['muni-13102', 'muni-10201', 'muni-13120']
const acto = (name: string) => ({ params: { acto: name } })

/** Where a redirect goes, what it says there, and the address that takes it back. */
function noticeOf(answer: unknown) {
  const { headers } = answer as Response
  const cookie = decodeURIComponent(headers.get('Set-Cookie')!.split(';')[0]!.split('=').slice(1).join('='))
  return { to: headers.get('Location'), ...(JSON.parse(cookie) as { text: string; undo?: string }) }
}

test('what is marked in a list is told on a page, changed together, and brought back to the same list', async () => {
  const world = await createWorld()
  const search = new URLSearchParams([['volver', BACK], ...TOWNS.map((id) => ['id', id])])
  const address = `/lote/coordinacion?${search}`
  expect(await world.visit(page, 'paula', address, acto('coordinacion'))).toMatchObject({
    head: { total: 3, words: '3 instituciones', back: BACK, facts: 'Cambian juntas, y durante un día se pueden deshacer juntas.', problem: null, more: null },
    takers: [{ value: 'carolina' }, { value: 'paula' }],
  })
  expect(await world.visit(edit, 'paula', address, { ...acto('coordinacion'), form: { value: 'rosa', confirmed: '3' } })).toMatchObject({
    init: { status: 400 }, data: { errors: { value: ['Elija a una persona de la lista.'] } },
  })
  const done = noticeOf(await world.visit(edit, 'paula', address, { ...acto('coordinacion'), form: { value: 'carolina', confirmed: '3', operation_id: 'op' } }))
  expect(done).toMatchObject({ to: BACK, text: '3 instituciones: coordina Carolina Fuentes Riquelme.' })
  const again = (await world.visit(edit, 'paula', address, { ...acto('coordinacion'), form: { value: 'paula', confirmed: '3', operation_id: 'op' } })) as Response
  expect(again.headers.get('Location')).toBe(BACK)
  expect((await findInstitution(world.as('paula'), TOWNS[0]!))!.coordinator_name).toBe('Carolina Fuentes Riquelme')

  await assignCoordinator(world.as('carolina'), TOWNS[1]!, 'paula')
  const [path, query] = done.undo!.split('?')
  const back = noticeOf(await world.visit(undo, 'paula', `${path}?${query}`, { method: 'POST', params: { id: path!.split('/')[2]! } }))
  expect(back).toMatchObject({ to: BACK, text: expect.stringMatching(/^Se deshicieron 2\. 1 cambió después y queda como está: .*Castro\.$/) })
})

test('the page of an act speaks of one as of one', async () => {
  const world = await createWorld()
  const { head } = await world.visit(page, 'paula', `/lote/coordinacion?id=${TOWNS[0]}`, acto('coordinacion'))
  expect(head).toMatchObject({ words: '1 institución', facts: 'Durante un día se puede deshacer.', back: '/instituciones' })
  expect(await world.visit(edit, 'paula', `/lote/coordinacion?id=${TOWNS[0]}`, { ...acto('coordinacion'), form: { value: '' } })).toMatchObject({
    data: { result: { title: 'Una quedó como estaba' } },
  })
})

test('everything of a filter is told with its number before anything changes, and only lists of ours are returned to', async () => {
  const world = await createWorld()
  const form = { todos: 'on', filtro: '?vista=todas&tipo=municipality', volver: 'https://malo.cl' }
  const asked = (await world.visit(edit, 'paula', '/lote/coordinacion', { ...acto('coordinacion'), form: { ...form, value: 'paula' } })) as Response
  expect(asked.status).toBe(302)
  const told = await world.visit(page, 'paula', asked.headers.get('Location')!, acto('coordinacion'))
  expect(told.head).toMatchObject({ back: '/instituciones', problem: null })
  expect(told.head.total).toBeGreaterThan(300)
  expect(await world.visit(edit, 'paula', asked.headers.get('Location')!, { ...acto('coordinacion'), form: { value: 'paula', confirmed: '7' } })).toMatchObject({
    init: { status: 400 }, data: { errors: { confirmed: [expect.stringContaining('revise y vuelva a guardar')] } },
  })
  expect((await findInstitution(world.as('paula'), TOWNS[0]!))!.coordinator_id).toBeNull()
})

test('a few people are confirmed at once; nothing marked is said, and not done', async () => {
  const world = await createWorld()
  const id = await person(world)
  await world.db.updateTable('people').set({ verified_on: null }).where('id', '=', id).execute()
  const done = noticeOf(await world.visit(edit, 'paula', '/lote/confirmacion', { ...acto('confirmacion'), form: { id, volver: '/contactos?q=munoz' } }))
  expect(done).toMatchObject({ to: '/contactos?q=munoz', text: '1 contacto: datos confirmados hoy.' })
  expect((await findPerson(world.as('paula'), id))!.verified_on).toBe('2026-11-24')
  expect(await world.visit(edit, 'paula', '/lote/confirmacion', { ...acto('confirmacion'), form: { id } })).toMatchObject({
    data: { ok: true, result: { refused: [{ why: 'Ya estaba confirmado hoy.' }], undo: null } },
  })
  expect(await world.visit(page, 'paula', '/lote/confirmacion?id=nadie', acto('confirmacion'))).toMatchObject({ head: { problem: 'No marcó nada de la lista de contactos.' } })
})

test('only those who coordinate change several at once, and no other act exists', async () => {
  const world = await createWorld()
  for (const who of ['elena', 'lidia'] as const) {
    await expect(world.visit(page, who, '/lote/cargo', acto('cargo'))).rejects.toMatchObject({ init: { status: 403 } })
  }
  await expect(world.visit(page, 'rosa', '/lote/cargo', acto('cargo'))).rejects.toMatchObject({ init: { status: 404 } })
  for (const name of ['borrar', 'toString']) await expect(world.visit(page, 'paula', `/lote/${name}`, acto(name))).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(undo, 'paula', '/lote/nada/deshacer', { method: 'POST', params: { id: 'nada' } })).rejects.toMatchObject({ init: { status: 404 } })
})
