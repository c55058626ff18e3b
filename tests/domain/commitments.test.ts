import { expect, test } from 'vitest'

import { countGroups, countViews, findCommitment, listCommitments } from '#app/domain/commitments/queries.server.ts'
import { dueGroups, savedViews, stateFilters, type SavedView, type StateFilter } from '#app/domain/commitments/terms.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { createWorld } from '#tests/support/world.ts'

test('a commitment is born with folio, debtor, beneficiary and a date', async () => {
  const world = await createWorld()
  const { folio } = await makeCommitment(world)

  const commitment = await findCommitment(world.as('carolina'), folio)
  expect(commitment).toMatchObject({
    folio: 'C-2026-0001', debtor_id: 'muni-13102', beneficiaries: [{ institution_id: 'serviu-13' }],
    due_on: '2026-12-04', baseline_due_on: '2026-12-04', follow_up_name: 'Paula Díaz Rojas',
  })
})

test('every view, state and group can be asked for', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const ctx = world.as('paula')

  expect(await countViews(ctx, Object.keys(savedViews) as SavedView[])).toMatchObject({ mios: 1, todos: 1, vencidos: 0 })
  expect(await countGroups(ctx, {})).toEqual({ groups: { later: 1 }, total: 1 })
  for (const state of Object.keys(stateFilters) as StateFilter[]) await listCommitments(ctx, { state })
  expect(await listCommitments(ctx, { q: 'tres terrenos cerrillos', region: '13' })).toEqual([])
  expect(await listCommitments(ctx, { q: 'predios cerrillos', region: '13', institution_id: 'serviu-13', side: 'debe' })).toHaveLength(1)
  expect(Object.keys(dueGroups)).toContain('later')
})
