import { expect, test } from 'vitest'

import { editAgreement } from '#app/domain/agreements/commands.server.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { editCommitment } from '#app/domain/commitments/commands/edit.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { findHandover } from '#app/domain/handovers/queries.server.ts'
import { editInstitution } from '#app/domain/institutions/commands.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import type { MergeKind } from '#app/domain/merges/terms.ts'
import { answerProblem } from '#app/domain/sheet-imports/commands/decide.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { writeNote } from '#app/domain/people/commands.server.ts'
import { countOutcomes, findImport } from '#app/domain/sheet-imports/queries.server.ts'
import { listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { addInstitution, addPerson } from '#tests/support/merges.ts'
import { applyAll, bringSheet } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MAYOR = 'muni-13102:mayor'
const at = '2026-01-02T12:00:00.000Z'
const stamps = { created_at: at, created_by: 'paula', updated_at: at, updated_by: 'paula' }

/** As Paula, with what both records say today. */
async function merged({ as, raw }: World, kind: MergeKind, kept_id: string, gone_id: string, choices: Record<string, 'kept' | 'gone'> = {}) {
  const rows = await raw.selectFrom(kind === 'person' ? 'people' : 'institutions').select(['id', 'version']).where('id', 'in', [kept_id, gone_id]).execute()
  const versionOf = (id: string) => rows.find((row) => row.id === id)!.version
  return ((await merge(as('paula'), kind, { kept_id, gone_id, version: versionOf(kept_id), gone_version: versionOf(gone_id), choices })) as { id: string }).id
}

/** A list of one new mayor, who takes over from whoever holds the post. */
async function importMayor(world: World) {
  const before = await addPerson(world, { given_names: 'Lorena', first_surname: 'Facuse' })
  await world.raw.insertInto('tenures').values({ id: 't-lorena', position_id: MAYOR, person_id: before, kind: 'titular', starts_on: '2024-12-06', ends_on: null, ...stamps }).execute()
  const id = await bringSheet(world, 'Nombre;Institución;Cargo;Desde\nAna Soto Vera;Municipalidad de Cerrillos;Alcaldesa;01-03-2026\n')
  await answerProblem(world.as('paula'), id, 'all:clash', { does: 'adjust' })
  expect((await countOutcomes(world.as('paula'), id)).totals).toMatchObject({ created: 1, failed: 0 })
  await applyAll(world, id)
  return { id, before }
}

test('undoing an import leaves a term ended while somebody else changed the one that followed, and says so', async () => {
  const world = await createWorld()
  const { id } = await importMayor(world)
  await world.raw.updateTable('tenures').set({ source: 'Decreto 12', version: 2 }).where('position_id', '=', MAYOR).where('id', '<>', 't-lorena').execute()

  expect(await undoImport(world.as('paula'), id)).toBeGreaterThan(0)
  const terms = await listTenuresOf(world.as('paula'), MAYOR)
  expect(terms.map(({ starts_on, ends_on }) => [starts_on, ends_on]).toSorted()).toEqual([['2024-12-06', '2026-02-28'], ['2026-03-01', null]])
  expect((await findImport(world.as('paula'), id))?.left_behind.join()).toContain('ejercicio del cargo')
})

test('undoing an import after its person was merged into another leaves what was merged', async () => {
  const world = await createWorld()
  const { id } = await importMayor(world)
  const { id: ana } = await world.raw.selectFrom('people').select('id').where('given_names', '=', 'Ana').where('second_surname', '=', 'Vera').executeTakeFirstOrThrow()
  const kept = await addPerson(world, { given_names: 'Ana', first_surname: 'Soto', second_surname: 'Vera' })
  const merge_id = await merged(world, 'person', kept, ana)
  expect(await undoImport(world.as('paula'), id)).toBeGreaterThan(0)
  await expect(undoMerge(world.as('paula'), merge_id)).resolves.toBeDefined()
})

test('undoing a merge whose record depended on one that was merged meanwhile depends on what that became', async () => {
  const world = await createWorld()
  const [old, above] = [await addInstitution(world, { name: 'Matriz Uno', short_name: 'Uno' }), await addInstitution(world, { name: 'Matriz Dos', short_name: 'Dos' })]
  const [kept, gone] = [await addInstitution(world, { parent_id: above }), await addInstitution(world, { parent_id: old })]
  const id = await merged(world, 'institution', kept, gone, { parent_id: 'kept' })
  await merged(world, 'institution', above, old)
  await undoMerge(world.as('paula'), id)
  const parents = await world.raw.selectFrom('institutions').select(['id', 'parent_id']).where('id', 'in', [kept, gone]).execute()
  expect(parents.map(({ parent_id }) => parent_id)).toEqual([above, above])
})

test('undoing a merge that took the parent of the other one, when the own one was merged meanwhile', async () => {
  const world = await createWorld()
  const [old, above] = [await addInstitution(world, { name: 'Matriz Uno', short_name: 'Uno' }), await addInstitution(world, { name: 'Matriz Dos', short_name: 'Dos' })]
  const [kept, gone] = [await addInstitution(world, { parent_id: old }), await addInstitution(world, { parent_id: above })]
  const id = await merged(world, 'institution', kept, gone, { parent_id: 'gone' })
  await merged(world, 'institution', above, old)
  await undoMerge(world.as('paula'), id)
  expect(await world.raw.selectFrom('institutions').select('parent_id').where('id', '=', kept).executeTakeFirst()).toEqual({ parent_id: above })
})

test('undoing a merge gives back no RUT that is another person’s by now', async () => {
  const world = await createWorld()
  const [kept, gone] = [await addPerson(world, { rut: '12345678-5' }), await addPerson(world, { rut: '11111111-1' })]
  const id = await merged(world, 'person', kept, gone, { rut: 'gone' })
  await addPerson(world, { rut: '12345678-5' })
  expect((await undoMerge(world.as('paula'), id)).edited).toContain('RUT')
  expect(await world.raw.selectFrom('people').select(['id', 'rut']).where('id', 'in', [kept, gone]).orderBy('id').execute()).toEqual([{ id: kept, rut: null }, { id: gone, rut: '11111111-1' }])
})

test('undoing a change of office keeps whoever it added once somebody has written a remark about them', async () => {
  const { as, raw } = await createWorld()
  const begun = await beginHandover(as('paula'), { operation_id: undefined, name: 'x', post_kind: 'mayor', starts_on: '2026-11-06', source: null, list: 'Castro; Ana Soto Vera\nCerrillos; Luis Paz Gil' })
  if (begun.errors) throw new Error('refused')
  await applyHandover(as('paula'), begun.id, 1)
  const { id } = await raw.selectFrom('people').select('id').where('given_names', '=', 'Ana').executeTakeFirstOrThrow()
  await writeNote(as('carolina'), id, { operation_id: undefined, internal_text: 'Prefiere que la llamen después de las 10.' })

  expect(await undoHandover(as('paula'), begun.id)).toBe(1)
  expect((await findHandover(as('paula'), begun.id))?.left_behind.join()).toContain('Ana Soto Vera')
  expect((await raw.selectFrom('people').select('given_names').execute()).map(({ given_names }) => given_names)).toEqual(['Ana'])
  expect(await listTenuresOf(as('paula'), 'muni-10201:mayor')).toHaveLength(1)
})

test('undoing a merge keeps among the parties whoever was made to owe, since then, what was promised before', async () => {
  const world = await createWorld()
  const { as, raw } = world
  const [kept, gone] = [await addInstitution(world), await addInstitution(world)]
  const { id: agreement_id } = await makeAgreement(world, { parties: [{ institution_id: gone, role: 'obliged' }, { institution_id: 'muni-13102', role: 'obliged' }] })
  const { id: mine } = await makeCommitment(world, { agreement_id, debtor_id: 'muni-13102' })
  const { id: theirs } = await makeCommitment(world, { agreement_id, debtor_id: gone })
  world.clock.now = new Date('2026-11-25T13:00:00.000Z')
  const id = await merged(world, 'institution', kept, gone)
  const { text, follow_up_user_id, version } = (await findCommitment(as('paula'), mine))!
  await editCommitment(as('paula'), mine, { text, agreement_id, meeting_id: null, debtor_id: kept, responsible_position_id: null, beneficiary_ids: ['serviu-13'], follow_up_user_id, version })

  await undoMerge(as('paula'), id)
  const parties = await raw.selectFrom('agreement_parties').select('institution_id').where('agreement_id', '=', agreement_id).execute()
  expect(parties.map(({ institution_id }) => institution_id).toSorted()).toEqual([kept, gone, 'muni-13102'].toSorted())
  expect((await findCommitment(as('paula'), theirs))?.debtor_id).toBe(gone)
})

test('undoing a merge after the parties were written again keeps whoever owes among them', async () => {
  const world = await createWorld()
  const { as, raw } = world
  const [kept, gone] = [await addInstitution(world), await addInstitution(world)]
  const { id: agreement_id } = await makeAgreement(world, { parties: [{ institution_id: gone, role: 'beneficiary' }, { institution_id: 'muni-13102', role: 'obliged' }] })
  await makeCommitment(world, { agreement_id, debtor_id: gone })
  const id = await merged(world, 'institution', kept, gone)
  const { text, kind, agreed_on, valid_until_on, version } = (await findAgreement(as('paula'), agreement_id))!
  await editAgreement(as('paula'), agreement_id, { text, kind, agreed_on, valid_until_on, version, parties: [{ institution_id: kept, role: 'guarantor' }, { institution_id: 'muni-13102', role: 'obliged' }] })

  await undoMerge(as('paula'), id)
  const parties = await raw.selectFrom('agreement_parties').select('institution_id').where('agreement_id', '=', agreement_id).execute()
  expect(parties.map(({ institution_id }) => institution_id).toSorted()).toEqual([kept, gone, 'muni-13102'].toSorted())
})

test('undoing a merge never makes two institutions depend on each other', async () => {
  const world = await createWorld()
  const { as, raw } = world
  const [above, other] = [await addInstitution(world, { name: 'Matriz Uno', short_name: 'Uno' }), await addInstitution(world, { name: 'Matriz Dos', short_name: 'Dos' })]
  const [kept, gone] = [await addInstitution(world, { parent_id: above }), await addInstitution(world, { parent_id: other })]
  const id = await merged(world, 'institution', kept, gone, { parent_id: 'gone' })
  await editInstitution(as('paula'), above, { version: 1, kind: 'company', name: 'Matriz Uno', short_name: 'Uno', aliases: null, parent_id: kept, region_code: null, commune_cut: null, coordinator_id: null })

  expect((await undoMerge(as('paula'), id)).edited).toContain('Depende de')
  const parents = await raw.selectFrom('institutions').select(['id', 'parent_id']).where('id', 'in', [above, kept, gone]).execute()
  expect(Object.fromEntries(parents.map((row) => [row.id, row.parent_id]))).toEqual({ [above]: kept, [kept]: null, [gone]: other })
})
