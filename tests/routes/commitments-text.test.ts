import { expect, test } from 'vitest'

import { summaryText } from '#app/domain/commitments/rules/summary.ts'
import { loader } from '#app/routes/institutions/commitments-text.tsx'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld } from '#tests/support/world.ts'

test('what an institution owes and is owed reads as a message, with dates and folios, and nothing closed', async () => {
  const world = await createWorld()
  await makeCommitment(world, { text: 'Enviar el catastro', debtor_id: 'muni-13102', beneficiary_ids: ['serviu-13'], due_on: '2026-11-20' })
  await makeCommitment(world, { text: '¿Confirmar la factibilidad?', debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], due_on: '2026-12-09' })
  const { folio } = await makeCommitment(world, { text: 'Lo que ya se cumplió', debtor_id: 'muni-13102', beneficiary_ids: ['serviu-13'] })
  await fulfil(world, folio)

  const { text } = await world.visit(loader, 'lidia', '/instituciones/muni-13102/compromisos', { params: { id: 'muni-13102' } })
  expect(text).toBe([
    '*Municipalidad de Cerrillos: compromisos abiertos al 24-11-2026*',
    '*Lo que debe*\n- Enviar el catastro. Para SERVIU Metropolitano. Venció el 20-11-2026, hace 4 días. C-2026-0001',
    '*Lo que le deben*\n- ¿Confirmar la factibilidad? Lo debe SERVIU Metropolitano. Vence el 09-12-2026. C-2026-0002',
  ].join('\n\n'))
})

test('a message says how many it leaves out, and when there is nothing', () => {
  const line = { folio: 'C-2026-0001', text: 'Enviar', due_on: null, debtor_name: 'GORE Maule', beneficiaries: [] }
  expect(summaryText('GORE Maule', { owed: [line], owedByOthers: [], more: 3 }, '2026-11-24')).toContain('- Enviar. Para la red. Sin fecha. C-2026-0001\n\nHay 3 más.')
  expect(summaryText('GORE Maule', { owed: [], owedByOthers: [], more: 0 }, '2026-11-24')).toBe('*GORE Maule: compromisos abiertos al 24-11-2026*\n\nNo hay compromisos abiertos.')
})
