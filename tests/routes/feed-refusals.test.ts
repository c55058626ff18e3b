import { expect, test, vi } from 'vitest'

import { revokeFeed } from '#app/domain/feeds/commands.server.ts'
import { disableUser } from '#app/domain/users/commands/edit.server.ts'
import { inWorld } from '#app/lib/http.server.ts'
import { later, makeFeed, poll } from '#tests/support/feeds.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

test('an address that is unknown, altered, revoked, expired or whose owner is gone does not exist', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token, id } = await makeFeed(world)
  const [known, secret] = token.split('.') as [string, string]
  const swapped = (text: string) => text.replace(/[a-zA-Z]/, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
  const other = secret.startsWith('x') ? `y${secret.slice(1)}` : `x${secret.slice(1)}`
  const wrong = [
    `AAAAAAAAAAAA.${secret}`, `${swapped(known)}.${secret}`, `${known}.${swapped(secret)}`, `${known}.${other}`,
    `${known}.${secret.slice(0, -1)}`, `${known}.${secret}A`, `${token}.ics.ics`, known, '..', '%', `${known}.`, `${token} `,
  ]
  const answers: Response[] = []
  for (const text of wrong) answers.push(await poll(text))
  expect((await poll(token)).status).toBe(200)

  await revokeFeed(world.as('paula'), id)
  answers.push(await poll(token))
  const expiring = await makeFeed(world)
  const disabled = await makeFeed(world, {}, 'lidia')
  await disableUser(world.as('alma'), 'lidia')
  answers.push(await poll(disabled.token))
  world.clock.now = new Date('2027-11-24T13:00:00.000Z')
  answers.push(await poll(expiring.token))

  const told = await Promise.all(answers.map(async (answer) => [answer.status, [...answer.headers].join(), await answer.text()].join('|')))
  expect([...new Set(told)]).toEqual(['404|cache-control,no-store,x-robots-tag,noindex|'])
})

test('when the data cannot be read the answer is 503, never an empty calendar', async () => {
  const world = await createWorld()
  const { token } = await makeFeed(world)
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const restore = inWorld(() => {
    throw Object.assign(new Error(`no database for ${token}`), { code: 'ECONNREFUSED' })
  })
  const answer = await poll(token)
  restore()

  expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([503, '300', ''])
  const log = told.mock.calls.map(([line]) => String(line)).join('')
  told.mockRestore()
  expect(log).toContain('ECONNREFUSED')
  expect(log).not.toContain(token.split('.')[1])
})

test('a database that stops at any moment of an answer leaves 503, never a part of a calendar', async () => {
  const world = await createWorld()
  await meetingWith(world)
  const { token } = await makeFeed(world)
  // Of the driver: transactions ask through executors of their own.
  const executor = Object.getPrototypeOf(Object.getPrototypeOf(world.raw.getExecutor()))
  const { executeQuery } = executor
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const answers: [number, string | null, string][] = []
  for (let stops = 0; answers.at(-1)?.[0] !== 200 && stops < 40; stops++) {
    let asked = 0
    const stopped = vi.spyOn(executor, 'executeQuery').mockImplementation(function (this: unknown, ...args: unknown[]) {
      if (asked++ >= stops) return Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
      return Reflect.apply(executeQuery, this, args)
    })
    const answer = await poll(token)
    stopped.mockRestore()
    answers.push([answer.status, answer.headers.get('retry-after'), (await answer.text()).slice(-15)])
  }
  told.mockRestore()

  expect(answers.length).toBeGreaterThan(6)
  expect(answers.pop()).toEqual([200, null, 'END:VCALENDAR\r\n'])
  expect(new Set(answers.map((answer) => answer.join()))).toEqual(new Set(['503,300,']))
})

test('an entry that may not be printed is a 503 for its feed alone, and is reported', async () => {
  const world = await createWorld()
  const { folio } = await meetingWith(world)
  const [all, bilateral] = [await makeFeed(world), await makeFeed(world, { filter: 'tipo=bilateral' })]
  await world.raw.updateTable('meetings').set({ zone: 'America/Ninguna' }).where('folio', '=', folio).execute()
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)

  expect([(await poll(all.token)).status, (await poll(bilateral.token)).status]).toEqual([503, 200])
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
})

test('the 121st request in ten minutes is told to wait, and the next window answers again', async () => {
  const world = await createWorld({ now: '2026-11-24T13:03:20.000Z' })
  const { token } = await makeFeed(world)
  for (let n = 1; n <= 120; n++) expect([n, (await poll(token)).status]).toEqual([n, 200])
  later(world, 3)
  const refused = await poll(token)
  expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([429, '420', ''])
  const { token: another } = await makeFeed(world)
  expect((await poll(another)).status).toBe(200)
  later(world, 7)
  expect((await poll(token)).status).toBe(200)
})
