import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'

import { findRequest, listSteps } from '#app/domain/connection-requests/queries.server.ts'
import { linkAgreement, linkMeeting, startRequest, withdrawRequest } from '#app/domain/connection-requests/commands/advance.server.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { loader as agreementPage } from '#app/routes/agreements/show.tsx'
import { action as saveAgreement, loader as newAgreement } from '#app/routes/agreements/new.tsx'
import { loader as file } from '#app/routes/exports/file.ts'
import { loader as meetingPage } from '#app/routes/meetings/show.tsx'
import { action as saveMeeting, loader as newMeeting } from '#app/routes/meetings/new.tsx'
import { action as logMeeting, loader as quickLog } from '#app/routes/meetings/quick-log.tsx'
import { action as callMeeting } from '#app/routes/meetings/state.ts'
import { loader as agreementOffers } from '#app/routes/requests/agreement.tsx'
import { action as edit } from '#app/routes/requests/edit.tsx'
import { action as linkByFolio, loader as meetingOffers } from '#app/routes/requests/meeting.tsx'
import { action as save, loader as form } from '#app/routes/requests/new.tsx'
import { loader as list } from '#app/routes/requests/index.tsx'
import { action as conclude } from '#app/routes/requests/result.tsx'
import { loader as record } from '#app/routes/requests/show.tsx'
import { action as start } from '#app/routes/requests/start.ts'
import { action as undo } from '#app/routes/requests/undoing.ts'
import { loader as find } from '#app/routes/search/index.tsx'
import { loader as today } from '#app/routes/today.tsx'
import { makeAgreement } from '#tests/support/agreements.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Refused = { data: { errors: Record<string, string[]>; values: Record<string, string> }; init: { status: number } }

const at = (folio: string, form?: Record<string, string>) => ({ params: { folio }, form })
const open = (world: World, folio: string) => world.visit(record, 'paula', `/solicitudes/${folio}`, at(folio))

const typed = {
  asker_id: 'muni-13102', with_kind: 'serviu', subject: 'Factibilidad de Los Aromos', received_on: '2026-11-20', follow_up_user_id: 'paula', operation_id: 'una-vez',
}

test('a request is registered once, with the SERVIU of the region, and opens on its record with one next act', async () => {
  const world = await createWorld()
  expect(await world.visit(form, 'paula', '/solicitudes/nueva?institucion=muni-13102&con=gore-13')).toMatchObject({
    started: { asker: { id: 'muni-13102' }, with: { id: 'gore-13' }, with_kind: 'gore' },
  })
  for (let again = 0; again < 2; again++) {
    const answer = await world.visit(save, 'paula', '/solicitudes/nueva', { form: typed })
    expect((answer as Response).headers.get('Location')).toBe('/solicitudes/S-2026-0001')
  }
  expect(await open(world, 'S-2026-0001')).toMatchObject({
    badge: { word: 'Recibida' }, with: { id: 'serviu-13' }, next: 'start', stages: [{ word: 'Recibida', days: 'lleva 4 días corridos' }],
  })
  expect((await world.visit(list, 'elena', '/solicitudes')).rows).toMatchObject([{ folio: 'S-2026-0001', since: '4 días corridos' }])
})

test('what is wrong is said by its field, and what was typed stays', async () => {
  const world = await createWorld()
  const sent = async (changes: Record<string, string>) => (await world.visit(save, 'paula', '/solicitudes/nueva', { form: { ...typed, ...changes } })) as unknown as Refused
  expect(await sent({ asker_id: '' })).toMatchObject({ init: { status: 400 }, data: { errors: { asker_id: ['Elija quién pide.'] }, values: { subject: typed.subject } } })
  expect((await sent({ asker_id: '', asker_id_text: 'nadie así' })).data.errors.asker_id).toEqual(['No encontramos «nadie así».'])
  expect((await sent({ asker_id: 'no-existe' })).data.errors.asker_id).toEqual(['Elija una institución de la lista.'])
  expect((await sent({ with_id: 'muni-13102' })).data.errors.with_id).toEqual(['Elija una institución distinta de la que pide.'])
  expect((await sent({ received_on: '2026-11-25' })).data.errors.received_on).toEqual(['Esa fecha todavía no llega: escriba cuándo se recibió.'])
  expect((await sent({ with_kind: '', subject: ' ' })).data.errors).toMatchObject({ with_kind: ['Elija con quién.'], subject: ['Escriba sobre qué es la articulación.'] })
})

const meetingForm = { title: 'Factibilidad', kind: 'bilateral', modality: 'video', on: '2026-12-01', start: '10:00', end: '11:00', participants: 'institucion:serviu-13' }

test('«Agendar reunión» brings both institutions and the subject, and once saved the meeting is linked', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  await world.visit(start, 'paula', '/x', at(folio, {}))
  const page = await world.visit(newMeeting, 'paula', `/reuniones/nueva?solicitud=${folio}`)
  expect(page).toMatchObject({ asked: { id, folio }, facts: { title: 'Factibilidad sanitaria de Los Aromos', participants: [{ id: 'institucion:muni-13102' }, { id: 'institucion:serviu-13' }] } })

  const answer = await world.visit(saveMeeting, 'paula', `/reuniones/nueva?solicitud=${folio}`, { form: { ...meetingForm, request_id: id } })
  expect((answer as Response).headers.get('Location')).toBe('/reuniones/R-2026-0001')
  const meeting = (await findMeeting(world.as('paula'), 'R-2026-0001'))!
  expect(await listParticipants(world.as('paula'), meeting)).toHaveLength(1)
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Reunión convocada' }, next: 'prepare', thread: { meeting: { folio: 'R-2026-0001' } } })
  expect(await world.visit(meetingPage, 'elena', '/x', at('R-2026-0001'))).toMatchObject({ requests: [{ folio, asker_name: 'Municipalidad de Cerrillos' }] })
})

test('a draft leaves the request waiting, and calling it moves the request on', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  await world.visit(saveMeeting, 'paula', '/x', { form: { ...meetingForm, state: 'draft', request_id: id } })
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'En curso' }, next: 'call' })
  await world.visit(callMeeting, 'paula', '/x', at('r-2026-0001', { state: 'called' }))
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Reunión convocada' }, next: 'prepare' })
})

test('a meeting that repeats is linked by its first date', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  await world.visit(saveMeeting, 'paula', '/x', {
    form: { ...meetingForm, request_id: id, repeats: 'monthly_weekday', times: '4', step: 'create', holidays: 'keep' },
  })
  const meeting = await findRequest(world.as('paula'), folio).then((request) => findMeeting(world.as('paula'), request!.meeting_id ?? ''))
  expect(meeting).toMatchObject({ start_local: '2026-12-01T10:00' })
})

test('«Registrar acuerdo» brings the meeting, who obliges itself and who benefits, and once saved it is linked', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  const meeting = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await linkMeeting(world.as('paula'), folio, meeting.folio)
  expect(await world.visit(newAgreement, 'paula', `/acuerdos/nuevo?solicitud=${folio}`)).toMatchObject({
    meeting: { folio: meeting.folio },
    started: { text: 'Factibilidad sanitaria de Los Aromos', parties: { obliged: [{ id: 'serviu-13' }], beneficiary: [{ id: 'muni-13102' }] } },
  })
  const answer = await world.visit(saveAgreement, 'paula', '/x', {
    form: { kind: 'meeting_agreement', text: 'Asignar cupos', agreed_on: '2026-11-24', obliged: 'serviu-13', beneficiary: 'muni-13102', meeting_id: meeting.id, request_id: id },
  })
  expect((answer as Response).headers.get('Location')).toBe('/acuerdos/A-2026-0001')
  expect(await findAgreement(world.as('paula'), 'A-2026-0001')).toMatchObject({ meeting_id: meeting.id })
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Con acuerdo' }, next: 'conclude', thread: { agreements: [{ folio: 'A-2026-0001', linked: true }] } })
  expect(await world.visit(agreementPage, 'elena', '/x', at('A-2026-0001'))).toMatchObject({ requests: [{ folio }] })
})

test('a meeting that exists is offered, or named by its folio however it is typed', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const fitting = await meetingWith(world, { title: 'Con ambas', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  const other = await meetingWith(world, { title: 'Con otra', participants: [{ institution_id: 'muni-10201' }] })
  expect((await world.visit(meetingOffers, 'paula', '/x', at(folio))).offers.map(({ value }) => value)).toEqual([fitting.folio])

  const sent = async (form: Record<string, string>) => (await world.visit(linkByFolio, 'paula', '/x', at(folio, form))) as unknown as Refused
  expect((await sent({})).data.errors.folio).toEqual(['Elija una reunión o escriba su folio.'])
  expect((await sent({ folio: 'R-2026-99' })).data.errors.folio).toEqual(['No existe la reunión «R-2026-0099».'])
  expect((await sent({ folio: 'lo que sea' })).data.errors.folio).toEqual(['No existe la reunión «lo que sea».'])
  await sent({ offered: fitting.folio, folio: 'r 2026 2' })
  expect(await open(world, folio)).toMatchObject({ thread: { meeting: { folio: other.folio } } })
})

test('a result needs a sentence, can be undone at once, and nobody who only reads writes it', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const sent = (who: 'paula' | 'elena', form: Record<string, string>) => world.visit(conclude, who, '/x', at(folio, form))
  expect(await sent('paula', { outcome: 'achieved', outcome_text: ' ' })).toMatchObject({ data: { errors: { outcome_text: ['Cuente en una frase en qué quedó.'] } } })
  await expect(sent('elena', { outcome: 'achieved', outcome_text: 'Listo' })).rejects.toMatchObject({ init: { status: 403 } })
  await sent('paula', { outcome: 'achieved', outcome_text: 'Se asignaron 40 cupos.' })
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Conexión lograda', tone: 'cumplido' }, outcome_text: 'Se asignaron 40 cupos.', next: null, undo: { word: 'Con resultado' } })
  await expect(sent('paula', { outcome: 'achieved', outcome_text: 'Otra vez' })).rejects.toMatchObject({ init: { status: 409 } })
  const { undo: last } = await open(world, folio)
  await world.visit(undo, 'paula', `/x?paso=${last!.id}`, at(folio, {}))
  await expect(world.visit(undo, 'paula', `/x?paso=${last!.id}`, at(folio, {}))).rejects.toMatchObject({ init: { status: 409 } })
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Recibida' }, outcome_text: null })
})

test('Hoy shows a new request to whoever attends that institution, until it is taken up', async () => {
  const world = await createWorld()
  await world.raw.updateTable('institutions').set({ coordinator_id: 'carolina' }).where('id', '=', 'muni-13102').execute()
  const { folio } = await makeRequest(world, { received_on: '2026-11-21' })
  const tasksOf = async (who: 'paula' | 'carolina') => (await world.visit(today, who, '/')).tasks
  expect(await tasksOf('paula')).toEqual([])
  expect(await tasksOf('carolina')).toMatchObject([{ folio, badge: { word: 'Solicitud recibida hace 3 días' }, act: { label: 'Atender' } }])
  await startRequest(world.as('carolina'), folio)
  expect(await tasksOf('carolina')).toEqual([])
})

test('a request is found by its folio and by its words', async () => {
  const world = await createWorld()
  await makeRequest(world)
  await expect(world.visit(find, 'paula', '/buscar?q=s-2026-1')).rejects.toMatchObject({ status: 302 })
  const { groups } = await world.visit(find, 'paula', '/buscar?q=factibilidad cerrillos')
  expect(groups).toMatchObject([{ group: 'requests', hits: [{ folio: 'S-2026-0001' }] }])
  expect(groups[0]!.hits[0]!.detail.map(({ text }) => text).join('')).toBe('Pide Municipalidad de Cerrillos · con SERVIU Metropolitano · 24-11-2026 · Recibida')
})

test('requests leave as a spreadsheet with the days in each state', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world, { received_on: '2026-11-20' })
  await linkAgreement(world.as('paula'), folio, (await makeAgreement(world)).folio)
  const answer = await world.visit(file, 'elena', '/exportar/solicitudes.xlsx?vista=todas&estado=abiertas', { params: { file: 'solicitudes.xlsx' } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const [heads, row] = await readSheet(bytes, 1)
  const cell = (name: string) => row![heads!.indexOf(name)]
  expect([cell('Folio'), cell('Días corridos: recibida'), cell('Días corridos: en curso'), cell('Días corridos: con acuerdo')]).toEqual([folio, 4, null, 0])
  expect(Object.fromEntries(await readSheet(bytes, 2))).toMatchObject({ Filtro: 'Estado: Siguen en curso' })
})

test('the figures are those of the days chosen, whatever else the list is narrowed by, and each opens its own list', async () => {
  const world = await createWorld()
  await makeRequest(world, { received_on: '2026-11-20' })
  await makeRequest(world, { asker_id: 'muni-10201', received_on: '2026-11-21' })
  await makeRequest(world, { received_on: '2026-10-01' })
  const { rows, figures } = await world.visit(list, 'elena', '/solicitudes?vista=en-curso&region=13&q=aromos&desde=2026-11-01')
  expect(rows).toEqual([])
  expect(figures).toMatchObject({ received: { text: '2 solicitudes recibidas' }, rest: [{ text: '2 siguen en curso' }] })
  expect((await world.visit(list, 'elena', figures.received.to)).rows).toHaveLength(2)
  expect((await world.visit(list, 'elena', figures.rest[0]!.to)).rows).toHaveLength(2)
})

test('two people edit a request: whoever comes second chooses field by field, and only where they differ', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const edited = { asker_id: 'muni-13102', with_kind: 'serviu', with_id: 'serviu-13', subject: 'Otro tema', received_on: '2026-11-24', follow_up_user_id: 'paula', version: '1' }
  await world.visit(edit, 'carolina', '/x', at(folio, { ...edited, subject: 'Factibilidad sanitaria de Los Aromos', received_on: '2026-11-20' }))
  expect(await world.visit(edit, 'paula', '/x', at(folio, { ...edited, asker_id_text: 'Cerrillos' }))).toMatchObject({
    init: { status: 409 },
    data: {
      conflict: {
        version: 2,
        fields: [
          { name: 'subject', mine: 'Otro tema', theirs: 'Factibilidad sanitaria de Los Aromos' },
          { name: 'received_on', mine: '2026-11-24', theirs: '2026-11-20', words: { '2026-11-20': '20-11-2026' } },
        ],
      },
      values: { asker_id: 'muni-13102' },
    },
  })
})

test('a meeting whose minutes left an agreement offers to link that one, already chosen', async () => {
  const world = await createWorld()
  const { folio } = await makeRequest(world)
  const meeting = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await linkMeeting(world.as('paula'), folio, meeting.folio)
  const agreement = await makeAgreement(world, { meeting_id: meeting.id })
  world.clock.now = new Date(world.clock.now.getTime() + 60 * 86_400_000)
  expect(await open(world, folio)).toMatchObject({ next: 'agree', thread: { agreements: [{ folio: agreement.folio, linked: false }] } })
  expect((await world.visit(agreementOffers, 'paula', '/x', at(folio))).offers.map(({ value }) => value)).toEqual([agreement.folio])
})

test('a meeting that was held already is written down from the request, and answers it once', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  expect(await world.visit(quickLog, 'paula', `/registrar?solicitud=${folio}`)).toMatchObject({
    asked: { id, folio }, institutions: [{ id: 'muni-13102' }, { id: 'serviu-13' }],
  })
  const told = { institutions: 'muni-13102', day: '2026-11-23', start: '10:00', minutes: '', request_id: id, operation_id: 'una-vez' }
  for (let again = 0; again < 2; again++) {
    const answer = await world.visit(logMeeting, 'paula', '/registrar', { form: told })
    expect((answer as Response).headers.get('Location')).toBe('/reuniones/R-2026-0001')
  }
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Reunión convocada' }, thread: { meeting: { folio: 'R-2026-0001', state: 'held' } } })
  expect(await listSteps(world.as('paula'), [id])).toHaveLength(2)
})

test('what is made from a request that was closed meanwhile stands by itself', async () => {
  const world = await createWorld()
  const { id, folio } = await makeRequest(world)
  await withdrawRequest(world.as('paula'), folio, 'Lo resolvió por su cuenta')
  await world.visit(saveMeeting, 'paula', '/x', { form: { ...meetingForm, request_id: id } })
  expect(await open(world, folio)).toMatchObject({ badge: { word: 'Retirada' }, thread: { meeting: null } })
})
