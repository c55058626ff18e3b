import { expect, test } from 'vitest'

import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { action as declare } from '#app/routes/commitments/declaration.tsx'
import { action as decide } from '#app/routes/commitments/decision.tsx'
import { action as drop } from '#app/routes/commitments/dropping.tsx'
import { action as edit, loader as editPage } from '#app/routes/commitments/edit.tsx'
import { loader as list } from '#app/routes/commitments/index.tsx'
import { action as create, loader as newPage } from '#app/routes/commitments/new.tsx'
import { action as reassign } from '#app/routes/commitments/reassignment.tsx'
import { action as reopen } from '#app/routes/commitments/reopening.tsx'
import { loader as requestPage } from '#app/routes/commitments/request.tsx'
import { action as reschedule } from '#app/routes/commitments/reschedule.tsx'
import { loader as show } from '#app/routes/commitments/show.tsx'
import { action as verify, loader as verifyPage } from '#app/routes/commitments/verification.tsx'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { loader as download } from '#app/routes/files/download.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { multipart, PDF, upload, useFileStore } from '#tests/support/uploads.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const filled = {
  text: 'Enviar el estudio de títulos', debtor_id: 'muni-13102', beneficiary_ids: 'serviu-13', follow_up_user_id: 'carolina',
  due_rule: 'habiles', due_n: '10', due_from_on: '2026-11-27', due_on: '', operation_id: 'una',
}

const at = (folio: string) => ({ params: { folio } })

async function firstEvidence({ as }: World, folio: string) {
  const commitment = (await findCommitment(as('paula'), folio))!
  return (await listEvidence(as('paula'), commitment.id))[0]
}

test('a commitment is saved once, however often the form is sent, and its page is next', async () => {
  const world = await createWorld()
  const answer = await world.visit(create, 'paula', '/compromisos/nuevo', { form: filled })
  await world.visit(create, 'paula', '/compromisos/nuevo', { form: filled })

  expect(answer).toMatchObject({ status: 302 })
  expect((answer as Response).headers.get('Location')).toBe('/compromisos/C-2026-0001')
  expect(await world.raw.selectFrom('commitments').select(['folio', 'due_on', 'follow_up_user_id']).execute()).toEqual([
    { folio: 'C-2026-0001', due_on: '2026-12-14', follow_up_user_id: 'carolina' },
  ])
})

test('without JavaScript a name is enough; one that nobody bears is asked again with what was typed', async () => {
  const world = await createWorld()
  const typed = { ...filled, debtor_id: '', debtor_id_text: 'cerrillos', beneficiary_ids: '', beneficiary_ids_text: 'serviu metropolitano' }
  expect(await world.visit(create, 'paula', '/compromisos/nuevo', { form: typed })).toMatchObject({ status: 302 })
  expect(await findCommitment(world.as('paula'), 'C-2026-0001')).toMatchObject({ debtor_id: 'muni-13102', beneficiaries: [{ institution_id: 'serviu-13' }] })

  expect(await world.visit(create, 'paula', '/compromisos/nuevo', { form: { ...typed, operation_id: 'dos', debtor_id_text: 'zzzz' } })).toMatchObject({
    init: { status: 400 }, data: { errors: { debtor_id: [expect.stringContaining('zzzz')] }, values: { text: 'Enviar el estudio de títulos' } },
  })
})

test('what is missing is said beside its field', async () => {
  const world = await createWorld()
  const refused = async (change: Record<string, string>) =>
    Object.keys(((await world.visit(create, 'paula', '/compromisos/nuevo', { form: { ...filled, ...change } })) as { data: { errors: object } }).data.errors)

  expect(await refused({ text: '' })).toEqual(['text'])
  expect(await refused({ debtor_id: '' })).toEqual(['debtor_id'])
  expect(await refused({ due_n: '' })).toEqual(['due_n'])
  expect(await refused({ due_rule: 'date' })).toEqual(['due_on'])
  expect(await refused({ responsible_position_id: 'muni-10201:mayor' })).toEqual(['responsible_position_id'])
  expect(await world.raw.selectFrom('commitments').select('id').execute()).toEqual([])
})

test('a debtor that is not a party is asked about with a sentence, and one yes is enough', async () => {
  const world = await createWorld()
  const { id: agreement_id, folio } = await makeAgreement(world, { parties: [{ institution_id: 'serviu-13', role: 'obliged' }, { institution_id: 'gore-13', role: 'guarantor' }] })
  expect(await world.visit(newPage, 'paula', `/compromisos/nuevo?acuerdo=${folio}`)).toMatchObject({
    origin: { agreement: { folio }, parties: [{ id: 'serviu-13' }, { id: 'gore-13' }] },
  })

  const form = { ...filled, agreement_id }
  const asked = await world.visit(create, 'paula', '/compromisos/nuevo', { form })
  expect(asked).toMatchObject({ data: { errors: { add_party: [expect.stringContaining('no es parte del acuerdo')] } } })
  expect(await world.visit(create, 'paula', '/compromisos/nuevo', { form: { ...form, add_party: 'on' } })).toMatchObject({ status: 302 })
})

test('the list and the record are for the network; a leader does not know they exist', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)

  expect(await world.visit(list, 'lidia', '/compromisos')).toMatchObject({ rows: [{ folio }], writes: false, views: { todos: 1 } })
  expect(await world.visit(show, 'elena', `/compromisos/${folio}`, at(folio))).toMatchObject({ record: { folio }, may: { edit: false, declare: false } })
  for (const page of [list, show]) {
    await expect(world.visit(page, 'rosa', `/compromisos/${folio}`, at(folio))).rejects.toMatchObject({ init: { status: 404 } })
  }
  await expect(world.visit(show, 'paula', '/compromisos/C-1999-0001', at('C-1999-0001'))).rejects.toMatchObject({ init: { status: 404 } })
})

test('the list asks the same number of questions for one row and for fifty', async () => {
  const world = await createWorld()
  const visit = async () => {
    let asked = 0
    const original = world.raw.getExecutor().executeQuery
    const executor = world.raw.getExecutor()
    executor.executeQuery = ((...args: Parameters<typeof original>) => { asked++; return original.apply(executor, args) }) as typeof original
    await world.visit(list, 'lidia', '/compromisos?vista=todos')
    executor.executeQuery = original
    return asked
  }
  await makeCommitment(world)
  const one = await visit()
  expect(one).toBeGreaterThan(4)
  for (let n = 0; n < 49; n++) await makeCommitment(world)
  expect(await visit()).toBe(one)
})

test('declared with oficio, link and file, then verified: the three facts are told apart', async () => {
  const world = await createWorld()
  useFileStore()
  const { folio } = await makeCommitment(world)
  const form = multipart(
    { declared_state: 'delivered', text: 'Van los tres', oficio_number: 'ORD. 1.482', oficio_on: '2026-11-20', url: 'https://ejemplo.cl/cip', operation_id: 'a' },
    { name: 'CIP.pdf', bytes: PDF },
  )
  const send = async () => declare({ request: await upload(world, 'paula', `/compromisos/${folio}/declaracion`, form), params: { folio }, context: { nonce: '' } })
  expect(await send()).toMatchObject({ status: 302 })
  await send()

  const shown = await world.visit(show, 'paula', `/compromisos/${folio}`, at(folio))
  expect(shown.record.facts.map((fact) => [fact.value, fact.note])).toEqual([
    ['Entregado', 'declarado, sin verificar · 24-11-2026 10:00'], ['Con evidencia, sin verificar', ''], ['En plazo', '04-12-2026'],
  ])
  expect(shown.evidence.map((item) => item.title).toSorted()).toEqual(['CIP.pdf', 'Oficio ORD. 1.482 del 20-11-2026', 'https://ejemplo.cl/cip'])

  expect(await world.visit(verifyPage, 'paula', `/compromisos/${folio}/verificacion`, at(folio))).toMatchObject({ delivered: true, declared: { text: 'Van los tres' } })
  await world.visit(verify, 'paula', `/compromisos/${folio}/verificacion`, { ...at(folio), form: { outcome: 'kept', note: '' } })
  expect((await world.visit(show, 'paula', `/compromisos/${folio}`, at(folio))).record.status.word).toBe('Cumplido')
})

test('a wrong file, or half an oficio, is said beside its field and nothing is declared', async () => {
  const world = await createWorld()
  useFileStore()
  const { folio } = await makeCommitment(world)
  const send = async (fields: Record<string, string>, name: string) =>
    declare({ request: await upload(world, 'paula', `/compromisos/${folio}/declaracion`, multipart(fields, { name, bytes: PDF })), params: { folio }, context: { nonce: '' } })

  expect(await send({ declared_state: 'delivered' }, 'plano.svg')).toMatchObject({ data: { errors: { file: [expect.stringContaining('No se admiten')] } } })
  expect(await send({ declared_state: 'delivered', oficio_number: '12' }, 'a.pdf')).toMatchObject({ data: { errors: { oficio_on: [expect.any(String)] } } })
  expect(await send({ declared_state: 'not_ours' }, 'a.pdf')).toMatchObject({ data: { errors: { text: [expect.any(String)] } } })
  expect(await send({ declared_state: 'delivered', url: 'javascript:alert(1)' }, 'a.pdf')).toMatchObject({ data: { errors: { url: [expect.any(String)] } } })
  expect(await send({ declared_state: 'dropped' }, 'a.pdf')).toMatchObject({ data: { errors: { declared_state: [expect.any(String)] } } })
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({ declared_state: 'proposed' })
})

test('nobody who may not declare leaves a file behind', async () => {
  const world = await createWorld()
  useFileStore()
  const { folio } = await makeCommitment(world)
  const request = await upload(world, 'lidia', `/compromisos/${folio}/declaracion`, multipart({ declared_state: 'delivered' }, { name: 'a.pdf', bytes: PDF }))

  await expect(declare({ request, params: { folio }, context: { nonce: '' } })).rejects.toMatchObject({ init: { status: 403 } })
  expect(request.bodyUsed).toBe(false)
})

test('a file is for whoever may see its commitment: the debtor and the network, and no other municipality', async () => {
  const world = await createWorld()
  useFileStore()
  const { folio } = await makeCommitment(world)
  const request = await upload(world, 'paula', `/compromisos/${folio}/declaracion`, multipart({ declared_state: 'delivered' }, { name: 'CIP.pdf', bytes: PDF }))
  await declare({ request, params: { folio }, context: { nonce: '' } })
  const id = (await firstEvidence(world, folio))!.file_id!

  for (const who of ['paula', 'lidia', 'rosa'] as const) {
    const response = await world.visit(download, who, `/archivos/${id}`, { params: { id } })
    expect(await response.text(), who).toBe(PDF)
    expect(response.headers.get('Content-Disposition')).toContain('attachment')
  }
  for (const wanted of [id, 'no-existe']) {
    await expect(world.visit(download, 'ines', `/archivos/${wanted}`, { params: { id: wanted } })).rejects.toMatchObject({ init: { status: 404 } })
  }
})

test('a new date, its answer and its reasons go through their own pages', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  const post = (action: typeof reschedule, form: Record<string, string>) => world.visit(action, 'paula', `/compromisos/${folio}`, { ...at(folio), form })

  expect(await post(reschedule, { to_due_on: '2026-11-20', reason: 'x' })).toMatchObject({ data: { errors: { to_due_on: [expect.stringContaining('ya pasó')] } } })
  expect(await post(reschedule, { to_due_on: '2026-12-19', reason: '' })).toMatchObject({ data: { errors: { reason: [expect.any(String)] } } })
  const moved = await post(reschedule, { to_due_on: '2026-12-19', reason: 'Falta la tasación' })
  expect(decodeURIComponent((moved as Response).headers.get('Set-Cookie')!)).toContain('inhábil: sábado')

  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-30', reason: 'Vacaciones' })
  expect(await world.visit(show, 'paula', `/compromisos/${folio}`, at(folio))).toMatchObject({
    record: { proposal: { by: 'Rosa Sanhueza Vera', reason: 'Vacaciones' }, baseline: { moved: 'antes 04-12-2026, 1 cambio' } },
  })
  expect(await world.visit(decide, 'paula', '/x', { ...at(folio), form: { decision: 'refused', note: '' } })).toMatchObject({ data: { errors: { note: [expect.any(String)] } } })
  expect(await world.visit(decide, 'paula', '/x', { ...at(folio), form: { decision: 'accepted' } })).toMatchObject({ status: 302 })
  expect((await findCommitment(world.as('paula'), folio))?.due_on).toBe('2026-12-30')
})

test('editing shows both texts when somebody else wrote first', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const form = { text: 'Enviar cuatro', debtor_id: 'muni-13102', follow_up_user_id: 'paula', version: '1' }
  expect(await world.visit(editPage, 'paula', `/compromisos/${folio}/editar`, at(folio))).toMatchObject({ version: 1, started: { debtor: { id: 'muni-13102' } } })
  expect(await world.visit(edit, 'paula', '/x', { ...at(folio), form })).toMatchObject({ status: 302 })

  expect(await world.visit(edit, 'carolina', '/x', { ...at(folio), form: { ...form, text: 'Enviar cinco' } })).toMatchObject({
    init: { status: 409 },
    data: { conflict: { mine: 'Enviar cinco', theirs: 'Enviar cuatro', version: 2, title: expect.stringContaining('Paula Díaz Rojas cambió') } },
  })
})

test('without effect, reopened, reassigned: each with its reason', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const post = (action: typeof drop | typeof reopen | typeof reassign, form: Record<string, string>) =>
    world.visit(action as typeof drop, 'paula', '/x', { ...at(folio), form })

  expect(await post(reassign, { responsible_position_id: 'muni-10201:mayor', follow_up_user_id: 'paula' })).toMatchObject({ data: { errors: { responsible_position_id: [expect.any(String)] } } })
  expect(await post(reassign, { responsible_position_id: 'muni-13102:mayor', follow_up_user_id: 'rosa' })).toMatchObject({ data: { errors: { follow_up_user_id: [expect.any(String)] } } })
  expect(await post(reassign, { responsible_position_id: 'muni-13102:mayor', follow_up_user_id: 'carolina' })).toMatchObject({ status: 302 })
  expect(await post(drop, { reason: '' })).toMatchObject({ data: { errors: { reason: ['Escriba por qué.'] } } })
  expect(await post(drop, { reason: 'Cambió el programa' })).toMatchObject({ status: 302 })
  await expect(world.visit(editPage, 'paula', '/x', at(folio))).rejects.toMatchObject({ init: { status: 409 } })
  expect(await post(reopen, { reason: 'Volvió el programa' })).toMatchObject({ status: 302 })
})

test('asking for progress prepares the words and sends nothing', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world, { due_on: '2026-11-13', responsible_position_id: 'muni-13102:mayor' })
  const { message } = await world.visit(requestPage, 'paula', '/x', at(folio))

  expect(message.text).toContain(`${folio}, «Enviar los informes previos de tres predios», que vencía el 13-11-2026 (hace 11 días)`)
  await fulfil(world, (await findCommitment(world.as('paula'), folio))!.id)
  await expect(world.visit(requestPage, 'paula', '/x', at(folio))).rejects.toMatchObject({ init: { status: 409 } })
})
