import { expect, test } from 'vitest'

import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { action as accept } from '#app/routes/agreements/acceptance.tsx'
import { action as edit, loader as editPage } from '#app/routes/agreements/edit.tsx'
import { loader as list } from '#app/routes/agreements/index.tsx'
import { action as create, loader as newPage } from '#app/routes/agreements/new.tsx'
import { loader as show } from '#app/routes/agreements/show.tsx'
import { action as override } from '#app/routes/agreements/state.tsx'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const filled = {
  kind: 'convenio', text: 'Transferir los títulos', agreed_on: '2026-11-20', valid_until_on: '', obliged: 'serviu-13', beneficiary: 'muni-13102', operation_id: 'una',
}
const at = (folio: string) => ({ params: { folio } })

test('an agreement is saved once and keeps the meeting it was started from', async () => {
  const world = await createWorld()
  const { id: meeting_id, folio: meeting } = await meetingWith(world)
  expect(await world.visit(newPage, 'paula', `/acuerdos/nuevo?reunion=${meeting}`)).toMatchObject({
    meeting: { id: meeting_id, on: '24-11-2026' }, started: { agreed_on: '2026-11-24' }, suggestions: [{ id: 'muni-13102' }],
  })

  for (let n = 0; n < 2; n++) expect(await world.visit(create, 'paula', '/x', { form: { ...filled, meeting_id } })).toMatchObject({ status: 302 })
  expect(await world.raw.selectFrom('agreements').select(['folio', 'meeting_id']).execute()).toEqual([{ folio: 'A-2026-0001', meeting_id }])
})

test('parties are asked for with a sentence, and a written name is enough', async () => {
  const world = await createWorld()
  const refused = (change: Record<string, string>) => world.visit(create, 'paula', '/x', { form: { ...filled, operation_id: '', ...change } })

  expect(await refused({ beneficiary: '' })).toMatchObject({ data: { errors: { obliged: ['Un acuerdo necesita al menos dos instituciones distintas.'] } } })
  expect(await refused({ obliged: '', guarantor: 'gore-13' })).toMatchObject({ data: { errors: { obliged: [expect.stringContaining('se obliga')] } } })
  expect(await refused({ facilitator_text: 'zzzz' })).toMatchObject({ data: { errors: { facilitator: [expect.stringContaining('zzzz')] } } })
  expect(await refused({ guarantor: 'muni-99999' })).toMatchObject({ data: { errors: { obliged: ['Elija instituciones de la lista.'] } } })
  expect(await refused({ text: '', agreed_on: '31-02-2026' })).toMatchObject({ data: { errors: { text: [expect.any(String)], agreed_on: [expect.any(String)] } } })
  expect(await refused({ obliged: '', obliged_text: 'gore metropolitano' })).toMatchObject({ status: 302 })
  expect((await findAgreement(world.as('paula'), 'A-2026-0001'))?.parties.map((party) => party.institution_id)).toEqual(['gore-13', 'muni-13102'])
})

test('the record follows the thread down, each party with its own light', async () => {
  const world = await createWorld()
  const { id: agreement_id, folio } = await makeAgreement(world)
  const under = { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] }
  await fulfil(world, (await makeCommitment(world, under)).id)
  await makeCommitment(world, { ...under, due_on: '2026-11-13' })

  expect(await world.visit(show, 'lidia', `/acuerdos/${folio}`, at(folio))).toMatchObject({
    progress: '1 de 2 cumplidos', state: { word: 'Propuesto' }, writes: false,
    parties: [{ name: 'SERVIU Metropolitano', role: 'se obliga', owes: '1 de 2 cumplidos, 1 vencido' }, { role: 'se beneficia', owes: 'no debe compromisos' }],
    commitments: [{ status: { word: 'Cumplido' } }, { status: { word: 'Vencido hace 11 días' } }],
  })
  await expect(world.visit(show, 'rosa', `/acuerdos/${folio}`, at(folio))).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(show, 'paula', '/acuerdos/A-1999-0001', at('A-1999-0001'))).rejects.toMatchObject({ init: { status: 404 } })
})

test('acceptance and state go through their own pages, with reason and name', async () => {
  const world = await createWorld()
  const { folio } = await makeAgreement(world)
  const post = (action: typeof accept | typeof override, form: Record<string, string>) => world.visit(action as typeof accept, 'paula', '/x', { ...at(folio), form })

  expect(await post(accept, { institution_id: 'gore-13', acceptance: 'accepted' })).toMatchObject({ data: { errors: { institution_id: ['Elija una de las partes.'] } } })
  expect(await post(accept, { institution_id: 'serviu-13', acceptance: 'accepted' })).toMatchObject({ status: 302 })
  expect(await post(override, { override_state: '', reason: 'x' })).toMatchObject({ data: { errors: { override_state: [expect.any(String)] } } })
  expect(await post(override, { override_state: 'breached', reason: '' })).toMatchObject({ data: { errors: { reason: ['Escriba por qué.'] } } })
  expect(await post(override, { override_state: 'breached', reason: 'El terreno se vendió' })).toMatchObject({ status: 302 })
  expect(await world.visit(show, 'elena', '/x', at(folio))).toMatchObject({
    state: { word: 'Incumplido' }, override: { derived: 'Vigente', reason: 'El terreno se vendió', by: 'Paula Díaz Rojas' },
  })
})

test('editing shows both texts when somebody else wrote first, and a debtor stays a party', async () => {
  const world = await createWorld()
  const { id: agreement_id, folio } = await makeAgreement(world)
  await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13' })
  const { operation_id: _, ...fields } = filled
  const form = { ...fields, text: 'Priorizar dos', version: '1' }
  expect(await world.visit(editPage, 'paula', '/x', at(folio))).toMatchObject({ started: { parties: { obliged: [{ id: 'serviu-13' }], guarantor: [] } } })

  expect(await world.visit(edit, 'paula', '/x', { ...at(folio), form: { ...form, obliged: 'gore-13' } })).toMatchObject({
    data: { errors: { obliged: [expect.stringContaining('no puede dejar de ser parte')] } },
  })
  expect(await world.visit(edit, 'paula', '/x', { ...at(folio), form })).toMatchObject({ status: 302 })
  expect(await world.visit(edit, 'carolina', '/x', { ...at(folio), form: { ...form, text: 'Priorizar cinco' } })).toMatchObject({
    init: { status: 409 }, data: { conflict: { mine: 'Priorizar cinco', theirs: 'Priorizar dos' } },
  })
})

test('the register asks the same number of questions for one row and for fifty', async () => {
  const world = await createWorld()
  const visit = async () => {
    let asked = 0
    const executor = world.raw.getExecutor()
    const original = executor.executeQuery
    executor.executeQuery = ((...args: Parameters<typeof original>) => {
      asked++
      return original.apply(executor, args)
    }) as typeof original
    const page = await world.visit(list, 'lidia', '/acuerdos')
    executor.executeQuery = original
    return { asked, rows: page.rows.length, total: page.total }
  }
  await makeAgreement(world)
  const one = await visit()
  for (let n = 0; n < 52; n++) await makeAgreement(world)
  expect(await visit()).toEqual({ asked: one.asked, rows: 50, total: 53 })
})
