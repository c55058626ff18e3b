import { expect, inject, test } from 'vitest'

import { rank } from '#app/domain/institutions/ranking.ts'
import { fold } from '#app/lib/text.ts'
import { readCommunes } from '#db/catalog/communes.server.ts'
import { readHolidays } from '#db/catalog/holidays.server.ts'
import { installCatalog } from '#db/catalog/install.server.ts'
import { buildInstitutions } from '#db/catalog/institutions.server.ts'
import { standardPositions } from '#db/catalog/positions.server.ts'
import { readRegions } from '#db/catalog/regions.server.ts'
import { openTestDatabase } from '#tests/support/database.ts'

const institutions = buildInstitutions()
const positions = institutions.flatMap(standardPositions)
const find = (id: string) => institutions.find((institution) => institution.id === id)
const count = (prefix: string) => institutions.filter(({ id }) => id.startsWith(`${prefix}-`)).length
const isUnique = (values: string[]) => new Set(values).size === values.length

test('there are 16 regions from north to south and 346 communes in them', () => {
  const regions = readRegions()
  expect(regions.map((region) => region.sort)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1))
  expect([regions[0]?.short_name, regions[15]?.short_name]).toEqual(['Arica y Parinacota', 'Magallanes'])

  const codes = new Set(regions.map((region) => region.code))
  const communes = readCommunes()
  expect(communes).toHaveLength(346)
  expect(communes.every(({ cut, region_code }) => cut.startsWith(region_code) && codes.has(region_code))).toBe(true)
  expect(communes.find(({ cut }) => cut === '05703')).toMatchObject({
    name: 'Llay-Llay', province: 'San Felipe de Aconcagua', aliases: ['Llaillay', 'Llay Llay'],
  })
})

test('a holiday of two communes is one row for each', () => {
  const prat = readHolidays().filter(({ date_on }) => date_on === '2026-08-20')
  expect(prat.map(({ scope, commune_cut }) => [scope, commune_cut])).toEqual([
    ['communal', '16101'], ['communal', '16103'],
  ])
  expect(readHolidays().find(({ date_on }) => date_on === '2027-06-07')).toMatchObject({
    scope: 'regional', region_code: '15', law: 'Ley 20.663', status: 'in_force',
  })
})

test('the rules give 481 institutions and 16 fixed ones', () => {
  expect(count('muni')).toBe(345)
  for (const body of ['gore', 'core', 'serviu', 'seremi-minvu', 'seremi-bbnn', 'dpr']) expect(count(body)).toBe(16)
  expect(count('dpp')).toBe(40)
  expect(institutions).toHaveLength(481 + 16)
})

test('every id is unique and every parent, seat, region and commune exists', () => {
  const regions = new Set(readRegions().map((region) => region.code))
  const communes = new Set(readCommunes().map((commune) => commune.cut))
  expect(isUnique(institutions.map(({ id }) => id))).toBe(true)

  const seen = new Set<string>()
  for (const { id, parent_id, commune_cut, region_code, communes: served } of institutions) {
    seen.add(id)
    expect(parent_id === null || seen.has(parent_id), `${id} before its parent`).toBe(true)
    expect(commune_cut === null || communes.has(commune_cut), id).toBe(true)
    expect(region_code === null || regions.has(region_code), id).toBe(true)
    expect(served.every((cut) => communes.has(cut)), id).toBe(true)
  }
  expect(institutions.filter(({ commune_cut }) => !commune_cut).map(({ id }) => id).toSorted())
    .toEqual(['achm', 'amuch', 'cchc', 'deficit-cero', 'techo-chile'])
})

test('every commune is served by one municipality, and Antártica by that of Cabo de Hornos', () => {
  const served = institutions.filter(({ kind }) => kind === 'municipality').flatMap(({ communes }) => communes)
  expect(served.toSorted()).toEqual(readCommunes().map(({ cut }) => cut).toSorted())
  expect(find('muni-12201')?.communes).toEqual(['12201', '12202'])
})

test('the provinces without a delegation are those of the regional capitals', () => {
  const provinceOf = new Map(readCommunes().map(({ cut, province }) => [cut.slice(0, 3), province]))
  const without = [...provinceOf].filter(([code]) => !find(`dpp-${code}`)).map(([, province]) => province)
  expect(without.toSorted()).toEqual([
    'Antofagasta', 'Arica', 'Cachapoal', 'Cautín', 'Concepción', 'Copiapó', 'Coyhaique', 'Diguillín', 'Elqui',
    'Iquique', 'Llanquihue', 'Magallanes', 'Santiago', 'Talca', 'Valdivia', 'Valparaíso',
  ])
  expect(find('dpp-014')).toMatchObject({ name: 'Delegación Presidencial Provincial del Tamarugal', commune_cut: '01401' })
  expect(find('dpp-122')).toMatchObject({ short_name: 'DPP Antártica Chilena', parent_id: 'dpr-12', commune_cut: '12201' })
})

test('bodies have their official names', () => {
  const names = (id: string) => [find(id)?.name, find(id)?.short_name]
  expect(names('gore-13')).toEqual(['Gobierno Regional Metropolitano de Santiago', 'GORE Metropolitano'])
  expect(names('core-13')).toEqual(['Consejo Regional Metropolitano de Santiago', 'CORE Metropolitano'])
  expect(names('serviu-13')).toEqual(['Servicio de Vivienda y Urbanización Metropolitano', 'SERVIU Metropolitano'])
  expect(names('seremi-minvu-13')).toEqual([
    'Secretaría Ministerial Metropolitana de Vivienda y Urbanismo', 'SEREMI MINVU Metropolitana',
  ])
  expect(names('seremi-bbnn-13')).toEqual([
    'Secretaría Regional Ministerial de Bienes Nacionales de la Región Metropolitana de Santiago',
    'SEREMI BBNN Metropolitana',
  ])
  expect(names('dpr-13')).toEqual(['Delegación Presidencial Regional Metropolitana de Santiago', 'DPR Metropolitana'])
  expect(names('gore-06')).toEqual(["Gobierno Regional del Libertador General Bernardo O'Higgins", "GORE O'Higgins"])
  expect(names('core-06')).toEqual(["Consejo Regional de O'Higgins", "CORE O'Higgins"])
  expect(names('gore-11')[0]).toBe('Gobierno Regional de Aysén del General Carlos Ibáñez del Campo')
  expect(names('gore-12')[0]).toBe('Gobierno Regional de Magallanes y de la Antártica Chilena')
  expect(names('serviu-07')).toEqual(['Servicio de Vivienda y Urbanización de la Región del Maule', 'SERVIU Maule'])
  expect(names('muni-05502')[0]).toBe('Municipalidad de La Calera')
  expect(names('muni-06117')[0]).toBe('Municipalidad de San Vicente de Tagua Tagua')
  expect(names('muni-13105')[0]).toBe('Municipalidad de El Bosque')
})

test('names are clean, short names tell apart, and nobody’s data is among them', () => {
  const texts = institutions.flatMap(({ name, short_name, aliases }) => [name, short_name, ...aliases])
  for (const text of texts) {
    expect(text).toBe(text.normalize('NFC'))
    expect(text).not.toMatch(/\s{2}|^\s|\s$|\||@|\d{6}/)
  }
  expect(isUnique(institutions.map(({ kind, short_name }) => `${kind} ${fold(short_name)}`))).toBe(true)
})

test('standard positions exist vacant, with their lobby status', () => {
  expect(isUnique(positions.map(({ id }) => id))).toBe(true)
  const of = (institution: string) =>
    positions.filter((position) => position.institution_id === institution).map(({ id, title, lobby_status }) =>
      [id.slice(institution.length + 1), title, lobby_status])

  expect(of('muni-13120')).toContainEqual(['mayor', 'Alcalde/sa', 'by_law'])
  expect(of('muni-13120')).toContainEqual(['housing_head', 'Jefe/a Oficina de la Vivienda', 'no'])
  expect(of('muni-13120')).toHaveLength(15)
  expect(of('gore-08')).toContainEqual(['division_head:diplade', 'Jefe/a DIPLADE', 'to_verify'])
  expect(of('core-08')).toEqual([['core_secretary', 'Secretario/a ejecutivo/a del CORE', 'by_law']])
  expect(of('serviu-13')).toEqual([['serviu_director', 'Director/a SERVIU Metropolitano', 'by_law']])
  expect(of('minvu').map(([id]) => id)).toContain('division_head:dph')
  expect(of('subdere').map(([id]) => id)).toEqual(['undersecretary', 'chief_of_staff'])
  expect(positions.every(({ id }) => /^[a-z0-9:á-ú_-]+$/.test(id))).toBe(true)
})

test('what people type puts the right institution first', () => {
  const rows = institutions.map((institution) => ({ ...institution, aliases: institution.aliases.join('|') }))
  const first = (query: string) => rank(query, rows)[0]?.id

  expect(first('muni nunoa')).toBe('muni-13120')
  expect(first('trehuaco')).toBe('muni-16207')
  expect(first('llaillay')).toBe('muni-05703')
  expect(first('gore rm')).toBe('gore-13')
  expect(first('serviu bio bio')).toBe('serviu-08')
  expect(first('seremi bienes nacionales maule')).toBe('seremi-bbnn-07')
  expect(first('SERVIU del Maule')).toBe('serviu-07')
  expect(first('serviu viii')).toBe('serviu-08')
  expect(first('serviu arica')).toBe('serviu-15')
  expect(first('I. Municipalidad de Ñuñoa')).toBe('muni-13120')
  expect(first('los angeles')).toBe('muni-08301')
  expect(first('llayllay')).toBe('muni-05703')
  expect(first('La Red')).toBe('red-municipios')
  expect(first('delegación provincial ranco')).toBe('dpp-142')
  expect(rank('zzz', rows)).toEqual([])
  expect(rank(' ', rows)).toHaveLength(rows.length)
})

test('every municipality is found first by its commune', () => {
  const rows = institutions.map((institution) => ({ ...institution, aliases: institution.aliases.join('|') }))
  const municipalities = rows.filter(({ kind }) => kind === 'municipality')
  const lost = municipalities.filter(({ id, name }) => rank(name.replace('Municipalidad de ', ''), rows)[0]?.id !== id)
  expect(lost).toEqual([])
})

test('installing the catalogue again changes nothing, not even what people corrected', async () => {
  const { db, close } = await openTestDatabase(inject('template'))
  await db.updateTable('institutions').set({ name: 'Municipalidad de Ñuñoa (corregida)' })
    .where('id', '=', 'muni-13120').execute()
  await db.updateTable('positions').set({ abolished_on: '2026-10-01' })
    .where('id', '=', 'muni-13120:chief_of_staff').execute()
  await db.deleteFrom('jurisdictions').where('institution_id', '=', 'muni-12201')
    .where('commune_cut', '=', '12202').execute()
  const everything = () => Promise.all([
    db.selectFrom('regions').selectAll().orderBy('code').execute(),
    db.selectFrom('communes').selectAll().orderBy('cut').execute(),
    db.selectFrom('holidays').selectAll().orderBy('id').execute(),
    db.selectFrom('institutions').selectAll().orderBy('id').execute(),
    db.selectFrom('jurisdictions').selectAll().orderBy('institution_id').orderBy('commune_cut').execute(),
    db.selectFrom('positions').selectAll().orderBy('id').execute(),
  ])
  const before = await everything()
  expect(before.map((rows) => rows.length)).toEqual([
    16, 346, readHolidays().length, institutions.length,
    institutions.flatMap(({ communes }) => communes).length - 1, positions.length,
  ])

  await installCatalog(db, new Date('2027-05-05T12:00:00.000Z'))

  expect(await everything()).toEqual(before)
  await close()
})
