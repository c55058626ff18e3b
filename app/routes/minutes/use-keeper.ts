import { useEffect, useState, useSyncExternalStore } from 'react'

import { createKeeper, type Answer, type Mirrored, type Point, type Ports } from './keeper.ts'

const FOLLOW_MS = 8_000

/**
 * The keeper of this page. `action` is where points are saved and asked for; `owner` tells whose words and of which
 * minutes the mirror on this device is.
 */
export function useKeeper(points: Point[], { action, owner }: { action: string; owner: string }) {
  const [keeper] = useState(() => createKeeper(points, portsOf(action, owner)))
  const slots = useSyncExternalStore(keeper.subscribe, keeper.slots, keeper.slots)

  useEffect(() => keeper.follow(points), [keeper, points])

  useEffect(() => {
    // Only now: the server could not know what this device kept, and the page starts as the server painted it.
    keeper.restore()
    void keeper.flush()
    const ask = async () => {
      if (document.visibilityState !== 'visible') return
      const answer = await fetch(action, { redirect: 'manual' }).catch(() => undefined)
      if (answer?.ok) keeper.follow(((await answer.json()) as { points: Point[] }).points)
    }
    const timer = setInterval(() => void ask(), FOLLOW_MS)
    const back = () => void keeper.flush()
    window.addEventListener('online', back)
    window.addEventListener('focus', back)
    window.addEventListener('pagehide', back)
    return () => {
      clearInterval(timer)
      for (const type of ['online', 'focus', 'pagehide']) window.removeEventListener(type, back)
      back()
      keeper.stop()
    }
  }, [keeper, action])

  return { keeper, slots }
}

function portsOf(action: string, owner: string): Ports {
  const name = (key: string) => `hilvan:acta:${owner}:${key}`
  return {
    send: (point) => send(action, point),
    store: {
      read: (key) => parse(typeof localStorage === 'undefined' ? null : localStorage.getItem(name(key))),
      write: (key, mirrored) => localStorage.setItem(name(key), JSON.stringify(mirrored)),
      drop: (key) => localStorage.removeItem(name(key)),
    },
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    now: () => Date.now(),
  }
}

/** A redirection is the door: the session ended, and what was sent waits for its author. */
async function send(action: string, { key, text, version }: { key: string; text: string; version: number }): Promise<Answer> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      body: new URLSearchParams({ key, text, version: String(version) }),
      redirect: 'manual',
      keepalive: text.length < 30_000,
    })
    if (answer.type === 'opaqueredirect') return { kind: 'signed-out' }
    if (answer.status >= 500) return { kind: 'unreachable' }
    return (await answer.json()) as Answer
  } catch {
    return { kind: 'unreachable' }
  }
}

function parse(stored: string | null): Mirrored | null {
  try {
    return stored ? (JSON.parse(stored) as Mirrored) : null
  } catch {
    return null
  }
}
