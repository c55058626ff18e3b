import { expect, onTestFinished, test } from 'vitest'

import { listCommitments } from '#app/domain/commitments/queries.server.ts'
import { applyHandover } from '#app/domain/handovers/commands/apply.server.ts'
import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { undoHandover } from '#app/domain/handovers/commands/undo.server.ts'
import { findHandover } from '#app/domain/handovers/queries.server.ts'
import { previewHandover } from '#app/domain/handovers/queries/preview.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findCopy } from '#app/domain/minutes/queries/closed.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { listHoldersOn } from '#app/domain/tenures/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { closeBrowser } from '#app/lib/pdf.server.ts'
import { printable } from '#app/routes/documents/printable.server.tsx'
import { loader as folders } from '#app/routes/handovers/task.ts'
import { lookAt, mint } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { tableHashes } from '#tests/support/hashes.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { unzip } from '#tests/support/parsers/zip.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** Seventy municipalities with a mayor since 2024, the first of them Cerrillos. */
async function seventy(world: World) {
  const rows = await world.raw.selectFrom('institutions').select(['id', 'short_name']).where('kind', '=', 'municipality').orderBy('id').execute()
  const first = rows.filter(({ id }) => id === 'muni-13102')
  const members = [...first, ...rows.filter(({ id }) => id !== 'muni-13102')].slice(0, 70)
  for (const [at, { id }] of members.entries()) await inOffice(world, `${id}:mayor`, ['Rosa', `Antigua${LETTERS[at]}`, 'Vera'])
  return members.map((member) => ({ ...member, mayor: `${member.id}:mayor` }))
}

async function begin({ as }: World, list: string) {
  const begun = await beginHandover(as('paula'), { operation_id: undefined, name: 'Alcaldías', post_kind: 'mayor', starts_on: '2026-11-25', source: null, list })
  if (begun.errors) throw new Error(JSON.stringify(begun.errors))
  return begun.id
}

const LETTERS = Array.from({ length: 70 }, (_, at) => String.fromCodePoint(97 + Math.floor(at / 26)) + String.fromCodePoint(97 + (at % 26)))

test('seventy mayors change in a day: what was signed prints the old names, what is owed stays, and the old links die', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const members = await seventy(world)
  const posts = members.map(({ mayor }) => mayor)
  for (const { id, mayor } of members) await makeCommitment(world, { debtor_id: id, beneficiary_ids: ['serviu-13'], responsible_position_id: mayor, text: `De ${id}`, due_on: '2029-03-01' })
  const { id: meeting, folio } = await meetingWith(world, { when: hours('2026-11-24', '09:00', '10:00'), participants: [{ position_id: posts[0]! }, { position_id: posts[1]! }] })
  await startMinutes(paula, folio)
  const guests = await listParticipants(paula, found(await findMeeting(paula, folio)))
  await takeAttendance(paula, folio, { rows: guests.map((guest) => ({ id: guest.id, attended: 'present' as const })) })
  await closeMinutes(paula, folio, { seen: versionsOf(await findDraft(paula, meeting)), recipient_ids: [], review: false })
  const print = async () => printable(found(await findCopy(paula, folio)), false)
  const owed = () => listCommitments(paula, { view: 'todos', state: 'abiertos' })
  const left = /^(handover.*|operations)$/
  const before = { printed: await print(), owed: await owed() }
  expect(before.printed).toContain('Rosa Antiguaaa Vera')

  const list = ['Municipalidad\tNombre\tFecha', ...members.map(({ short_name }, at) => `${short_name}\tMarta Nueva${LETTERS[at]} Soto\t25-11-2026`)].join('\n')
  const id = await begin(world, list)
  const lines = await previewHandover(paula, found(await findHandover(paula, id)))
  expect(lines.filter(({ outcome, ending }) => outcome === 'starts' && ending.length === 1)).toHaveLength(70)
  const token = await mint(world, posts[0]!)
  const withLink = await tableHashes(world, left)
  await applyHandover(paula, id, found(await findHandover(paula, id)).version)

  const eve = await listHoldersOn(paula, posts, '2026-11-24')
  const day = await listHoldersOn(paula, posts, '2026-11-25')
  expect([eve.filter((one) => nameOf(one).startsWith('Rosa Antigua')).length, day.filter((one) => nameOf(one).startsWith('Marta Nueva')).length]).toEqual([70, 70])
  expect(await owed()).toEqual(before.owed)
  expect(await lookAt(world, token)).toMatchObject({ data: { door: 'open' } })
  world.clock.now = new Date('2026-11-25T13:00:00.000Z')
  expect(await lookAt(world, token)).toMatchObject({ init: { status: 404 } })
  world.clock.now = new Date('2026-11-24T13:00:00.000Z')
  expect(await print()).toBe(before.printed)

  expect(await undoHandover(paula, id)).toBe(0)
  expect(await tableHashes(world, left)).toEqual(withLink)
})

test('the folders of everybody who takes over come in one zip, and none before the list is applied', async () => {
  onTestFinished(closeBrowser)
  const world = await createWorld()
  const paula = world.as('paula')
  const id = await begin(world, 'Cerrillos; Ana Soto Muñoz\nCastro; Luis Rivera Paz')
  const asked = { params: { id, tarea: 'carpetas.zip' } }
  await expect(world.visit(folders, 'paula', '/x', asked)).rejects.toMatchObject({ init: { status: 404 } })
  await applyHandover(paula, id, found(await findHandover(paula, id)).version)

  const files = unzip(Buffer.from(await (await world.visit(folders, 'paula', '/x', asked)).arrayBuffer()))
  expect([...new Set(Object.keys(files).map((name) => name.split('/')[0]))]).toEqual(['carpeta-de-bienvenida-cerrillos', 'carpeta-de-bienvenida-castro'])
})
