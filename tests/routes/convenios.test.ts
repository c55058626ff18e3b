import { expect, test } from 'vitest'

import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { findConvenio } from '#app/domain/convenios/queries.server.ts'
import { loader as utmLoader, action as setUtm } from '#app/routes/administration/utm.tsx'
import { action as edit, loader as editLoader } from '#app/routes/agreements/edit.tsx'
import { loader as list } from '#app/routes/agreements/index.tsx'
import { action as create, loader as newLoader } from '#app/routes/agreements/new.tsx'
import { loader as show } from '#app/routes/agreements/show.tsx'
import { action as restage, loader as stageLoader } from '#app/routes/agreements/stage.tsx'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { makeConvenio, moveConvenio } from '#tests/support/convenios.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const agreed = { kind: 'convenio', text: 'Convenio de asistencia técnica', agreed_on: '2026-11-24', valid_until_on: '2029-03-31', obliged: 'muni-13102', beneficiary: 'serviu-13' }
const blank = { convenio_type: '', amount_clp: '', amount_utm: '', starts_on: '', renewal_notice_days: '', signed_on: '', council_number: '', council_on: '', legal_opinion: '', decree_number: '', decree_on: '' }
const refused = (answer: unknown) => (answer as { data: { errors: Record<string, string[]>; values: Record<string, string> } }).data
const at = (world: World, folio: string) => ({ params: { folio }, of: () => findAgreement(world.as('paula'), folio) })

test('a convenio is written down with its amount and its stage, and its record tells what the concejo has to do', async () => {
  const world = await createWorld()
  const answer = await world.visit(create, 'paula', '/acuerdos/nuevo', { form: { ...agreed, ...blank, convenio_type: 'transfer', amount_utm: '620', stage: 'draft' } })
  expect(answer).toMatchObject({ status: 302 })
  const { convenio } = await world.visit(show, 'lidia', '/acuerdos/A-2026-0001', { params: { folio: 'A-2026-0001' } })
  expect(convenio).toMatchObject({
    stage: { word: 'Borrador' }, next: 'en revisión jurídica',
    council: { word: 'Requiere acuerdo del concejo por dos tercios', asked: true },
  })
  expect(convenio?.facts).toContainEqual({ label: 'Monto', value: '620 UTM' })
  const { started } = await world.visit(editLoader, 'paula', '/acuerdos/A-2026-0001/editar', { params: { folio: 'A-2026-0001' } })
  expect(started.convenio).toMatchObject({ amount_utm: '620', stage: null, convenio_type: 'transfer' })
})

test.each([
  ['amount_utm', 'seiscientas', 'por ejemplo 620'],
  ['amount_clp', '12,5', 'en pesos, sin decimales'],
  ['renewal_notice_days', '0', 'entre 1 y 365'],
  ['council_on', '2026-11-20', 'también el número'],
  ['council_number', '114', 'también la fecha'],
  ['starts_on', '2030-01-01', 'Rige desde después'],
] as const)('what was typed in %s as «%s» is refused by its field, and kept', async (name, value, sentence) => {
  const world = await createWorld()
  const form = { ...agreed, ...blank, [name]: value }
  const { errors, values } = refused(await world.visit(create, 'paula', '/acuerdos/nuevo', { form }))
  expect(Object.values(errors).flat().join(' ')).toContain(sentence)
  expect(values[name]).toBe(value)
  expect(await world.raw.selectFrom('agreements').select('id').execute()).toEqual([])
})

test('from draft to in force by its page, with a refusal on the way by the field that is missing', async () => {
  const world = await createWorld()
  const { folio, id } = await makeConvenio(world, { amount_utm: 62_000 }, { valid_until_on: '2029-03-31' })
  const { params, of } = at(world, folio)
  const go = async (stage: string, papers: Record<string, string> = {}) =>
    world.visit(restage, 'paula', `/acuerdos/${folio}/etapa`, { params, form: { stage, text: '', version: String((await of())!.version), ...papers } })

  for (const stage of ['legal_review', 'cleared', 'council_agenda']) expect(await go(stage)).toMatchObject({ status: 302 })
  const answer = refused(await go('council_approved', { council_on: '2026-11-20' }))
  expect(answer.errors.council_number?.[0]).toContain('Escriba el número del acuerdo de concejo')
  expect(refused(await go('in_force')).errors.stage).toEqual(['De «En tabla del concejo» no se pasa a «Vigente».'])
  const council = { council_number: '114', council_on: '2026-11-20', council_for: '6', council_against: '2', council_abstained: '' }
  const signed = { ...council, signed_on: '2026-11-23', decree_number: '1.482', decree_on: '2026-11-24' }
  for (const [stage, papers] of [['council_approved', council], ['signing', council], ['signed', signed], ['decreed', signed], ['in_force', signed]] as const) {
    expect(await go(stage, papers)).toMatchObject({ status: 302 })
  }
  const { options } = await world.visit(stageLoader, 'paula', `/acuerdos/${folio}/etapa`, { params })
  expect(options.at(-1)).toEqual({ value: 'decreed', label: 'Volver a «Con decreto»' })
  expect(await findConvenio(world.as('paula'), id)).toMatchObject({ stage: 'in_force', council_for: 6, council_abstained: null })

  const { convenio } = await world.visit(show, 'paula', `/acuerdos/${folio}`, { params })
  expect(convenio?.facts).toContainEqual({ label: 'Acuerdo de concejo', value: 'N° 114 del 20-11-2026, 6 a favor, 2 en contra' })
  const edited = { ...agreed, ...blank, version: String((await of())!.version), amount_utm: '700', signed_on: '2026-11-23' }
  expect(refused(await world.visit(edit, 'paula', `/acuerdos/${folio}/editar`, { params, form: edited })).errors.council_number?.[0]).toContain('65 j')
})

test('somebody changed it meanwhile: nothing is written, and the page says so', async () => {
  const world = await createWorld()
  const { folio, id } = await makeConvenio(world)
  const version = String((await findAgreement(world.as('paula'), id))!.version)
  await moveConvenio(world, id, 'legal_review', {}, 'carolina')
  const answer = await world.visit(restage, 'paula', `/acuerdos/${folio}/etapa`, { params: { folio }, form: { stage: 'cleared', text: '', version } })
  expect(answer).toMatchObject({ init: { status: 409 } })
  expect((await findConvenio(world.as('paula'), id))?.stage).toBe('legal_review')
})

test('an agreement that is no convenio has no stages, and a convenio without papers says how to write them down', async () => {
  const world = await createWorld()
  const { folio } = await makeAgreement(world)
  await expect(world.visit(stageLoader, 'paula', `/acuerdos/${folio}/etapa`, { params: { folio } })).rejects.toMatchObject({ init: { status: 404 } })
  expect((await world.visit(show, 'paula', `/acuerdos/${folio}`, { params: { folio } })).convenio).toBeUndefined()
  const old = await makeAgreement(world, { kind: 'convenio' })
  expect((await world.visit(show, 'paula', `/acuerdos/${old.folio}`, { params: { folio: old.folio } })).convenio).toBeNull()
})

test('the end of a convenio is seen before it comes, with what is still open under it, and its extension is another convenio', async () => {
  const world = await createWorld()
  const { folio, id } = await makeConvenio(world, { stage: 'in_force', signed_on: '2026-01-10' }, { valid_until_on: '2027-01-23' })
  await makeCommitment(world, { agreement_id: id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  const record = await world.visit(show, 'paula', `/acuerdos/${folio}`, { params: { folio } })
  expect(record.convenio?.ending).toEqual({ text: 'Vence en 60 días', on: '23-01-2027' })
  expect(record.open).toBe(1)
  const { ending, rows } = await world.visit(list, 'paula', '/acuerdos?tipo=convenio&vigencia=por-renovar')
  expect(ending).toBe(rows.length)

  const { started, extended } = await world.visit(newLoader, 'paula', `/acuerdos/nuevo?prorroga=${folio}`)
  expect(extended).toMatchObject({ folio })
  expect(started).toMatchObject({ kind: 'convenio', valid_until_on: '2028-01-23', convenio: { starts_on: '2027-01-24' } })
  await world.visit(create, 'paula', '/acuerdos/nuevo', { form: { ...agreed, ...blank, extends_id: folio } })
  const { convenio } = await world.visit(show, 'paula', `/acuerdos/${folio}`, { params: { folio } })
  expect(convenio?.extensions).toEqual([{ folio: 'A-2026-0002', stage: 'Borrador' }])
})

test('the UTM of a month is written down with its source, and corrected', async () => {
  const world = await createWorld()
  const set = (form: Record<string, string>) => world.visit(setUtm, 'alma', '/administracion/utm', { form })
  expect(await set({ period: '2026-11', value: '$69.542', source: 'Planilla de prueba' })).toMatchObject({ status: 302 })
  await set({ period: '2026-11', value: '69543', source: 'Planilla de prueba' })
  expect((await world.visit(utmLoader, 'alma', '/administracion/utm')).months).toEqual([{ period: '2026-11', month: '11-2026', value: '$69.543', source: 'Planilla de prueba' }])
  expect(refused(await set({ period: '2026-13', value: 'mucho', source: '' })).errors).toMatchObject({
    period: [expect.stringContaining('Elija el mes')], value: [expect.stringContaining('en pesos')], source: [expect.stringContaining('de dónde sale')],
  })
})
