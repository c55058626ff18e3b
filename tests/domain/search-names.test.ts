import { expect, test } from 'vitest'

import { createPerson } from '#app/domain/people/commands.server.ts'
import { search } from '#app/domain/search/queries.server.ts'
import { isHit, searchTokens } from '#app/domain/search/rules.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** Given names, first surname, second surname, and how somebody in a hurry types them. */
const NAMES: [given: string, first: string, second: string | null, typed: string][] = [
  ['José', 'Muñoz', 'Peñaloza', 'jose munoz'], ['María José', 'Ñanculef', 'Huenchumán', 'nanculef'], ['Ángela', 'Núñez', 'Ibáñez', 'ibanez angela'],
  ['Íñigo', 'Zúñiga', 'Argüelles', 'zuniga inigo'], ['Bernardo', "O'Higgins", 'Riquelme', 'ohiggins'], ['Ambrosio', "O'Ryan", 'Meza', "o'ryan"],
  ['Juana', "D'Alençon", 'Piña', 'dalencon'], ['Rocío', 'Güell', 'Añasco', 'guell'], ['Ramón', 'Agüero', 'Cáceres', 'AGUERO RAMON'],
  ['Belén', 'Castañeda', 'Órdenes', 'ordenes'], ['Tomás', 'Pérez-Cotapos', 'Infante', 'perez cotapos'], ['Inés', 'Peña y Lillo', 'Soto', 'lillo ines'],
  ['Álvaro', 'de la Maza', 'Errázuriz', 'errazuriz alvaro'], ['Sofía', 'Del Río', 'Ávila', 'avila sofia'], ['Óscar', 'Bórquez', 'Mañao', 'manao'],
  ['Víctor', 'Quilaqueo', 'Ñirril', 'nirril'], ['Mónica', 'Cañete', 'Vidaurrázaga', 'vidaurra'], ['Raúl', 'Yáñez', 'Fariña', 'farina yanez'],
  ['Noemí', 'Güiñazú', 'Tapia', 'guinazu'], ['Hernán', 'Öhrle', 'Müller', 'muller ohrle'], ['Ingrid', 'Schäfer', 'Böhm', 'bohm'],
  ['Andrés', 'Llancafilo', 'Cheuquián', 'cheuquian'], ['Verónica', 'Huaiquiñir', 'Pichún', 'huaiquinir'], ['Sebastián', 'Ampuero', 'Barría', 'barria seb'],
  ['Eliécer', 'Chiguay', 'Mansilla', 'eliecer'], ['Zoé', 'Laferte', 'Noël', 'noel zoe'], ['Renée', 'Lévy', 'Stéfani', 'stefani'],
  ['Nicolás', 'Acuña', 'Acuña', 'acuna nicolas'], ['Agustín', 'Ossandón', 'Irarrázaval', 'irarrazaval'], ['Úrsula', 'Ovalle', 'Ugalde', 'ursula'],
  ['Iván', 'Señoret', 'Piñera', 'senoret'], ['Lía', 'Bañados', 'Coñuecar', 'conuecar'], ['Matías', 'Riñihue', 'Solís', 'solis ri'],
  ['César', 'Ordóñez', 'Bahamóndez', 'ordonez bahamondez'], ['Maité', 'Echeñique', 'Goñi', 'goni'], ['Joaquín', 'Aránguiz', 'Briceño', 'briceno'],
  ['Lucía', 'Curiñanco', 'Loncón', 'loncon'], ['Gastón', 'Ríos', 'Llaitul', 'llaitul gaston'], ['Anaís', 'Quiñones', 'Güemes', 'guemes'],
  ['Patricio', 'Vicuña', 'Mackenna', 'vicuna mackenna'], ['Élida', 'Nahuelpán', 'Ñancupil', 'elida nancupil'], ['Julián', 'Alcaíno', 'Fernández', 'alcaino'],
  ['Débora', 'Maturana', 'Córdova', 'cordova debora'], ['Simón', 'Brañas', 'Iturriaga', 'branas'], ['Pía', 'Cárdenas', 'Vásquez', 'pia vasquez'],
  ['Adrián', 'Ñáñez', 'Toro', 'nanez'], ['Fabián', 'Jofré', 'Marín', 'marin jofre'], ['Camila', 'Treviño', 'Ormeño', 'ormeno'],
  ['Martín', "Mc'Kay", 'Sepúlveda', 'mckay'], ['Araceli', 'Ürrutia', 'Cañas', 'urrutia canas'], ['Héctor', 'Peñafiel', 'Gálvez', 'héctor PEÑAFIEL'],
]

async function createNames({ as }: World) {
  const ids: string[] = []
  for (const [given_names, first_surname, second_surname] of NAMES) {
    const created = await createPerson(as('paula'), { given_names, first_surname, second_surname, treatment: null, source: 'prueba', legal_basis: 'professional_contact', position_id: null, tenure_kind: 'titular', starts_on: null })
    ids.push('id' in created ? created.id : '')
  }
  return ids
}

test('fifty names with their accents, eñes, diaereses and apostrophes are found as people type them', async () => {
  const world = await createWorld()
  const ids = await createNames(world)
  const finds = async (q: string, id: string) => (await search(world.as('lidia'), q, { only: 'people' })).some(({ hits }) => hits.some((hit) => hit.id === id))

  const lost: string[] = []
  for (const [at, [given, first, second, typed]] of NAMES.entries()) {
    const whole = [given, first, second].join(' ')
    const inPart = whole.split(' ').toReversed().map((word) => word.slice(0, Math.max(3, word.length - 1))).join(' ')
    for (const q of [typed, whole, whole.toUpperCase(), inPart]) if (!(await finds(q, ids[at]!))) lost.push(`${whole} ← ${q}`)
  }
  expect(NAMES.length).toBeGreaterThanOrEqual(50)
  expect(lost).toEqual([])
})

test('whoever has the words as typed comes first, then whoever has words that begin so, by surname: the same on every engine', async () => {
  const world = await createWorld()
  const ids = await createNames(world)
  const people = await world.raw.selectFrom('people').select(['id', 'sort_text', 'search_text']).where('id', 'in', ids).execute()
  /** What decision 19 promises, worked out without a database. */
  const promised = (q: string) => {
    const tokens = searchTokens(q)
    return people
      .filter(({ search_text }) => tokens.every((token) => wordsOf(search_text).some((word) => isHit(word, [token]))))
      .map(({ id, sort_text, search_text }) => ({ id, sort_text, tier: tokens.every((token) => wordsOf(search_text).includes(token)) ? 0 : 1 }))
      .toSorted((a, b) => a.tier - b.tier || (a.sort_text < b.sort_text ? -1 : 1))
      .map(({ id }) => id)
  }
  const beginnings = NAMES.flatMap(([given, first, second]) => [given, first, second ?? ''].map((word) => word.slice(0, 2))).filter((word) => searchTokens(word).length === 1)
  const asked = new Set([...NAMES.map(([, , , typed]) => typed), ...NAMES.map(([given]) => given), ...beginnings, ...beginnings.map((word) => `${word} ma`)])
  const answers: Record<string, string[]> = {}
  const expected: Record<string, string[]> = {}
  for (const q of asked) {
    const [group] = await search(world.as('lidia'), q, { only: 'people', shown: 100 })
    answers[q] = (group?.hits ?? []).map(({ id }) => id).filter((id) => ids.includes(id))
    expected[q] = promised(q)
  }
  expect(asked.size).toBeGreaterThan(150)
  expect(answers).toEqual(expected)
})

const wordsOf = (folded: string) => [folded, folded.replaceAll("'", '')].flatMap((text) => text.split(/[^a-z0-9]+/).filter(Boolean))
