import { expect, test } from 'vitest'

import { findClosedMinutes, findCopy, listMeetingsWithMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { excerptFor, fileName, partiesOf, versionLine } from '#app/domain/minutes/rules/documents.ts'
import { summaryText } from '#app/domain/minutes/rules/summary.ts'
import { newId } from '#app/lib/ids.server.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { closedMinutes, hashOf, minutesContent } from '#tests/support/minutes.ts'
import { createWorld } from '#tests/support/world.ts'

const CERRILLOS = 'muni-13102'
const both = { participants: [{ institution_id: CERRILLOS }, { institution_id: 'serviu-13' }] }

test('an excerpt keeps the common text and what the party owes and receives, and leaves out what is of others', () => {
  const { points, agreements, commitments, attendance } = excerptFor(minutesContent(), CERRILLOS)
  expect(agreements.map(({ folio }) => folio)).toEqual(['A-2026-0031'])
  expect(commitments.map(({ folio }) => folio)).toEqual(['C-2026-0412', 'C-2026-0413'])
  expect(points[0]!.entries.map(({ text }) => text)).toEqual([
    'Se revisó la lista común de terrenos.', 'La próxima sesión será en Cerrillos.', 'Priorizar tres terrenos', 'Cerrillos envía los informes previos',
  ])
  expect(points[1]).toEqual({ number: 2, title: 'Varios', entries: [] })
  expect(attendance).toHaveLength(2)
})

test('a line that registered something for several keeps only the folios of the party, and one that says of nobody is left out', () => {
  const content = minutesContent({
    points: [{
      number: 1, title: 'Uno', entries: [
        { kind: 'commitment', text: 'Cerrillos y Castro envían lo suyo', folios: ['C-2026-0412', 'C-2026-0414'] },
        { kind: 'commitment', text: 'Alguien hará algo', folios: [] },
      ],
    }],
  })
  expect(excerptFor(content, CERRILLOS).points[0]!.entries).toEqual([
    { kind: 'commitment', text: 'Cerrillos y Castro envían lo suyo', folios: ['C-2026-0412'] },
  ])
})

test('whoever took part in nothing gets the common text alone', () => {
  const { points, agreements, commitments } = excerptFor(minutesContent(), 'muni-13120')
  expect([agreements, commitments]).toEqual([[], []])
  expect(points[0]!.entries.map(({ kind }) => kind)).toEqual(['note', 'decision'])
})

test('the parties are everybody who agrees, owes or receives, once each and by name', () => {
  expect(partiesOf(minutesContent()).map(({ name }) => name)).toEqual(['Municipalidad de Castro', 'Municipalidad de Cerrillos', 'SERVIU Metropolitano'])
})

test('the message for WhatsApp says what was agreed and then what each party owes, with dates and folios', () => {
  expect(summaryText(minutesContent())).toBe(`*Mesa técnica de suelo*, martes 24 de noviembre de 2026
Acta R-2026-0114

*Acuerdos*
- Priorizar tres terrenos del banco de suelo (A-2026-0031)
- Actualizar el plano regulador de Castro (A-2026-0032)

*Municipalidad de Cerrillos debe*
- Enviar los informes previos de tres predios: vence el 09-12-2026 (C-2026-0412)

*SERVIU Metropolitano debe*
- Emitir el informe de tasación: vence con la próxima sesión (C-2026-0413)

*Municipalidad de Castro debe*
- Entregar el plano regulador vigente: vence el 04-12-2026 (C-2026-0414)`)
})

test('the message for one party starts with what it owes and says nothing of others', () => {
  const text = summaryText(minutesContent(), 'muni-10201')
  expect(text).toContain('*Municipalidad de Castro debe*\n- Entregar el plano regulador vigente')
  expect(text).not.toMatch(/Cerrillos|tasación/)
  expect(summaryText(minutesContent(), 'serviu-13').indexOf('*SERVIU')).toBeLessThan(summaryText(minutesContent(), 'serviu-13').indexOf('*Municipalidad'))
})

test('a term without a date goes on in the sentence', () => {
  const [commitment] = minutesContent().commitments
  expect(summaryText(minutesContent({ commitments: [{ ...commitment!, due_on: null, due: 'Sin fecha' }] }))).toContain('tres predios: sin fecha (C-2026-0412)')
})

test('no asterisk of a title breaks the bold of a message, and no message leads to a login', () => {
  const content = minutesContent({ agreements: [], commitments: [] })
  const text = summaryText({ ...content, meeting: { ...content.meeting, title: 'Mesa *urgente*\nde suelo' } })
  expect(text).toContain('*Mesa urgente de suelo*, martes')
  expect(text).toContain('Sin acuerdos ni compromisos.')
  expect(text).not.toContain('http')
})

test('files are named for the meeting, the version and whose excerpt they are', () => {
  expect(fileName(minutesContent(), null)).toBe('acta-R-2026-0114-v1')
  expect(fileName(minutesContent({ number: 2 }), { institution_id: 'x', name: 'Municipalidad de Ñuñoa' })).toBe('acta-R-2026-0114-v2-extracto-nunoa')
  expect(fileName(minutesContent(), { institution_id: 'x', name: 'SERVIU Biobío' })).toBe('acta-R-2026-0114-v1-extracto-serviu-biobio')
})

test('a version says which one it corrects and why, and whether a later one corrects it', () => {
  expect(versionLine(minutesContent(), 1)).toBeNull()
  expect(versionLine(minutesContent({ number: 2, reason: 'Faltaba Castro.' }), 2)).toBe('Versión 2: corrige la versión 1. Motivo: Faltaba Castro.')
  expect(versionLine(minutesContent(), 2)).toBe('Hay una versión posterior, la 2, que la corrige.')
})

test('of closed minutes the latest version is read unless another is asked for; a draft is nobody’s', async () => {
  const world = await createWorld()
  const meeting = await meetingWith(world, both)
  expect(await findClosedMinutes(world.as('elena'), meeting.folio)).toBeUndefined()
  await closedMinutes(world, meeting)
  await closedMinutes(world, meeting, { number: 2, reason: 'Faltaba Castro.' })
  const draft = { started_at: '2026-11-24T13:00:00.000Z', started_by: 'paula' }
  await world.raw.insertInto('minutes').values({ id: newId(), meeting_id: meeting.id, number: 3, state: 'draft', ...draft }).execute()

  expect(await findClosedMinutes(world.as('elena'), meeting.folio)).toMatchObject({ number: 2, latest: 2, content: { reason: 'Faltaba Castro.' } })
  expect(await findClosedMinutes(world.as('elena'), meeting.id, 1)).toMatchObject({ number: 1, latest: 2 })
  expect(await findClosedMinutes(world.as('elena'), meeting.folio, 3)).toBeUndefined()
})

test('a leader reads only what is common and their own, and nothing of meetings they were not asked to', async () => {
  const world = await createWorld()
  const meeting = await meetingWith(world, both)
  const other = await meetingWith(world, { participants: [{ institution_id: 'muni-10201' }] })
  await closedMinutes(world, meeting)
  await closedMinutes(world, other)

  const minutes = await findClosedMinutes(world.as('rosa'), meeting.folio)
  expect(minutes!.content).toEqual(excerptFor({ ...minutesContent(), meeting: { ...minutesContent().meeting, folio: meeting.folio } }, CERRILLOS))
  expect(await findCopy(world.as('rosa'), meeting.folio, { institution_id: 'muni-10201' })).toMatchObject({ party: { institution_id: CERRILLOS } })
  expect(await findClosedMinutes(world.as('rosa'), other.folio)).toBeUndefined()
  expect(await findClosedMinutes(world.as('ines'), meeting.folio)).toBeUndefined()
  expect(await listMeetingsWithMinutes(world.as('rosa'), [meeting.id, other.id])).toEqual(new Set([meeting.id]))
})

test('text that is not the one that was closed is shown to nobody', async () => {
  const world = await createWorld()
  const meeting = await meetingWith(world, both)
  const content = JSON.stringify(minutesContent())
  const at = '2026-11-24T15:00:00.000Z'
  await world.raw.insertInto('minutes').values({
    id: newId(), meeting_id: meeting.id, number: 1, state: 'approved', content, content_hash: hashOf(`${content} `),
    started_at: at, started_by: 'paula', closed_at: at, closed_by: 'paula',
  }).execute()
  await expect(findClosedMinutes(world.as('elena'), meeting.folio)).rejects.toThrow('no es el que se cerró')
})
