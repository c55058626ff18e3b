import { expect, test } from 'vitest'

import { giveErrand } from '#app/domain/access/commands/errand.server.ts'
import { listErrands } from '#app/domain/access/queries/errands.server.ts'
import { visibleAgreements } from '#app/domain/agreements/queries.server.ts'
import { visibleCommitments } from '#app/domain/commitments/queries.server.ts'
import { createFeed } from '#app/domain/feeds/commands.server.ts'
import { visibleContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { visibleMeetings } from '#app/domain/meetings/queries.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { undoMerge } from '#app/domain/merges/commands/undo.server.ts'
import { remindOn } from '#app/domain/reminders/commands/remind.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { appoint, contextOf, deviceOf } from '#tests/support/access.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { textAt } from '#tests/support/feeds.ts'
import { email } from '#tests/support/invitations.ts'
import { sendAll, openPost } from '#tests/support/mail.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const [CERRILLOS, CASTRO, NUNOA] = ['muni-13102', 'muni-10201', 'muni-13120']

/** As one of the cast, with the institution that their account has now. */
async function now(world: World, who: 'rosa' | 'ines'): Promise<Context> {
  const ctx = world.as(who)
  const { institution_id } = await world.raw.selectFrom('users').select('institution_id').where('id', '=', who).executeTakeFirstOrThrow()
  return { ...ctx, viewer: { ...ctx.viewer, institution_id } }
}

/** Everything of the network that somebody may see, in order. */
async function seenBy(ctx: Context): Promise<string[]> {
  const commitments = await visibleCommitments(ctx).select('commitments.folio').execute()
  const meetings = await visibleMeetings(ctx).select('meetings.folio').execute()
  const agreements = await visibleAgreements(ctx).select('agreements.folio').execute()
  const points = await visibleContactPoints(ctx).select('contact_points.value as folio').execute()
  return [...new Set([...commitments, ...meetings, ...agreements, ...points].map(({ folio }) => folio))].toSorted()
}

/** What each of three municipalities has: a meeting, an agreement, what it owes and what it is owed. */
async function three(world: World) {
  for (const [at, institution_id] of [CERRILLOS, CASTRO, NUNOA].entries()) {
    await meetingWith(world, { title: `Mesa ${at}`, when: hours(`2026-11-2${at + 4}`, '10:00', '11:00'), participants: [{ institution_id }] })
    const { id: agreement_id } = await makeAgreement(world, { parties: [{ institution_id, role: 'obliged' }, { institution_id: 'serviu-13', role: 'beneficiary' }] })
    await makeCommitment(world, { agreement_id, debtor_id: institution_id, beneficiary_ids: ['serviu-13'] })
    await makeCommitment(world, { debtor_id: 'serviu-13', beneficiary_ids: [institution_id] })
    await email(world, 'institution', institution_id, `partes${at}@muni.example`)
  }
}

const merged = async (world: World, kept_id = CERRILLOS, gone_id = CASTRO) =>
  ((await merge(world.as('paula'), 'institution', { kept_id, gone_id, version: 1, gone_version: 1, choices: {} })) as { id: string }).id

test('leaders of two institutions that become one see what either saw, nothing else, and each their own again when it is undone', async () => {
  const world = await createWorld()
  await three(world)
  const before = { rosa: await seenBy(await now(world, 'rosa')), ines: await seenBy(await now(world, 'ines')) }
  expect(before.rosa.filter((folio) => before.ines.includes(folio) && !folio.includes('@'))).toEqual([])

  const id = await merged(world)
  const union = [...new Set([...before.rosa, ...before.ines])].toSorted()
  expect([await seenBy(await now(world, 'rosa')), await seenBy(await now(world, 'ines'))]).toEqual([union, union])

  await undoMerge(world.as('paula'), id)
  expect({ rosa: await seenBy(await now(world, 'rosa')), ines: await seenBy(await now(world, 'ines')) }).toEqual(before)
})

test('a session, a calendar and an errand that began while two institutions were one go back with the post they are of', async () => {
  const world = await createWorld()
  await three(world)
  await appoint(world, { given_names: 'Inés', first_surname: 'Barría' }, 'muni-10201:mayor')
  const { folio, id: commitment_id } = await makeCommitment(world, { debtor_id: CASTRO, text: 'Deuda de Castro' })
  const id = await merged(world)

  const device = await deviceOf(world, 'muni-10201:mayor')
  const mayor = await contextOf(world, device)
  expect(mayor.viewer.institution_id).toBe(CERRILLOS)
  const { shownOnce } = await createFeed(mayor, { name: 'Mi teléfono', detail: 'full', include_due: true, filter: '', operation_id: undefined })
  await giveErrand(mayor, commitment_id, { name: 'Ana Pérez', email: null, operation_id: undefined })
  expect(await textAt(shownOnce!)).toMatch(/Mesa 0[^]*Mesa 1|Mesa 1[^]*Mesa 0/)

  await undoMerge(world.as('paula'), id)
  const back = await contextOf(world, device)
  expect(back.viewer.institution_id).toBe(CASTRO)
  expect(await textAt(shownOnce!)).not.toContain('Mesa 0')
  expect(await listErrands(back, [commitment_id])).toMatchObject([{ name: 'Ana Pérez' }])
  expect(await seenBy(back)).toContain(folio)
  const astray = await world.raw
    .selectFrom('users').innerJoin('tenures', 'tenures.id', 'users.tenure_id').innerJoin('positions', 'positions.id', 'tenures.position_id')
    .select('users.id').whereRef('users.institution_id', '<>', 'positions.institution_id').execute()
  expect(astray).toEqual([])
})

test('a mail that waits while a merge is undone tells nobody of the other institution', async () => {
  const world = await createWorld()
  const { received, port, close } = await openPost()
  await appoint(world, { given_names: 'Inés', first_surname: 'Barría' }, 'muni-10201:mayor')
  await email(world, 'position', 'muni-10201:mayor', 'alcaldia@castro.example')
  const [own, other] = [await makeCommitment(world, { debtor_id: CASTRO, text: 'De Castro', responsible_position_id: 'muni-10201:mayor' }), await makeCommitment(world, { debtor_id: CERRILLOS, text: 'De Cerrillos' })]
  const id = await merged(world)
  await world.raw.updateTable('commitments').set({ responsible_position_id: 'muni-10201:mayor' }).where('id', 'in', [own.id, other.id]).execute()
  world.clock.now = new Date('2026-11-27T11:05:00.000Z')
  await atomically(world.as('system'), (ctx) => remindOn(ctx, '2026-11-27'))
  await undoMerge(world.as('paula'), id)
  await sendAll(world, port)
  await close()
  expect(received.filter(({ to }) => to.includes('alcaldia@castro.example'))).toEqual([])
})
