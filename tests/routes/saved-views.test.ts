import { expect, test } from 'vitest'

import { saveView } from '#app/domain/saved-views/commands.server.ts'
import { addressOf } from '#app/domain/saved-views/rules.ts'
import type { List } from '#app/domain/saved-views/terms.ts'
import { loader as agreements } from '#app/routes/agreements/index.tsx'
import { loader as commitments } from '#app/routes/commitments/index.tsx'
import { loader as institutions } from '#app/routes/institutions/index.tsx'
import { loader as meetings } from '#app/routes/meetings/index.tsx'
import { loader as people } from '#app/routes/people/index.tsx'
import { loader as requests } from '#app/routes/requests/index.tsx'
import { action as act } from '#app/routes/saved-views/act.ts'
import { action as edit, loader as editPage } from '#app/routes/saved-views/edit.tsx'
import { action as save, loader as viewsPage } from '#app/routes/saved-views/index.tsx'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { countQueries, person } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const pages = {
  meetings: [meetings, '/reuniones'], agreements: [agreements, '/acuerdos'], commitments: [commitments, '/compromisos'],
  institutions: [institutions, '/instituciones'], people: [people, '/contactos'], requests: [requests, '/solicitudes'],
} as const

async function viewOf({ as }: World, who: Name, list: List, { search = 'vista=todas&q=suelo', team = false, is_default = false } = {}) {
  const answer = await saveView(as(who), list, { operation_id: undefined, name: `Vista de ${list}`, team, is_default, search: new URLSearchParams(search) })
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors))
  return answer.view
}

const at = (lista: string, id?: string, acto?: string) => ({ params: { lista, ...(id ? { id } : {}), ...(acto ? { acto } : {}) } })

test('every list opens with the view its reader chose, and only when its address says nothing', async () => {
  const world = await createWorld()
  for (const [list, [loader, path]] of Object.entries(pages) as [List, (typeof pages)[List]][]) {
    const view = await viewOf(world, 'lidia', list, { is_default: true })
    const opened = await world.visit(loader as typeof meetings, 'lidia', path).catch((answer: unknown) => answer)
    expect(opened, path).toMatchObject({ status: 302 })
    expect((opened as Response).headers.get('Location')).toBe(addressOf(view))

    const asked = await world.visit(loader as typeof meetings, 'lidia', `${path}?vista=todas`)
    expect(asked.saved, path).toMatchObject({ saved: [{ id: view.id, to: addressOf(view) }], current: null })
    const current = await world.visit(loader as typeof meetings, 'lidia', addressOf(view))
    expect(current.saved.current, path).toMatchObject({ id: view.id, changed: false, mayEdit: true })
    const changed = await world.visit(loader as typeof meetings, 'lidia', `${addressOf(view)}&orden=x&pagina=2&panel=y`)
    expect(changed.saved.current, path).toMatchObject({ id: view.id, changed: true })
    expect((await world.visit(loader as typeof meetings, 'elena', addressOf(view))).saved, path).toMatchObject({ saved: [], current: null })
  }
})

test('a view that somebody shares shows each reader what they may see and nothing more', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const view = await viewOf(world, 'paula', 'commitments', { search: 'vista=mios', team: true, is_default: true })
  const rows = async (who: Name) => (await world.visit(commitments, who, addressOf(view))).rows.map((row) => row.folio)
  expect([await rows('paula'), await rows('carolina')]).toEqual([[folio], []])
  for (const [loader, path] of Object.values(pages)) {
    await expect(world.visit(loader as typeof meetings, 'rosa', `${path}?guardada=${view.id}&panel=${folio}`)).rejects.toMatchObject({ init: { status: 404 } })
  }
  for (const handler of [viewsPage, editPage]) {
    await expect(world.visit(handler as typeof editPage, 'rosa', '/vistas/compromisos/x', at('compromisos', view.id))).rejects.toMatchObject({ init: { status: 404 } })
  }
})

test('a view is saved from its list, its mistakes are said by the field, and undoing takes it away', async () => {
  const world = await createWorld()
  const post = (form: Record<string, string>, who: Name = 'paula') => world.visit(save, who, '/vistas/reuniones', { ...at('reuniones'), form })
  const search = 'vista=todas&region=08&columnas=fecha%2Clugar&pagina=4'
  const answer = (await post({ name: ' Biobío ', search })) as Response
  expect(answer.headers.get('Location')).toMatch(/^\/reuniones\?vista=todas&region=08&columnas=fecha%2Clugar&guardada=/)
  expect(decodeURIComponent(answer.headers.get('Set-Cookie')!)).toMatch(/Vista «Biobío» guardada\.","undo":"\/vistas\/reuniones\/[0-9a-f-]+\/retiro"/)

  expect(await post({ name: '', search })).toMatchObject({ init: { status: 400 }, data: { errors: { name: ['Escriba cómo se llama la vista.'] }, values: { search } } })
  expect(await post({ name: 'x'.repeat(41), search })).toMatchObject({ data: { errors: { name: ['Escriba como máximo 40 caracteres; ahora tiene 41.'] } } })
  expect(await post({ name: 'biobio', search })).toMatchObject({ data: { errors: { name: ['Ya hay una vista con ese nombre: escriba otro.'] } } })
  expect(await post({ name: 'Otra', team: 'on', search }, 'lidia')).toMatchObject({ data: { errors: { team: ['Las vistas del equipo las guarda quien coordina.'] } } })
  await expect(world.visit(save, 'paula', '/vistas/otra', { ...at('otra'), form: { name: 'x' } })).rejects.toMatchObject({ init: { status: 404 } })
})

test('a view is renamed, replaced, made the first one, taken away and brought back from its page', async () => {
  const world = await createWorld()
  const view = await viewOf(world, 'lidia', 'meetings')
  const press = (acto: string, form: Record<string, string> = {}, who: Name = 'lidia') =>
    world.visit(act, who, `/vistas/reuniones/${view.id}/${acto}`, { ...at('reuniones', view.id, acto), form, method: 'POST' })

  await world.visit(edit, 'lidia', '/x', { ...at('reuniones', view.id), form: { version: '1', name: 'Mesas' } })
  expect(await world.visit(edit, 'lidia', '/x', { ...at('reuniones', view.id), form: { version: '1', name: 'Tarde' } })).toMatchObject({ init: { status: 409 }, data: { errors: { name: [expect.stringContaining('«Mesas»')] } } })
  const replaced = await press('reemplazo', { version: '2', search: 'vista=cerradas' })
  expect(replaced.headers.get('Location')).toContain('/reuniones?vista=cerradas&guardada=')
  const { undo } = JSON.parse(decodeURIComponent(replaced.headers.get('Set-Cookie')!.split(';')[0]!.split('=').slice(1).join('='))) as { undo: string }
  expect(undo).toMatch(new RegExp(`^/vistas/reuniones/${view.id}/vuelta\\?antes=`))
  const undone = await world.visit(act, 'lidia', undo, { ...at('reuniones', view.id, 'vuelta'), method: 'POST' })
  expect(undone.headers.get('Location')).toBe(addressOf(view))
  for (const form of [{ search: 'vista=cerradas' }, { version: '4', search: 'x'.repeat(4001) }] as Record<string, string>[]) {
    await expect(press('reemplazo', form)).rejects.toMatchObject({ status: 400 })
  }
  await press('predeterminada')
  expect(await world.visit(viewsPage, 'lidia', '/vistas/reuniones', at('reuniones'))).toMatchObject({ views: [{ name: 'Mesas', isDefault: true, team: false, mayEdit: true }] })
  await press('retiro')
  expect((await world.visit(viewsPage, 'lidia', '/vistas/reuniones', at('reuniones'))).views).toEqual([])
  await expect(world.visit(editPage, 'lidia', '/x', at('reuniones', view.id))).rejects.toMatchObject({ init: { status: 404 } })
  await press('regreso')
  expect((await world.visit(viewsPage, 'lidia', '/vistas/reuniones', at('reuniones'))).views).toHaveLength(1)

  for (const acto of ['reemplazo', 'vuelta', 'predeterminada', 'retiro', 'regreso', 'otro', 'toString']) {
    await expect(press(acto, { version: '1', search: '' }, 'paula')).rejects.toMatchObject({ init: { status: 404 } })
  }
})

test('the summary of a row is that of its record, and of what does not exist there is none', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const meeting = await meetingWith(world)
  const somebody = await person(world)
  const show = async (list: List, panel: string, who: Name = 'lidia') => {
    const [loader, path] = pages[list]
    return (await world.visit(loader as typeof meetings, who, `${path}?vista=todas&panel=${panel}`)).record
  }
  expect(await show('commitments', folio)).toMatchObject({ id: folio, to: `/compromisos/${folio}`, facts: expect.arrayContaining([expect.objectContaining({ label: 'Debe' })]) })
  expect(await show('meetings', meeting.folio)).toMatchObject({ id: meeting.folio, title: 'Mesa técnica de suelo' })
  expect(await show('institutions', 'muni-13102')).toMatchObject({ title: 'Municipalidad de Cerrillos' })
  expect(await show('people', somebody)).toMatchObject({ title: 'José Muñoz Tapia' })
  for (const list of Object.keys(pages) as List[]) expect(await show(list, 'X-2026-9999'), list).toBeNull()
})

test('a list asks the same number of questions whatever its view, its columns and its rows', async () => {
  const world = await createWorld()
  const ask = (search: string) => countQueries(world, () => world.visit(meetings, 'paula', `/reuniones?${search}`))
  const before = await ask('vista=todas')
  for (let n = 0; n < 3; n++) await meetingWith(world)
  const view = await viewOf(world, 'paula', 'meetings', { search: 'vista=todas&columnas=lugar,cargo,tipo' })
  const one = await ask('vista=todas')
  expect(await ask(addressOf(view).split('?')[1]!)).toBe(one)
  expect(one - before).toBeLessThanOrEqual(3)
})

test('a RUT is shown in the list to whoever keeps the directory, and reaches nobody else', async () => {
  const world = await createWorld()
  const id = await person(world)
  await world.db.updateTable('people').set({ rut: '12345678-5' }).where('id', '=', id).execute()
  const ruts = async (who: Name) => (await world.visit(people, who, '/contactos?columnas=rut')).rows.map(({ rut }) => rut)
  expect([await ruts('paula'), await ruts('lidia'), await ruts('elena')]).toEqual([['12.345.678-5'], [null], [null]])
})
