import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findNamed, search, suggestWords } from '#app/domain/search/queries.server.ts'
import { loader as page } from '#app/routes/search/index.tsx'
import { loader as palette } from '#app/routes/search/palette.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { hours, inOffice, meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CASTRO = 'muni-10201'

/** One of everything that says «quelonio», of Cerrillos alone, with minutes that were closed. */
async function onlyOfCerrillos(world: World) {
  const paula = world.as('paula')
  await inOffice(world, 'muni-13102:mayor', ['Quelonio', 'Soto'])
  const { id, folio } = await meetingWith(world, {
    title: 'Mesa del quelonio', when: hours('2026-11-24', '09:00', '10:00'), participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }],
  })
  await startMinutes(paula, folio)
  const draft = async () => (await findDraft(paula, id))!
  const text = 'Se habla del quelonio\na: Cuidar al quelonio @cerrillos\nc: Pesar al quelonio @serviu 10 días hábiles\ni: CANARIO quelonio secreto'
  await savePoint(paula, folio, { draft: (await draft()).id, key: '', version: 0, text })
  await closeMinutes(paula, folio, { seen: versionsOf(await draft()), recipient_ids: [], review: false })
  await makeAgreement(world, { text: 'Convenio del quelonio' })
  const commitment = await makeCommitment(world, { text: 'Alimentar al quelonio' })
  const file = { sha256: 'b'.repeat(64), name: 'quelonio.pdf', media_type: 'application/pdf', size: 10 }
  await declareCommitment(paula, commitment.id, { declared_state: 'delivered', text: null, evidence: [{ kind: 'file', file }] })
  await makeRequest(world, { subject: 'Permiso del quelonio' })
  return { folio, commitment }
}

const told = async ({ as }: World, q: string, who: Name) => (await search(as(who), q)).map(({ group, found }) => `${group} ${found}`)

test('a leader finds what is theirs, and of anybody else nothing, not even how much there is', async () => {
  const world = await createWorld()
  const { folio, commitment } = await onlyOfCerrillos(world)
  for (const q of ['quelonio', 'quel', 'mesa quelonio', 'cerrillos', 'quelonio cerrillos', 'serviu', folio, commitment.folio, 'permiso', 'convenio', 'pesar']) {
    expect(await told(world, q, 'ines'), q).toEqual([])
    expect(await findNamed(world.as('ines'), q), q).toBeUndefined()
  }
  expect(await suggestWords(world.as('ines'), 'quelomio')).toBeUndefined()
  expect(await suggestWords(world.as('ines'), 'cerrilos')).toBeUndefined()
  expect(await told(world, 'castro', 'ines')).toEqual(['institutions 1'])

  const own = await told(world, 'quelonio', 'rosa')
  expect(own).toEqual(['meetings 1', 'minutes 1', 'agreements 2', 'commitments 1', 'requests 1', 'files 1'])
  expect(await told(world, 'quelonio', 'lidia')).toContain('people 1')
})

test('neither the page nor the palette is there for a leader', async () => {
  const world = await createWorld()
  await onlyOfCerrillos(world)
  for (const who of ['rosa', 'ines'] as const) {
    for (const [loader, path] of [[page, '/buscar?q=quelonio'], [page, '/buscar?q=quelonio&en=actas'], [palette, '/buscar/paleta?q=quelonio']] as const) {
      await expect(world.visit(loader, who, path), path).rejects.toMatchObject({ init: { status: 404 } })
    }
  }
})

test('what is internal in minutes is in no answer, excerpt, count or suggestion of anybody', async () => {
  const world = await createWorld()
  await onlyOfCerrillos(world)
  for (const who of ['paula', 'elena', 'lidia', 'alma', 'rosa', 'ines'] as const) {
    expect(await told(world, 'canario', who), who).toEqual([])
    expect(await suggestWords(world.as(who), 'camario'), who).toBeUndefined()
    expect(JSON.stringify(await search(world.as(who), 'quelonio')), who).not.toMatch(/canario|secreto/i)
  }
  expect(await (await world.visit(palette, 'lidia', '/buscar/paleta?q=quelonio')).text()).not.toMatch(/canario|secreto/i)
})

test('a leader reads what is common in minutes once they are closed, and no draft', async () => {
  const world = await createWorld()
  await meetingWith(world, { title: 'Reunión del ornitorrinco', state: 'draft', participants: [{ institution_id: CASTRO }] })
  expect(await told(world, 'ornitorrinco', 'ines')).toEqual([])
  expect(await told(world, 'ornitorrinco', 'lidia')).toEqual(['meetings 1'])

  const { folio, id } = await meetingWith(world, { participants: [{ institution_id: CASTRO }], when: hours('2026-11-24', '09:00', '10:00') })
  const paula = world.as('paula')
  await startMinutes(paula, folio)
  const draft = (await findDraft(paula, id))!
  await savePoint(paula, folio, { draft: draft.id, key: '', version: 0, text: 'Se nombra al equidna' })
  for (const who of ['ines', 'paula'] as const) expect(await told(world, 'equidna', who)).toEqual([])
  await closeMinutes(paula, folio, { seen: versionsOf((await findDraft(paula, id))!), recipient_ids: [], review: false })
  for (const who of ['ines', 'paula'] as const) expect(await told(world, 'equidna', who)).toEqual(['minutes 1'])
  expect(await told(world, 'equidna', 'rosa')).toEqual([])
})
