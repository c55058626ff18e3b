import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'

import { listAgreements, readAgreementFilter } from '#app/domain/agreements/queries.server.ts'
import { agreementSorts } from '#app/domain/agreements/terms.ts'
import { listCommitments, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { sorts } from '#app/domain/commitments/terms.ts'
import { listRequests, readRequestFilter } from '#app/domain/connection-requests/queries.server.ts'
import { requestSorts } from '#app/domain/connection-requests/terms.ts'
import { readInstitutionFilter } from '#app/domain/institutions/queries/filter.server.ts'
import { listInstitutions } from '#app/domain/institutions/queries/list.server.ts'
import { institutionSorts } from '#app/domain/institutions/terms.ts'
import { listMeetings, readMeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { meetingSorts } from '#app/domain/meetings/terms.ts'
import { readPeopleFilter } from '#app/domain/people/queries/filter.server.ts'
import { listPeople } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { peopleSorts } from '#app/domain/people/terms.ts'
import { lists, type List } from '#app/domain/saved-views/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { loader } from '#app/routes/exports/file.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const take = async ({ visit }: World, path: string) =>
  Buffer.from(await (await visit(loader, 'paula', `/exportar/${path}`, { params: { file: path.split('?')[0]! } })).arrayBuffer())

/** Each list as its page reads it: what heads every row, in order. */
const seen: Record<string, { orders: object; read: (ctx: Context, search: URLSearchParams) => Promise<string[]> }> = {
  reuniones: { orders: meetingSorts, read: async (ctx, search) => (await listMeetings(ctx, readMeetingFilter(search))).map(({ folio }) => folio) },
  acuerdos: { orders: agreementSorts, read: async (ctx, search) => (await listAgreements(ctx, readAgreementFilter(search))).map(({ folio }) => folio) },
  compromisos: { orders: sorts, read: async (ctx, search) => (await listCommitments(ctx, readCommitmentFilter(search, ctx))).map(({ folio }) => folio) },
  solicitudes: { orders: requestSorts, read: async (ctx, search) => (await listRequests(ctx, readRequestFilter(search))).map(({ folio }) => folio) },
  contactos: { orders: peopleSorts, read: async (ctx, search) => (await listPeople(ctx, readPeopleFilter(search))).map(nameOf) },
  instituciones: { orders: institutionSorts, read: async (ctx, search) => (await listInstitutions(ctx, readInstitutionFilter(search))).institutions.map(({ short_name }) => short_name) },
}

/** Four of everything, in other orders by date, by name and by folio. */
async function several(world: World) {
  const towns = ['muni-13102', 'muni-10201', 'muni-13120', 'muni-13101']
  const days = ['2026-12-04', '2026-11-20', '2027-02-01', '2026-12-01']
  for (const [at, town] of towns.entries()) {
    const day = days[at]!
    const meeting = await meetingWith(world, { title: ['Mesa', 'Ágora', 'Zonas', 'Bilateral'][at], when: hours(day, '09:00', '10:00'), participants: [{ institution_id: town }] })
    await makeAgreement(world, { meeting_id: meeting.id, agreed_on: days[3 - at], valid_until_on: at === 2 ? null : days[(at + 1) % 4] })
    await makeCommitment(world, { text: ['Mapa', 'Árbol', 'Zanja', 'Banco'][at], debtor_id: town, beneficiary_ids: ['serviu-13'], due_on: day })
    await makeRequest(world, { asker_id: town, received_on: ['2026-11-03', '2026-11-20', '2026-11-01', '2026-11-10'][at] })
    const { person_id } = await inOffice(world, `${town}:mayor`, ['Ana', ['Mora', 'Álvarez', 'Zúñiga', 'Barra'][at]!, 'Soto'])
    await world.raw.updateTable('people').set({ verified_on: at === 1 ? null : days[at] }).where('id', '=', person_id).execute()
  }
}

test('a list leaves in the order in which it was left, whichever that is', async () => {
  const world = await createWorld()
  await several(world)
  const orders = new Set<string>()
  for (const [list, { orders: words, read }] of Object.entries(seen)) {
    for (const order of Object.keys(words).flatMap((word) => [word, `-${word}`])) {
      const query = `vista=${list === 'instituciones' || list === 'solicitudes' || list === 'reuniones' ? 'todas' : 'todos'}&orden=${order}${list === 'instituciones' ? '&tipo=municipality&region=10' : ''}`
      const { data } = Papa.parse<string[]>((await take(world, `${list}.csv?${query}`)).toString('utf8').slice(1).trimEnd(), { delimiter: ';' })
      const taken = data.slice(1).map(([head]) => head)
      expect([list, order, taken]).toEqual([list, order, await read(world.as('paula'), new URLSearchParams(query))])
      orders.add(`${list} ${taken.join()}`)
    }
  }
  // They are other orders, each of them.
  expect(orders.size).toBeGreaterThan(20)
})

test('a list seen with columns of one’s own leaves with those, and says so', async () => {
  const world = await createWorld()
  await several(world)
  const headsOf = async (path: string) => (await readSheet(await take(world, path), 1))[0]
  expect(await headsOf('reuniones.xlsx?vista=todas&columnas=fecha,acuerdos')).toEqual(['Folio', 'Reunión', 'Fecha', 'Hasta', 'Inicio', 'Término', 'Hora de', 'Acuerdos'])
  expect(await headsOf('acuerdos.xlsx?columnas=vigencia')).toEqual(['Folio', 'Acuerdo', 'Vigente hasta'])
  expect(await headsOf('compromisos.xlsx?columnas=debe&columnas=sigue')).toEqual(['Folio', 'Compromiso', 'Debe', 'Cargo responsable', 'Recibe', 'Sigue'])
  expect(await headsOf('instituciones.xlsx?columnas=coordina,red')).toEqual(['Institución', 'En la red', 'Miembro desde', 'La coordina'])
  expect(await headsOf('contactos.xlsx?columnas=contacto,fuente')).toEqual(['Nombre', 'De dónde viene', 'Correo', 'Teléfono', 'WhatsApp', 'Dirección'])
  expect(await headsOf('solicitudes.xlsx?columnas=pide')).toEqual(['Folio', 'Sobre qué', 'Pide', 'Tipo de contraparte', 'Con'])

  const bytes = await take(world, 'acuerdos.xlsx?columnas=vigencia,partes')
  expect(Object.fromEntries(await readSheet(bytes, 'Sobre este archivo'))).toMatchObject({ Columnas: 'Las elegidas en la lista: Partes, Vigencia' })
  expect(Object.fromEntries(await readSheet(await take(world, 'acuerdos.xlsx'), 'Sobre este archivo'))).not.toHaveProperty('Columnas')
})

test('every column that a list may be seen with is in its file, whichever is chosen alone', async () => {
  const world = await createWorld()
  await several(world)
  for (const [list, { path, columns }] of Object.entries(lists) as [List, (typeof lists)[List]][]) {
    for (const column of Object.keys(columns)) {
      const [heads] = await readSheet(await take(world, `${path.slice(1)}.xlsx?vista=todas&columnas=${column}`), 1)
      const alone = heads!.length
      expect([list, column, alone > (list === 'institutions' || list === 'people' ? 1 : 2)]).toEqual([list, column, true])
    }
  }
})
