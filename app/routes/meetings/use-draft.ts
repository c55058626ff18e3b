import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useState, type RefObject } from 'react'

import { useHydrated } from '#app/ui/use-hydrated.ts'

type Values = Record<string, string | string[]>
type Stored = { at: number; entries: [string, string][] }
export type Draft = ReturnType<typeof useDraft>

const WAIT_MS = 500
/** Choosing from a list is a click or a key, not an input. */
const TOUCHES = ['input', 'keyup', 'click'] as const
const KEPT_MS = 7 * 24 * 3600_000
/** Made anew by every page: they are nobody's words. */
const NOT_TYPED = new Set(['operation_id', 'version', 'more'])

const clock = new Intl.DateTimeFormat('es-CL', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/**
 * Mirrors the form inside `box` on this device, half a second after a key and when it is sent, and brings it back if
 * the page was lost.
 * The mirror is forgotten once saving leads to an address that starts with `done`. `off`: the server has sent the
 * words itself.
 */
export function useDraft(key: string, box: RefObject<HTMLElement>, { off, done }: { off: boolean; done: string }) {
  const alive = useHydrated()
  // Read once, before anything is written; shown only after hydration, since the server could not know it.
  const [found, setFound] = useState(() => (off ? null : read(key)))
  const restored = alive && found ? { at: clock.format(found.at), values: valuesOf(found.entries) } : null
  const { pathname } = useLocation()
  const { state, location, formMethod } = useNavigation()
  const saved = state === 'loading' && formMethod === 'POST' && location.pathname.startsWith(done) && location.pathname !== pathname

  useEffect(() => {
    if (saved) return localStorage.removeItem(key)
    let timer: ReturnType<typeof setTimeout> | undefined
    const blank = JSON.stringify(entriesOf(box.current))
    const mirror = () => {
      clearTimeout(timer)
      timer = undefined
      const entries = entriesOf(box.current)
      if (entries.length === 0) return
      if (JSON.stringify(entries) === blank) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), entries } satisfies Stored))
    }
    const isOurs = ({ target }: Event) => target instanceof Node && box.current?.contains(target)
    const wait = (event: Event) => {
      // Counted from the first key: whoever never pauses loses no more than that.
      if (isOurs(event)) timer ??= setTimeout(mirror, WAIT_MS)
    }
    const sent = (event: Event) => {
      if (isOurs(event)) mirror()
    }
    window.addEventListener('submit', sent)
    for (const type of TOUCHES) window.addEventListener(type, wait)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('submit', sent)
      for (const type of TOUCHES) window.removeEventListener(type, wait)
    }
  }, [key, box, saved])

  function discard() {
    localStorage.removeItem(key)
    setFound(null)
  }

  return { restored, discard }
}

function entriesOf(element: HTMLElement | null): Stored['entries'] {
  const form = element?.querySelector('form')
  if (!form) return []
  return [...new FormData(form).entries()].flatMap(([name, value]) =>
    typeof value === 'string' && !NOT_TYPED.has(name) ? [[name, value] as [string, string]] : [])
}

function read(key: string): Stored | null {
  if (typeof window === 'undefined') return null
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Stored | null
    return stored && Date.now() - stored.at < KEPT_MS ? stored : null
  } catch {
    return null
  }
}

function valuesOf(entries: Stored['entries']): Values {
  const values: Values = {}
  for (const [name, value] of entries) {
    const before = values[name]
    values[name] = before === undefined ? value : [before, value].flat()
  }
  return values
}
