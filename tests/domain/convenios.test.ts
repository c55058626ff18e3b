import fc from 'fast-check'
import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { describeConvenio } from '#app/domain/convenios/commands.server.ts'
import { findConvenio, visibleConvenios } from '#app/domain/convenios/queries.server.ts'
import { asksRenewal, isInEffect, nextStages, stageProblem, type ConvenioPapers } from '#app/domain/convenios/rules.ts'
import { councilNeedOf, councilReason, fallsShort, formatUtm, isBeyondTerm, isCouncilRequired, votesText } from '#app/domain/convenios/rules/council.ts'
import { convenioStages, councilNeeds, type ConvenioStage, type CouncilNeed } from '#app/domain/convenios/terms.ts'
import { setUtm } from '#app/domain/indicators/commands.server.ts'
import { findUtm, listUtm } from '#app/domain/indicators/queries.server.ts'
import { makeConvenio, moveConvenio, noFacts, utm } from '#tests/support/convenios.ts'
import { createWorld } from '#tests/support/world.ts'

const council = { municipal: true, amount_clp: null, amount_utm: null, utm: 70_000, signed_on: '2026-11-24', valid_until_on: '2027-11-24' }

test.each([
  ['500 UTM exactly, within the term', { amount_utm: 50_000 }, 'absolute_majority'],
  ['a hundredth less', { amount_utm: 49_999 }, 'none'],
  ['500 UTM exactly, in pesos of the month', { amount_clp: 35_000_000 }, 'absolute_majority'],
  ['a peso less', { amount_clp: 34_999_999 }, 'none'],
  ['620 UTM until 31-03-2029', { amount_utm: 62_000, valid_until_on: '2029-03-31' }, 'two_thirds'],
  ['500 UTM until the last day of the term', { amount_utm: 50_000, valid_until_on: '2028-12-06' }, 'absolute_majority'],
  ['500 UTM until a day later', { amount_utm: 50_000, valid_until_on: '2028-12-07' }, 'two_thirds'],
  ['500 UTM without end', { amount_utm: 50_000, valid_until_on: null }, 'two_thirds'],
  ['499 UTM beyond the term', { amount_utm: 49_900, valid_until_on: '2029-03-31' }, 'to_verify'],
  ['no amount, beyond the term', { valid_until_on: '2029-03-31' }, 'to_verify'],
  ['no amount, within the term', {}, 'none'],
  ['pesos without the UTM of their month', { amount_clp: 1_000, utm: null }, 'to_verify'],
  ['pesos without their UTM, and UTM that suffice', { amount_clp: 1_000, amount_utm: 50_000, utm: null }, 'absolute_majority'],
  ['the larger of both amounts counts', { amount_clp: 35_000_000, amount_utm: 100 }, 'absolute_majority'],
  ['no municipality is a party', { municipal: false, amount_utm: 90_000, valid_until_on: null }, 'none'],
  ['signed by those of the next term', { amount_utm: 50_000, signed_on: '2028-12-06', valid_until_on: '2029-03-31' }, 'absolute_majority'],
] as const)('the concejo and %s', (_, facts, need) => {
  expect(councilNeedOf({ ...council, ...facts })).toBe(need)
  expect(councilReason({ ...council, ...facts }).length).toBeGreaterThan(10)
})

test('what a lawyer must confirm is said as a possibility, with the law', () => {
  expect(councilReason({ ...council, valid_until_on: '2029-03-31' })).toMatch(/podría requerir.*65 j.*consulte a Jurídica/)
  expect(councilReason({ ...council, amount_clp: 1, utm: null })).toMatch(/UTM del mes.*podría requerir.*consulte a Jurídica/)
  expect(councilReason({ ...council, amount_utm: 62_000, valid_until_on: '2029-03-31' })).toContain('06-12-2028')
  expect(isBeyondTerm({ signed_on: '2040-01-01', valid_until_on: '2040-01-02' })).toBe(true)
})

test('amounts and votes as they are read', () => {
  expect(formatUtm(62_000)).toBe('620 UTM')
  expect(formatUtm(120_050)).toBe('1.200,5 UTM')
  expect(votesText({ council_for: 6, council_against: 1, council_abstained: 1 })).toBe('6 a favor, 1 en contra, 1 abstención')
  expect(votesText({ council_for: null, council_against: null, council_abstained: null })).toBeNull()
  expect(fallsShort({ council_for: 4, council_against: 3, council_abstained: null }, 'two_thirds')).toBe(true)
  expect(fallsShort({ council_for: 6, council_against: 3, council_abstained: null }, 'two_thirds')).toBe(false)
  expect(fallsShort({ council_for: 4, council_against: 4, council_abstained: null }, 'absolute_majority')).toBe(true)
})

const stageNames = Object.keys(convenioStages) as ConvenioStage[]
const needs = Object.keys(councilNeeds) as CouncilNeed[]
const nothing: ConvenioPapers = {
  council_number: null, council_on: null, legal_opinion: null, signed_on: null, decree_number: null, decree_on: null, valid_until_on: '2027-01-01',
}
const resolution = { council_number: '114', council_on: '2026-11-20' }

test('whatever the way, no convenio is in effect without the resolution that it requires', () => {
  const words = fc.option(fc.constantFrom('1', '2'), { nil: null })
  const days = fc.option(fc.constantFrom('2026-01-01', '2026-11-20'), { nil: null })
  const papers = fc.record({ council_number: words, council_on: days, legal_opinion: words, signed_on: days, decree_number: words, decree_on: days, valid_until_on: days })
  const step = fc.record({ papers, need: fc.constantFrom(...needs), pick: fc.nat(20) })
  fc.assert(fc.property(fc.array(step, { minLength: 8, maxLength: 30 }), (steps) => {
    let stage: ConvenioStage = 'draft'
    for (const { papers, need, pick } of steps) {
      const next = nextStages(stage, need, papers)
      const chosen = next[pick % Math.max(next.length, 1)]
      if (!chosen || stageProblem(chosen, need, papers, '2026-11-24')) continue
      stage = chosen
      if (!isInEffect(stage)) continue
      if (isCouncilRequired(need)) expect(papers).toMatchObject({ council_number: expect.any(String), council_on: expect.any(String) })
      if (need === 'to_verify') expect(papers.legal_opinion ?? papers.council_number).not.toBeNull()
    }
  }))
})

test('every stage is reached by somebody and every stage before the end goes on, with or without the concejo', () => {
  for (const need of needs) {
    const reached = new Set<ConvenioStage>(['draft'])
    for (const stage of reached) for (const next of nextStages(stage, need, nothing)) reached.add(next)
    expect(reached.has('council_agenda')).toBe(need !== 'none')
    expect(reached.has('in_force')).toBe(true)
    for (const stage of stageNames) {
      const over = ['expired', 'terminated', 'mutual_termination'].includes(stage)
      expect(nextStages(stage, need, nothing).length > 0, `${stage}, ${need}`).toBe(!over)
    }
  }
  expect(nextStages('cleared', 'two_thirds', nothing)).toEqual(['council_agenda'])
  expect(nextStages('cleared', 'two_thirds', resolution)).toEqual(['signing'])
  expect(nextStages('cleared', 'to_verify', nothing)).toEqual(['council_agenda', 'signing'])
})

test('a convenio of 620 UTM until 31-03-2029 asks the concejo for two thirds, and is not in force without number and date', async () => {
  const world = await createWorld()
  const { id } = await makeConvenio(world, { amount_utm: 62_000 }, { valid_until_on: '2029-03-31' })
  const before = (await findConvenio(world.as('paula'), id))!
  expect(before).toMatchObject({ stage: 'draft', need: 'two_thirds', next: ['legal_review'] })
  expect(before.reason).toContain('Ley 18.695, artículo 65 j')

  await moveConvenio(world, id, 'legal_review')
  await moveConvenio(world, id, 'observed', { text: 'Falta el plazo de pago' })
  await moveConvenio(world, id, 'corrected')
  await moveConvenio(world, id, 'cleared')
  await expect(moveConvenio(world, id, 'signing'), 'the concejo comes first').rejects.toThrow('De «Visado» no se pasa a «En firma».')
  await moveConvenio(world, id, 'council_agenda')
  await expect(moveConvenio(world, id, 'council_approved')).rejects.toThrow('Escriba el número del acuerdo de concejo')
  await expect(moveConvenio(world, id, 'council_approved', { council_number: '114' })).rejects.toThrow('Escriba la fecha del acuerdo de concejo')
  await moveConvenio(world, id, 'council_approved', { council_number: '114', council_on: '2026-11-20', council_for: 6, council_against: 1 })
  await moveConvenio(world, id, 'signing')
  await expect(moveConvenio(world, id, 'signed')).rejects.toThrow('Escriba qué día se firmó')
  await moveConvenio(world, id, 'signed', { signed_on: '2026-11-23' })
  await moveConvenio(world, id, 'decreed', { decree_number: '1.482', decree_on: '2026-11-24' })
  await expect(moveConvenio(world, id, 'in_force', { council_number: null, council_on: null })).rejects.toThrow('no puede quedar vigente')
  await moveConvenio(world, id, 'in_force')

  const { stage, stages } = (await findConvenio(world.as('lidia'), id))!
  expect(stage).toBe('in_force')
  expect(stages.map((row) => row.stage)).toEqual([
    'draft', 'legal_review', 'observed', 'corrected', 'cleared', 'council_agenda', 'council_approved', 'signing', 'signed', 'decreed', 'in_force',
  ])
  expect((await findAgreement(world.as('paula'), id))?.state, 'what was agreed follows its commitments, not its papers').toBe('proposed')
  expect((await listActivity(world.as('paula'), 'agreement', id))[0]?.sentence).toBe('llevó el convenio de «Con decreto» a «Vigente»')
})

test('in force, its amount cannot be raised past the concejo; nor is an old one first written down as in force without it', async () => {
  const world = await createWorld()
  await utm(world, '2026-10')
  const small = { stage: 'in_force', amount_clp: 34_999_999, signed_on: '2026-10-30' } as const
  const { id } = await makeConvenio(world, small)
  const more = { ...noFacts, ...small, amount_clp: 35_000_000 }
  await expect(describeConvenio(world.as('paula'), id, more)).rejects.toThrow('sin él no puede quedar vigente')
  await describeConvenio(world.as('paula'), id, { ...more, ...resolution })
  expect(await findConvenio(world.as('paula'), id)).toMatchObject({ amount_clp: 35_000_000, need: 'absolute_majority', utm: 70_000 })

  await expect(makeConvenio(world, { stage: 'in_force', amount_utm: 50_000, signed_on: '2026-10-30' })).rejects.toThrow('no puede quedar vigente')
})

test('pesos are counted with the UTM of the month of the signature, and without it nothing is guessed', async () => {
  const world = await createWorld()
  const { id } = await makeConvenio(world, { amount_clp: 35_000_000, signed_on: '2026-10-30' })
  const need = async () => (await findConvenio(world.as('paula'), id))!.need
  expect(await need()).toBe('to_verify')
  await utm(world, '2026-11', 60_000)
  expect(await need(), 'another month says nothing').toBe('to_verify')
  await utm(world, '2026-10', 70_001)
  expect(await need()).toBe('none')
  await utm(world, '2026-10', 70_000)
  expect(await need()).toBe('absolute_majority')

  expect([...(await findUtm(world.as('paula'), ['2026-10-01', '2026-12-01']))]).toEqual([['2026-10-01', 70_000]])
  expect(await listUtm(world.as('paula'))).toMatchObject([{ period: '2026-11' }, { period: '2026-10', value: 70_000 }])
  await expect(setUtm(world.as('paula'), { period: '2026-12', value: 70_000, source: 'x' })).rejects.toThrow('Su perfil no permite')
})

test('what the law leaves open is settled by what the legal office answered', async () => {
  const world = await createWorld()
  const old = { stage: 'decreed', amount_utm: 10_000, signed_on: '2026-11-20', decree_number: '7', decree_on: '2026-11-21' } as const
  const { id } = await makeConvenio(world, old, { valid_until_on: '2029-03-31' })
  await expect(moveConvenio(world, id, 'in_force')).rejects.toThrow('escriba qué respondió Jurídica')
  await moveConvenio(world, id, 'in_force', { legal_opinion: 'Informe 12 de Jurídica: no lo requiere' })
  expect((await findConvenio(world.as('paula'), id))?.stage).toBe('in_force')
})

test('two people at once do not take it to two stages, what was told stays told, and a wrong step goes back with words', async () => {
  const world = await createWorld()
  const { id } = await makeConvenio(world)
  const { version } = (await findConvenio(world.as('paula'), id))!
  expect(await moveConvenio(world, id, 'legal_review', { version })).toBeUndefined()
  expect(await moveConvenio(world, id, 'cleared', { version }, 'carolina')).toMatchObject({ version: version + 1 })
  expect((await findConvenio(world.as('paula'), id))?.stages).toHaveLength(2)

  await expect(moveConvenio(world, id, 'draft')).rejects.toThrow('Escriba por qué vuelve atrás')
  await moveConvenio(world, id, 'draft', { text: 'Se envió por error' })
  expect((await findConvenio(world.as('paula'), id))?.stage).toBe('draft')
  await expect(world.raw.updateTable('convenio_stages').set({ text: 'x' }).execute()).rejects.toThrow('convenio_stages_append_only')
})

test('it expires only when its day has passed, and asks for its renewal as long before as it says', async () => {
  const world = await createWorld()
  const { id } = await makeConvenio(world, { stage: 'in_force', signed_on: '2026-01-10' }, { valid_until_on: '2026-11-24' })
  await expect(moveConvenio(world, id, 'expired')).rejects.toThrow('todavía no vence')
  world.clock.now = new Date('2026-11-25T13:00:00.000Z')
  await moveConvenio(world, id, 'expired')

  const ending = { stage: 'in_force', valid_until_on: '2026-12-24', renewal_notice_days: 30 } as const
  expect(asksRenewal(ending, '2026-11-24')).toBe(true)
  expect(asksRenewal(ending, '2026-11-23')).toBe(false)
  expect(asksRenewal({ ...ending, renewal_notice_days: null }, '2026-09-25')).toBe(true)
  expect(asksRenewal({ ...ending, stage: 'signed' }, '2026-12-01')).toBe(false)
})

test('a leader sees the convenios of their own institution and no other; who only reads changes nothing', async () => {
  const world = await createWorld()
  const { id } = await makeConvenio(world)
  await expect(moveConvenio(world, id, 'legal_review', {}, 'lidia')).rejects.toThrow('Su perfil no permite')
  expect(await visibleConvenios(world.as('rosa')).select('agreements.id').execute()).toHaveLength(1)
  expect(await visibleConvenios(world.as('ines')).select('agreements.id').execute()).toEqual([])
  expect(await findConvenio(world.as('ines'), id)).toBeUndefined()
})
