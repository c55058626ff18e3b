import { expect, test } from 'vitest'

import { createAgreement, editAgreement, overrideState, recordAcceptance } from '#app/domain/agreements/commands.server.ts'
import {
  countAgreements, findAgreement, listAgreements, listAgreementsAfter, listAgreementsOf, readAgreementFilter,
} from '#app/domain/agreements/queries.server.ts'
import { derivedStateOf, partiesProblem, progressText } from '#app/domain/agreements/rules.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const stateOf = async ({ as }: World, id: string) => (await findAgreement(as('paula'), id))!.state
const accept = (world: World, id: string) => recordAcceptance(world.as('paula'), id, { institution_id: 'serviu-13', acceptance: 'accepted' })

test('an agreement has at least two institutions, and one of them is obliged', async () => {
  const world = await createWorld()
  const one = [{ institution_id: 'serviu-13', role: 'obliged' }, { institution_id: 'serviu-13', role: 'beneficiary' }] as const
  const nobody = [{ institution_id: 'serviu-13', role: 'facilitator' }, { institution_id: 'muni-13102', role: 'beneficiary' }] as const

  await expect(makeAgreement(world, { parties: [...one] })).rejects.toThrow('dos instituciones distintas')
  await expect(makeAgreement(world, { parties: [...nobody] })).rejects.toThrow('se obliga')
  expect(partiesProblem([])).not.toBeNull()
  expect(await world.raw.selectFrom('agreements').select('id').execute()).toEqual([])
})

test('an agreement is proposed until everybody obliged has accepted, and then in force', async () => {
  const world = await createWorld()
  const { id, folio } = await makeAgreement(world)
  expect(folio).toBe('A-2026-0001')
  expect(await stateOf(world, id)).toBe('proposed')

  await accept(world, id)
  expect(await stateOf(world, id)).toBe('in_force')
})

test('whoever took part in the meeting accepted what was agreed there', async () => {
  const world = await createWorld()
  const meeting_id = await addMeeting(world, ['serviu-13'])
  const { id } = await makeAgreement(world, { meeting_id })

  const agreement = await findAgreement(world.as('paula'), id)
  expect(agreement?.parties.map(({ institution_id, acceptance }) => [institution_id, acceptance])).toEqual([
    ['serviu-13', 'accepted'], ['muni-13102', 'pending'],
  ])
  expect(agreement?.state).toBe('in_force')
})

test('a convenio signed later is asked to every party, whoever was in the room', async () => {
  const world = await createWorld()
  const meeting_id = await addMeeting(world, ['serviu-13', 'muni-13102'])
  const { id } = await makeAgreement(world, { kind: 'convenio', meeting_id })

  expect(await stateOf(world, id)).toBe('proposed')
})

test('it is fulfilled when every commitment is verified; delivered alone is not enough, and what was dropped does not count', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  await accept(world, agreement_id)
  const under = { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] }
  const [one, two, three] = [await makeCommitment(world, under), await makeCommitment(world, under), await makeCommitment(world, under)]
  await fulfil(world, one.id)
  await dropCommitment(world.as('paula'), three.id, { reason: 'Cambió el programa' })
  const half = (await findAgreement(world.as('paula'), agreement_id))!
  expect(half.state).toBe('in_force')
  expect(progressText(half.tally)).toBe('1 de 2 cumplidos')

  await fulfil(world, two.id)
  expect(await stateOf(world, agreement_id)).toBe('fulfilled')
})

test.each([
  [{ total: 0, fulfilled: 0, dropped: 0 }, 'expired'],
  [{ total: 3, fulfilled: 0, dropped: 0 }, 'breached'],
  [{ total: 3, fulfilled: 2, dropped: 0 }, 'partly_fulfilled'],
  [{ total: 3, fulfilled: 3, dropped: 0 }, 'fulfilled'],
  [{ total: 0, fulfilled: 0, dropped: 2 }, 'withdrawn'],
] as const)('past its validity, %o reads %s', (tally, state) => {
  const parties = [{ institution_id: 'serviu-13', role: 'obliged', acceptance: 'accepted' }] as const
  expect(derivedStateOf({ valid_until_on: '2026-11-23' }, parties, { ...tally, overdue: 0 }, '2026-11-24')).toBe(state)
  expect(derivedStateOf({ valid_until_on: '2026-11-24' }, parties, { total: 3, fulfilled: 2, dropped: 0, overdue: 1 }, '2026-11-24')).toBe('in_force')
})

test('refused by everybody who was to oblige themselves, it is withdrawn', async () => {
  const world = await createWorld()
  const { id } = await makeAgreement(world)
  await recordAcceptance(world.as('paula'), id, { institution_id: 'serviu-13', acceptance: 'refused' })

  expect(await stateOf(world, id)).toBe('withdrawn')
})

test('a state given by hand shows who gave it and why, and can be given back', async () => {
  const world = await createWorld()
  const { id } = await makeAgreement(world)
  await overrideState(world.as('carolina'), id, { override_state: 'withdrawn', reason: 'El terreno se vendió' })

  expect(await findAgreement(world.as('paula'), id)).toMatchObject({
    state: 'withdrawn', derived_state: 'proposed', override_reason: 'El terreno se vendió', override_by_name: 'Carolina Fuentes Riquelme',
  })
  expect((await listActivity(world.as('paula'), 'agreement', id))[0]?.sentence).toBe('dejó el acuerdo como «Sin efecto»: El terreno se vendió')

  await overrideState(world.as('paula'), id, { override_state: null, reason: 'Se retomó' })
  expect(await findAgreement(world.as('paula'), id)).toMatchObject({ state: 'proposed', override_reason: null, override_by_name: null })
})

test('two people at once do not overwrite each other, and a party that stays keeps its answer', async () => {
  const world = await createWorld()
  const { id } = await makeAgreement(world)
  await accept(world, id)
  const edit = {
    kind: 'meeting_agreement', agreed_on: '2026-11-10', valid_until_on: null,
    parties: [{ institution_id: 'serviu-13', role: 'obliged' }, { institution_id: 'gore-13', role: 'guarantor' }],
  } as const

  expect(await editAgreement(world.as('paula'), id, { ...edit, parties: [...edit.parties], text: 'Priorizar dos', version: 2 })).toBeUndefined()
  expect(await editAgreement(world.as('carolina'), id, { ...edit, parties: [...edit.parties], text: 'Priorizar cinco', version: 2 })).toMatchObject({
    text: 'Priorizar dos', version: 3,
  })
  const agreement = await findAgreement(world.as('paula'), id)
  expect(agreement?.parties.map(({ institution_id, acceptance }) => [institution_id, acceptance])).toEqual([
    ['serviu-13', 'accepted'], ['gore-13', 'pending'],
  ])
})

test('whoever owes something under it cannot stop being a party', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13' })
  const parties = [{ institution_id: 'gore-13', role: 'obliged' as const }, { institution_id: 'muni-13102', role: 'beneficiary' as const }]

  await expect(
    editAgreement(world.as('paula'), agreement_id, { kind: 'letter', text: 'x', agreed_on: '2026-11-10', valid_until_on: null, parties, version: 1 }),
  ).rejects.toThrow('no puede dejar de ser parte')
})

test('what does not exist is not found', async () => {
  const world = await createWorld()
  const parties = [{ institution_id: 'muni-99999', role: 'obliged' as const }, { institution_id: 'muni-13102', role: 'beneficiary' as const }]

  await expect(makeAgreement(world, { parties })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(makeAgreement(world, { meeting_id: 'ninguna' })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(recordAcceptance(world.as('paula'), (await makeAgreement(world)).id, { institution_id: 'gore-13', acceptance: 'accepted' }))
    .rejects.toMatchObject({ name: 'NotFound' })
})

test('only those who coordinate write; a leader sees the agreements of their institution and no other exists', async () => {
  const world = await createWorld()
  const { id } = await makeAgreement(world)
  const { id: foreign } = await makeAgreement(world, {
    parties: [{ institution_id: 'serviu-10', role: 'obliged' }, { institution_id: 'muni-10201', role: 'beneficiary' }],
  })

  for (const who of ['rosa', 'elena', 'lidia'] as const) {
    await expect(makeAgreement(world, {}, who)).rejects.toMatchObject({ name: 'Forbidden' })
    await expect(overrideState(world.as(who), id, { override_state: 'breached', reason: 'x' })).rejects.toMatchObject({ name: 'Forbidden' })
    await expect(recordAcceptance(world.as(who), id, { institution_id: 'serviu-13', acceptance: 'accepted' })).rejects.toMatchObject({ name: 'Forbidden' })
  }
  const rosa = world.as('rosa')
  expect(await findAgreement(rosa, id)).toBeDefined()
  expect(await findAgreement(rosa, foreign)).toBeUndefined()
  expect(await listAgreements(rosa)).toHaveLength(1)
  expect(await countAgreements(rosa, {})).toBe(1)
  expect(await listAgreementsAfter(rosa, {}, { after: '', limit: 500 })).toHaveLength(1)
  await expect(overrideState(rosa, foreign, { override_state: 'breached', reason: 'x' })).rejects.toMatchObject({ name: 'NotFound' })
})

test('the register is found by words, parties, kind, progress and validity', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world, { text: 'Banco de suelo para Ñuñoa', valid_until_on: '2026-12-31' })
  await makeAgreement(world, { kind: 'convenio', text: 'Colaboración', agreed_on: '2025-01-10', valid_until_on: '2026-01-10' })
  await fulfil(world, (await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13' })).id)
  const find = async (query: string) => {
    const filter = readAgreementFilter(new URLSearchParams(query))
    const rows = await listAgreements(world.as('lidia'), filter)
    expect(await countAgreements(world.as('lidia'), filter)).toBe(rows.length)
    return rows.map((row) => row.text.split(' ')[0]).join(' ')
  }

  expect(await find('')).toBe('Banco Colaboración')
  expect(await find('q=nunoa suelo')).toBe('Banco')
  expect(await find('q=cerrillos')).toBe('Banco Colaboración')
  expect(await find('tipo=convenio')).toBe('Colaboración')
  expect(await find('institucion=muni-10201')).toBe('')
  expect(await find('region=13')).toBe('Banco Colaboración')
  expect(await find('avance=cumplidos')).toBe('Banco')
  expect(await find('avance=abiertos')).toBe('')
  expect(await find('avance=sin-compromisos')).toBe('Colaboración')
  expect(await find('vigencia=por-terminar')).toBe('Banco')
  expect(await find('vigencia=terminados')).toBe('Colaboración')
  expect(await find('vigencia=vigentes')).toBe('Banco')
  expect(await find('orden=folio')).toBe('Banco Colaboración')
  expect(await find('orden=-vigencia')).toBe('Banco Colaboración')
  expect(await find('tipo=toString&orden=x&pagina=x')).toBe('Banco Colaboración')
  expect(await listAgreementsOf(world.as('lidia'), ['ninguna'])).toEqual([])
})

test('an agreement may be sent with acceptances that are already known', async () => {
  const world = await createWorld()
  const { id } = await createAgreement(world.as('paula'), {
    kind: 'convenio', text: 'Transferencia', meeting_id: null, agreed_on: '2026-11-01', valid_until_on: null,
    parties: [{ institution_id: 'serviu-13', role: 'obliged', acceptance: 'accepted' }, { institution_id: 'muni-13102', role: 'obliged', acceptance: 'accepted' }],
  })

  expect(await stateOf(world, id)).toBe('in_force')
})

async function addMeeting({ raw }: World, present: string[]) {
  const at = '2026-11-10T12:30:00.000Z'
  await raw
    .insertInto('meetings')
    .values({
      id: 'reunion-suelo', folio: 'R-2026-0114', title: 'Mesa técnica de suelo', kind: 'working_group', state: 'held',
      start_local: '2026-11-10T09:30', end_local: '2026-11-10T10:45', zone: 'America/Santiago', starts_at: at,
      ends_at: '2026-11-10T13:45:00.000Z', modality: 'in_person', owner_id: 'paula', uid: 'x@hilvan', changed_at: at,
      search_text: 'mesa', created_at: at, created_by: 'paula', updated_at: at, updated_by: 'paula',
      from_on: null, until_on: null, place: null, commune_cut: null, link: null, description: null, organiser_id: null, state_reason: null,
    })
    .execute()
  const nobody = { person_id: null, position_id: null, on_behalf_of_position_id: null, name_then: null, title_then: null, institution_then: null }
  await raw
    .insertInto('participants')
    .values([
      ...present.map((institution_id, at) => ({ ...nobody, id: `p${at}`, meeting_id: 'reunion-suelo', institution_id, attended: 'present' as const })),
      { ...nobody, id: 'ausente', meeting_id: 'reunion-suelo', institution_id: 'gore-13', attended: 'absent' as const },
    ])
    .execute()
  return 'reunion-suelo'
}
