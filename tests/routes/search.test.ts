import { expect, test } from 'vitest'

import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findNamed, search } from '#app/domain/search/queries.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { loader } from '#app/routes/search/index.tsx'
import { loader as palette } from '#app/routes/search/palette.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, inOffice, meetingWith, writeEntry } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** What a search shows, as «group: label | detail». */
async function shown({ as }: World, q: string, who: Name = 'lidia') {
  const groups = await search(as(who), q)
  return groups.flatMap(({ group, hits }) => hits.map(({ label, detail }) => `${group}: ${label} | ${detail}`))
}

test('accents, ñ and the order of words do not count, on either side', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13120:mayor', ['José', 'Muñoz', 'Peñaloza'], { treatment: 'Sr.' })
  await meetingWith(world, { title: 'Visita al Campamento Ñandú' })

  const found = await shown(world, 'jose munoz')
  expect(found).toEqual([
    expect.stringMatching(/^people: José Muñoz Peñaloza \| .*Municipalidad de Ñuñoa/),
    expect.stringMatching(/^positions: .*Municipalidad de Ñuñoa \| José Muñoz Peñaloza/),
  ])
  expect(await shown(world, 'MUÑOZ  josé')).toEqual(found)
  expect(await shown(world, 'muñoz nunoa')).toEqual(found)
  expect((await shown(world, 'nunoa')).at(0)).toContain('institutions: Municipalidad de Ñuñoa')
  expect(await shown(world, 'nandu campamento')).toEqual([expect.stringContaining('meetings: Visita al Campamento Ñandú | 24-11-2026 · Mesa técnica · Convocada')])
})

test('records are found by their text and by whoever takes part in them', async () => {
  const world = await createWorld()
  await meetingWith(world, { participants: [{ institution_id: 'muni-10201' }] })
  await makeAgreement(world, { text: 'Convenio de estacas', parties: [{ institution_id: 'serviu-10', role: 'obliged' }, { institution_id: 'muni-10201', role: 'beneficiary' }] })
  await makeCommitment(world, { text: 'Pagar el estudio', debtor_id: 'serviu-10', beneficiary_ids: ['muni-10201'] })
  await makeCommitment(world)

  expect(await shown(world, 'castro')).toEqual([
    expect.stringContaining('institutions: Municipalidad de Castro'),
    expect.stringContaining('meetings: Mesa técnica de suelo'),
    'agreements: Convenio de estacas | Acuerdo de reunión · 10-11-2026 · con Municipalidad de Castro',
    expect.stringMatching(/^commitments: Pagar el estudio \| Debe SERVIU .* · a Municipalidad de Castro · vence 04-12-2026$/),
  ])
  expect(await shown(world, 'estudio castro')).toEqual([expect.stringContaining('commitments: Pagar el estudio')])
  expect(await shown(world, 'estudio cerrillos')).toEqual([])
})

test('a folio goes straight to its record, however it is typed', async () => {
  const world = await createWorld()
  const meeting = await meetingWith(world)
  const commitment = await makeCommitment(world)
  const agreement = await makeAgreement(world)
  const goesTo = async (q: string, who: Name = 'lidia') => {
    const answer: unknown = await world.visit(loader, who, `/buscar?q=${encodeURIComponent(q)}`).catch((thrown: unknown) => thrown)
    return answer instanceof Response ? answer.headers.get('location') : null
  }
  expect(await goesTo(meeting.folio)).toBe(`/reuniones/${meeting.folio}`)
  expect(await goesTo(` ${commitment.folio.toLowerCase()} `)).toBe(`/compromisos/${commitment.folio}`)
  expect(await goesTo('a 2026 1')).toBe(`/acuerdos/${agreement.folio}`)
  expect(await goesTo('R-2026-9999')).toBeNull()
  expect(await goesTo('R-2026')).toBeNull()
})

test('at most eight of a kind are shown, with how many there are', async () => {
  const world = await createWorld()
  for (let n = 0; n < 10; n++) await makeCommitment(world, { text: `Enviar la carpeta ${n}` })
  const [group] = await search(world.as('lidia'), 'carpeta')
  expect([group?.hits.length, group?.found, group?.more]).toEqual([8, 10, false])
  const [all] = (await search(world.as('lidia'), 'municipalidad')).filter(({ group }) => group === 'institutions')
  expect([all?.hits.length, all?.found, all?.more]).toEqual([8, 100, true])
})

test('internal words and ways to reach people are not searched', async () => {
  const world = await createWorld()
  const { folio, id } = await meetingWith(world)
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'])
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'note', audience: 'internal', text: 'canario' })
  const at = '2026-11-24T13:00:00.000Z'
  const stamps = { created_at: at, created_by: 'paula' }
  await world.raw.insertInto('internal_notes').values({ id: newId(), subject_type: 'meeting', subject_id: id, internal_text: 'canario', ...stamps }).execute()
  await world.raw.insertInto('contact_points').values({ id: newId(), person_id, kind: 'email', value: 'canario@ejemplo.cl', visibility: 'network', updated_at: at, ...stamps }).execute()
  for (const who of ['paula', 'elena', 'alma'] as const) expect(await shown(world, 'canario', who)).toEqual([])
  expect(JSON.stringify(await shown(world, 'rosa sanhueza'))).not.toContain('@')
})

test('what means something to a database means nothing here, and nothing is asked for nothing', async () => {
  const world = await createWorld()
  await makeCommitment(world, { text: 'Avance del 50% en_obra' })
  await makeCommitment(world, { text: 'Avance del 500 en obra' })
  const promised = (await shown(world, '50%')).map((line) => line.split(' | ')[0])
  expect(promised).toEqual(['commitments: Avance del 50% en_obra', 'commitments: Avance del 500 en obra'])
  for (const odd of ["o'", '"', 'a* OR b', 'NEAR(a b)', 'words : a', '-x', 'x & !y', "x'::tsquery", '\\', '\0x', 'ﬁn ǅ ª ²', '٣ 中文 𞤀b']) await shown(world, odd)
  expect(await shown(world, "'; drop table people; --")).toEqual([])
  for (const nothing of ['', '   ', '«»', '---']) expect(await search(world.as('paula'), nothing)).toEqual([])
  expect(await shown(world, 'palabra '.repeat(400))).toEqual([])
})

test('the page is for the network, says when there is nothing, and offers to create the contact to whoever may', async () => {
  const { visit } = await createWorld()
  await expect(visit(loader, 'rosa', '/buscar?q=cerrillos')).rejects.toMatchObject({ init: { status: 404 } })
  await expect(visit(palette, 'rosa', '/buscar/paleta?q=cerrillos')).rejects.toMatchObject({ init: { status: 404 } })
  expect(await visit(loader, 'lidia', '/buscar?q=xyz')).toEqual({ q: 'xyz', only: null, groups: [], month: null, instead: null, canCreate: false })
  expect(await visit(loader, 'paula', '/buscar?q=xyz')).toMatchObject({ canCreate: true })
})

test('a word that is a letter away leads to the one that is known, with its accents', async () => {
  const world = await createWorld()
  await inOffice(world, 'muni-13120:mayor', ['José', 'Muñoz'])
  expect(await world.visit(loader, 'lidia', '/buscar?q=cerilos')).toMatchObject({ instead: null })
  expect(await world.visit(loader, 'lidia', '/buscar?q=cerrilos')).toMatchObject({ instead: 'Cerrillos' })
  expect(await world.visit(loader, 'lidia', '/buscar?q=munos+jose')).toMatchObject({ instead: 'Muñoz José' })
})

test('a RUT goes straight to the institution, and to the person for those who keep the directory', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-13102:mayor', ['Rosa', 'Sanhueza'])
  await world.raw.updateTable('people').set({ rut: '12345678-5' }).where('id', '=', person_id).execute()
  await world.raw.updateTable('institutions').set({ rut: '69070400-5' }).where('id', '=', 'muni-13102').execute()
  expect(await findNamed(world.as('lidia'), '69.070.400-5')).toEqual({ group: 'institutions', key: 'muni-13102' })
  expect(await findNamed(world.as('paula'), '12345678-5')).toEqual({ group: 'people', key: person_id })
  expect(await findNamed(world.as('lidia'), '12.345.678-5')).toBeUndefined()
  expect(await findNamed(world.as('ines'), '69.070.400-5')).toBeUndefined()
})

test('the exact word comes before those that begin with it, and the hit is shown in its context', async () => {
  const world = await createWorld()
  const meeting = await meetingWith(world)
  await makeCommitment(world, { text: 'Informes de suelo' })
  await makeCommitment(world, { text: 'Informe de suelo', due_on: '2027-12-04' })
  await changeState(world.as('paula'), meeting.folio, 'in_progress')
  await writeEntry(world, meeting.folio, { kind: 'note', audience: 'shared', text: `${'Antes se habló de otra cosa. '.repeat(8)}El señor Ñancupil pide el INFORME. ${'Después también. '.repeat(9)}` })
  const { groups } = await world.visit(loader, 'lidia', '/buscar?q=informe')
  expect(groups.map(({ group, found }) => [group, found])).toEqual([['minutes', 1], ['commitments', 2]])
  expect(groups[1]?.hits.map(({ label }) => label)).toEqual([
    [{ text: 'Informe', hit: true }, { text: ' de suelo' }],
    [{ text: 'Informes', hit: true }, { text: ' de suelo' }],
  ])
  const [note] = groups[0]!.hits
  expect(note).toMatchObject({ to: `/reuniones/${meeting.folio}?seccion=acta`, folio: meeting.folio })
  expect(note?.excerpt).toContainEqual({ text: 'INFORME', hit: true })
  expect(note?.excerpt?.map(({ text }) => text).join('')).toMatch(/^… .*Ñancupil pide el INFORME\..* …$/)
})

test('the palette does what a few words ask for, and keeps the page they were typed on', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-10201:mayor', ['Ana', 'Soto'])
  const asked = async (q: string, { who = 'paula' as Name, from = '/' } = {}) => {
    const response = await world.visit(palette, who, `/buscar/paleta?q=${encodeURIComponent(q)}&desde=${encodeURIComponent(from)}`)
    return ((await response.json()) as { options: { group: string; label: string; to: string }[] }).options
  }
  expect((await asked('registrar ñuñoa'))[0]).toMatchObject({ group: 'Acciones', to: '/registrar?institucion=muni-13120' })
  expect((await asked('agendar soto mar 15:00'))[0]).toMatchObject({ to: `/reuniones/nueva?persona=${person_id}&fecha=2026-12-01&hora=15%3A00` })
  expect((await asked('agendar soto mar 15:00', { from: '/instituciones/muni-10201' }))[0]?.to).toContain('institucion=muni-10201')
  expect((await asked('compromiso', { from: '/reuniones/R-2026-0001' }))[0]?.to).toBe('/compromisos/nuevo?reunion=R-2026-0001')
  expect((await asked('ir a cale'))[0]?.to).toBe('/calendario')
  expect((await asked('importar'))[0]).toMatchObject({ label: 'Importar una planilla', to: '/importar' })
  expect((await asked('traspaso de mando'))[0]?.to).toBe('/traspasos')
  expect((await asked('token'))[0]).toMatchObject({ label: 'Ir a Claves para programas', to: '/preferencias/programas' })
  expect(await asked('token', { who: 'lidia' })).toMatchObject([{ to: '/preferencias/programas' }])
  expect(await asked('traspaso', { who: 'lidia' })).toEqual([])
  expect(await asked('utm', { who: 'lidia' })).toEqual([])
  expect((await asked('')).map(({ to }) => to)).toEqual(['/registrar', '/reuniones/nueva', '/compromisos/nuevo', '/contactos/nuevo'])
  expect(await asked('registrar ñuñoa', { who: 'lidia' })).toEqual([])
  expect((await asked('nunoa', { who: 'lidia' })).map(({ group }) => group)).toEqual(['Instituciones', 'Todo'])
  expect(await asked('xyz')).toMatchObject([{ label: 'Crear contacto «xyz»', to: '/contactos/nuevo?nombre=xyz' }])
  expect(await asked('xyz', { who: 'lidia' })).toEqual([])
})

test('a month leads to its meetings, and an office that is misspelt to the one that there is', async () => {
  const { visit } = await createWorld()
  const asked = (q: string) => visit(loader, 'lidia', `/buscar?q=${encodeURIComponent(q)}`)
  expect(await asked('acta marzo')).toMatchObject({
    month: { label: 'las reuniones de marzo de 2026', to: '/reuniones?vista=todas&desde=2026-03-01&hasta=2026-03-31' }, instead: null,
  })
  expect(await asked('reunión zanzíbar marzo')).toMatchObject({ month: { to: expect.stringContaining('q=zanzibar') } })
  expect(await asked('secplan cerrillos')).toMatchObject({ month: null, instead: 'SECPLA Cerrillos' })
  const { options } = (await (await visit(palette, 'lidia', '/buscar/paleta?q=acta%20marzo')).json()) as { options: unknown[] }
  expect(options).toMatchObject([{ label: 'Ver las reuniones de marzo de 2026' }])
})

test('the next meeting comes before those after it, and they before what was', async () => {
  const world = await createWorld()
  for (const day of ['2027-01-05', '2026-11-10', '2026-12-01', '2026-10-01']) await meetingWith(world, { title: `Mesa ${day}`, when: hours(day, '09:00', '10:00'), participants: [{ institution_id: 'muni-10201' }] })
  const [, meetings] = await search(world.as('lidia'), 'castro')
  expect(meetings?.hits.map(({ label }) => label)).toEqual(['Mesa 2026-12-01', 'Mesa 2027-01-05', 'Mesa 2026-11-10', 'Mesa 2026-10-01'])
})

test('a line of minutes says which institution it was found by', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world, { participants: [{ institution_id: 'muni-10201' }] })
  await changeState(world.as('paula'), folio, 'in_progress')
  await writeEntry(world, folio, { kind: 'note', audience: 'shared', text: 'Se revisa el estudio' })
  expect(await shown(world, 'castro estudio')).toEqual([expect.stringMatching(/^minutes: .* · con Municipalidad de Castro$/)])
})

test('an e-mail or a telephone finds whose it is, for whoever may know it', async () => {
  const world = await createWorld()
  const { person_id } = await inOffice(world, 'muni-10201:mayor', ['Rosa', 'Sanhueza'])
  const at = '2026-11-24T13:00:00.000Z'
  const has = (owner: object, kind: 'email' | 'phone', value: string, visibility: 'network' | 'team', until: string | null = null) =>
    world.raw.insertInto('contact_points').values({ id: newId(), ...owner, kind, value, visibility, valid_until_on: until, updated_at: at, created_at: at, created_by: 'paula' }).execute()
  await has({ person_id }, 'phone', '+56968969661', 'team')
  await has({ position_id: 'muni-10201:mayor' }, 'email', 'alcaldia@castro.ejemplo.cl', 'network')
  await has({ institution_id: 'muni-10201' }, 'email', 'partes@castro.ejemplo.cl', 'network')
  await has({ institution_id: 'muni-13102' }, 'email', 'vieja@castro.ejemplo.cl', 'network', '2026-01-01')
  const found = async (q: string, who: Name) => (await search(world.as(who), q)).map(({ group, hits }) => `${group} ${hits.map(({ excerpt }) => excerpt).join()}`)

  for (const q of ['+56 9 6896 9661', '968969661', '9 6896-9661', '68969661']) {
    expect(await found(q, 'paula'), q).toEqual(['people +56 9 6896 9661'])
    for (const who of ['lidia', 'rosa', 'ines'] as const) expect(await found(q, who), q).toEqual([])
  }
  expect(await found('Alcaldia@castro.ejemplo.cl', 'lidia')).toEqual(['positions alcaldia@castro.ejemplo.cl'])
  expect(await found('partes@cas', 'lidia')).toEqual(['institutions partes@castro.ejemplo.cl'])
  for (const q of ['vieja@castro.ejemplo.cl', 'artes@castro.ejemplo.cl', '_artes@castro.ejemplo.cl', '%@castro.ejemplo.cl', '@', '6896']) expect(await found(q, 'paula'), q).toEqual([])
  for (const who of ['rosa', 'ines'] as const) expect(await found('partes@castro.ejemplo.cl', who)).toEqual([])
})
