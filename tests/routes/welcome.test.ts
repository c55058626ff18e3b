import { expect, onTestFinished, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { closeBrowser } from '#app/lib/pdf.server.ts'
import { folderAskedFor } from '#app/routes/welcome/folder.server.ts'
import { folderHtml, foldersZip, folderZip } from '#app/routes/welcome/pieces.server.tsx'
import { loader as file } from '#app/routes/welcome/file.ts'
import { loader as page } from '#app/routes/welcome/print.tsx'
import { appoint, MAYOR } from '#tests/support/access.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { countQueries, handover } from '#tests/support/directory.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { closedMinutes } from '#tests/support/minutes.ts'
import { unzip } from '#tests/support/parsers/zip.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CANARY = 'CANARIO-SOLO-INTERNO'
const asked = { params: { id: MAYOR } }

/** Cerrillos with something of everything, around which internal things and things of others were written. */
async function network(world: World) {
  await appoint(world)
  await inOffice(world, 'serviu-13:serviu_director', ['Ana', 'Rojas', 'Soto'])
  const paula = world.as('paula')
  await createContactPoint(paula, { type: 'institution', id: 'serviu-13' }, { kind: 'email', value: 'oficina@serviu.example', label: null, visibility: 'network' })
  await createContactPoint(paula, { type: 'position', id: 'serviu-13:serviu_director' }, { kind: 'email', value: 'solo-equipo@serviu.example', label: null, visibility: 'team' })
  await makeCommitment(world, { text: 'Enviar el estudio de títulos', debtor_id: 'muni-13102', beneficiary_ids: ['serviu-13'], responsible_position_id: MAYOR })
  await makeCommitment(world, { text: 'Revisar los tres predios', debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  await makeCommitment(world, { text: 'De Castro y de nadie más', debtor_id: 'muni-10201', beneficiary_ids: ['serviu-13'] })
  await makeAgreement(world, { kind: 'convenio', text: 'Convenio de asistencia técnica' })
  const past = await meetingWith(world, { title: 'Mesa de suelo', participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  await closedMinutes(world, past)
  await world.raw.updateTable('meetings').set({ state: 'closed', description: CANARY }).where('id', '=', past.id).execute()
  await meetingWith(world, { title: 'Próxima mesa', when: hours('2026-12-10', '10:00', '11:00') })
  await meetingWith(world, { title: 'Mesa de Castro', when: hours('2026-12-11', '10:00', '11:00'), participants: [{ institution_id: 'muni-10201' }] })
  const stamps = { created_at: '2026-11-24T13:00:00.000Z', created_by: 'paula' }
  await world.raw.insertInto('internal_notes').values([
    { id: newId(), subject_type: 'meeting', subject_id: past.id, internal_text: CANARY, ...stamps },
    { id: newId(), subject_type: 'institution', subject_id: 'muni-13102', internal_text: CANARY, ...stamps },
  ]).execute()
  return past
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>) {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

test('the folder of a new authority has what is owed both ways, convenios, contacts, minutes and meetings, and of nobody else', async () => {
  const world = await createWorld()
  const { folio } = await network(world)
  const { folder, title, foot } = await world.visit(page, 'paula', '/x', asked)

  expect(title).toBe('Carpeta de bienvenida · Alcalde/sa, Municipalidad de Cerrillos')
  expect(folder.holder).toEqual({ name: 'Rosa Sanhueza Tapia', title: 'Alcalde/sa', since: '06-12-2024' })
  expect(folder.owed.map(({ text }) => text)).toEqual(['Enviar el estudio de títulos'])
  expect(folder.due.map(({ text }) => text)).toEqual(['Revisar los tres predios'])
  expect(folder.agreements.map(({ text }) => text)).toEqual(['Convenio de asistencia técnica'])
  expect(folder.minutes.map((minutes) => minutes.folio)).toEqual([folio])
  expect(folder.meetings.map((meeting) => meeting.title)).toEqual(['Próxima mesa'])
  expect(folder.contacts.find(({ id }) => id === 'serviu-13')).toMatchObject({ holder: 'Ana Rojas Soto', points: [{ shown: 'oficina@serviu.example' }] })
  expect(foot).toMatchObject({
    record: 'Carpeta de bienvenida para Rosa Sanhueza Tapia, Alcalde/sa, Municipalidad de Cerrillos',
    copy: expect.stringContaining('por Paula Díaz Rojas (Coordinación)'),
  })
})

test('whoever takes over next is whom it is for', async () => {
  const world = await createWorld()
  await appoint(world)
  const { id } = await world.raw.selectFrom('tenures').select('id').where('position_id', '=', MAYOR).executeTakeFirstOrThrow()
  await handover(world, MAYOR, { ending_id: id, ends_on: '2026-12-05', given_names: 'Marta', first_surname: 'Soto', starts_on: '2026-12-06' })
  const { folder } = await world.visit(page, 'paula', '/x', asked)
  expect(folder.holder).toEqual({ name: 'Marta Soto', title: 'Alcalde/sa', since: '06-12-2026' })
})

test('nothing internal is in the page, the sheet, or any file of the zip, and each says when, for whom and by whom', async () => {
  const world = await createWorld()
  const { folio } = await network(world)
  const paula = world.as('paula')
  const data = await world.visit(page, 'paula', '/x', asked)
  const sheet = folderHtml(await folderAskedFor(paula, MAYOR))
  const printed: string[] = []
  const zip = unzip(await bytesOf(folderZip(paula, await folderAskedFor(paula, MAYOR), async (html) => {
    printed.push(html)
    return new Uint8Array(Buffer.from('%PDF-1.7'))
  })))
  expect(Object.keys(zip)).toEqual(['carpeta-de-bienvenida-cerrillos.pdf', 'compromisos.xlsx', 'contactos.vcf', `actas/acta-${folio}-v1-extracto-cerrillos.pdf`])
  for (const drawn of [JSON.stringify(data), sheet, zip['contactos.vcf']!.replaceAll('\r\n ', ''), ...printed]) {
    expect(drawn).not.toContain(CANARY)
    expect(drawn).not.toContain('solo-equipo@')
    expect(drawn).not.toContain('De Castro')
    expect(drawn).toContain('Paula Díaz Rojas')
  }
  expect(printed).toHaveLength(2)
})

test('the contacts of the folder go to a telephone as cards: whoever holds each post, else the institution', async () => {
  const world = await createWorld()
  await network(world)
  const paula = world.as('paula')
  await createContactPoint(paula, { type: 'institution', id: 'muni-13120' }, { kind: 'phone', value: '+56226543210', label: null, visibility: 'network' })
  await makeCommitment(world, { text: 'Compartir el plano', debtor_id: 'muni-13120', beneficiary_ids: ['muni-13102'] })
  const zip = unzip(await bytesOf(folderZip(paula, await folderAskedFor(paula, MAYOR), async () => undefined)))
  const cards = zip['contactos.vcf']!.replaceAll('\r\n ', '').split('BEGIN:VCARD\r\n').slice(1).map((card) => card.split('\r\n').filter((line) => !/^(VERSION|PRODID|REV|UID|X-|END|$)/.test(line)))
  expect(cards).toEqual([
    ['FN:Municipalidad de Ñuñoa', 'N:;;;;', 'ORG:Municipalidad de Ñuñoa', 'TEL;TYPE=WORK,VOICE:+56226543210'],
    ['FN:Ana Rojas Soto', 'N:Rojas Soto;Ana;;Sra.;', 'ORG:SERVIU Metropolitano', 'TITLE:Directora SERVIU Metropolitano', 'EMAIL;TYPE=INTERNET,WORK:oficina@serviu.example'],
  ])
})

test('taking it away leaves a trace; asking for its headers does not; and it is for whoever keeps the directory', async () => {
  const world = await createWorld()
  await network(world)
  const zip = { params: { id: MAYOR, file: 'carpeta.zip' } }
  const traces = async () => (await listActivity(world.as('paula'), 'position', MAYOR)).filter(({ action }) => action === 'data.welcome_made')
  const head = await world.visit(file, 'paula', '/x', { ...zip, method: 'HEAD' })
  expect(head.headers.get('Content-Disposition')).toBe('attachment; filename="carpeta-de-bienvenida-cerrillos.zip"')
  expect(await traces()).toEqual([])

  onTestFinished(closeBrowser)
  const files = unzip(Buffer.from(await (await world.visit(file, 'paula', '/x', zip)).arrayBuffer()))
  expect(Object.keys(files)).toHaveLength(4)
  expect((await traces()).map(({ sentence }) => sentence)).toEqual(['hizo la carpeta de bienvenida de «Alcalde/sa, Municipalidad de Cerrillos» en zip'])
  for (const who of ['lidia', 'rosa'] as const) {
    await expect(world.visit(file, who, '/x', zip)).rejects.toMatchObject({ init: { status: expect.toBeOneOf([403, 404]) } })
  }
  await expect(world.visit(file, 'paula', '/x', { params: { id: MAYOR, file: 'otra.exe' } })).rejects.toMatchObject({ init: { status: 404 } })
  await expect(world.visit(page, 'paula', '/x', { params: { id: 'nada' } })).rejects.toMatchObject({ init: { status: 404 } })
})

test('the folders of many posts are one zip, a directory for each, made one after another; what no browser prints is a page', async () => {
  const world = await createWorld()
  const { folio } = await network(world)
  const zip = unzip(await bytesOf(foldersZip(world.as('paula'), [MAYOR, 'muni-13120:mayor', 'nobody'], async () => undefined)))
  expect(Object.keys(zip)).toEqual([
    'carpeta-de-bienvenida-cerrillos/carpeta-de-bienvenida-cerrillos.html', 'carpeta-de-bienvenida-cerrillos/compromisos.xlsx', 'carpeta-de-bienvenida-cerrillos/contactos.vcf',
    `carpeta-de-bienvenida-cerrillos/actas/acta-${folio}-v1-extracto-cerrillos.html`,
    'carpeta-de-bienvenida-nunoa/carpeta-de-bienvenida-nunoa.html', 'carpeta-de-bienvenida-nunoa/compromisos.xlsx',
  ])
})

test('the folders of seventy posts leave one after another: whoever stops taking them ends the work, and no more than one is held', async () => {
  const world = await createWorld()
  await network(world)
  const paula = world.as('paula')
  const rows = await world.raw.selectFrom('institutions').select('id').where('kind', '=', 'municipality').where('id', '<>', 'muni-13102').orderBy('id').limit(69).execute()
  const posts = [MAYOR, ...rows.map(({ id }) => `${id}:mayor`)]
  for (const id of posts.slice(1)) await makeCommitment(world, { text: `De ${id}`, debtor_id: id.split(':')[0]!, beneficiary_ids: ['serviu-13'] })

  let held = 0
  const sheet = new Uint8Array(200_000)
  const pieces: Uint8Array[] = []
  const whole = await countQueries(world, async () => {
    for await (const piece of foldersZip(paula, posts, async () => sheet)) {
      held = Math.max(held, piece.length)
      pieces.push(piece)
    }
  })
  const files = Object.keys(unzip(Buffer.concat(pieces)))
  expect([files.filter((name) => name.endsWith('.pdf')).length, files.filter((name) => name.endsWith('.xlsx')).length, files.filter((name) => name.endsWith('.vcf')).length]).toEqual([71, 70, 70])
  expect(held).toBeLessThanOrEqual(sheet.length)
  const left = await countQueries(world, async () => {
    const zip = foldersZip(paula, posts, async () => sheet)
    for (let piece = 0; piece < 10; piece++) await zip.next()
    await zip.return(undefined)
  })
  expect(left).toBeLessThan(whole / 20)
})

test('where the browser fails again and again it is left alone, and the rest goes as pages', async () => {
  const world = await createWorld()
  await network(world)
  const posts = [MAYOR, 'muni-13120:mayor', 'muni-13101:mayor', 'muni-10201:mayor']
  let tried = 0
  const print = async () => {
    tried++
    return tried === 1 ? new Uint8Array(8) : undefined
  }
  const files = Object.keys(unzip(await bytesOf(foldersZip(world.as('paula'), posts, print))))
  expect([tried, files.filter((name) => name.endsWith('.pdf')).length, files.filter((name) => name.endsWith('.html')).length]).toEqual([3, 1, 4])
})
