import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import { letterhead } from '#app/lib/env.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { closeBrowser, printPdf } from '#app/lib/pdf.server.ts'
import { loader as pdfFile } from '#app/routes/documents/pdf.ts'
import { loader as printPage } from '#app/routes/documents/print.tsx'
import { printable } from '#app/routes/documents/printable.server.tsx'
import { sendPdf } from '#app/routes/documents/send.server.ts'
import { loader as wordFile } from '#app/routes/documents/word.ts'
import { loader as portalMeetings } from '#app/routes/portal/meetings.tsx'
import { loader as portalPdf } from '#app/routes/portal/minutes-pdf.ts'
import { loader as portalMinutes } from '#app/routes/portal/minutes.tsx'
import { meetingWith } from '#tests/support/meetings.ts'
import { closedMinutes, hashOf } from '#tests/support/minutes.ts'
import { unzip } from '#tests/support/parsers/zip.ts'
import { createWorld, type World } from '#tests/support/world.ts'

import { findBrowser } from '../../scripts/browser.ts'

const CANARY = 'CANARIO-SOLO-INTERNO'
const participants = [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }]

/** Closed minutes of a held meeting around which internal things were written. */
async function heldMeeting(world: World) {
  const meeting = await meetingWith(world, { participants })
  const stamps = { created_at: '2026-11-24T13:00:00.000Z', created_by: 'paula' }
  await world.raw.updateTable('meetings').set({ state: 'held', description: CANARY }).where('id', '=', meeting.id).execute()
  await world.raw.insertInto('minutes_entries').values([
    { id: newId(), meeting_id: meeting.id, sort: 1, kind: 'note', audience: 'internal', internal_text: CANARY, ...stamps },
    { id: newId(), meeting_id: meeting.id, sort: 2, kind: 'note', audience: 'shared', shared_text: 'Escrito después de cerrar', ...stamps },
  ]).execute()
  await world.raw.insertInto('internal_notes').values({ id: newId(), subject_type: 'meeting', subject_id: meeting.id, internal_text: CANARY, ...stamps }).execute()
  const closed = await closedMinutes(world, meeting)
  // A correction that is being typed: nothing of it is said yet.
  const typed = { id: newId(), meeting_id: meeting.id, number: 9, state: 'draft' as const, started_at: '2026-11-24T13:00:00.000Z', started_by: 'paula' }
  await world.raw.insertInto('minutes').values(typed).execute()
  await world.raw.insertInto('minutes_points').values({ id: newId(), minutes_id: typed.id, internal_text: CANARY, updated_at: stamps.created_at, updated_by: 'paula' }).execute()
  return { ...meeting, ...closed }
}

const asked = (folio: string, search = '') => [`/reuniones/${folio}/acta${search}`, { params: { folio } }] as const
const statusOf = (answer: Promise<unknown>) => answer.then(() => 200, (error: { init?: { status: number } }) => error.init?.status)
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

test('every document is drawn from what was frozen: nothing internal, nor written later, is in any', async () => {
  const world = await createWorld()
  const { folio } = await heldMeeting(world)
  const [path, args] = asked(folio)
  const page = JSON.stringify(await world.visit(printPage, 'lidia', path, args))
  const sheet = printable((await findCopy(world.as('lidia'), folio))!, false)
  const word = Object.values(unzip(await bytesOf(await world.visit(wordFile, 'lidia', path, args)))).join('\n')
  const portal = JSON.stringify(await world.visit(portalMinutes, 'rosa', `/m${path}`, args))
  for (const drawn of [page, sheet, word, portal]) {
    expect(drawn).toContain('Enviar los informes previos de tres predios')
    expect(drawn).not.toMatch(/CANARIO|Escrito después/)
  }
})

test('the sheet says the record, the version, the hash of the stored text, and when, for whom and by whom it was made', async () => {
  const world = await createWorld()
  const { folio, content, content_hash } = await heldMeeting(world)
  expect(content_hash).toBe(hashOf(content))
  const whole = printable((await findCopy(world.as('elena'), folio))!, false)
  expect(whole).toContain(`<code>${content_hash}</code>`)
  expect(whole).toContain(letterhead())
  expect(whole).toContain('Texto completo, para todas las partes.')
  expect(whole).toContain('Copia para todas las partes, hecha el 24-11-2026 10:00, hora de Santiago, por Elena Muñoz Tapia')
  expect(whole).toMatch(/<html lang="es-CL"/)

  const { foot } = await world.visit(printPage, 'elena', ...asked(folio, '?parte=muni-13102'))
  expect(foot).toEqual({
    record: `${folio} · Acta v1`,
    copy: 'Extracto para Municipalidad de Cerrillos, hecho el 24-11-2026 10:00, hora de Santiago, por Elena Muñoz Tapia',
    mark: `SHA-256 ${content_hash.slice(0, 12)}`,
  })
})

test('an excerpt tells for whom it is and leaves out what others owe', async () => {
  const world = await createWorld()
  const { folio } = await heldMeeting(world)
  const copy = (await findCopy(world.as('elena'), folio, { institution_id: 'muni-13102' }))!
  const sheet = printable(copy, true)
  expect(sheet).toContain('Extracto para Municipalidad de Cerrillos: texto común y sus compromisos.')
  expect(sheet).toContain('Emitir el informe de tasación')
  expect(sheet).toContain('Nada en este extracto.')
  expect(sheet).toContain('hoja-oficio')
  expect(sheet).not.toMatch(/plano regulador|C-2026-0414|A-2026-0032/)

  const { bar } = await world.visit(printPage, 'elena', ...asked(folio, '?parte=muni-13102'))
  expect(bar.parties).toHaveLength(3)
  expect(bar.message).not.toContain('plano regulador')
})

test('the latest version is shown, earlier ones can be asked for, and what does not exist is 404', async () => {
  const world = await createWorld()
  const meeting = await heldMeeting(world)
  const { folio } = meeting
  await closedMinutes(world, meeting, { number: 2, reason: 'El aporte vence el 2 de diciembre.' })
  const shown = async (search = '') => {
    const { copy, bar } = await world.visit(printPage, 'paula', ...asked(folio, search))
    return [copy.content.number, bar.version, bar.latest]
  }
  expect(await shown()).toEqual([2, 2, 2])
  expect(await shown('?version=1')).toEqual([1, 1, 2])
  expect(printable((await findCopy(world.as('paula'), folio))!, false)).toContain('Versión 2: corrige la versión 1. Motivo: El aporte vence el 2 de diciembre.')

  for (const loader of [printPage, pdfFile, wordFile]) {
    for (const search of ['?version=3', '?version=0', '?version=uno', '?parte=muni-13120', '?parte=nadie']) {
      expect(await statusOf(world.visit(loader as typeof printPage, 'paula', ...asked(folio, search))), search).toBe(404)
    }
    expect(await statusOf(world.visit(loader as typeof printPage, 'paula', ...asked('R-2026-9999')))).toBe(404)
  }
})

test('the PDF is tagged, has its title and language, and leaves a trace', async () => {
  await findBrowser()
  onTestFinished(closeBrowser)
  const world = await createWorld()
  const { id, folio } = await heldMeeting(world)
  const answer = await world.visit(pdfFile, 'elena', ...asked(folio, '?parte=muni-13102'))
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="acta-${folio}-v1-extracto-cerrillos.pdf"`,
    'cache-control': 'no-store',
  })
  const text = (await bytesOf(answer)).toString('latin1')
  expect(text.slice(0, 5)).toBe('%PDF-')
  for (const mark of ['/MarkInfo', '/Marked true', '/StructTreeRoot', '/Lang (es-CL)']) expect(text).toContain(mark)
  expect(titleOf(text)).toBe(`Acta ${folio} v1 · Mesa técnica de suelo · extracto para Municipalidad de Cerrillos`)
  expect(await listActivity(world.as('alma'), 'meeting', id, 1)).toMatchObject([
    { action: 'minutes.exported', actor_name: 'Elena Muñoz Tapia', sentence: `descargó el acta ${folio} v1 en PDF, extracto para Municipalidad de Cerrillos` },
  ])
})

test('a page that is printed reaches nothing and runs nothing', async () => {
  await findBrowser()
  onTestFinished(closeBrowser)
  let asked = 0
  const server = createServer((_, answer) => void (asked++, answer.end()))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const page = `<!doctype html><html lang="es"><title>antes</title><script>document.title = "corrió"</script>
    <link rel="stylesheet" href="${there}/a.css"><img src="${there}/x.png"><iframe src="${there}/marco"></iframe></html>`
  expect(titleOf(Buffer.from((await printPdf(page))!).toString('latin1'))).toBe('antes')
  expect(asked).toBe(0)
})

/** The title in the first dictionary of a PDF, plain or in UTF-16. */
function titleOf(pdf: string) {
  const [, plain, hex] = /\/Title (?:\(((?:\\.|[^)\\])*)\)|<FEFF([0-9A-F]+)>)/.exec(pdf) ?? []
  return plain ?? Buffer.from(hex!, 'hex').swap16().toString('utf16le')
}

test('where no browser makes the PDF one is led to print by hand, and nothing is said to have been downloaded', async () => {
  const world = await createWorld()
  const { id, folio } = await heldMeeting(world)
  const ctx = world.as('elena')
  const byHand = `/reuniones/${folio}/acta/imprimir`
  const answer = await sendPdf(ctx, (await findCopy(ctx, folio))!, new Request(`http://localhost:3000/reuniones/${folio}/acta.pdf`), byHand, async () => undefined)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, byHand])
  expect(decodeURIComponent(answer.headers.get('set-cookie')!)).toContain('Guardar como PDF')
  expect((await listActivity(world.as('alma'), 'meeting', id)).map(({ action }) => action)).not.toContain('minutes.exported')
})

test('the Word file has the same words, in real headings and tables, in Chilean Spanish, and leaves a trace', async () => {
  const world = await createWorld()
  const { id, folio, content_hash } = await heldMeeting(world)
  const answer = await world.visit(wordFile, 'lidia', ...asked(folio))
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="acta-${folio}-v1.docx"`)
  const files = unzip(await bytesOf(answer))
  const body = files['word/document.xml']!
  for (const words of [
    'Mesa técnica de suelo', 'Rosa Sanhueza Vera', 'Alcaldesa', 'Asistió', '1. Terrenos del banco de suelo', 'Se revisó la lista común de terrenos.',
    'A-2026-0032', 'Entregar el plano regulador vigente', 'Dirección de Obras', '10 días hábiles · vence miércoles 9 de diciembre de 2026', content_hash,
    'Copia para todas las partes, hecha el 24-11-2026 10:00, hora de Santiago, por Lidia Pino Araya',
  ]) expect(body).toContain(words)
  expect(body.match(/<w:tblHeader/g)).toHaveLength(2)
  expect(body.match(/w:val="Heading1"/g)).toHaveLength(4)
  expect(files['word/styles.xml']).toContain('w:lang w:val="es-CL"')
  expect(Object.entries(files).find(([name]) => /header\d\.xml$/.test(name))![1]).toContain(`${folio} · Acta v1`)
  expect(Object.entries(files).find(([name]) => /footer\d\.xml$/.test(name))![1]).toMatch(/PAGE.*NUMPAGES/s)
  expect(await listActivity(world.as('alma'), 'meeting', id, 1)).toMatchObject([{ sentence: `descargó el acta ${folio} v1 en Word` }])
})

test('asking for the headers of a file leaves no trace', async () => {
  const world = await createWorld()
  const { id, folio } = await heldMeeting(world)
  const [path, args] = asked(folio)
  for (const loader of [pdfFile, wordFile]) {
    const head = await world.visit(loader, 'elena', path, { ...args, method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  }
  expect((await listActivity(world.as('alma'), 'meeting', id)).map(({ action }) => action)).not.toContain('minutes.exported')
})

test('a leader finds the minutes among their meetings and reads their excerpt; for another municipality they do not exist', async () => {
  const world = await createWorld()
  const { folio } = await heldMeeting(world)
  await meetingWith(world, { title: 'Sin acta', participants })
  world.clock.now = new Date('2026-11-27T13:00:00.000Z')
  const { past } = await world.visit(portalMeetings, 'rosa', '/m/reuniones')
  expect(past.map(({ minutes }) => minutes)).toEqual(expect.arrayContaining([`/m/reuniones/${folio}/acta`, null]))

  const path = `/m/reuniones/${folio}/acta`
  const page = await world.visit(portalMinutes, 'rosa', path, { params: { folio } })
  expect(page).toMatchObject({ party: { institution_id: 'muni-13102' }, content: { commitments: [{ folio: 'C-2026-0412' }, { folio: 'C-2026-0413' }] } })
  expect(JSON.stringify(page)).not.toContain('plano regulador')
  const file = await world.visit(portalPdf, 'rosa', `${path}.pdf`, { params: { folio }, method: 'HEAD' })
  expect(file.headers.get('content-disposition')).toContain('-extracto-cerrillos.pdf')

  const unknown = await world.visit(portalMinutes, 'ines', path, { params: { folio: 'R-2026-9999' } }).catch((error: unknown) => error)
  for (const loader of [portalMinutes, portalPdf]) {
    await expect(world.visit(loader as typeof portalMinutes, 'ines', path, { params: { folio } })).rejects.toEqual(unknown)
  }
})
