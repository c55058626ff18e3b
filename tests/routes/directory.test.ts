import { expect, test } from 'vitest'

import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { findPerson } from '#app/domain/people/queries.server.ts'
import { holderOn, listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import * as newPoint from '#app/routes/contact-points/new.tsx'
import * as editInstitution from '#app/routes/institutions/edit.tsx'
import * as institutions from '#app/routes/institutions/index.tsx'
import { action as join } from '#app/routes/institutions/joining.ts'
import * as newInstitution from '#app/routes/institutions/new.tsx'
import * as relationEnd from '#app/routes/institutions/relation-end.tsx'
import * as relationNew from '#app/routes/institutions/relation-new.tsx'
import * as relationUndoing from '#app/routes/institutions/relation-undoing.ts'
import * as institution from '#app/routes/institutions/show.tsx'
import * as editPerson from '#app/routes/people/edit.tsx'
import * as people from '#app/routes/people/index.tsx'
import * as newPerson from '#app/routes/people/new.tsx'
import * as personPage from '#app/routes/people/show.tsx'
import * as positionPage from '#app/routes/positions/show.tsx'
import { loader as suggestInstitutions } from '#app/routes/suggestions/institutions.ts'
import { loader as suggestParticipants } from '#app/routes/suggestions/participants.ts'
import { loader as suggestPeople } from '#app/routes/suggestions/people.ts'
import { loader as suggestPositions } from '#app/routes/suggestions/positions.ts'
import * as handoverPage from '#app/routes/tenures/handover.tsx'
import { handover, person } from '#tests/support/directory.ts'
import { hours, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MAYOR = 'muni-13102:mayor'
const names = { given_names: 'José', first_surname: 'Muñoz', second_surname: 'Tapia' }

const optionsOf = async ({ visit }: World, loader: typeof suggestPeople, path: string) =>
  ((await (await visit(loader, 'lidia', path)).json()) as { options: { id: string; label: string; detail: string }[] }).options

test.each([
  ['/instituciones', institutions.loader], ['/instituciones/muni-13102', institution.loader], ['/contactos', people.loader],
  ['/cargos/muni-13102:mayor', positionPage.loader], ['/sugerencias/instituciones?q=cerrillos', suggestInstitutions],
  ['/sugerencias/personas?q=a', suggestPeople], ['/sugerencias/cargos?q=a', suggestPositions], ['/sugerencias/participantes?q=a', suggestParticipants],
])('for a leader %s does not exist', async (path, loader) => {
  const { visit } = await createWorld()

  await expect(visit(loader, 'rosa', path, { params: { id: path.split('/')[2] ?? '' } })).rejects.toMatchObject({ init: { status: 404 } })
})

test('what nobody made does not exist', async () => {
  const { visit } = await createWorld()

  for (const loader of [institution.loader, positionPage.loader, personPage.loader]) {
    await expect(visit(loader, 'paula', '/x', { params: { id: 'nadie' } })).rejects.toMatchObject({ init: { status: 404 } })
  }
})

test('a viewer reads the directory and is told that writing is not theirs', async () => {
  const { visit } = await createWorld()

  expect(await visit(institution.loader, 'lidia', '/instituciones/serviu-07', { params: { id: 'serviu-07' } })).toMatchObject({ canEdit: false })
  await expect(visit(newInstitution.loader, 'lidia', '/instituciones/nueva')).rejects.toMatchObject({ init: { status: 403 } })
  await expect(visit(join, 'elena', '/instituciones/muni-08111/incorporacion', { params: { id: 'muni-08111' }, form: {} })).rejects.toMatchObject({ init: { status: 403 } })
})

test('«¿Quién era el…?» is answered from the address', async () => {
  const world = await createWorld()
  await person(world, { ...names, position_id: MAYOR, starts_on: '2024-12-06' })
  const [tenure] = await listTenuresOf(world.as('paula'), MAYOR)
  await handover(world, MAYOR, { ending_id: tenure!.id, ends_on: '2026-06-30', given_names: 'Ana', first_surname: 'Soto', starts_on: '2026-07-01' })
  const mayorOn = async (query: string) => {
    const { content } = await world.visit(institution.loader, 'lidia', `/instituciones/muni-13102${query}`, { params: { id: 'muni-13102' } })
    return 'posts' in content ? content.posts[0]?.holders.map(({ name }) => name) : undefined
  }

  expect(await mayorOn('')).toEqual(['Ana Soto'])
  expect(await mayorOn('?al=2026-05-03')).toEqual(['José Muñoz Tapia'])
  expect(await mayorOn('?seccion=personas&al=2020-01-01')).toEqual([])
  expect(await mayorOn('?al=ayer')).toEqual(['Ana Soto'])
})

test('every tab of an institution opens, with its counts', async () => {
  const { visit } = await createWorld()

  for (const section of ['resumen', 'personas', 'compromisos', 'acuerdos', 'reuniones', 'documentos', 'red', 'historial']) {
    const page = await visit(institution.loader, 'lidia', `/instituciones/muni-13102?seccion=${section}`, { params: { id: 'muni-13102' } })
    expect(page.content.section).toBe(section)
  }
})

test('what is internal reaches no part of the page of an institution for who only reads', async () => {
  const world = await createWorld()
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-10', '10:00', '11:00') })
  await world.raw.updateTable('meetings').set({ state: 'held' }).where('id', '=', id).execute()
  await writeEntry(world, folio, { kind: 'note', audience: 'internal', text: 'CANARIO del acta' })
  const note = { internal_text: 'CANARIO de la nota', created_at: '2026-11-24T13:00:00.000Z', created_by: 'paula' }
  await world.raw.insertInto('internal_notes').values([{ id: 'n1', subject_type: 'meeting', subject_id: id, ...note }, { id: 'n2', subject_type: 'institution', subject_id: 'muni-13102', ...note }]).execute()
  for (const query of ['', '?seccion=personas', '?seccion=compromisos', '?seccion=acuerdos', '?seccion=reuniones', '?seccion=documentos', '?seccion=red', '?seccion=historial', '?seccion=historial&tema=cambios']) {
    const page = await world.visit(institution.loader, 'lidia', `/instituciones/muni-13102${query}`, { params: { id: 'muni-13102' } })
    expect(JSON.stringify(page), query).not.toContain('CANARIO')
  }
})

test('a RUT that does not add up, or that another one has, is refused beside it and kept as typed', async () => {
  const { visit } = await createWorld()
  const form = { kind: 'company', name: 'Aguas del Ñandú', rut: '76.123.456-1' }
  const create = (facts: Record<string, string>) => visit(newInstitution.action, 'paula', '/instituciones/nueva', { form: { ...form, ...facts } })
  expect(await create({})).toMatchObject({ data: { errors: { rut: [expect.stringContaining('dígito verificador')] }, values: { rut: '76.123.456-1' } } })
  expect(await create({ rut: '76.123.456-0' })).toBeInstanceOf(Response)
  expect(await create({ rut: '761234560', name: 'Otra' })).toMatchObject({ data: { errors: { rut: ['Ese es el RUT de Aguas del Ñandú. Revise el número, o edite esa institución.'] } } })
})

test('a relation is written down by its page, ended by its page, and either is undone', async () => {
  const world = await createWorld()
  const params = { id: 'muni-13102' }
  const add = (form: Record<string, string>) => world.visit(relationNew.action, 'paula', '/x', { params, form: { kind: 'member_of', to_id: '', starts_on: '', source: '', ...form } })
  expect(await add({ to_id_text: 'zzzz' })).toMatchObject({ data: { errors: { to_id: [expect.stringContaining('zzzz')] } } })
  expect(await add({ to_id: 'muni-13102' })).toMatchObject({ data: { errors: { to_id: ['Una institución no se relaciona consigo misma.'] } } })
  expect(await add({ to_id_text: 'amuch', starts_on: '2025-03-01' })).toBeInstanceOf(Response)
  const red = async (who: 'paula' | 'lidia' = 'paula') => (await world.visit(institution.loader, who, '/x?seccion=red', { params })).content as unknown as { relations: { id: string; word: string; period: string }[]; former: { period: string }[] }
  const { relations } = await red('lidia')
  expect(relations).toMatchObject([{ word: 'Integra', period: 'desde el 01-03-2025' }])

  const own = { ...params, relation: relations[0]!.id }
  expect(await world.visit(relationEnd.action, 'paula', '/x', { params: own, form: { ends_on: '2026-12-31' } })).toMatchObject({ data: { errors: { ends_on: [expect.stringContaining('todavía no llega')] } } })
  await world.visit(relationEnd.action, 'paula', '/x', { params: own, form: { ends_on: '2026-11-20' } })
  expect(await red()).toMatchObject({ relations: [], former: [{ period: 'desde el 01-03-2025 hasta el 20-11-2026' }] })
  await world.visit(relationUndoing.action, 'paula', '/x', { params: own, method: 'POST', form: { ended: 'on' } })
  expect((await red()).relations).toHaveLength(1)
})

test('whoever would depend on what depends on it is told so beside the field', async () => {
  const { visit } = await createWorld()
  const { institution: ministry } = await visit(institution.loader, 'paula', '/x', { params: { id: 'minvu' } })
  const form = { version: String(ministry.version), kind: ministry.kind, name: ministry.name, parent_id: 'serviu-13' }
  expect(await visit(editInstitution.action, 'paula', '/x', { params: { id: 'minvu' }, form })).toMatchObject({ data: { errors: { parent_id: [expect.stringContaining('depende de esta')] } } })
})

test('an institution with a known name is offered before it is written a second time', async () => {
  const world = await createWorld()
  const form = { kind: 'ngo', name: 'techo chile', short_name: '', aliases: '', parent_id: '', region_code: '', commune_cut: '', coordinator_id: '' }
  const refused = await world.visit(newInstitution.action, 'paula', '/instituciones/nueva', { form })

  expect(refused).toMatchObject({ data: { errors: { name: [expect.stringContaining('«TECHO-Chile»')] }, values: { name: 'techo chile' }, likely: [{ id: 'techo-chile' }] } })
  const saved = await world.visit(newInstitution.action, 'paula', '/instituciones/nueva', { form: { ...form, distinct: 'on' } })
  expect(saved).toBeInstanceOf(Response)
})

test('a commune of another region is refused beside the commune', async () => {
  const { visit } = await createWorld()
  const form = { kind: 'company', name: 'Aguas', region_code: '13', commune_cut: '08111' }
  const refused = await visit(newInstitution.action, 'paula', '/instituciones/nueva', { form })

  expect(refused).toMatchObject({ data: { errors: { commune_cut: ['Tomé está en la Región del Biobío. Corrija la región o la comuna.'] } } })
})

test('whoever saves second sees both versions, and nothing of either is lost', async () => {
  const { visit, as } = await createWorld()
  const save = (who: 'paula' | 'carolina', short_name: string) =>
    visit(editInstitution.action, who, '/instituciones/techo-chile/editar', {
      params: { id: 'techo-chile' }, form: { version: '1', kind: 'ngo', name: 'TECHO-Chile', short_name, aliases: 'TECHO Chile\nUn Techo para Chile' },
    })
  await save('paula', 'Techo')

  expect(await save('carolina', 'TECHO Chile')).toMatchObject({
    init: { status: 409 },
    data: {
      stale: {
        title: 'Paula Díaz Rojas cambió esta institución el 24-11-2026 10:00', version: 2,
        fields: [{ name: 'short_name', mine: 'TECHO Chile', theirs: 'Techo' }], keep: { name: 'TECHO-Chile' },
      },
    },
  })
  expect(await findInstitution(as('paula'), 'techo-chile')).toMatchObject({ short_name: 'Techo', version: 2 })
})

test('a name of 10,000 characters is refused with a sentence, and what was typed comes back', async () => {
  const { visit, as } = await createWorld()
  const long = 'Ñ'.repeat(10_000)
  const form = { given_names: long, first_surname: 'Muñoz', source: 'Acta', legal_basis: 'professional_contact' }

  expect(await visit(newPerson.action, 'paula', '/contactos/nuevo', { form })).toMatchObject({
    init: { status: 400 },
    data: { errors: { given_names: ['Escriba como máximo 100 caracteres; ahora tiene 10.000.'] }, values: { given_names: long, source: 'Acta' } },
  })
  expect(await visit(newInstitution.action, 'paula', '/instituciones/nueva', { form: { kind: 'ngo', name: long } })).toMatchObject({
    data: { errors: { name: ['Escriba como máximo 200 caracteres; ahora tiene 10.000.'] } },
  })
  const id = await person({ as } as World)
  expect(await visit(editPerson.action, 'paula', `/contactos/${id}/editar`, { params: { id }, form: { ...form, version: '1' } })).toMatchObject({ init: { status: 400 } })
})

test('names are text, whatever they contain, and a source is asked for', async () => {
  const { visit, as } = await createWorld()
  const hostile = '<img src=x onerror=alert(1)>'
  const form = { given_names: hostile, first_surname: '"><script>', source: '', legal_basis: 'professional_contact' }
  const refused = await visit(newPerson.action, 'paula', '/contactos/nuevo', { form })
  expect(refused).toMatchObject({ data: { errors: { source: [expect.stringContaining('de dónde viene')] } } })

  const saved = await visit(newPerson.action, 'paula', '/contactos/nuevo', { form: { ...form, source: 'Acta' } })
  const id = (saved as Response).headers.get('Location')!.split('/')[2]!
  expect(await findPerson(as('lidia'), id)).toMatchObject({ given_names: hostile, first_surname: '"><script>' })
})

test('who takes over can be written without JavaScript: the name typed is looked up', async () => {
  const world = await createWorld()
  const id = await person(world, names)
  const form = { person_id_text: 'jose munoz', starts_on: '06-12-2024', kind: 'titular' }
  const saved = await world.visit(handoverPage.action, 'paula', `/cargos/${MAYOR}/ejercicio`, { params: { id: MAYOR }, form })

  expect(saved).toBeInstanceOf(Response)
  expect(await holderOn(world.as('paula'), MAYOR, '2026-11-24')).toMatchObject({ person_id: id, starts_on: '2024-12-06' })
  const unknown = await world.visit(handoverPage.action, 'paula', `/cargos/${MAYOR}/ejercicio`, { params: { id: MAYOR }, form: { ...form, person_id_text: 'nadie' } })
  expect(unknown).toMatchObject({ data: { errors: { person_id: [expect.stringContaining('No encontramos «nadie»')] } } })
})

test('a second titular is refused by the form, beside the date, with what was typed', async () => {
  const world = await createWorld()
  await person(world, { ...names, position_id: MAYOR, starts_on: '2024-12-06' })
  const form = { given_names: 'Ana', first_surname: 'Soto', starts_on: '2026-11-01', kind: 'titular' }
  const refused = await world.visit(handoverPage.action, 'paula', `/cargos/${MAYOR}/ejercicio`, { params: { id: MAYOR }, form })

  expect(refused).toMatchObject({
    init: { status: 400 },
    data: { errors: { starts_on: [expect.stringContaining('José Muñoz Tapia es titular desde el 06-12-2024')] }, values: { given_names: 'Ana' } },
  })
})

test('a private number never reaches the page of a viewer', async () => {
  const world = await createWorld()
  const id = await person(world, names)
  const form = { kind: 'phone', value: '9 8765 4321', visibility: 'team' }
  await world.visit(newPoint.action, 'paula', `/datos-de-contacto/nuevo?persona=${id}`, { form })
  const pageOf = async (who: 'lidia' | 'elena') => JSON.stringify(await world.visit(personPage.loader, who, `/contactos/${id}`, { params: { id } }))

  expect(await pageOf('elena')).toContain('+56 9 8765 4321')
  expect(await pageOf('lidia')).not.toContain('8765')
  expect(JSON.stringify(await world.visit(people.loader, 'lidia', '/contactos?q=jose'))).not.toContain('8765')
})

test('pickers get at most eight suggestions, with positions, people and institutions told apart', async () => {
  const world = await createWorld()
  await person(world, { ...names, position_id: MAYOR, starts_on: '2024-12-06' })

  const mixed = await optionsOf(world, suggestParticipants, '/sugerencias/participantes?q=munoz')
  expect(mixed.map(({ id }) => id.split(':')[0])).toEqual(expect.arrayContaining(['cargo', 'persona']))
  expect(mixed[0]).toEqual({ id: `cargo:${MAYOR}`, label: 'Alcalde/sa, Municipalidad de Cerrillos', detail: 'José Muñoz Tapia' })
  expect((await optionsOf(world, suggestParticipants, '/sugerencias/participantes?q=cerrillos')).some(({ id }) => id === 'institucion:muni-13102')).toBe(true)
  expect(await optionsOf(world, suggestParticipants, '/sugerencias/participantes?q=municipalidad')).toHaveLength(8)
  expect(await optionsOf(world, suggestPositions, '/sugerencias/cargos?institucion=serviu-07')).toMatchObject([{ id: 'serviu-07:serviu_director', detail: 'Vacante' }])
})
