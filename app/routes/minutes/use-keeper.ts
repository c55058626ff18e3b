import { useEffect, useState, useSyncExternalStore } from 'react'

import { TOO_LONG } from '#app/domain/minutes/terms.ts'

import { createKeeper, type Answer, type Mirrored, type Point, type Ports } from './keeper.ts'

const FOLLOW_MS = 8_000
/** Says to the server that this page keeps what it sends: an ended session need not keep it too. */
const KEPT_HERE = 'x-hilvan-guardado'
const REFUSED = 'Este punto no se pudo guardar. Su texto sigue en este equipo: cópielo antes de salir.'

/** `action` is where points are saved and asked for; `draft` and `owner`, of which minutes and whose the words are. */
type Of = { action: string; draft: string; owner: string }

/** The keeper of this page. */
export function useKeeper(points: Point[], { action, draft, owner }: Of) {
  const [keeper] = useState(() => createKeeper(points, portsOf({ action, draft, owner })))
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

function portsOf({ action, draft, owner }: Of): Ports {
  const name = (key: string) => `hilvan:acta:${owner}:${draft}:${key}`
  return {
    send: (point) => send(action, { draft, ...point }),
    store: {
      read: (key) => parse(typeof localStorage === 'undefined' ? null : localStorage.getItem(name(key))),
      write: (key, mirrored) => {
        try {
          localStorage.setItem(name(key), JSON.stringify(mirrored))
        } catch {
          // A device without room: the server still gets every word.
        }
      },
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
async function send(action: string, { draft, key, text, version }: { draft: string; key: string; text: string; version: number }): Promise<Answer> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      body: new URLSearchParams({ draft, key, text, version: String(version) }),
      headers: { [KEPT_HERE]: '1' },
      redirect: 'manual',
      keepalive: text.length < 30_000,
    })
    if (answer.type === 'opaqueredirect') return { kind: 'signed-out' }
    if (answer.status >= 500) return { kind: 'unreachable' }
    const said = (await answer.json().catch(() => ({}))) as Partial<Answer>
    return said.kind ? (said as Answer) : { kind: 'refused', text: answer.status === 413 ? TOO_LONG : REFUSED }
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
