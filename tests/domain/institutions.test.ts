import { expect, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { changeNetworkStatus, createInstitution, editInstitution, joinNetwork, leaveNetwork } from '#app/domain/institutions/commands.server.ts'
import { countViews, listInstitutions } from '#app/domain/institutions/queries/list.server.ts'
import { findInstitution, suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { countQueries, handover, person } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const company = {
  kind: 'company' as const, name: 'Constructora Ñandú SpA', short_name: 'Ñandú', aliases: 'Aguas del Ñandú\nÑandú', parent_id: null,
  region_code: null, commune_cut: '08111', coordinator_id: 'carolina',
}

test.each([
  ['nunoa', 'muni-13120'],
  ['penalolen', 'muni-13122'],
  ['muni nunoa', 'muni-13120'],
  ['serviu maule', 'serviu-07'],
  ['gore rm', 'gore-13'],
  ['O’HIGGINS serviu', 'serviu-06'],
])('whoever types «%s» finds %s first, on the list and while typing', async (q, id) => {
  const { as } = await createWorld()

  const { institutions } = await listInstitutions(as('lidia'), { view: 'todas', q })
  expect(institutions[0]).toMatchObject({ id })
  expect((await suggestInstitutions(as('lidia'), q))[0]).toMatchObject({ id })
})

test('a page of the list takes the same queries whatever it holds', async () => {
  const world = await createWorld()
  const ask = (filter: Parameters<typeof listInstitutions>[1]) =>
    countQueries(world, () => listInstitutions(world.as('paula'), filter))

  expect(await ask({ view: 'todas' })).toBe(4)
  expect(await ask({ view: 'todas', page: 3, sort: 'contacto', descending: true })).toBe(4)
  expect(await ask({ view: 'red' })).toBe(4)
  expect(await ask({ q: 'serviu' })).toBe(4)
})

test('the network is its members and whoever it deals with; public services and everything have their own tabs', async () => {
  const world = await createWorld()
  await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'], due_on: '2026-11-20' })
  const { institutions, total } = await listInstitutions(world.as('lidia'), { view: 'red', sort: 'vencidos', descending: true })

  expect(institutions[0]).toMatchObject({ id: 'serviu-13', open_count: 1, overdue_count: 1 })
  expect(institutions.map(({ id }) => id)).toContain('muni-13102')
  expect(total).toBe(4)
  expect(await countViews(world.as('lidia'))).toMatchObject({ red: 4, servicios: 146, todas: 497 })
})

test('the list shows the authority of today, acting ones with (S), and the last meeting that was held', async () => {
  const world = await createWorld()
  await person(world, { position_id: 'muni-13102:mayor', starts_on: '2024-12-06' })
  await handover(world, 'muni-13102:mayor', { given_names: 'Ana', first_surname: 'Soto', kind: 'subrogante', starts_on: '2026-11-20' })
  const { id } = await meetingWith(world)
  await world.raw.updateTable('meetings').set({ state: 'held' }).where('id', '=', id).execute()
  await meetingWith(world, { participants: [{ institution_id: 'muni-13120' }] })

  const { institutions } = await listInstitutions(world.as('paula'), { view: 'red', sort: 'contacto', descending: true })
  expect(institutions[0]).toMatchObject({ id: 'muni-13102', authority: { name: 'Ana Soto (S)' }, last_at: '2026-11-24T18:00:00.000Z' })
  expect(institutions.find((row) => row.id === 'muni-13120')).toMatchObject({ authority: null, authority_title: 'Alcalde/sa', last_at: null })
})

test('fifty a page: every institution appears once, in order', async () => {
  const { as } = await createWorld()
  const seen: string[] = []
  for (let page = 1; page <= 10; page++) {
    const { institutions } = await listInstitutions(as('paula'), { view: 'todas', page })
    expect(institutions.length).toBe(page < 10 ? 50 : 47)
    seen.push(...institutions.map(({ id }) => id))
  }
  expect(new Set(seen).size).toBe(497)
})

test('an institution the catalogue lacks is added with its usual positions, and found by any of its names', async () => {
  const { as } = await createWorld()
  const id = await createInstitution(as('paula'), { ...company, operation_id: 'op' })

  expect(await createInstitution(as('paula'), { ...company, operation_id: 'op' })).toBe(id)
  expect(await findInstitution(as('lidia'), id)).toMatchObject({ kind: 'company', region_code: '08', commune_name: 'Tomé', network_status: 'external' })
  expect(await suggestInstitutions(as('lidia'), 'ÑANDÚ')).toMatchObject([{ id }])
  expect(await suggestInstitutions(as('lidia'), 'aguas del nandu')).toMatchObject([{ id }])
  expect((await listPositions(as('lidia'), id, '2026-11-24')).map(({ title }) => title)).toContain('Gerente/a general')
})

test('editing tells the second of two authors what the first one wrote, and public bodies keep their kind', async () => {
  const { as } = await createWorld()
  const facts = { ...company, name: 'Municipalidad de Tomé', short_name: null, aliases: 'Muni Tomé', parent_id: null, version: 1 }

  expect(await editInstitution(as('paula'), 'muni-08111', facts)).toBeUndefined()
  expect(await editInstitution(as('carolina'), 'muni-08111', facts)).toMatchObject({ version: 2, editor_name: 'Paula Díaz Rojas' })
  expect(await findInstitution(as('paula'), 'muni-08111')).toMatchObject({ kind: 'municipality', aliases: 'Muni Tomé' })
})

test('a municipality joins the network with one act, and leaving keeps since when it had been a member', async () => {
  const { as } = await createWorld()
  await joinNetwork(as('paula'), 'muni-08111')
  expect(await findInstitution(as('lidia'), 'muni-08111')).toMatchObject({ network_status: 'member', member_since_on: '2026-11-24' })
  await expect(joinNetwork(as('paula'), 'muni-08111')).rejects.toThrow('Ya es miembro')

  await changeNetworkStatus(as('paula'), 'muni-08111', { network_status: 'withdrawn', on: '2026-12-01' })
  expect(await findInstitution(as('lidia'), 'muni-08111')).toMatchObject({
    network_status: 'withdrawn', member_since_on: '2026-11-24', network_status_on: '2026-12-01',
  })
  const told = (await listActivity(as('lidia'), 'institution', 'muni-08111')).map(({ action }) => action)
  expect(told).toEqual(['institution.withdrawn', 'institution.joined'])
})

test('joining can be taken back', async () => {
  const { as } = await createWorld()
  await joinNetwork(as('paula'), 'muni-08111')
  await leaveNetwork(as('paula'), 'muni-08111')

  expect(await findInstitution(as('lidia'), 'muni-08111')).toMatchObject({ network_status: 'external', member_since_on: null })
  await expect(leaveNetwork(as('paula'), 'muni-08111')).rejects.toThrow('No es miembro')
})

test('a leader sees their own institution and no other', async () => {
  const { as } = await createWorld()

  expect(await findInstitution(as('rosa'), 'muni-13102')).toBeDefined()
  expect(await findInstitution(as('rosa'), 'serviu-13')).toBeUndefined()
  expect(await suggestInstitutions(as('rosa'), 'municipalidad')).toMatchObject([{ id: 'muni-13102' }])
  await expect(joinNetwork(as('rosa'), 'muni-13102')).rejects.toThrow()
})

test('a viewer changes nothing', async () => {
  const { as } = await createWorld()

  await expect(createInstitution(as('lidia'), { ...company, operation_id: undefined })).rejects.toThrow('Su perfil')
  await expect(joinNetwork(as('elena'), 'muni-08111')).rejects.toThrow('Su perfil')
})
