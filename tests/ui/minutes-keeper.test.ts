import { expect, test } from 'vitest'

import { createKeeper, joinTexts, type Answer, type Mirrored, type Point, type Ports } from '#app/routes/minutes/keeper.ts'

const blank: Point = { key: 'p1', text: '', version: 0, saved_at: null, saved_by_name: null }

/** A device and a server that answer as they are told, and a clock that moves when it is told. */
function bench(points: Point[] = [blank], mirrored: Record<string, Mirrored> = {}) {
  const store = new Map(Object.entries(mirrored))
  const sent: { key: string; text: string; version: number }[] = []
  const answers: Answer[] = []
  let clock = 0
  let timers: { at: number; run: () => void }[] = []
  const ports: Ports = {
    send: async (point) => {
      sent.push(point)
      return answers.shift() ?? { kind: 'saved', version: point.version + 1, at: `2026-11-24T13:00:0${sent.length}.000Z` }
    },
    store: { read: (key) => store.get(key) ?? null, write: (key, one) => void store.set(key, one), drop: (key) => void store.delete(key) },
    later: (run, ms) => {
      const timer = { at: clock + ms, run }
      timers.push(timer)
      return () => void (timers = timers.filter((one) => one !== timer))
    },
    now: () => clock,
  }
  const keeper = createKeeper(points, ports)
  keeper.restore()
  async function pass(ms: number) {
    const until = clock + ms
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      if (!next) break
      clock = next.at
      timers = timers.filter((one) => one !== next)
      next.run()
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    }
    clock = until
  }
  return { keeper, store, sent, answers, pass, slot: (key = 'p1') => keeper.slots().get(key)! }
}

test('what is typed is on the device within half a second and on the server within two', async () => {
  const { keeper, store, sent, pass, slot } = bench()
  keeper.type('p1', 'SERVIU env')
  await pass(500)
  expect(store.get('p1')).toMatchObject({ text: 'SERVIU env', version: 0 })
  expect(sent).toEqual([])

  await pass(1_500)
  expect(sent).toEqual([{ key: 'p1', text: 'SERVIU env', version: 0 }])
  expect(slot()).toMatchObject({ state: 'kept', version: 1, saved: 'SERVIU env' })
  expect(store.size).toBe(0)
})

test('whoever never pauses is saved all the same, every six seconds', async () => {
  const { keeper, sent, pass } = bench()
  for (let n = 1; n <= 20; n++) {
    keeper.type('p1', 'a'.repeat(n))
    await pass(500)
  }
  expect(sent.length).toBeGreaterThanOrEqual(1)
})

test('typing while a save is on its way sends the rest with the new version', async () => {
  const { keeper, sent, pass, slot } = bench()
  keeper.type('p1', 'uno')
  await pass(1_499)
  const saving = pass(1)
  keeper.type('p1', 'uno y dos')
  await saving
  await pass(2_000)
  expect(sent.at(-1)).toMatchObject({ text: 'uno y dos' })
  expect(slot()).toMatchObject({ state: 'kept', saved: 'uno y dos' })
})

test('a dead network keeps the words on the device and tries again by itself', async () => {
  const { keeper, store, sent, answers, pass, slot } = bench()
  answers.push({ kind: 'unreachable' }, { kind: 'unreachable' })
  keeper.type('p1', 'sin señal')
  await pass(1_500)
  expect(slot().state).toBe('unreachable')
  expect(store.get('p1')?.text).toBe('sin señal')

  await pass(2_000 + 4_000)
  expect(sent).toHaveLength(3)
  expect(slot()).toMatchObject({ state: 'kept', saved: 'sin señal' })
})

test('an expired session waits for its author, typing goes on, and entering again sends everything', async () => {
  const { keeper, sent, answers, pass, slot } = bench()
  answers.push({ kind: 'signed-out' })
  keeper.type('p1', 'uno')
  await pass(1_500)
  expect(slot().state).toBe('signed-out')

  keeper.type('p1', 'uno y dos')
  await pass(10_000)
  expect(sent).toHaveLength(1)
  expect(await keeper.flush()).toBe(true)
  expect(sent[1]).toMatchObject({ text: 'uno y dos', version: 0 })
  expect(slot().state).toBe('kept')
})

test('somebody else’s text is shown beside mine, and nothing is sent until one chooses', async () => {
  const { keeper, store, sent, answers, pass, slot } = bench()
  answers.push({ kind: 'conflict', text: 'de Paula', version: 3, by: 'Paula Díaz', at: '2026-11-24T13:01:00.000Z' })
  keeper.type('p1', 'de Carolina')
  await pass(1_500)
  expect(slot()).toMatchObject({ state: 'conflict', text: 'de Carolina', theirs: { text: 'de Paula', by: 'Paula Díaz', version: 3 } })
  expect(store.get('p1')?.text).toBe('de Carolina')

  keeper.type('p1', 'de Carolina, y más')
  await pass(20_000)
  expect(sent).toHaveLength(1)
  keeper.resolve('p1', joinTexts('de Paula', slot().text))
  await pass(0)
  expect(sent[1]).toEqual({ key: 'p1', text: 'de Paula\nde Carolina, y más', version: 3 })
  expect(slot()).toMatchObject({ state: 'kept', version: 4 })
})

test('a tab that was killed comes back with its words, and sends them', async () => {
  const { keeper, sent, slot } = bench([{ ...blank, text: 'hasta aquí', version: 2 }], { p1: { text: 'hasta aquí y algo más', version: 2, at: 7 } })
  expect(slot()).toMatchObject({ text: 'hasta aquí y algo más', restored_at: 7 })
  expect(await keeper.flush()).toBe(true)
  expect(sent).toEqual([{ key: 'p1', text: 'hasta aquí y algo más', version: 2 }])
  // It is told until one goes on typing: a save takes less than reading does.
  expect(slot()).toMatchObject({ state: 'kept', restored_at: 7 })
  keeper.type('p1', 'hasta aquí y algo más.')
  expect(slot().restored_at).toBeUndefined()
})

test('words that come back to a point somebody wrote meanwhile are a conflict, never an overwriting', () => {
  const { slot } = bench([{ ...blank, text: 'de Paula', version: 5, saved_by_name: 'Paula Díaz' }], { p1: { text: 'lo mío', version: 4, at: 7 } })
  expect(slot()).toMatchObject({ state: 'conflict', text: 'lo mío', theirs: { text: 'de Paula', version: 5, by: 'Paula Díaz' } })
})

test('words that go on from what arrived before the tab was killed are no conflict', () => {
  const { slot } = bench([{ ...blank, text: 'hasta aquí', version: 3 }], { p1: { text: 'hasta aquí y algo más', version: 2, at: 7 } })
  expect(slot()).toMatchObject({ state: 'typing', text: 'hasta aquí y algo más', version: 3 })
})

test('what is typed before the device gives back what it kept comes after it', () => {
  const store = { read: () => ({ text: 'lo de antes', version: 0, at: 7 }), write: () => {}, drop: () => {} }
  const keeper = createKeeper([blank], { send: async () => ({ kind: 'unreachable' }), store, later: () => () => {}, now: () => 0 })
  keeper.type('p1', 'lo de ahora')
  keeper.restore()
  expect(keeper.slots().get('p1')).toMatchObject({ text: 'lo de antes\nlo de ahora', restored_at: 7 })
})

test('before leaving, what is on its way is waited for, and whatever was typed meanwhile is sent too', async () => {
  const { keeper, sent, answers } = bench()
  keeper.type('p1', 'uno')
  const first = keeper.flush()
  keeper.type('p1', 'uno y dos')
  expect(await keeper.flush()).toBe(true)
  await first
  expect(sent.map(({ text, version }) => [text, version])).toEqual([['uno', 0], ['uno y dos', 1]])
  answers.push({ kind: 'unreachable' })
  keeper.type('p1', 'uno, dos y tres')
  expect(await keeper.flush()).toBe(false)
})

test('a point nobody is typing here follows what others save; one being typed does not', async () => {
  const two: Point = { ...blank, key: 'p2' }
  const { keeper, slot } = bench([blank, two])
  keeper.type('p2', 'lo mío')
  keeper.follow([{ ...blank, text: 'de Paula', version: 1 }, { ...two, text: 'también de Paula', version: 1 }])
  expect([slot('p1').text, slot('p2').text]).toEqual(['de Paula', 'lo mío'])
})

test('a refusal is told and the text stays', async () => {
  const { keeper, store, answers, pass, slot } = bench()
  answers.push({ kind: 'refused', text: 'El acta ya no está abierta.' })
  keeper.type('p1', 'tarde')
  await pass(1_500)
  expect(slot()).toMatchObject({ state: 'refused', why: 'El acta ya no está abierta.', text: 'tarde' })
  expect(store.get('p1')?.text).toBe('tarde')
})

test('after a refusal, a shorter text is sent again by itself', async () => {
  const { keeper, sent, answers, pass, slot } = bench()
  answers.push({ kind: 'refused', text: 'Es demasiado largo.' })
  keeper.type('p1', 'larguísimo')
  await pass(1_500)
  keeper.type('p1', 'corto')
  await pass(1_500)
  expect(sent).toHaveLength(2)
  expect(slot()).toMatchObject({ state: 'kept', saved: 'corto' })
})
