import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { findCommitment, listFolios, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { stageOf } from '#app/domain/commitments/rules/stages.ts'
import { commitmentFilterWords } from '#app/domain/exports/queries/filter-words.server.ts'
import { loader as list } from '#app/routes/commitments/index.tsx'
import { action as quickEdit, loader as quickEditPage } from '#app/routes/commitments/quick-edit.tsx'
import { action as severalDates, loader as severalDatesPage } from '#app/routes/commitments/several-dates.tsx'
import { action as severalFollowers } from '#app/routes/commitments/several-followers.tsx'
import { action as severalStates, loader as severalStatesPage } from '#app/routes/commitments/several-states.tsx'
import { action as undo } from '#app/routes/commitments/several-undoing.ts'
import { action as move, loader as movePage } from '#app/routes/commitments/state.tsx'
import { loader as exportBook } from '#app/routes/exports/file.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const BACK = '/compromisos?vista=todos&forma=tablero'
const at = (folio: string) => ({ params: { folio } })
const oficio = [{ kind: 'oficio' as const, number: 'ORD. 1', on: '2026-11-20' }]

const stageNow = async ({ as }: World, folio: string) => stageOf((await findCommitment(as('paula'), folio))!)

/** Where a redirect goes, what it says there, and the address that takes it back. */
function noticeOf(answer: unknown) {
  const { headers } = answer as Response
  const cookie = decodeURIComponent(headers.get('Set-Cookie')!.split(';')[0]!.split('=').slice(1).join('='))
  return { to: headers.get('Location'), ...(JSON.parse(cookie) as { text: string; undo?: string }) }
}

const takeBack = ({ visit }: World, address: string) => {
  const [path, search] = address.split('?')
  return visit(undo, 'paula', `${path}?${search}`, { method: 'POST', params: { lote: path!.split('/')[3]! } })
}

test('one tap from a list moves a commitment, and «deshacer» brings it back to where the list was', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const answer = await world.visit(move, 'paula', `/compromisos/${folio}/estado`, { ...at(folio), form: { stage: 'cumplir', volver: BACK } })
  const { to, text, undo } = noticeOf(answer)
  expect([to, text]).toEqual([BACK, 'C-2026-0001 declarado cumplido: falta verificarlo.'])
  expect(await stageNow(world, folio)).toBe('por-validar')

  expect(noticeOf(await takeBack(world, undo!))).toMatchObject({ to: BACK, text: 'Se deshizo.' })
  expect(await stageNow(world, folio)).toBe('pendiente')
})

test('a list that is alive gets its answer without leaving, and what a column asks for is said with its page', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const say = (stage: string) => world.visit(move, 'paula', `/compromisos/${folio}/estado`, { ...at(folio), form: { stage, quieto: 'on' } })

  expect(await say('en-curso')).toMatchObject({ notice: { text: 'C-2026-0001 pasó a «En curso».' } })
  expect(await say('cumplido')).toMatchObject({
    init: { status: 400 },
    data: { errors: { stage: ['C-2026-0001: Para darlo por cumplido falta la evidencia.'] }, page: `/compromisos/${folio}/declaracion?respuesta=delivered` },
  })
  expect(await say('cualquiera')).toMatchObject({ init: { status: 400 }, data: { errors: { stage: ['Elija a qué estado pasa.'] } } })
  expect(await world.visit(movePage, 'paula', `/compromisos/${folio}/estado?volver=https://malo.cl`, at(folio))).toMatchObject({ stage: 'en-curso', back: '/compromisos' })
  for (const who of ['lidia', 'elena'] as const) {
    await expect(world.visit(move, who, `/compromisos/${folio}/estado`, { ...at(folio), form: { stage: 'pendiente' } })).rejects.toMatchObject({ init: { status: 403 } })
  }
  await expect(world.visit(move, 'rosa', `/compromisos/${folio}/estado`, { ...at(folio), form: { stage: 'pendiente' } })).rejects.toMatchObject({ init: { status: 404 } })
})

test('the board and the institutions are the same list with the same filters, for whoever reads it', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  await fulfil(world, (await makeCommitment(world)).folio)
  await makeCommitment(world, { debtor_id: 'muni-10201', due_on: '2026-11-20' })

  const { board } = (await world.visit(list, 'lidia', `/compromisos?vista=todos&forma=tablero&region=13&columna=cumplido`)) as { board: { shown: string; columns: object[] } }
  expect(board).toMatchObject({
    shown: 'cumplido',
    columns: [
      { stage: 'pendiente', total: 2, overdue: 1, to: '?vista=todos&region=13&etapa=pendiente' },
      { stage: 'en-curso', total: 0, cards: [] },
      { stage: 'por-validar', total: 0 },
      { stage: 'cumplido', total: 1, cards: [{ open: false }] },
    ],
  })
  expect(await world.visit(list, 'lidia', '/compromisos?vista=todos&region=13&etapa=pendiente')).toMatchObject({ total: 2 })

  const mine = await world.visit(list, 'paula', '/compromisos?forma=tablero')
  expect(mine).toMatchObject({ filter: { view: 'mios' }, board: { columns: [{ total: 2 }, {}, {}, { total: 1, to: '?vista=todos&sigue=paula&etapa=cumplido' }] } })
  expect(await world.visit(list, 'paula', '/compromisos?vista=todos&sigue=paula&etapa=cumplido')).toMatchObject({ total: 1, follower: 'Paula Díaz Rojas' })

  const { standings } = (await world.visit(list, 'lidia', '/compromisos?vista=todos&forma=institucion&institucion=serviu-13')) as {
    standings: { rows: { id: string; owes: { words: string; figures: { n: number; to: string }[] } }[] }
  }
  const cerrillos = standings.rows.find((row) => row.id === 'muni-13102')!
  expect(cerrillos.owes.words).toBe('1 de 2 cumplidos')
  for (const { n, to } of standings.rows.flatMap((row) => row.owes.figures)) {
    expect(await world.visit(list, 'lidia', `/compromisos${to}`), to).toMatchObject({ total: n })
  }
  expect(await world.visit(list, 'lidia', `/compromisos?folio=${folio}&folio=C-1999-0001`)).toMatchObject({ total: 1, rows: [{ folio }] })
})

test('several at once: what could not be changed is told row by row, and one «deshacer» brings the rest back', async () => {
  const world = await createWorld()
  const made = [await makeCommitment(world), await makeCommitment(world), await makeCommitment(world)].map(({ folio }) => folio)
  await fulfil(world, made[2]!)
  const chosen = (...folios: string[]) => folios.map((folio): [string, string] => ['folio', folio])
  const post = (folios: string[], more: [string, string][]) =>
    world.visit(severalStates, 'paula', '/compromisos/lote/estado', { form: [...chosen(...folios), ['volver', BACK], ...more] })

  const { result } = ((await post(made, [['stage', 'en-curso']])) as { data: { result: { text: string; refused: object[]; undo: string } } }).data
  expect(result).toMatchObject({
    text: '2 compromisos cambiados: ahora en «En curso».',
    refused: [{ folio: made[2], why: 'Está cerrado; para cambiarlo hay que reabrirlo, con un motivo.' }],
  })
  expect(noticeOf(await takeBack(world, result.undo)).text).toBe('Se deshicieron 2.')
  expect(await stageNow(world, made[1]!)).toBe('pendiente')

  expect(noticeOf(await post(made.slice(0, 2), [['stage', 'en-curso'], ['operation_id', 'una']])).text).toContain('2 compromisos cambiados')
  expect(((await post(made.slice(0, 2), [['stage', 'por-validar'], ['operation_id', 'una']])) as Response).headers.get('Location')).toBe(BACK)
  expect(await stageNow(world, made[0]!)).toBe('en-curso')
})

test('more than twenty are asked about with their number, which must still be true', async () => {
  const world = await createWorld()
  for (let n = 0; n < 21; n++) await makeCommitment(world)
  const all: [string, string][] = [['todos', 'on'], ['filtro', '?vista=todos&etapa=pendiente'], ['volver', '/compromisos?vista=todos']]
  const asked = (await world.visit(severalStates, 'paula', '/compromisos/lote/estado', { form: [...all, ['stage', 'en-curso']] })) as Response
  const page = asked.headers.get('Location')!
  expect(page).toMatch(/^\/compromisos\/lote\/estado\?.*todos=on.*stage=en-curso$/)
  expect(await world.visit(severalStatesPage, 'paula', page)).toMatchObject({ stage: 'en-curso', head: { total: 21, words: '21 compromisos', more: 'y 13 más', problem: null } })

  await makeCommitment(world)
  const confirm = (n: string) => world.visit(severalStates, 'paula', page, { form: { stage: 'en-curso', confirmed: n } })
  expect(await confirm('21')).toMatchObject({ data: { errors: { confirmed: ['Ahora son 22: revise y vuelva a guardar.'] } } })
  expect(noticeOf(await confirm('22'))).toMatchObject({ to: '/compromisos?vista=todos', text: '22 compromisos cambiados: ahora en «En curso».' })
})

test('a date for several needs its reason, a follower has to coordinate, and nothing marked is said', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const address = `/compromisos/lote/plazo?folio=${folio}&volver=/compromisos`
  const errors = async (answer: Promise<unknown>) => ((await answer) as { data: { errors: object } }).data.errors
  expect(await errors(world.visit(severalDates, 'paula', address, { form: { to_due_on: '', reason: '' } }))).toEqual({
    to_due_on: ['Escriba la fecha nueva, por ejemplo 30-11-2026.'], reason: ['Escriba por qué cambia el plazo.'],
  })
  expect(await errors(world.visit(severalDates, 'paula', address, { form: { to_due_on: '2026-11-01', reason: 'x' } }))).toHaveProperty('to_due_on')
  expect(noticeOf(await world.visit(severalDates, 'paula', address, { form: { to_due_on: '2026-12-18', reason: 'Feriado' } })).text).toContain('ahora vencen el 18-12-2026')
  expect(await errors(world.visit(severalFollowers, 'paula', address, { form: { follow_up_user_id: 'rosa' } }))).toHaveProperty('follow_up_user_id')
  expect(noticeOf(await world.visit(severalFollowers, 'paula', address, { form: { follow_up_user_id: 'carolina' } })).text).toContain('los sigue Carolina Fuentes Riquelme')
  expect(await world.visit(severalDatesPage, 'paula', '/compromisos/lote/plazo')).toMatchObject({ head: { problem: 'No marcó nada de la lista de compromisos.' } })
})

test('in place one edits state, who answers and until when, in one act that is undone as one', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const { now } = (await world.visit(quickEditPage, 'paula', `/compromisos/${folio}/edicion`, at(folio))) as { now: Record<string, string | number> }
  const form = { stage: 'en-curso', responsible_position_id: 'muni-13102:mayor', follow_up_user_id: 'carolina', due_on: '2026-12-18', reason: 'Feriado', version: String(now.version), volver: BACK }
  const save = (changes: Record<string, string>) => world.visit(quickEdit, 'paula', `/compromisos/${folio}/edicion`, { ...at(folio), form: { ...form, ...changes } })

  const refused = await save({ reason: '', due_on: '2026-11-01', responsible_position_id: 'muni-10201:mayor', stage: 'cumplido' })
  expect(Object.keys((refused as { data: { errors: object } }).data.errors).toSorted()).toEqual(['due_on', 'reason', 'responsible_position_id', 'stage'])
  const { undo } = noticeOf(await save({}))
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({
    declared_state: 'in_progress', responsible_position_id: 'muni-13102:mayor', follow_up_user_id: 'carolina', due_on: '2026-12-18', baseline_due_on: '2026-12-04',
  })
  expect(await save({ quieto: 'on', due_on: '2026-12-30' })).toMatchObject({
    init: { status: 409 },
    data: {
      conflict: { title: 'Paula Díaz Rojas cambió C-2026-0001 a las 10:00.', stands: expect.stringContaining('Ahora dice: En curso') as string, version: 4 },
      values: { due_on: '2026-12-30' },
    },
  })
  await takeBack(world, undo!)
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({
    declared_state: 'proposed', responsible_position_id: null, follow_up_user_id: 'paula', due_on: '2026-12-04',
  })
})

test('what was declared with evidence is one step from done, from the list too', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  await declareCommitment(world.as('paula'), folio, { declared_state: 'delivered', text: null, evidence: oficio })
  const answer = await world.visit(move, 'paula', `/compromisos/${folio}/estado`, { ...at(folio), form: { stage: 'cumplir' } })
  const { text, undo } = noticeOf(answer)
  expect(text).toBe('C-2026-0001 cumplido, con evidencia.')
  expect(await stageNow(world, folio)).toBe('cumplido')
  await takeBack(world, undo!)
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({ closed_on: null, evidence_state: 'partial' })
})

test('what was marked goes out in a spreadsheet that says so', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  await makeCommitment(world)
  const { headers, status } = (await world.visit(exportBook, 'paula', `/exportar/compromisos.xlsx?folio=${folio}&volver=/compromisos`, { params: { file: 'compromisos.xlsx' } })) as Response
  expect([status, headers.get('Content-Type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
  const search = new URLSearchParams({ folio })
  const filter = readCommitmentFilter(search, world.as('paula'))
  expect(await commitmentFilterWords(world.as('paula'), filter)).toBe('Elegidos: 1')
  expect(await listFolios(world.as('paula'), filter, 9)).toEqual([folio])
})
