import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { action as say, loader as page } from '#app/routes/portal/reception.tsx'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { homeOf, pageOf, sendOther } from '#tests/support/portal.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const send = (world: World, folio: string, form: Record<string, string>, who: Name = 'ines') =>
  world.visit(say, who, `/m/compromisos/${folio}/recepcion`, { params: { folio }, form })

/** Cerrillos owes Castro something, and says that it was delivered. */
async function delivered(world: World, given: { text?: string } = {}) {
  const commitment = await makeCommitment(world, { beneficiary_ids: ['muni-10201'], ...given })
  await declareCommitment(world.as('rosa'), commitment.id, { declared_state: 'delivered', text: 'Van los tres', evidence: [] })
  return commitment
}

test('what was delivered to a municipality comes first in what others owe it, and asks whether it arrived', async () => {
  const world = await createWorld()
  await makeCommitment(world, { beneficiary_ids: ['muni-10201'], due_on: '2026-11-25' })
  const { folio } = await delivered(world)

  const { others } = await homeOf(world, 'ines')
  expect(others.rows[0]).toMatchObject({ folio, detail: 'Municipalidad de Cerrillos, informó que cumplió: diga si se recibió' })
  expect(await pageOf(world, '', folio, 'ines')).toMatchObject({ receivable: true, note: null })
  expect((await pageOf(world, '', folio, 'rosa')).receivable).toBe(false)
})

test('saying that it arrived, once, however often it is sent; the coordination has the last word', async () => {
  const world = await createWorld()
  const { folio } = await delivered(world)
  const form = { receipt: 'received', note: '', operation_id: 'una' }
  expect((await send(world, folio, form) as Response).headers.get('Location')).toBe(`/m/compromisos/${folio}`)
  await send(world, folio, form)

  expect(await world.raw.selectFrom('commitment_updates').select('id').where('kind', '=', 'received').execute()).toHaveLength(1)
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({ receipt: 'received', closed_on: null })
  const said = await pageOf(world, '', folio, 'ines')
  expect(said).toMatchObject({ receivable: false, note: 'Ustedes informaron que se recibió. Lo revisa la coordinación.' })
  // What Cerrillos said is no longer the last word: only Castro has something to take back.
  expect((await pageOf(world, '', folio, 'rosa')).undo).toBeNull()
  await undoUpdate(world.as('ines'), said.undo!.split('/').at(-2)!)
  expect(await pageOf(world, '', folio, 'ines')).toMatchObject({ receivable: true, note: null, undo: null })
})

test('that it did not arrive needs words, said beside the field', async () => {
  const world = await createWorld()
  const { folio } = await delivered(world)

  expect(await send(world, folio, { receipt: 'not_received', note: '' })).toMatchObject({ init: { status: 400 }, data: { errors: { note: ['Cuente qué falta o qué no llegó.'] } } })
  expect(await send(world, folio, { receipt: '' })).toMatchObject({ init: { status: 400 } })
  await send(world, folio, { receipt: 'not_received', note: 'Falta el tercero' })
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({ receipt: 'not_received', declared_state: 'delivered' })
})

test('before it is declared, or once it is closed, there is nothing to say; and what is of others does not exist', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world, { beneficiary_ids: ['muni-10201'] })
  expect(await world.visit(page, 'ines', '/x', { params: { folio } })).toMatchObject({ problem: 'Quien lo debe todavía no informa que cumplió.' })
  expect(await send(world, folio, { receipt: 'received' })).toMatchObject({ init: { status: 409 } })

  const foreign = await makeCommitment(world)
  await expect(send(world, foreign.folio, { receipt: 'received' })).rejects.toMatchObject({ init: { status: 404 } })
  await expect(send(world, folio, { receipt: 'received' }, 'rosa')).rejects.toMatchObject({ init: { status: 403 } })
})

test('a municipality accepts what it owes from its own page', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  const answer = await sendOther(world, folio, { declared_state: 'accepted', text: '' })

  expect((answer as Response).headers.get('Location')).toBe(`/m/compromisos/${folio}/recibo`)
  expect(await pageOf(world, '/recibo', folio)).toMatchObject({ said: { answer: 'Lo aceptamos' }, undo: expect.stringContaining('/deshacer') })
  expect(await findCommitment(world.as('paula'), folio)).toMatchObject({ declared_state: 'accepted', accepted_way: 'page', accepted_on: '2026-11-24' })
})
