
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { claimMail, settleMail, setLateAside } from '#app/domain/outbox/commands/claim.server.ts'
import { pauseMail, resumeMail, retryFailed, retryMail, withdrawMail } from '#app/domain/outbox/commands/manage.server.ts'
import { countMail, findStanding, listMail } from '#app/domain/outbox/queries.server.ts'
import { ANSWER_LINK, LEASE_MS, MOST_ATTEMPTS, pauseAfter, withAnswerLink } from '#app/domain/outbox/rules.ts'
import { Conflict, Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.server.ts'
import { leaveMail, mailRow, readMail, sendAll } from '#tests/support/mail.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { post } from '#tests/support/post.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const minutes = (count: number) => count * 60_000
const pass = ({ clock }: World, ms: number) => void (clock.now = new Date(clock.now.getTime() + ms))

/** Somebody invited by mail to a meeting, so that mail can be about one invitation. */
async function invitation(world: World) {
  const { id: meeting_id } = await meetingWith(world)
  const id = newId()
  await world.raw.insertInto('meeting_invitations').values({
    id, meeting_id, name: 'Rosa', email: 'rosa@cerrillos.example', created_at: world.clock.now.toISOString(), created_by: 'paula',
  }).execute()
  return id
}

test('a mail leaves once, with the Message-ID it was born with', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  const key = await leaveMail(world)
  await leaveMail(world, { key })

  expect(await sendAll(world, port)).toBe(1)
  expect(await sendAll(world, port)).toBe(0)
  const row = await mailRow(world, key)
  expect(row).toMatchObject({ state: 'sent', sent_at: world.clock.now.toISOString(), attempts: 1, worker: null, lease_until: null })
  expect((await readMail(received[0]!)).messageId).toBe(`<${row.message_id}>`)
})

test('a server that asks for patience is tried again with growing pauses, and the message is the same', async () => {
  const world = await createWorld()
  let patience = 2
  const { received, port } = await post({ recipient: () => (patience-- > 0 ? { code: 451, message: 'Greylisted, come back' } : undefined) })
  const key = await leaveMail(world)

  await sendAll(world, port)
  expect(await mailRow(world, key)).toMatchObject({ state: 'queued', attempts: 1, last_error: expect.stringContaining('451 Greylisted') })
  expect(await sendAll(world, port)).toBe(0)
  pass(world, minutes(1.26))
  await sendAll(world, port)
  pass(world, minutes(1.26))
  expect(await sendAll(world, port)).toBe(0)
  pass(world, minutes(2))
  await sendAll(world, port)
  expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 3, last_error: null })
  expect(received).toHaveLength(1)
})

test('pauses grow from a minute to six hours and never fall together', () => {
  expect(pauseAfter(1, 0)).toBe(minutes(1))
  expect(pauseAfter(2, 0)).toBe(minutes(2))
  fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
    const pause = pauseAfter(attempts, chance)
    expect(pause).toBeGreaterThanOrEqual(minutes(1))
    expect(pause).toBeLessThanOrEqual(minutes(360))
    expect(pauseAfter(attempts + 1, chance)).toBeGreaterThanOrEqual(pause)
  }))
  expect(new Set([0, 0.3, 0.6, 1].map((chance) => pauseAfter(3, chance))).size).toBe(4)
})

test('a mail that is refused for good waits for somebody, and stops nobody else’s', async () => {
  const world = await createWorld()
  const { received, port } = await post({ recipient: (address) => (address.startsWith('nadie') ? { code: 550, message: 'No such user' } : undefined) })
  const bad = await leaveMail(world, { recipient: 'nadie@cerrillos.example' })
  const worse = await leaveMail(world, { recipient: 'a@b.example, c@d.example' })
  const good = await leaveMail(world)

  await sendAll(world, port)
  expect(await mailRow(world, bad)).toMatchObject({ state: 'failed', last_error: 'El servidor lo rechazó. Dijo: 550 No such user' })
  expect(await mailRow(world, worse)).toMatchObject({ state: 'failed', last_error: 'La dirección no es válida.' })
  expect(await mailRow(world, good)).toMatchObject({ state: 'sent' })
  expect(received.map(({ to }) => to)).toEqual([['rosa@cerrillos.example']])
  expect(await countMail(world.as('alma'))).toEqual({ failed: 2, sent: 1 })
})

test('a mail tried for days ends as failed, also when its worker died every time', async () => {
  const world = await createWorld()
  const { received, port } = await post({ recipient: () => ({ code: 450, message: 'Later' }) })
  const [patient, deadly] = [await leaveMail(world), await leaveMail(world)]
  await world.raw.updateTable('outbox').set({ attempts: MOST_ATTEMPTS - 1 }).where('key', '=', patient).execute()
  await world.raw.updateTable('outbox').set({ attempts: MOST_ATTEMPTS }).where('key', '=', deadly).execute()

  await sendAll(world, port)
  expect(await mailRow(world, patient)).toMatchObject({ state: 'failed', last_error: expect.stringContaining(`${MOST_ATTEMPTS} veces`) })
  expect(await mailRow(world, deadly)).toMatchObject({ state: 'failed', last_error: expect.stringContaining('sin terminar') })
  expect(received).toEqual([])
})

test('what would come too late is not sent, and says so', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  const key = await leaveMail(world, { not_after: '2026-11-24T14:00:00.000Z' })
  const other = await leaveMail(world, { not_after: '2026-11-24T14:00:00.000Z' })
  pass(world, minutes(60))

  await sendAll(world, port)
  expect(await mailRow(world, key)).toMatchObject({ state: 'late' })
  expect(received).toEqual([])
  await world.raw.updateTable('outbox').set({ state: 'queued' }).where('key', '=', other).execute()
  await setLateAside(world.as('system'))
  expect(await mailRow(world, other)).toMatchObject({ state: 'late' })
})

test('a mail taken out of the queue never leaves; one that left cannot be taken out', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  const [kept, withdrawn] = [await leaveMail(world), await leaveMail(world)]
  const { id } = await mailRow(world, withdrawn)

  await withdrawMail(world.as('alma'), id)
  await sendAll(world, port)
  expect(await mailRow(world, withdrawn)).toMatchObject({ state: 'withdrawn' })
  expect(received).toHaveLength(1)
  await expect(withdrawMail(world.as('alma'), (await mailRow(world, kept)).id)).rejects.toThrow(Conflict)
  await expect(withdrawMail(world.as('alma'), id)).rejects.toThrow(Conflict)
})

test('only who administers sees and governs mail, and what it says is told to nobody', async () => {
  const world = await createWorld()
  const key = await leaveMail(world, { body: 'CANARIO', html: '<p>CANARIO</p>' })
  const { id } = await mailRow(world, key)
  for (const who of ['paula', 'elena', 'lidia', 'rosa'] as const) {
    await expect(listMail(world.as(who))).rejects.toThrow(NotFound)
    await expect(retryMail(world.as(who), id)).rejects.toThrow(NotFound)
    await expect(withdrawMail(world.as(who), id)).rejects.toThrow(NotFound)
    await expect(pauseMail(world.as(who))).rejects.toThrow(Forbidden)
    await expect(resumeMail(world.as(who))).rejects.toThrow(Forbidden)
  }
  const { mails } = await listMail(world.as('alma'), { recipient: 'ROSA@' })
  expect(mails).toMatchObject([{ recipient: 'rosa@cerrillos.example', state: 'queued' }])
  expect(JSON.stringify(mails)).not.toContain('CANARIO')
})

test('while mail is paused nothing leaves; then all of it does', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  await leaveMail(world)
  await pauseMail(world.as('alma'))
  await pauseMail(world.as('alma'))

  expect(await sendAll(world, port)).toBe(0)
  expect(await findStanding(world.as('paula'))).toEqual({ configured: false, paused: true, waiting: 1 })
  await resumeMail(world.as('alma'))
  expect(await sendAll(world, port)).toBe(1)
  expect(received).toHaveLength(1)
})

test('a failed mail is tried again when somebody asks, from the beginning', async () => {
  const world = await createWorld()
  let full = true
  const { port } = await post({ recipient: () => (full ? { code: 552, message: 'Mailbox full' } : undefined) })
  const key = await leaveMail(world)
  await sendAll(world, port)
  const { id } = await mailRow(world, key)
  full = false

  await retryMail(world.as('alma'), id)
  await expect(retryMail(world.as('alma'), id)).rejects.toThrow('Solo se reintenta')
  await sendAll(world, port)
  expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 1 })
})

test('of one invitation mail leaves in the order it was made, whatever happens to the first', async () => {
  const world = await createWorld()
  const invitation_id = await invitation(world)
  let patience = 1
  const { received, port } = await post({ message: ({ raw }) => (raw.includes('Primero') && patience-- > 0 ? { code: 451, message: 'Later' } : undefined) })
  await leaveMail(world, { invitation_id, subject: 'Primero' })
  await leaveMail(world, { invitation_id, subject: 'Segundo' })
  await leaveMail(world, { subject: 'De otra' })

  await sendAll(world, port)
  expect(await subjects(received)).toEqual(['De otra'])
  pass(world, minutes(2))
  await sendAll(world, port)
  expect(await subjects(received)).toEqual(['De otra', 'Primero', 'Segundo'])
})

test('a first mail that can never leave holds back none, and is not sent after a later one', async () => {
  const world = await createWorld()
  const invitation_id = await invitation(world)
  const { received, port } = await post({ message: ({ raw }) => (raw.includes('Primero') ? { code: 554, message: 'No' } : undefined) })
  const first = await leaveMail(world, { invitation_id, subject: 'Primero' })
  await leaveMail(world, { invitation_id, subject: 'Segundo', not_after: '2026-11-24T13:00:00.000Z' })
  await leaveMail(world, { invitation_id, subject: 'Tercero' })

  await sendAll(world, port)
  expect(await subjects(received)).toEqual(['Tercero'])
  await expect(retryMail(world.as('alma'), (await mailRow(world, first)).id)).rejects.toThrow('diría lo antiguo')
})

test('everything that failed is tried again in the order it was made, and nothing after what is newer', async () => {
  const world = await createWorld()
  const [one, other] = [await invitation(world), await invitation(world)]
  let full = true
  const { received, port } = await post({ recipient: () => (full ? { code: 552, message: 'Mailbox full' } : undefined) })
  for (const [invitation_id, subject] of [[one, 'Primero'], [other, 'Viejo'], [one, 'Segundo']] as const) await leaveMail(world, { invitation_id, subject })
  await sendAll(world, port)
  full = false
  await leaveMail(world, { invitation_id: other, subject: 'Nuevo' })
  await expect(retryFailed(world.as('paula'))).rejects.toThrow(Forbidden)

  expect(await retryFailed(world.as('alma'))).toEqual({ retried: 2, refused: 1 })
  await sendAll(world, port)
  const order = await subjects(received)
  expect(order.toSorted()).toEqual(['Nuevo', 'Primero', 'Segundo'])
  expect(order.indexOf('Primero')).toBeLessThan(order.indexOf('Segundo'))
})

test('whatever servers answer and whoever sends, nothing of an invitation overtakes what came before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ of: fc.integer({ min: 0, max: 2 }), answer: fc.constantFrom('sent', 'later', 'refused', 'died') }), { minLength: 3, maxLength: 12 }), async (plan) => {
      const world = await createWorld()
      const invitations = [await invitation(world), await invitation(world), null]
      for (const { of } of plan) await leaveMail(world, { invitation_id: invitations[of] })
      const left: { id: string; of: string | null }[] = []
      for (let turn = 0; turn < 100; turn++) {
        const mail = await claimMail(world.as('system'), `w${turn % 2}`)
        const { answer } = plan[turn % plan.length]!
        if (mail && answer !== 'died') {
          const outcome = answer === 'sent' ? { kind: 'sent' as const } : { kind: answer, reason: 'No.' }
          await settleMail(world.as('system'), mail, outcome)
          if (answer === 'sent') left.push({ id: mail.id, of: mail.invitation_id })
        }
        if (!mail) pass(world, minutes(5))
      }
      for (const of of invitations.slice(0, 2)) {
        const own = left.filter((one) => one.of === of).map(({ id }) => id)
        expect(own).toEqual(own.toSorted())
      }
      expect(new Set(left.map(({ id }) => id)).size).toBe(left.length)
    }),
    { numRuns: 8 },
  )
})

test('two workers never take the same mail', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  for (let at = 0; at < 60; at++) await leaveMail(world, { recipient: `persona${at}@red.example` })

  const attempts = await Promise.all(['uno', 'dos', 'tres', 'cuatro'].map((worker) => sendAll(world, port, { worker })))
  expect(attempts.reduce((all, one) => all + one)).toBe(60)
  expect(new Set(received.map(({ to }) => to[0])).size).toBe(60)
  expect(received).toHaveLength(60)
})

test('what a worker that died was sending is sent by another, and the dead one settles nothing', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  const key = await leaveMail(world)
  const taken = (await claimMail(world.as('system'), 'muerto'))!

  expect(await sendAll(world, port)).toBe(0)
  pass(world, LEASE_MS)
  expect(await sendAll(world, port)).toBe(1)
  expect(received).toHaveLength(1)
  expect(await settleMail(world.as('system'), taken, { kind: 'refused', reason: 'No.' })).toBe(false)
  expect(await mailRow(world, key)).toMatchObject({ state: 'sent', attempts: 2, last_error: null })
})

test('what a mail lacks is added when it leaves, and without it the mail stays', async () => {
  const world = await createWorld()
  const { received, port } = await post()
  const completed = await leaveMail(world, { topic: 'prueba', body: `Responda en ${ANSWER_LINK}`, html: `<a href="${ANSWER_LINK}">Responder</a>` })
  const broken = await leaveMail(world, { topic: 'rota' })
  const gone = await leaveMail(world, { topic: 'vana' })
  const lacking = await leaveMail(world, { body: ANSWER_LINK })
  const completions = {
    prueba: async (_ctx: unknown, mail: { body: string; html: string | null }) => withAnswerLink(mail, 'https://hilvan.example/r/1'),
    rota: () => Promise.reject(new TypeError('CANARIO')),
    vana: async () => null,
  }

  await sendAll(world, port, { completions })
  const mail = await readMail(received[0]!)
  expect([mail.text?.trim(), mail.html]).toEqual(['Responda en https://hilvan.example/r/1', expect.stringContaining('href="https://hilvan.example/r/1"')])
  expect((await mailRow(world, completed)).body).toContain(ANSWER_LINK)
  expect(await mailRow(world, broken)).toMatchObject({ state: 'queued', last_error: 'No se pudo preparar (TypeError).' })
  expect(await mailRow(world, gone)).toMatchObject({ state: 'withdrawn' })
  expect(await mailRow(world, lacking)).toMatchObject({ state: 'failed' })
  expect(received).toHaveLength(1)
})

const subjects = async (received: Parameters<typeof readMail>[0][]) => Promise.all(received.map(async (mail) => (await readMail(mail)).subject))
