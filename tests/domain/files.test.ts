import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { sweepFiles } from '#app/domain/files/commands.server.ts'
import { findFile } from '#app/domain/files/queries.server.ts'
import { undoUpdate } from '#app/domain/commitments/commands/undo.server.ts'
import { systemViewer } from '#app/lib/context.server.ts'
import { pathOf, readUpload } from '#app/lib/uploads.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { multipart, PDF, useFileStore } from '#tests/support/uploads.ts'
import { createWorld, type World } from '#tests/support/world.ts'

async function keep(text: string, hoursAgo: number) {
  const form = multipart({}, { name: 'a.pdf', bytes: `${PDF}${text}` })
  const { file } = await readUpload(new Request('http://localhost:3000/x', { method: 'POST', body: form }))
  const at = new Date(Date.now() - hoursAgo * 3_600_000)
  utimesSync(pathOf(file!.sha256), at, at)
  return file!
}

/** As the worker does it, all day long. */
async function sweepAllDay({ db }: World) {
  let removed = 0
  for (let minute = 0; minute < 24 * 60; minute += 10) {
    removed += await sweepFiles({ db, viewer: systemViewer, now: new Date(Date.now() + minute * 60_000) })
  }
  return removed
}

test('what was sent with a form that was refused is gone a day later; what proves something stays, undone or not', async () => {
  const world = await createWorld()
  const store = useFileStore()
  const { id } = await makeCommitment(world)
  const proof = await keep('sirve', 100)
  const undone = await keep('deshecho', 100)
  await declareCommitment(world.as('paula'), id, { declared_state: 'delivered', text: null, evidence: [{ kind: 'file', file: proof }] })
  await declareCommitment(world.as('paula'), id, { declared_state: 'delivered', text: null, evidence: [{ kind: 'file', file: undone }] })
  const { id: last } = await world.raw.selectFrom('commitment_updates').select('id').where('version', 'is not', null).orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow()
  await undoUpdate(world.as('paula'), last)
  const refused = await keep('sobra', 25)
  const fresh = await keep('recién', -24)
  writeFileSync(join(store, 'files', '.cortado.tmp'), 'medio')
  utimesSync(join(store, 'files', '.cortado.tmp'), new Date(0), new Date(0))

  expect(await sweepAllDay(world)).toBe(2)
  expect([proof, undone, refused, fresh].map(({ sha256 }) => existsSync(pathOf(sha256)))).toEqual([true, true, false, true])
  expect(readdirSync(join(store, 'files')).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('the file of evidence that was withdrawn is not served any more', async () => {
  const world = await createWorld()
  useFileStore()
  const { id } = await makeCommitment(world)
  await declareCommitment(world.as('rosa'), id, { declared_state: 'delivered', text: null, evidence: [{ kind: 'file', file: await keep('x', 0) }] })
  const { id: file } = await world.raw.selectFrom('files').select('id').executeTakeFirstOrThrow()
  expect(await findFile(world.as('rosa'), file)).toBeDefined()
  const { id: said } = await world.raw.selectFrom('commitment_updates').select('id').where('kind', '=', 'declared').executeTakeFirstOrThrow()
  await undoUpdate(world.as('rosa'), said)

  expect(await findFile(world.as('paula'), file)).toBeUndefined()
})

test('an empty store, or none, is nothing to sweep', async () => {
  const world = await createWorld()
  const store = useFileStore()
  expect(await sweepAllDay(world)).toBe(0)
  mkdirSync(join(store, 'files'))
  expect(await sweepAllDay(world)).toBe(0)
})
