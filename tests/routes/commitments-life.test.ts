import { expect, test } from 'vitest'

import { blockCommitment } from '#app/domain/commitments/commands/block.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { answerReceipt } from '#app/domain/commitments/commands/receive.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { readNotice } from '#app/lib/http-notice.server.ts'
import { action as accept } from '#app/routes/commitments/acceptance.tsx'
import { action as undo } from '#app/routes/commitments/change-undoing.ts'
import { action as drop } from '#app/routes/commitments/dropping.tsx'
import { loader as list } from '#app/routes/commitments/index.tsx'
import { action as create, loader as newPage } from '#app/routes/commitments/new.tsx'
import { action as reassign } from '#app/routes/commitments/reassignment.tsx'
import { action as reschedule } from '#app/routes/commitments/reschedule.tsx'
import { loader as show } from '#app/routes/commitments/show.tsx'
import { action as verify } from '#app/routes/commitments/verification.tsx'
import { action as endWaiting } from '#app/routes/commitments/waiting-ending.ts'
import { action as wait, loader as waitPage } from '#app/routes/commitments/waiting.tsx'
import { loader as suggest } from '#app/routes/suggestions/commitments.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const at = (folio: string) => ({ params: { folio } })
const read = async ({ as }: World, folio: string) => (await findCommitment(as('paula'), folio))!

/** What the page after an act says, and where its «Deshacer» leads. */
function noticeOf(answer: unknown) {
  const cookie = (answer as Response).headers.get('Set-Cookie')!.split(';')[0]!
  return readNotice(new Request('http://localhost', { headers: { Cookie: cookie } })).notice!
}

const undoBy = (world: World, address: string, who: 'paula' | 'rosa' | 'lidia' = 'paula') =>
  world.visit(undo, who, address, { method: 'POST', form: {}, params: { id: address.split('/').at(-2)! } })

test('every act offers to be undone, at an address that takes it back by POST', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const before = await read(world, folio)
  const acts = [
    () => world.visit(reschedule, 'paula', '/x', { ...at(folio), form: { to_due_on: '2026-12-18', reason: 'Receso' } }),
    () => world.visit(reassign, 'paula', '/x', { ...at(folio), form: { responsible_position_id: '', follow_up_user_id: 'carolina', note: '' } }),
    () => world.visit(drop, 'paula', '/x', { ...at(folio), form: { reason: 'Sobra' } }),
    () => world.visit(accept, 'paula', '/x', { ...at(folio), form: { accepted_on: '2026-11-20', accepted_way: 'phone', accepted_position_id: '' } }),
  ]
  for (const act of acts) {
    const { undo } = noticeOf(await act())
    expect(undo).toMatch(/^\/compromisos\/cambios\/[\w-]+\/deshacer$/)
    const answer = await undoBy(world, undo!)
    expect((answer as Response).headers.get('Location')).toBe(`/compromisos/${folio}`)
    expect(await read(world, folio)).toMatchObject({ due_on: before.due_on, follow_up_user_id: 'paula', closed_on: null, accepted_on: null })
  }
})

test('what cannot be undone offers nothing; asked anyway, it answers a sentence, and to whoever may not, no', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world, { due_rule: 'none', due_on: null })
  const first = noticeOf(await world.visit(reschedule, 'paula', '/x', { ...at(folio), form: { to_due_on: '2026-12-18', reason: 'Se acordó' } }))
  expect(first.undo).toBeUndefined()

  const moved = noticeOf(await world.visit(reschedule, 'paula', '/x', { ...at(folio), form: { to_due_on: '2026-12-22', reason: 'Receso' } }))
  await expect(undoBy(world, moved.undo!, 'lidia')).rejects.toMatchObject({ init: { status: 403 } })
  await undoBy(world, moved.undo!)
  await expect(undoBy(world, moved.undo!)).rejects.toMatchObject({ init: { status: 409 }, data: 'Eso ya se deshizo.' })
})

test('the history offers to undo the last act for a day, and marks what was undone', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-18', reason: 'Receso' })
  const items = async (who: 'paula' | 'lidia' = 'paula') => (await world.visit(show, who, `/compromisos/${folio}`, at(folio))).history.flatMap((month) => month.items)

  expect((await items()).map((item) => Boolean(item.undo))).toEqual([true, false])
  expect((await items('lidia')).map((item) => Boolean(item.undo))).toEqual([false, false])
  await undoBy(world, (await items())[0]!.undo!)
  expect((await items()).map(({ what, undone }) => [what, undone])).toEqual([['Se deshizo', false], ['Cambio de plazo', true], ['Registro', false]])

  await rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-18', reason: 'Receso' })
  world.clock.now.setTime(world.clock.now.getTime() + 25 * 3_600_000)
  expect((await items()).some((item) => item.undo)).toBe(false)
})

test('a leader takes their own answer back, and lands on their own page', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: 'Listo', evidence: [] })
  const [said] = await world.raw.selectFrom('commitment_updates').select('id').where('kind', '=', 'declared').execute()

  const answer = await undoBy(world, `/compromisos/cambios/${said!.id}/deshacer`, 'rosa')
  expect((answer as Response).headers.get('Location')).toBe(`/m/compromisos/${folio}`)
  expect(await read(world, folio)).toMatchObject({ declared_state: 'proposed', accepted_on: null })
})

test('every date that was given or asked for is told with who, when and why, and the first one stays in sight', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world)
  await rescheduleCommitment(world.as('paula'), id, { to_due_on: '2026-12-18', reason: 'Receso' })
  await rescheduleCommitment(world.as('rosa'), id, { to_due_on: '2026-12-30', reason: 'Faltan firmas' })
  const { record } = await world.visit(show, 'lidia', `/compromisos/${folio}`, at(folio))

  expect(record.shifts).toMatchObject([
    { words: 'Del 18-12-2026 al 30-12-2026', asked: expect.stringMatching(/^Lo pidió Rosa Sanhueza Vera el 24-11-2026/), decided: null, reason: 'Faltan firmas' },
    { words: 'Del 04-12-2026 al 18-12-2026', asked: expect.stringMatching(/^Lo fijó Paula Díaz Rojas el 24-11-2026/), decided: null, reason: 'Receso' },
  ])
  expect(record.baseline).toMatchObject({ text: 'viernes 4 de diciembre de 2026', moved: 'antes 04-12-2026, 1 cambio' })
})

test('another commitment is chosen to wait for, by a list or by its folio, and both records and the list say it', async () => {
  const world = await createWorld()
  const first = await makeCommitment(world, { text: 'Enviar el certificado', due_on: '2026-11-21' })
  const second = await makeCommitment(world, { text: 'Firmar el convenio' })
  const options = await (await world.visit(suggest, 'paula', `/sugerencias/compromisos?q=certificado&menos=${second.folio}`)).json() as { options: { id: string; label: string }[] }
  expect(options.options).toMatchObject([{ id: first.id, label: `${first.folio} Enviar el certificado` }])

  const answer = await world.visit(wait, 'paula', '/x', { ...at(second.folio), form: { blocker: '', blocker_text: first.folio, reason: 'Lo pide la notaría' } })
  expect(noticeOf(answer).undo).toBeTruthy()
  expect((await world.visit(show, 'lidia', '/x', at(second.folio))).record.standing.wait).toMatchObject({ folio: first.folio, status: { word: 'Vencido hace 3 días' }, waits: true })
  expect((await world.visit(show, 'lidia', '/x', at(first.folio))).waiting).toEqual([{ folio: second.folio, text: 'Firmar el convenio' }])
  const rows = (await world.visit(list, 'paula', '/compromisos?estado=esperan')).rows
  expect(rows).toMatchObject([{ folio: second.folio, standing: { wait: { folio: first.folio } } }])
  expect((await world.visit(waitPage, 'paula', '/x', at(second.folio))).wait).toMatchObject({ folio: first.folio })
  await world.visit(endWaiting, 'paula', '/x', { ...at(second.folio), form: {} })
  expect((await read(world, second.folio)).blocked_by_id).toBeNull()
})

test('what cannot be waited for is said beside the field, with what was typed', async () => {
  const world = await createWorld()
  const first = await makeCommitment(world, { text: 'Enviar el certificado' })
  const second = await makeCommitment(world, { text: 'Firmar el convenio' })
  await blockCommitment(world.as('paula'), first.id, { blocker: second.id, reason: null })
  const refused = async (form: Record<string, string>) =>
    ((await world.visit(wait, 'paula', '/x', { ...at(second.folio), form })) as { data: { errors: Record<string, string[]> } }).data.errors.blocker?.[0]

  expect(await refused({ blocker: '', blocker_text: '' })).toContain('Elija')
  expect(await refused({ blocker: '', blocker_text: 'zzzz' })).toContain('No encontramos «zzzz»')
  expect(await refused({ blocker: first.id })).toContain('se esperarían')
  expect(await refused({ blocker: second.id })).toContain('a sí mismo')
})

test('a part starts from what its whole says, keeps another debtor that is chosen, and is shown under the whole', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  const whole = await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], follow_up_user_id: 'carolina' })
  const page = await world.visit(newPage, 'paula', `/compromisos/nuevo?parte_de=${whole.folio}`)
  expect(page).toMatchObject({
    whole: { folio: whole.folio, due_on: '2026-12-04' },
    origin: { agreement: { id: agreement_id } },
    started: { debtor: { id: 'serviu-13' }, beneficiaries: [{ id: 'muni-13102' }], follow_up_user_id: 'carolina' },
  })

  const form = {
    text: 'Enviar el plano', parent_id: whole.id, agreement_id, debtor_id: 'muni-13102', beneficiary_ids: 'serviu-13', follow_up_user_id: 'carolina',
    due_rule: 'date', due_on: '2026-12-01', due_n: '', due_from_on: '', operation_id: 'una',
  }
  await world.visit(create, 'paula', '/compromisos/nuevo', { form })
  const { parts, record } = await world.visit(show, 'lidia', '/x', at(whole.folio))
  expect(record.standing.parts).toBe('0 de 1 parte cumplida')
  expect(parts).toMatchObject([{ text: 'Enviar el plano', standing: { part_of: whole.folio } }])
  await expect(world.visit(newPage, 'paula', `/compromisos/nuevo?parte_de=${parts[0]!.folio}`)).rejects.toMatchObject({ init: { status: 409 } })

  await declareCommitment(world.as('paula'), whole.id, { declared_state: 'delivered', text: 'Todo', evidence: [] })
  expect(await world.visit(verify, 'paula', '/x', { ...at(whole.folio), form: { outcome: 'kept', note: '' } })).toMatchObject({
    init: { status: 400 }, data: { errors: { outcome: [expect.stringContaining('Falta su única parte')] } },
  })
  expect(await world.visit(drop, 'paula', '/x', { ...at(whole.folio), form: { reason: 'x' } })).toMatchObject({ init: { status: 400 } })
})

test('a day to come is no day of acceptance, nor is a position of somebody else the one that accepted', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const heard = { accepted_on: '2026-11-20', accepted_way: 'mail', accepted_position_id: 'muni-13102:mayor' }
  const refused = async (change: Record<string, string>) =>
    Object.keys(((await world.visit(accept, 'paula', '/x', { ...at(folio), form: { ...heard, ...change } })) as { data: { errors: object } }).data.errors)

  expect(await refused({ accepted_on: '2026-11-25' })).toEqual(['accepted_on'])
  expect(await refused({ accepted_way: 'page' })).toEqual(['accepted_way'])
  expect(await refused({ accepted_position_id: 'muni-10201:mayor' })).toEqual(['accepted_position_id'])
  await world.visit(accept, 'paula', '/x', { ...at(folio), form: heard })
  expect((await world.visit(show, 'lidia', '/x', at(folio))).record.acceptance).toMatch(/^Aceptado el 20-11-2026 por Alcald.*, por correo/)
})

test('what whoever receives it confirmed is ready to be verified with one click', async () => {
  const world = await createWorld()
  const { id, folio } = await makeCommitment(world, { beneficiary_ids: ['muni-10201'] })
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: null, evidence: [] })
  await answerReceipt(world.as('ines'), id, { receipt: 'received', note: null })

  const [row] = (await world.visit(list, 'paula', '/compromisos?vista=por-verificar')).rows
  expect(row!.standing.receipt).toEqual({ confirmed: true, text: 'Municipalidad de Castro confirma que se recibió' })
  const answer = await world.visit(verify, 'paula', '/x', { ...at(folio), form: { outcome: 'kept' } })
  expect(noticeOf(answer)).toMatchObject({ text: `${folio} cumplido, con evidencia.` })
  expect((await read(world, folio)).closed_on).toBe('2026-11-24')
})
