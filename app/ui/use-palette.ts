import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { listRecent } from './recent-pages.ts'
import { fetchOptions } from './suggestions.ts'
import type { Option } from './use-picker.ts'

export type PaletteOption = Option & { to: string; group: string; pieces?: { text: string; hit?: true }[] }

const WAIT_MS = 90

/** What the palette knows and does. `asked` rises each time somebody wants it open; `go` takes them where they chose. */
export function usePalette({ asked, source, owner, from, go }: { asked: number; source: string; owner: string; from: string; go: (to: string) => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [options, setOptions] = useState<PaletteOption[]>([])
  const [state, setState] = useState<'ready' | 'searching' | 'failed'>('ready')
  const [active, setActive] = useState(0)
  const [search] = useState(() => fetchOptions<PaletteOption>(WAIT_MS))

  useEffect(() => search.stop, [search])

  function type(value: string) {
    const recent = value.trim() ? [] : listRecent(owner).filter(({ to }) => to !== from)
    setText(value)
    setState('searching')
    search.start(`${source}?desde=${encodeURIComponent(from)}`, value, (found) => {
      setState(found ? 'ready' : 'failed')
      setOptions([...recent.map(({ to, label }) => ({ id: `reciente:${to}`, label, to, group: 'Recientes' })), ...(found ?? [])])
      setActive(0)
    })
  }

  useEffect(() => {
    if (!dialog.current || dialog.current.open) return
    dialog.current.showModal()
    type('')
    // Opened again, it starts again.
  }, [asked])

  function choose(to: string) {
    dialog.current?.close()
    go(to)
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const last = options.length - 1
    const moves: Record<string, number> = { ArrowDown: active >= last ? 0 : active + 1, ArrowUp: active <= 0 ? last : active - 1 }
    const next = moves[event.key]
    if (next !== undefined) {
      event.preventDefault()
      setActive(next)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const option = state === 'ready' ? options[active] : undefined
      if (option) choose(option.to)
      else if (text.trim()) choose(`/buscar?q=${encodeURIComponent(text.trim())}`)
    }
  }

  return { dialog, text, options, state, active, type, press, choose, point: setActive }
}
