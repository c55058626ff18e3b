import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { newId } from '#app/lib/ids.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { findFile } from '#app/domain/files/queries.server.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { loader as downloadFile } from '#app/routes/files/download.ts'
import { appoint, delegateOf } from '#tests/support/access.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { meetingWith, writeEntry } from '#tests/support/meetings.ts'
import {
  askExtension, calendarFile, commitmentPages, frame, generalPages, homeOf, meetings, pageOf, sendDelivery, sendOther,
} from '#tests/support/portal.ts'
import { PDF, useFileStore } from '#tests/support/uploads.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CANARY = 'CANARIO-SOLO-INTERNO'
const ends = Object.keys(commitmentPages) as (keyof typeof commitmentPages)[]
const statusOf = async (answer: Promise<unknown>) => {
  const thrown = await answer.then(() => undefined, (error: unknown) => error)
  return thrown as { data: string; init: { status: number } } | undefined
}

const ofCastro = (world: World) =>
  makeCommitment(world, { text: 'Secreto de Castro', debtor_id: 'muni-10201', beneficiary_ids: ['serviu-10'] })

test('another municipality’s commitment does not exist in any page or answer of the portal', async () => {
  useFileStore()
  const world = await createWorld()
  const { folio } = await ofCastro(world)
  const unknown = await statusOf(pageOf(world, '', 'C-2026-9999'))
  expect(unknown).toMatchObject({ init: { status: 404 } })

  for (const end of ends) expect(await statusOf(pageOf(world, end, folio))).toEqual(unknown)
  expect(await statusOf(sendDelivery(world, folio, { text: 'Listo' }))).toEqual(unknown)
  expect(await statusOf(askExtension(world, folio, { days: '7', reason: 'x' }))).toEqual(unknown)
  expect(await statusOf(sendOther(world, folio, { declared_state: 'in_progress' }))).toEqual(unknown)
  expect(JSON.stringify(await homeOf(world))).not.toContain('Castro')
  expect((await homeOf(world, 'ines')).owed.rows).toMatchObject([{ text: 'Secreto de Castro' }])
})

test('a refused answer to another municipality’s commitment stores no file', async () => {
  const folder = useFileStore()
  const world = await createWorld()
  const { folio } = await ofCastro(world)
  await statusOf(sendDelivery(world, folio, {}, { name: 'foto.pdf', bytes: PDF }))
  expect(readdirSync(folder)).toEqual([])
})

test('the file of another municipality does not exist, her own can be downloaded', async () => {
  useFileStore()
  const world = await createWorld()
  const castro = await ofCastro(world)
  const own = await makeCommitment(world)
  await sendDelivery(world, castro.folio, {}, { name: 'de-castro.pdf', bytes: PDF }, 'ines')
  await sendDelivery(world, own.folio, {}, { name: 'propio.pdf', bytes: PDF })
  const fileOf = async (id: string) => (await listEvidence(world.as('paula'), id))[0]!.file_id!

  const theirs = await fileOf(castro.id)
  expect(await findFile(world.as('rosa'), theirs)).toBeUndefined()
  expect(await statusOf(world.visit(downloadFile, 'rosa', '/archivos/x', { params: { id: theirs } }))).toMatchObject({ init: { status: 404 } })
  const mine = await world.visit(downloadFile, 'rosa', '/archivos/x', { params: { id: await fileOf(own.id) } })
  expect(await (mine as Response).text()).toBe(PDF)
})

test('she sees what others owe to her municipality, but does not answer for them', async () => {
  useFileStore()
  const world = await createWorld()
  const { folio } = await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102', 'muni-10201'] })

  const shown = await pageOf(world, '', folio)
  expect(shown).toMatchObject({ folio, answerable: false })
  expect(JSON.stringify(shown)).not.toContain('Castro')
  for (const end of ends.filter((end) => end !== '')) {
    expect(await statusOf(pageOf(world, end, folio))).toMatchObject({ init: { status: 403 } })
  }
  expect(await statusOf(sendDelivery(world, folio))).toMatchObject({ init: { status: 403 } })
  expect(await statusOf(askExtension(world, folio, { days: '7', reason: 'x' }))).toMatchObject({ init: { status: 403 } })
  expect(await statusOf(sendOther(world, folio, { declared_state: 'in_progress' }))).toMatchObject({ init: { status: 403 } })
})

test('no internal remark, and nothing of the other municipality, reaches any page of the portal', async () => {
  useFileStore()
  const world = await createWorld()
  const { id: meeting_id, folio: meeting } = await meetingWith(world, { participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await world.raw.updateTable('meetings').set({ state: 'held' }).where('id', '=', meeting_id).execute()
  await writeEntry(world, meeting_id, { kind: 'note', audience: 'internal', text: CANARY })
  const { id: agreement_id } = await makeAgreement(world, {
    meeting_id,
    parties: [{ institution_id: 'muni-13102', role: 'obliged' }, { institution_id: 'serviu-13', role: 'beneficiary' }],
  })
  const own = await makeCommitment(world, { agreement_id })
  const theirs = await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  await ofCastro(world)
  await writeInternal(world, [['commitment', own.id], ['commitment', theirs.id], ['meeting', meeting_id], ['institution', 'muni-13102']])
  // Words of whoever verified, and of another institution, are not for her either.
  await declareCommitment(world.as('paula'), theirs.id, { declared_state: 'delivered', text: CANARY, evidence: [] })
  await rescheduleCommitment(world.as('rosa'), own.folio, { to_due_on: '2026-12-20', reason: 'Falta personal' })

  await appoint(world)
  const { leader, device } = await delegateOf(world, own.id)
  // What does not exist for a colleague answers so.
  const told = (page: Promise<unknown>) => page.catch((answer: unknown) => answer)
  const lookAs = async (who: 'rosa' | { cookie: string }) => {
    const pages: unknown[] = [await told(world.visit(frame, who, '/m'))]
    for (const [path, loader] of Object.entries(generalPages)) pages.push(await told(world.visit(loader as typeof meetings, who, path)))
    for (const end of ends) pages.push(await told(pageOf(world, end, own.folio, who)))
    pages.push(await told(pageOf(world, '', theirs.folio, who)))
    pages.push(await told(world.visit(calendarFile, who, '/x', { params: { folio: meeting } }).then((file) => file.text())))
    return JSON.stringify(pages)
  }
  const look = async () => (await Promise.all(['rosa' as const, leader, device].map(lookAs))).join()
  const asked = await look()
  expect(asked).toContain('Más plazo, hasta el 20-12-2026')
  await declareCommitment(world.as('paula'), own.id, { declared_state: 'delivered', text: CANARY, evidence: [{ kind: 'statement', note: CANARY }] })
  const declared = await look()
  await verifyCommitment(world.as('paula'), own.id, { note: CANARY })
  const verified = await look()
  for (const seen of [asked, declared, verified]) {
    expect(seen).toContain(own.folio)
    expect(seen).not.toContain(CANARY)
    expect(seen).not.toContain('Castro')
  }
})

test('the portal does not exist for those who work in the network', async () => {
  useFileStore()
  const world = await createWorld()
  const { folio } = await makeCommitment(world)
  for (const who of ['paula', 'alma', 'elena', 'lidia'] as const) {
    expect(await statusOf(world.visit(frame, who, '/m'))).toMatchObject({ init: { status: 404 } })
    expect(await statusOf(homeOf(world, who))).toMatchObject({ init: { status: 404 } })
    for (const end of ends) expect(await statusOf(pageOf(world, end, folio, who))).toMatchObject({ init: { status: 404 } })
    expect(await statusOf(sendDelivery(world, folio, {}, undefined, who))).toMatchObject({ init: { status: 404 } })
  }
})

test('a meeting without her municipality, a draft or a made-up folio has no calendar file', async () => {
  const world = await createWorld()
  const castro = await meetingWith(world, { participants: [{ institution_id: 'muni-10201' }] })
  const draft = await meetingWith(world, { state: 'draft' })
  const own = await meetingWith(world, { title: 'Visita a terreno' })
  const ask = (folio: string) => world.visit(calendarFile, 'rosa', `/m/reuniones/${folio}/calendario.ics`, { params: { folio } })

  for (const folio of [castro.folio, draft.folio, 'R-2026-9999', "x' or 1=1"]) {
    expect(await statusOf(ask(folio))).toMatchObject({ init: { status: 404 } })
  }
  const file = await ask(own.folio)
  expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="${own.folio}.ics"`)
  const text = await file.text()
  expect(text).toContain('SUMMARY:Visita a terreno')
  expect(text).toContain('/m/reuniones')
})

test('the meetings of her municipality are told by the clock of their place', async () => {
  const world = await createWorld()
  const when = { start_local: '2027-06-01T10:00', end_local: '2027-06-01T11:00', from_on: null, until_on: null, repeated_hour: 0 as const }
  await meetingWith(world, { title: 'En el sur', when: { ...when, zone: 'America/Punta_Arenas' } })
  await meetingWith(world, { title: 'La de ayer', when: { ...when, start_local: '2026-11-23T10:00', end_local: '2026-11-23T11:00', zone: 'America/Santiago' } })
  await meetingWith(world, { title: 'Reunión de Castro', participants: [{ institution_id: 'muni-10201' }] })
  await meetingWith(world, { title: 'En borrador', state: 'draft' })

  const { ahead, past } = await world.visit(meetings, 'rosa', '/m/reuniones')
  expect(ahead.map(({ title }) => title)).toEqual(['En el sur'])
  expect(ahead[0]?.when).toBe('Martes 1 de junio de 2027, 10:00 a 11:00 en Punta Arenas, 09:00 para usted')
  expect(past).toMatchObject([{ title: 'La de ayer', calendar: null }])
})

async function writeInternal({ raw }: World, subjects: [subject_type: string, subject_id: string][]) {
  await raw
    .insertInto('internal_notes')
    .values(subjects.map(([subject_type, subject_id]) => ({
      id: newId(), subject_type, subject_id, internal_text: CANARY, created_at: '2026-11-20T12:00:00.000Z', created_by: 'paula',
    })))
    .execute()
}
