import { expect, test } from 'vitest'

import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { startImport } from '#app/domain/sheet-imports/commands/apply.server.ts'
import { undoImport } from '#app/domain/sheet-imports/commands/undo.server.ts'
import { countOutcomes } from '#app/domain/sheet-imports/queries.server.ts'
import { workNext } from '#app/jobs/work.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { createToken } from '#app/domain/api-tokens/commands.server.ts'
import { addRelation } from '#app/domain/relations/commands.server.ts'
import { saveView } from '#app/domain/saved-views/commands.server.ts'
import { createPosition } from '#app/domain/positions/commands.server.ts'
import { createPerson, writeNote } from '#app/domain/people/commands.server.ts'
import { createInstitution } from '#app/domain/institutions/commands.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { Conflict, NotFound } from '#app/lib/errors.ts'
import { person } from '#tests/support/directory.ts'
import { addInstitution, addPerson } from '#tests/support/merges.ts'
import { applyAll, bringSheet } from '#tests/support/sheets.ts'
import { createWorld } from '#tests/support/world.ts'

/** How many of two people who press the same button at once did it; the other is told with a sentence. */
async function doneBy(both: Promise<unknown>[]): Promise<number> {
  const ends = await Promise.allSettled(both)
  for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Conflict || end.reason instanceof NotFound)) throw end.reason
  return ends.filter(({ status }) => status === 'fulfilled').length
}

test('two people who apply and take back the same handover at once do it once', async () => {
  const { as } = await createWorld()
  const begun = await beginHandover(as('paula'), { operation_id: undefined, name: 'x', post_kind: 'mayor', starts_on: '2028-12-06', source: null, list: 'Castro; Ana Soto Vera\nCerrillos; Luis Paz Gil' })
  if (begun.errors) throw new Error('refused')
  expect(await doneBy([applyHandover(as('paula'), begun.id, 1), applyHandover(as('carolina'), begun.id, 1)])).toBe(1)
  expect(await listTenuresOf(as('paula'), 'muni-10201:mayor')).toHaveLength(1)
  expect(await doneBy([undoHandover(as('paula'), begun.id), undoHandover(as('carolina'), begun.id)])).toBe(1)
  expect(await listTenuresOf(as('paula'), 'muni-10201:mayor')).toHaveLength(0)
})

test('two people who merge the same two records at once, each the other way, merge them once', async () => {
  const world = await createWorld()
  const [one, other] = [await addPerson(world), await addPerson(world)]
  const input = (kept_id: string, gone_id: string) => ({ kept_id, gone_id, version: 1, gone_version: 1, choices: {} })
  expect(await doneBy([merge(world.as('paula'), 'person', input(one, other)), merge(world.as('carolina'), 'person', input(other, one))])).toBe(1)
  const { id } = await world.raw.selectFrom('merges').select('id').executeTakeFirstOrThrow()
  expect(await doneBy([undoMerge(world.as('paula'), id), undoMerge(world.as('carolina'), id)])).toBe(1)
})

test('a person who presses twice writes an import once and takes it back once', async () => {
  const world = await createWorld()
  const id = await bringSheet(world, 'Nombre;Municipalidad;Cargo;Desde\nAna Soto Vera;Castro;Alcaldesa;06-12-2024\n')
  await Promise.all([startImport(world.as('paula'), id), startImport(world.as('paula'), id)])
  while ((await workNext({ db: world.db, worker: 'prueba', now: () => world.clock.now })) === 'done') continue
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ total: 1, done: 1, totals: { created: 1 } })
  expect(await doneBy([undoImport(world.as('paula'), id), undoImport(world.as('paula'), id)])).toBe(1)
})

test('an import that was begun writes nothing in the name of somebody who may no longer', async () => {
  const world = await createWorld()
  const id = await bringSheet(world, 'Nombre;Municipalidad;Cargo;Desde\nAna Soto Vera;Castro;Alcaldesa;06-12-2024\n')
  await world.raw.updateTable('users').set({ role: 'viewer' }).where('id', '=', 'paula').execute()
  await applyAll(world, id)
  expect(await countOutcomes(world.as('paula'), id)).toMatchObject({ total: 1, done: 1, totals: { created: 0, failed: 1 } })
  expect(await listTenuresOf(world.as('carolina'), 'muni-10201:mayor')).toHaveLength(0)
})

test('a merge while an import is written: a row that names who is gone is told, and the rest goes in', async () => {
  const world = await createWorld()
  const kept = await addPerson(world, { given_names: 'Ana', first_surname: 'Soto', second_surname: 'Vera' })
  const gone = await addPerson(world, { given_names: 'Ana', first_surname: 'Soto', second_surname: 'Vera' })
  const id = await bringSheet(world, 'Nombre;Municipalidad;Cargo;Desde\nAna Soto Vera;Castro;Alcaldesa;06-12-2024\nLuis Paz Gil;Cerrillos;Alcalde;06-12-2024\n')
  await world.raw.updateTable('sheet_imports').set((eb) => ({ settings: eb.fn<string>('replace', ['settings', eb.val('"choices":{}'), eb.val(`"choices":{"all:person":{"use":"${gone}"}}`)]) })).where('id', '=', id).execute()
  await startImport(world.as('paula'), id)
  await merge(world.as('paula'), 'person', { kept_id: kept, gone_id: gone, version: 1, gone_version: 1, choices: {} })
  while ((await workNext({ db: world.db, worker: 'prueba', now: () => world.clock.now })) === 'done') continue
  const { done, totals } = await countOutcomes(world.as('paula'), id)
  expect(done).toBe(2)
  expect(totals.created + totals.updated).toBeGreaterThan(0)
})

test('each form of the directory that is sent twice at once writes once, and is nobody else’s', { timeout: 60_000 }, async () => {
  const world = await createWorld()
  const [somebody, firm] = [await person(world), await addInstitution(world)]
  const place = { kind: 'company' as const, name: 'Firma', short_name: 'F', aliases: null, parent_id: null, region_code: null, commune_cut: null, coordinator_id: null }
  const who = { given_names: 'Eva', first_surname: 'Paz', second_surname: null, treatment: null, source: 'x', legal_basis: 'consent' as const, position_id: null, tenure_kind: 'titular' as const, starts_on: null }
  const forms: Record<string, (ctx: Context, operation_id: string) => Promise<unknown>> = {
    people: (ctx, operation_id) => createPerson(ctx, { operation_id, ...who }),
    institutions: (ctx, operation_id) => createInstitution(ctx, { operation_id, ...place }),
    positions: (ctx, operation_id) => createPosition(ctx, firm, { operation_id, title: 'Jefa', unit: null, reports_to_id: null, lobby_status: 'no', lobby_year: null, lobby_url: null }),
    internal_notes: (ctx, operation_id) => writeNote(ctx, somebody, { operation_id, internal_text: 'x' }),
    contact_points: (ctx, operation_id) => createContactPoint(ctx, { type: 'person', id: somebody }, { operation_id, kind: 'email', value: 'a@ejemplo.cl', label: null, visibility: 'network' }),
    institution_relations: (ctx, operation_id) => addRelation(ctx, firm, { operation_id, to_id: 'amuch', kind: 'member_of', starts_on: null, source: null }),
    saved_views: (ctx, operation_id) => saveView(ctx, 'meetings', { operation_id, name: 'v', team: false, is_default: true, search: new URLSearchParams('q=a') }),
    api_tokens: (ctx, operation_id) => createToken(ctx, { operation_id, name: 'x', scopes: ['meetings'], months: 1 }),
    handovers: (ctx, operation_id) => beginHandover(ctx, { operation_id, name: 'x', post_kind: 'mayor', starts_on: '2028-12-06', source: null, list: 'Castro; Ana Soto' }),
  }
  const wrong: string[] = []
  for (const [table, send] of Object.entries(forms)) {
    const count = async () => (await world.raw.selectFrom(table as 'people').select('id').execute()).length
    const before = await count()
    const ends = await Promise.allSettled([send(world.as('paula'), table), send(world.as('paula'), table), send(world.as('paula'), table)])
    for (const end of ends) if (end.status === 'rejected') wrong.push(`${table}: ${String(end.reason)}`)
    if ((await count()) !== before + 1) wrong.push(`${table}: ${(await count()) - before} rows`)
    await expect(send(world.as('carolina'), table), table).rejects.toThrow('desde otra cuenta')
  }
  expect(wrong).toEqual([])
})
