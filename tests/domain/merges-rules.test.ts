import { describe, expect, test } from 'vitest'

import { likenessOfInstitutions, likenessOfPeople, ownDomain, type InstitutionFacts, type PersonFacts } from '#app/domain/merges/rules.ts'

const ana: PersonFacts = { given_names: 'María José', first_surname: 'Soto', second_surname: 'Muñoz' }
const at = (institution_id: string, commune_cut: string) => [{ position_id: `alcaldia-${institution_id}`, institution_id, commune_cut }]
const like = (other: Partial<PersonFacts>, one: Partial<PersonFacts> = {}) => likenessOfPeople({ ...ana, ...one }, { ...ana, ...other })

describe('people who may be one', () => {
  test('the same name without accents, in capitals, is likely; its initials alone are only possible', () => {
    expect(like({ given_names: 'MARIA JOSE', second_surname: 'Munoz' })).toEqual({ strength: 'likely', reasons: ['mismo nombre'] })
    expect(like({ given_names: 'M. J.' }, { given_names: 'M. J.' })).toEqual({ strength: 'possible', reasons: ['mismo nombre'] })
  })

  test('the same words in another order are possible: two surnames the other way round are often somebody else', () => {
    expect(like({ given_names: 'Soto Muñoz', first_surname: 'María', second_surname: 'José' })).toEqual({ strength: 'possible', reasons: ['las mismas palabras en otro orden'] })
    expect(like({ first_surname: 'Muñoz', second_surname: 'Soto', posts: at('muni-10201', '10201') }, { posts: at('muni-13120', '13120') })).toBeUndefined()
  })

  test.each<[string, Partial<PersonFacts>, string]>([
    ['initials', { given_names: 'M. J.' }, 'mismos apellidos e iniciales'],
    ['one surname against two', { second_surname: null }, 'mismo nombre, a uno le falta el segundo apellido'],
    ['one name against two', { given_names: 'María' }, 'mismos apellidos, y un nombre menos'],
  ])('%s alone are only possible, and likely in one institution', (_, other, reason) => {
    expect(like(other)).toEqual({ strength: 'possible', reasons: [reason] })
    const post = (position_id: string) => ({ posts: [{ position_id, institution_id: 'muni-13120', commune_cut: '13120' }] })
    expect(like({ ...other, ...post('secpla') }, post('dom'))).toEqual({ strength: 'likely', reasons: [reason, 'misma institución'] })
  })

  test('the same e-mail, phone or RUT makes it almost sure', () => {
    expect(like({ emails: ['m@tome.cl'], second_surname: null }, { emails: ['m@tome.cl'] })?.strength).toBe('sure')
    expect(like({ phones: ['+56912345678'] }, { phones: ['+56912345678'] })?.reasons).toEqual(['mismo nombre', 'mismo teléfono'])
    expect(like({ given_names: 'Pepa', first_surname: 'Vera', rut: '12345678-5' }, { rut: '12345678-5' })).toEqual({ strength: 'sure', reasons: ['mismo RUT'] })
  })

  test('«Y.» is an initial, not a word that joins', () => {
    expect(like({ given_names: 'Y.' }, { given_names: 'Yasna' })?.reasons).toEqual(['mismos apellidos e iniciales'])
  })

  test('two RUT are two people, whatever their names', () => {
    expect(like({ rut: '11111111-1' }, { rut: '12345678-5' })).toBeUndefined()
  })

  test('the same common name in different communes is only possible', () => {
    expect(like({ posts: at('muni-10201', '10201') }, { posts: at('muni-13120', '13120') })).toEqual({ strength: 'possible', reasons: ['mismo nombre'] })
    expect(like({ posts: at('muni-10201', '10201'), given_names: 'M.' }, { posts: at('muni-13120', '13120') })).toBeUndefined()
  })

  test('the same post makes it almost sure', () => {
    expect(like({ posts: at('muni-13120', '13120') }, { posts: at('muni-13120', '13120') })).toEqual({ strength: 'sure', reasons: ['mismo nombre', 'mismo cargo'] })
  })

  test.each<[string, Partial<PersonFacts>]>([
    ['another second surname', { second_surname: 'Vera' }],
    ['another given name', { given_names: 'María Inés' }],
    ['another first surname', { first_surname: 'Vera' }],
    ['the mailbox of a desk and nothing else', { given_names: 'Luis', first_surname: 'Vera', second_surname: null, emails: ['partes@tome.cl'] }],
  ])('%s is somebody else', (_, other) => {
    expect(like(other, { emails: ['partes@tome.cl'] })).toBeUndefined()
  })
})

const aromos: InstitutionFacts = { kind: 'company', name: 'Constructora Los Aromos Ltda.', short_name: null, commune_cut: null, region_code: null }
const alike = (other: Partial<InstitutionFacts>, one: Partial<InstitutionFacts> = {}) => likenessOfInstitutions({ ...aromos, ...one }, { ...aromos, ...other })

describe('institutions that may be one', () => {
  test.each(['CONSTRUCTORA LOS AROMOS SPA', 'Constructora Los Aromos S.A.', 'Los Aromos, Constructora', 'Constructora Los Aromos Limitada'])('«%s» is likely the same', (name) => {
    expect(alike({ name })).toEqual({ strength: 'likely', reasons: ['mismo nombre'] })
  })

  test('a municipality is the same with its courtesy, by another name, or by its commune', () => {
    const tome = { kind: 'municipality', name: 'Municipalidad de Tomé', commune_cut: '08111', region_code: '08' }
    expect(alike({ ...tome, name: 'I. Municipalidad de Tome' }, tome)).toEqual({ strength: 'sure', reasons: ['mismo nombre', 'misma comuna'] })
    expect(alike({ ...tome, kind: 'other', name: 'Tomé', aliases: ['Municipio de Tomé'], commune_cut: null }, tome)?.strength).toBe('likely')
    expect(alike({ ...tome, name: 'Alcaldía del puerto' }, tome)).toEqual({ strength: 'likely', reasons: ['municipalidad de la misma comuna'] })
  })

  test('the same name in two communes is only possible', () => {
    expect(alike({ commune_cut: '13101' }, { commune_cut: '08111' })).toEqual({ strength: 'possible', reasons: ['mismo nombre'] })
  })

  test('the same domain of e-mail counts with a word of the name, never alone', () => {
    expect(alike({ name: 'Grupo Aromos', domains: ['aromos.cl'] }, { domains: ['aromos.cl'] })).toEqual({ strength: 'possible', reasons: ['nombre parecido', 'mismo dominio de correo'] })
    expect(alike({ name: 'Inmobiliaria Peñuelas', domains: ['minvu.cl'] }, { domains: ['minvu.cl'] })).toBeUndefined()
    expect(ownDomain('ana@gmail.com')).toBeUndefined()
    expect(ownDomain('Ana@Tome.cl')).toBe('tome.cl')
  })

  test('the RUT decides', () => {
    expect(alike({ name: 'Otra', rut: '76123456-0' }, { rut: '76123456-0' })?.strength).toBe('sure')
    expect(alike({ rut: '76999999-1' }, { rut: '76123456-0' })).toBeUndefined()
  })
})
