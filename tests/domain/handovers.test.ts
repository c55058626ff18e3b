import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { beginHandover, mendLine, skipLines } from '#app/domain/handovers/commands/draft.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { findHandover, listSharedPosts } from '#app/domain/handovers/queries.server.ts'
import { previewHandover } from '#app/domain/handovers/queries/preview.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { holderOn, listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { tableHashes } from '#tests/support/hashes.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const ALCALDIA_CERRILLOS = 'muni-13102:mayor'
const ALCALDIA_CASTRO = 'muni-10201:mayor'

async function begin(ctx: Context, list: string) {
  const begun = await beginHandover(ctx, { operation_id: undefined, name: 'Alcaldías 2028', post_kind: 'mayor', starts_on: '2028-12-06', source: 'Sentencia de proclamación', list })
  if (begun.errors) throw new Error(JSON.stringify(begun.errors))
  return begun.id
}

const preview = async (ctx: Context, id: string) => previewHandover(ctx, (await findHandover(ctx, id))!)
const apply = async (ctx: Context, id: string) => applyHandover(ctx, id, (await findHandover(ctx, id))!.version)

/** Somebody who holds a post since 2024, without a last day. */
async function hold({ raw }: World, position_id: string, [given_names, first_surname, second_surname]: string[], more: Partial<{ kind: 'titular' | 'subrogante'; starts_on: string; ends_on: string | null }> = {}) {
  const id = `${position_id}-${first_surname}`
  const at = '2024-12-06T12:00:00.000Z'
  const stamps = { created_at: at, updated_at: at }
  const text = [given_names, first_surname, second_surname].filter(Boolean).join(' ').toLowerCase()
  await raw.insertInto('people').values({ id, given_names: given_names!, first_surname: first_surname!, second_surname: second_surname ?? null, source: 'prueba', legal_basis: 'x', search_text: text, sort_text: `${first_surname} ${second_surname ?? ''} ${given_names}`.toLowerCase(), ...stamps }).execute()
  await raw.insertInto('tenures').values({ id: `t-${id}`, position_id, person_id: id, kind: 'titular', starts_on: '2024-12-06', ends_on: null, ...more, ...stamps }).execute()
  return id
}

test('a pasted list becomes ends on the eve and starts on the day, and open posts stay as they are', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  await hold(world, ALCALDIA_CERRILLOS, ['Lorena', 'Facuse', 'Rojas'])
  await hold(world, ALCALDIA_CERRILLOS, ['Luis', 'Mena'], { kind: 'subrogante', starts_on: '2026-11-01' })

  const id = await begin(paula, 'Municipalidad\tNombre\tFecha\nCerrillos\tAna María Soto Muñoz\t\nI. Municipalidad de Castro\tRivera Paz, Luis\t07-12-2028\n')
  const [cerrillos, castro] = await preview(paula, id)
  expect(cerrillos).toMatchObject({ outcome: 'starts', institution: { id: 'muni-13102' }, starts_on: '2028-12-06', names: { given_names: 'Ana María', first_surname: 'Soto', second_surname: 'Muñoz' } })
  expect(cerrillos!.ending.map(nameOf).toSorted()).toEqual(['Lorena Facuse Rojas', 'Luis Mena'])
  expect(castro).toMatchObject({ outcome: 'starts', starts_on: '2028-12-07', names: { given_names: 'Luis', first_surname: 'Rivera', second_surname: 'Paz' }, ending: [] })

  await apply(paula, id)
  expect(nameOf((await holderOn(paula, ALCALDIA_CERRILLOS, '2028-12-05'))!)).toBe('Luis Mena')
  expect(nameOf((await holderOn(paula, ALCALDIA_CERRILLOS, '2028-12-06'))!)).toBe('Ana María Soto Muñoz')
  expect(await holderOn(paula, ALCALDIA_CASTRO, '2028-12-06')).toBeUndefined()
  expect(nameOf((await holderOn(paula, ALCALDIA_CASTRO, '2028-12-07'))!)).toBe('Luis Rivera Paz')
})

test('who was elected again continues, or begins another term where the first one had its last day', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const lorena = await hold(world, ALCALDIA_CERRILLOS, ['Lorena', 'Facuse', 'Rojas'])
  const rene = await hold(world, ALCALDIA_CASTRO, ['René', 'Vera'], { ends_on: '2028-12-05' })

  const id = await begin(paula, 'Cerrillos; Lorena Facuse Rojas\nCastro; Rene Vera')
  const lines = await preview(paula, id)
  expect(lines.map(({ outcome, person }) => [outcome, person?.id])).toEqual([['continues', lorena], ['renews', rene]])
  await apply(paula, id)
  expect(await listTenuresOf(paula, ALCALDIA_CERRILLOS)).toHaveLength(1)
  expect((await listTenuresOf(paula, ALCALDIA_CASTRO)).map(({ person_id, starts_on, ends_on }) => [person_id, starts_on, ends_on])).toEqual([
    [rene, '2028-12-06', null], [rene, '2024-12-06', '2028-12-05'],
  ])
})

test('what cannot be told is asked line by line, and nothing is written while a line asks', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const other = await hold(world, 'muni-13120:planning_director', ['Ana', 'Soto'])
  const id = await begin(paula, 'Macondo; Ana Rivas Paz\nCerrillos; Ana Soto Muñoz\nCastro; Pedro Lira Paz; el jueves\nCastro; Juan Díaz Paz')

  const problems = (await preview(paula, id)).map((line) => line.problems.map(({ field }) => field))
  expect(problems).toEqual([['institution_id'], ['person'], ['starts_on', 'line'], ['line']])
  await expect(apply(paula, id)).rejects.toThrow('4 líneas tienen algo por resolver')

  const said = { institution_id: null, person: null, given_names: null, first_surname: null, second_surname: null, starts_on: null, kind: undefined, source: null, skipped: false }
  await mendLine(paula, id, { ...said, position: 1, institution_id: 'muni-13120' })
  await mendLine(paula, id, { ...said, position: 2, person: other })
  await mendLine(paula, id, { ...said, position: 3, starts_on: '2028-12-08' })
  await skipLines(paula, id, [4])
  expect((await preview(paula, id)).map(({ outcome }) => outcome)).toEqual(['starts', 'starts', 'starts', 'skipped'])
  await apply(paula, id)
  expect((await holderOn(paula, ALCALDIA_CERRILLOS, '2028-12-06'))!.person_id).toBe(other)
})

test('a list that changed while somebody looked at it is not applied, and one that was applied is not applied again', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const id = await begin(paula, 'Cerrillos; Ana Soto Muñoz\nCastro; Luis Rivera Paz')
  const { version } = (await findHandover(paula, id))!
  await skipLines(paula, id, [2])

  await expect(applyHandover(paula, id, version)).rejects.toThrow('La lista cambió')
  await apply(paula, id)
  await expect(apply(paula, id)).rejects.toThrow('ya se aplicó')
})

test('taking a handover back leaves every table as it was; what changed since stays and is told', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  await hold(world, ALCALDIA_CERRILLOS, ['Lorena', 'Facuse', 'Rojas'])
  const before = await tableHashes(world, LEFT_OUT)

  const id = await begin(paula, 'Cerrillos; Ana Soto Muñoz\nCastro; Luis Rivera Paz')
  await apply(paula, id)
  expect(await undoHandover(paula, id)).toBe(0)
  expect(await tableHashes(world, LEFT_OUT)).toEqual(before)
  await expect(undoHandover(paula, id)).rejects.toThrow('ya se deshizo')

  const again = await begin(paula, 'Cerrillos; Ana Soto Muñoz\nCastro; Luis Rivera Paz')
  await apply(paula, again)
  const { person_id } = (await holderOn(paula, ALCALDIA_CASTRO, '2028-12-06'))!
  await world.raw.updateTable('people').set({ treatment: 'Don' }).where('id', '=', person_id).execute()
  expect(await undoHandover(paula, again)).toBe(1)
  expect((await findHandover(paula, again))!.left_behind).toEqual([`${(await findInstitution(paula, 'muni-10201'))!.short_name} (Luis Rivera Paz): cambió después, y queda como está.`])
  expect((await holderOn(paula, ALCALDIA_CERRILLOS, '2028-12-06'))!.first_surname).toBe('Facuse')
  expect((await holderOn(paula, ALCALDIA_CASTRO, '2028-12-06'))!.first_surname).toBe('Rivera')
})

test('a handover can be taken back for thirty days', async () => {
  const world = await createWorld()
  const id = await begin(world.as('paula'), 'Cerrillos; Ana Soto Muñoz')
  await apply(world.as('paula'), id)

  const late = { ...world.as('paula'), now: new Date(world.clock.now.getTime() + 30 * 86_400_000 + 1) }
  await expect(undoHandover(late, id)).rejects.toThrow('más de 30 días')
  expect(await undoHandover({ ...late, now: new Date(world.clock.now.getTime() + 30 * 86_400_000) }, id)).toBe(0)
})

test('whatever a list brings, applying it and taking it back restores the directory', async () => {
  const institution = fc.constantFrom('Cerrillos', 'Castro', 'Ñuñoa', 'municipalidad de nunoa', '13102', 'Macondo')
  const person = fc.constantFrom('Lorena Facuse Rojas', 'Ana Soto Muñoz', 'Soto Muñoz, Ana', 'Luis Mena', 'X', 'Juan de la Cruz Díaz Paz')
  const day = fc.constantFrom('', '06-12-2028', '31-12-2028', 'pronto', '01-01-2020')
  const kind = fc.constantFrom('', 'titular', 'Subrogante', 'interina', '(S)', 'suplente', 'a contrata')
  const titles = fc.shuffledSubarray(['Comuna', 'Alcalde electo', 'Fecha', 'Calidad', 'Fuente'], { minLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(institution, person, day, kind), { minLength: 1, maxLength: 6 }), fc.option(titles), async (rows, order) => {
      const world = await createWorld()
      const paula = world.as('paula')
      await hold(world, ALCALDIA_CERRILLOS, ['Lorena', 'Facuse', 'Rojas'])
      await hold(world, 'muni-13120:mayor', ['Luis', 'Mena'], { ends_on: '2028-12-05' })
      const before = await tableHashes(world, LEFT_OUT)

      const told = rows.map(([Comuna, name, Fecha, Calidad]) => ({ Comuna, 'Alcalde electo': name, Fecha, Calidad, Fuente: 'Sentencia' }) as Record<string, string>)
      const lines = order ? [order, ...told.map((line) => order.map((title) => line[title]!))] : rows
      const id = await begin(paula, lines.map((row) => row.join('\t')).join('\n'))
      const open = (await preview(paula, id)).filter(({ outcome }) => outcome === 'failed')
      await skipLines(paula, id, open.map(({ position }) => position))
      const plan = await preview(paula, id)
      expect(plan.every(({ outcome }) => outcome !== 'failed')).toBe(true)
      const changes = plan.filter(({ outcome }) => outcome === 'starts' || outcome === 'renews')
      if (changes.length === 0) {
        await expect(apply(paula, id)).rejects.toThrow('nada que aplicar')
        return
      }
      await apply(paula, id)
      for (const { post, starts_on, names, kind } of changes) {
        const begun = (await listTenuresOf(paula, post!.id)).find((tenure) => tenure.kind === kind && tenure.starts_on === starts_on)
        expect(nameOf(begun!)).toBe(nameOf(names))
      }
      expect(await undoHandover(paula, id)).toBe(0)
      expect(await tableHashes(world, LEFT_OUT)).toEqual(before)
    }),
    { numRuns: 15 },
  )
}, 180_000)

test('the post is chosen among those that many institutions have once', async () => {
  const { as } = await createWorld()
  const posts = await listSharedPosts(as('paula'))
  expect(posts[0]).toEqual({ kind: 'mayor', title: 'Alcalde/sa' })
})

test('only whoever keeps the directory hands over', async () => {
  const { as, raw } = await createWorld()
  for (const who of ['rosa', 'elena'] as const) await expect(begin(as(who), 'Cerrillos; Ana Soto Muñoz')).rejects.toMatchObject({ name: 'Forbidden' })
  expect(await raw.selectFrom('handovers').select(sql`1`.as('one')).execute()).toEqual([])
})

/** What tells of the handover itself. */
const LEFT_OUT = /^(handover.*|operations)$/
