import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { LEASE_MS } from '#app/domain/outbox/rules.ts'
import { Conflict } from '#app/lib/errors.ts'
import { edit, invited, pending, read, ROSA, send, wait } from '#tests/support/invitations.ts'
import { itipClient } from '#tests/support/itip-client.ts'
import { mailFates } from '#tests/support/mail-fates.ts'
import { hours } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const steps = ['move', 'move', 'words', 'stop', 'call', 'off', 'on', 'send', 'send', 'send', 'deliver', 'refuse', 'cut', 'lose', 'withdraw', 'die', 'die after'] as const
type Step = (typeof steps)[number]

/** What Rosa reads, and her calendar. */
function rosasMailbox(world: World) {
  const calendar = itipClient(ROSA)
  const read: { text: string; before: string[] }[] = []
  const starts = () => [...calendar.entries.values()].map(({ start }) => start)
  const fates = mailFates(world, ROSA, (text, content) => {
    read.push({ text, before: starts() })
    calendar.get(content)
  })
  return { read, starts, fates }
}

test('whatever becomes of mail, a guest ends with what is so, and no mail says that the hour stays when it does not', { timeout: 900_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom<Step>(...steps), { minLength: 4, maxLength: 18 }), async (plan) => {
    const world = await createWorld()
    const { folio } = await invited(world)
    const mailbox = rosasMailbox(world)
    let day = 1
    const isGuest = async () => (await world.raw.selectFrom('participants').select('id').where('position_id', '=', 'muni-13102:mayor').execute()).length > 0
    const tellAll = async () => {
      if ((await pending(world, folio)).length > 0) await send(world, folio, { waits: true, words: true })
    }

    const acts: Record<Step, () => Promise<unknown>> = {
      move: async () => moveMeeting(world.as('paula'), folio, hours(`2026-12-0${(day = (day % 4) + 1)}`, '10:00', '11:30'), (await read(world, folio)).version),
      words: async () => edit(world, folio, { title: `Mesa ${world.clock.now.getTime()}` }),
      stop: () => changeState(world.as('paula'), folio, 'suspended', null),
      call: () => changeState(world.as('paula'), folio, 'called'),
      off: () => edit(world, folio, { removed: ['cargo:muni-13102:mayor'] }),
      on: async () => !(await isGuest()) && edit(world, folio, { added: [{ position_id: 'muni-13102:mayor' }] }),
      send: tellAll,
      ...mailbox.fates,
    }
    for (const step of plan) {
      await acts[step]().catch((error: unknown) => {
        if (!(error instanceof Conflict)) throw error
      })
      wait(world)
    }

    for (let round = 0; round < 8; round++) {
      world.clock.now = new Date(world.clock.now.getTime() + 60 * LEASE_MS)
      await mailbox.fates.deliver()
      await tellAll()
    }
    const { state, start_local } = await read(world, folio)
    const stands = state === 'called' && (await isGuest())
    expect(mailbox.starts()).toEqual(stands ? [`${start_local}:00`] : [])
    expect((await pending(world, folio)).filter(({ email }) => email === ROSA)).toEqual([])
    for (const { text, before } of mailbox.read.filter(({ text }) => text.includes('siguen igual'))) {
      expect([before.length, before[0]?.slice(8, 10)], text).toEqual([1, String(/Cuándo: \S+ (\d+) de/.exec(text)![1]).padStart(2, '0')])
    }
  }), { numRuns: Number(process.env.RUNS ?? 60) })
})
