import { expect, test } from 'vitest'

import { createPerson } from '#app/domain/people/commands.server.ts'
import { search } from '#app/domain/search/queries.server.ts'
import { createWorld } from '#tests/support/world.ts'

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

test('fifty names with their accents, eñes, diaereses and apostrophes are found as people type them', async () => {
  const { as } = await createWorld()
  const ids: string[] = []
  for (const [given_names, first_surname, second_surname] of NAMES) {
    const created = await createPerson(as('paula'), { given_names, first_surname, second_surname, treatment: null, source: 'prueba', legal_basis: 'professional_contact', position_id: null, tenure_kind: 'titular', starts_on: null })
    ids.push('id' in created ? created.id : '')
  }
  const finds = async (q: string, id: string) => (await search(as('lidia'), q, { only: 'people' })).some(({ hits }) => hits.some((hit) => hit.id === id))

  const lost: string[] = []
  for (const [at, [given, first, second, typed]] of NAMES.entries()) {
    const whole = [given, first, second].join(' ')
    const inPart = whole.split(' ').toReversed().map((word) => word.slice(0, Math.max(3, word.length - 1))).join(' ')
    for (const q of [typed, whole, whole.toUpperCase(), inPart]) if (!(await finds(q, ids[at]!))) lost.push(`${whole} ← ${q}`)
  }
  expect(NAMES.length).toBeGreaterThanOrEqual(50)
  expect(lost).toEqual([])
})
