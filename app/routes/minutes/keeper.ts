/**
 * Keeps what is typed: on this device half a second after a key, on the server a second and a half after the last one.
 * Knows nothing of React nor of the browser: what it needs is given, so that a test can be a slow network or a full disk.
 */

export type Point = { key: string; text: string; version: number; saved_at: string | null; saved_by_name: string | null }

/** What the server answers to a save; `signed-out` and `unreachable` are found out on the way. */
export type Answer =
  | { kind: 'saved'; version: number; at: string }
  | { kind: 'conflict'; version: number; at: string; by: string; text: string }
  | { kind: 'refused'; text: string }
  | { kind: 'signed-out' }
  | { kind: 'unreachable' }

export type Mirrored = { text: string; version: number; at: number }

export type Ports = {
  send: (point: { key: string; text: string; version: number }) => Promise<Answer>
  store: { read: (key: string) => Mirrored | null; write: (key: string, mirrored: Mirrored) => void; drop: (key: string) => void }
  later: (run: () => void, ms: number) => () => void
  now: () => number
}

export type Slot = {
  text: string
  /** Of the server's text that `text` started from. */
  version: number
  /** What the server has. */
  saved: string
  saved_at: string | null
  state: 'kept' | 'typing' | 'saving' | 'signed-out' | 'unreachable' | 'refused' | 'conflict'
  /** Why it was refused. */
  why?: string
  /** What somebody else wrote meanwhile. */
  theirs?: { text: string; version: number; by: string; at: string }
  /** When the words that came back from this device were typed. */
  restored_at?: number
}

const MIRROR_MS = 500
const SAVE_MS = 1_500
/** Whoever never pauses is saved all the same. */
const LONGEST_MS = 6_000
const RETRY_MS = [2_000, 4_000, 8_000, 15_000]

export function createKeeper(points: Point[], { send, store, later, now }: Ports) {
  const slots = new Map(points.map((point) => [point.key, openSlot(point, null)]))
  const listeners = new Set<() => void>()
  const timers = new Map<string, () => void>()
  const firstKey = new Map<string, number>()
  const busy = new Map<string, Promise<void>>()
  let failures = 0
  let shown = new Map(slots)

  function change(key: string, part: Partial<Slot>) {
    slots.set(key, { ...slots.get(key)!, ...part })
    shown = new Map(slots)
    for (const listener of listeners) listener()
  }

  function wait(name: string, run: () => void, ms: number) {
    timers.get(name)?.()
    timers.set(name, later(() => {
      timers.delete(name)
      run()
    }, ms))
  }

  function mirror(key: string) {
    const { text, version, saved } = slots.get(key)!
    if (text === saved) store.drop(key)
    else store.write(key, { text, version, at: now() })
  }

  function type(key: string, text: string) {
    const slot = slots.get(key)!
    if (text === slot.text) return
    const blocked = slot.state === 'conflict' || slot.state === 'signed-out'
    change(key, { text, state: blocked ? slot.state : 'typing', restored_at: undefined })
    if (!timers.has(`mirror ${key}`)) wait(`mirror ${key}`, () => mirror(key), MIRROR_MS)
    if (blocked) return
    const since = firstKey.get(key) ?? now()
    firstKey.set(key, since)
    wait(`save ${key}`, () => void save(key), Math.max(0, Math.min(SAVE_MS, since + LONGEST_MS - now())))
  }

  async function save(key: string) {
    const { text, version, saved, theirs } = slots.get(key)!
    if (busy.has(key) || theirs) return busy.get(key)
    firstKey.delete(key)
    if (text === saved) return change(key, { state: 'kept' })
    const sending = send({ key, text, version }).then((answer) => {
      busy.delete(key)
      settle(key, text, answer)
    })
    busy.set(key, sending)
    change(key, { state: 'saving' })
    await sending
  }

  function settle(key: string, sent: string, answer: Answer) {
    if (answer.kind !== 'unreachable') failures = 0
    if (answer.kind === 'saved') {
      const same = slots.get(key)!.text === sent
      change(key, { saved: sent, version: answer.version, saved_at: answer.at, state: same ? 'kept' : 'typing' })
      mirror(key)
      if (!same) wait(`save ${key}`, () => void save(key), SAVE_MS)
    } else if (answer.kind === 'conflict') {
      const { text, version, by, at } = answer
      change(key, { state: 'conflict', theirs: { text, version, by, at } })
      mirror(key)
    } else if (answer.kind === 'refused') {
      change(key, { state: 'refused', why: answer.text })
      mirror(key)
    } else {
      change(key, { state: answer.kind })
      mirror(key)
      if (answer.kind === 'unreachable') wait(`save ${key}`, () => void save(key), RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]!)
    }
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** The same map until something changes. */
    slots: () => shown,
    type,
    /** Brings back what this device kept; what was typed before that comes after it. */
    restore() {
      for (const point of points) {
        const mirrored = store.read(point.key)
        if (!mirrored) continue
        const { text, saved } = slots.get(point.key)!
        const kept = openSlot(point, mirrored)
        change(point.key, text === saved ? kept : { ...kept, text: joinTexts(kept.text, text) })
      }
    },
    /** Chooses the text of a point that two people wrote; it starts from what the other one saved. */
    resolve(key: string, text: string) {
      const { theirs } = slots.get(key)!
      if (!theirs) return
      change(key, { theirs: undefined, version: theirs.version, saved: theirs.text, saved_at: theirs.at, text, state: 'typing' })
      mirror(key)
      void save(key)
    },
    /**
     * Sends what is waiting: after signing in again, when the network comes back, before leaving. Answers whether the
     * server has everything.
     */
    async flush(): Promise<boolean> {
      const waiting = [...slots].filter(([, { text, saved, state }]) => text !== saved && state !== 'conflict').map(([key]) => key)
      for (const key of waiting) mirror(key)
      await Promise.all(waiting.map(async (key) => {
        const before = busy.get(key)
        if (before) await before
        await save(key)
      }))
      return [...slots.values()].every(({ text, saved }) => text === saved)
    },
    /** What the server has by now. A point nobody is typing here follows it; any other finds out when it is saved. */
    follow(latest: Point[]) {
      for (const point of latest) {
        const slot = slots.get(point.key)
        if (!slot) {
          slots.set(point.key, openSlot(point, store.read(point.key)))
          change(point.key, {})
        } else if (slot.text === slot.saved && point.version > slot.version) {
          change(point.key, { text: point.text, saved: point.text, version: point.version, saved_at: point.saved_at })
        }
      }
    },
    stop() {
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
  }
}

/** A point as it opens: with what this device kept of it, when that never reached the server. */
export function openSlot({ text, version, saved_at, saved_by_name }: Point, mirrored: Mirrored | null): Slot {
  const blank: Slot = { text, version, saved: text, saved_at, state: 'kept' }
  if (!mirrored || mirrored.text === text) return blank
  const restored: Slot = { ...blank, text: mirrored.text, state: 'typing', restored_at: mirrored.at }
  // Whatever was saved meanwhile is among these words: a save that arrived, and whose answer did not.
  if (mirrored.version === version || mirrored.text.startsWith(text)) return restored
  return { ...restored, version: mirrored.version, state: 'conflict', theirs: { text, version, by: saved_by_name ?? 'Alguien', at: saved_at ?? '' } }
}

/** Both texts in one: theirs, and then the lines of mine that it does not have. */
export function joinTexts(theirs: string, mine: string) {
  const has = new Set(theirs.split('\n').map((line) => line.trim()))
  const added = mine.split('\n').filter((line) => line.trim() !== '' && !has.has(line.trim()))
  return [theirs.trimEnd(), ...added].filter(Boolean).join('\n')
}
