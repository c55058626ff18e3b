import fc from 'fast-check'
import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { editView, MOST_VIEWS, removeView, replaceView, restoreView, saveView, toggleDefault, undoReplacement } from '#app/domain/saved-views/commands.server.ts'
import { defaultOf, findView, listViews, type View } from '#app/domain/saved-views/queries.server.ts'
import { addressOf, columnsAsked, isAsSaved, queryOf, shownColumns } from '#app/domain/saved-views/rules.ts'
import { lists, type List } from '#app/domain/saved-views/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { createWorld } from '#tests/support/world.ts'

const input = (name: string, more: { team?: boolean; is_default?: boolean; search?: string; operation_id?: string } = {}) => ({
  operation_id: more.operation_id,
  name,
  team: more.team ?? false,
  is_default: more.is_default ?? false,
  search: new URLSearchParams(more.search ?? 'vista=todas'),
})

async function save(ctx: Context, name: string, more: Parameters<typeof input>[1] & { list?: List } = {}): Promise<View> {
  const answer = await saveView(ctx, more.list ?? 'meetings', input(name, more))
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors))
  return answer.view
}

const namesOf = async (ctx: Context, list: List = 'meetings') => (await listViews(ctx, list)).map(({ name }) => name)

test('a view keeps the filters, the order and the columns of an address, and nothing else of it', async () => {
  const { as } = await createWorld()
  const view = await save(as('lidia'), 'Biobío, lo nuevo', {
    search: 'pagina=3&panel=x&region=08&orden=-fecha&vista=todas&seleccion=todos&malo=1&guardada=otra&columnas=lugar,fecha,malo&q=',
  })

  expect(view).toMatchObject({ query: 'vista=todas&region=08&orden=-fecha', columns: 'fecha,lugar' })
  expect(addressOf(view)).toBe(`/reuniones?vista=todas&region=08&orden=-fecha&columnas=fecha%2Clugar&guardada=${view.id}`)
})

test('what an address says is the same after being saved and opened, whatever else was in it', () => {
  const words = fc.constantFrom('pagina', 'panel', 'orden', 'guardada', ...new Set(Object.values(lists).flatMap(({ params }) => [...params])))
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(lists) as List[])), fc.array(fc.tuple(words, fc.string({ maxLength: 12 }))), (list, pairs) => {
      const search = new URLSearchParams(pairs)
      const view = { id: 'v', list, query: queryOf(list, search), columns: (columnsAsked(list, search) ?? []).join(',') }
      expect(isAsSaved(view, new URLSearchParams(addressOf(view).split('?')[1]))).toBe(true)
      expect(isAsSaved(view, search)).toBe(true)
    }),
  )
})

test('the head of a row and its acts always stay, whatever columns are asked for', () => {
  const columns = ['compromiso', 'debe', 'vence', 'estado', 'sigue', 'actos'].map((key) => ({ key }))
  const keys = (search: string) => shownColumns('commitments', new URLSearchParams(search), columns).map(({ key }) => key)
  expect(keys('')).toEqual(['compromiso', 'debe', 'vence', 'estado', 'actos'])
  expect(keys('columnas=sigue,vence')).toEqual(['compromiso', 'vence', 'sigue', 'actos'])
  expect(keys('columnas=sigue&columnas=compromiso')).toEqual(['compromiso', 'sigue', 'actos'])
  expect(keys('columnas=rut')).toEqual(['compromiso', 'debe', 'vence', 'estado', 'actos'])
})

test('a view of one’s own is seen by nobody else; one of the team, by whoever reads the network, and changed by those who coordinate', async () => {
  const { as } = await createWorld()
  const own = await save(as('lidia'), 'La mía')
  const team = await save(as('paula'), 'Del equipo', { team: true })

  expect(await namesOf(as('lidia'))).toEqual(['La mía', 'Del equipo'])
  expect(await namesOf(as('paula'))).toEqual(['Del equipo'])
  expect(await namesOf(as('rosa'))).toEqual([])
  await expect(removeView(as('paula'), 'meetings', own.id)).rejects.toMatchObject({ name: 'NotFound' })
  await expect(removeView(as('lidia'), 'meetings', team.id)).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(saveView(as('lidia'), 'meetings', input('Otra', { team: true }))).rejects.toMatchObject({ name: 'Forbidden' })
  await expect(removeView(as('paula'), 'people', team.id)).rejects.toMatchObject({ name: 'NotFound' })
  await removeView(as('carolina'), 'meetings', team.id)
  expect(await namesOf(as('lidia'))).toEqual(['La mía'])
})

test('a list opens with one view of one’s own, or else with the team’s, and there is one of each', async () => {
  const { as } = await createWorld()
  const opens = async (who: 'paula' | 'lidia') => defaultOf(await listViews(as(who), 'meetings'))?.name
  await save(as('paula'), 'Equipo A', { team: true, is_default: true })
  const second = await save(as('carolina'), 'Equipo B', { team: true, is_default: true })
  const own = await save(as('lidia'), 'La mía', { is_default: true })
  expect([await opens('paula'), await opens('lidia')]).toEqual(['Equipo B', 'La mía'])

  await toggleDefault(as('lidia'), 'meetings', own.id)
  await toggleDefault(as('paula'), 'meetings', second.id)
  expect([await opens('paula'), await opens('lidia')]).toEqual([undefined, undefined])
})

test('names say which is which: none is repeated, and there are not more than fit', async () => {
  const { as } = await createWorld()
  await save(as('paula'), 'Pendientes del Biobío')
  expect(await saveView(as('paula'), 'meetings', input('PENDIENTES DEL BIOBIO'))).toEqual({ errors: { name: ['Ya hay una vista con ese nombre: escriba otro.'] } })
  await save(as('paula'), 'Pendientes del Biobío', { team: true })
  await save(as('paula'), 'Pendientes del Biobío', { list: 'people' })
  for (let n = 2; n <= MOST_VIEWS; n++) await save(as('paula'), `Vista ${n}`)
  expect(await saveView(as('paula'), 'meetings', input('Una más'))).toEqual({ errors: { name: ['Ya hay 20 vistas guardadas en esta lista: quite alguna.'] } })
  expect(await saveView(as('paula'), 'people', input('Larga', { search: `q=${'x'.repeat(1200)}` }))).toMatchObject({ errors: { search: [expect.stringContaining('demasiado largo')] } })
})

test('what no address may hold is not kept: the list that opens with the view would not open', async () => {
  const { as } = await createWorld()
  expect(await save(as('paula'), 'Rara', { search: 'q=a%00b&vista=cerradas', team: true, is_default: true })).toMatchObject({ query: 'vista=cerradas' })
})

test('sending the same form twice saves one view', async () => {
  const { as } = await createWorld()
  const once = await save(as('paula'), 'Una', { operation_id: 'op' })
  expect((await save(as('paula'), 'Una', { operation_id: 'op' })).id).toBe(once.id)
})

test('a view is renamed, replaced by what is seen now, taken away and brought back for a day, and each leaves its line', async () => {
  const { as, clock } = await createWorld()
  const view = await save(as('paula'), 'Del mes', { team: true, is_default: true })
  expect(await editView(as('paula'), 'meetings', view.id, { version: 1, name: 'Del año', team: true, is_default: true })).toBeUndefined()
  expect(await editView(as('carolina'), 'meetings', view.id, { version: 1, name: 'Tarde', team: true, is_default: true })).toMatchObject({ stale: { name: 'Del año' } })
  await replaceView(as('carolina'), 'meetings', view.id, { version: 2, search: new URLSearchParams('vista=cerradas&columnas=fecha') })
  expect(await findView(as('lidia'), 'meetings', view.id)).toMatchObject({ name: 'Del año', query: 'vista=cerradas', columns: 'fecha' })

  await removeView(as('paula'), 'meetings', view.id)
  expect(await namesOf(as('paula'))).toEqual([])
  await expect(toggleDefault(as('paula'), 'meetings', view.id)).rejects.toMatchObject({ name: 'NotFound' })
  await restoreView(as('paula'), 'meetings', view.id)
  expect(await namesOf(as('paula'))).toEqual(['Del año'])
  await expect(restoreView(as('paula'), 'meetings', view.id)).rejects.toMatchObject({ name: 'Conflict' })
  expect((await listActivity(as('paula'), 'saved_view', view.id)).map(({ sentence }) => sentence)).toEqual([
    'repuso una vista de Reuniones «Del año»', 'quitó una vista de Reuniones «Del año»', 'cambió una vista de Reuniones «Del año»',
    'cambió una vista de Reuniones «Del año»', 'guardó una vista de Reuniones «Del mes»',
  ])

  await removeView(as('paula'), 'meetings', view.id)
  clock.now = new Date(clock.now.getTime() + 25 * 3_600_000)
  const other = await save(as('paula'), 'Otra', { team: true })
  await removeView(as('paula'), 'meetings', other.id)
  await expect(restoreView(as('paula'), 'meetings', view.id)).rejects.toMatchObject({ name: 'NotFound' })
})

const seenAs = (search: string, version = 1) => ({ version, search: new URLSearchParams(search) })

test('replacing a view is undone for a day: it is again what it was, with its name, and still opens its list', async () => {
  const { as, clock } = await createWorld()
  const own = await save(as('lidia'), 'Biobío', { search: 'vista=todas&region=08&columnas=lugar', is_default: true })
  const { view, before } = await replaceView(as('lidia'), 'meetings', own.id, seenAs(`vista=cerradas&q=${'x'.repeat(900)}`))
  expect(view).toMatchObject({ name: 'Biobío', columns: '' })
  expect(await namesOf(as('lidia'))).toEqual(['Biobío'])

  await undoReplacement(as('lidia'), 'meetings', own.id, before)
  expect(await listViews(as('lidia'), 'meetings')).toMatchObject([{ id: own.id, name: 'Biobío', query: 'vista=todas&region=08', columns: 'lugar', is_default: 1 }])
  await expect(undoReplacement(as('lidia'), 'meetings', own.id, before)).rejects.toMatchObject({ name: 'NotFound' })
  expect((await listActivity(as('alma'), 'saved_view', own.id)).map(({ sentence }) => sentence)).toEqual([
    'deshizo el cambio de una vista de Reuniones', 'cambió una vista de Reuniones', 'guardó una vista de Reuniones',
  ])

  const again = await replaceView(as('lidia'), 'meetings', own.id, seenAs('vista=cerradas', 3))
  clock.now = new Date(clock.now.getTime() + 25 * 3_600_000)
  await expect(undoReplacement(as('lidia'), 'meetings', own.id, again.before)).rejects.toThrow('Pasó más de un día')
})

test('what somebody did to a view since is not undone with it, nor is anything saved over what they did', async () => {
  const { as } = await createWorld()
  const team = await save(as('paula'), 'Del equipo', { team: true })
  const { before } = await replaceView(as('paula'), 'meetings', team.id, seenAs('vista=cerradas'))
  await expect(replaceView(as('carolina'), 'meetings', team.id, seenAs('vista=proximas'))).rejects.toThrow('Otra persona cambió «Del equipo» recién')
  await replaceView(as('carolina'), 'meetings', team.id, seenAs('vista=proximas', 2))
  await expect(undoReplacement(as('paula'), 'meetings', team.id, before)).rejects.toThrow('cambió después')
  expect(await findView(as('lidia'), 'meetings', team.id)).toMatchObject({ query: 'vista=proximas' })

  await expect(undoReplacement(as('lidia'), 'meetings', team.id, before)).rejects.toMatchObject({ name: 'Forbidden' })
  const own = await save(as('carolina'), 'Otra')
  for (const other of [own.id, team.id]) await expect(undoReplacement(as('carolina'), 'meetings', team.id, other)).rejects.toMatchObject({ name: 'Conflict' })
  await expect(undoReplacement(as('paula'), 'meetings', team.id, own.id)).rejects.toMatchObject({ name: 'NotFound' })
})

test('of two people who take the same replacement back at once, one does', async () => {
  const { as } = await createWorld()
  const team = await save(as('paula'), 'Del equipo', { team: true })
  const { before } = await replaceView(as('paula'), 'meetings', team.id, seenAs('vista=cerradas'))
  const ends = await Promise.allSettled(['paula', 'carolina'].map((who) => undoReplacement(as(who as 'paula'), 'meetings', team.id, before)))
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await findView(as('lidia'), 'meetings', team.id)).toMatchObject({ query: 'vista=todas', version: 3 })
})

test('the activity, which others read, does not tell what somebody calls a view of their own', async () => {
  const { as } = await createWorld()
  const view = await save(as('elena'), 'Mis alcaldes lentos')
  expect((await listActivity(as('alma'), 'saved_view', view.id)).map(({ sentence }) => sentence)).toEqual(['guardó una vista de Reuniones'])
})
