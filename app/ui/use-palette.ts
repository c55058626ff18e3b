import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { listRecent } from './recent-pages.ts'
import { fetchOptions } from './suggestions.ts'
import type { Option } from './use-picker.ts'

export type PaletteOption = Option & { to: string; group: string; pieces?: { text: string; hit?: true }[] }

const WAIT_MS = 90

/** What the palette knows and does: it opens as it is drawn. `from` is the page on which it was asked for; `go` leads away. */
export function usePalette({ source, owner, from, go }: { source: string; owner: string; from: string; go: (to: string) => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [page] = useState(from)
  const [text, setText] = useState('')
  const [options, setOptions] = useState<PaletteOption[]>([])
  const [state, setState] = useState<'ready' | 'searching' | 'failed'>('searching')
  const [active, setActive] = useState(0)
  const [search] = useState(() => fetchOptions<PaletteOption>(WAIT_MS))

  // Enter was pressed before the answer came: it leads to the first one.
  const hurried = useRef(false)

  const choose = useCallback((to: string) => {
    dialog.current?.close()
    go(to)
  }, [go])

  const ask = useCallback((value: string) => {
    const recent = value.trim() ? [] : listRecent(owner).filter(({ to }) => to !== page)
    search.start(`${source}?desde=${encodeURIComponent(page)}`, value, (found) => {
      if (hurried.current) return choose(found?.[0]?.to ?? pageOf(value))
      setState(found ? 'ready' : 'failed')
      setOptions([...recent.map(({ to, label }) => ({ id: `reciente:${to}`, label, to, group: 'Recientes' })), ...(found ?? [])])
      setActive(0)
    })
  }, [search, source, owner, page, choose])

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
    ask('')
    return search.stop
  }, [ask, search])

  function type(value: string) {
    setText(value)
    setState('searching')
    hurried.current = false
    ask(value)
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
      else if (state === 'searching') hurried.current = text.trim() !== ''
      else if (text.trim()) choose(pageOf(text))
    }
  }

  return { dialog, text, options, state, active, type, press, choose, point: setActive }
}

const pageOf = (words: string) => `/buscar?q=${encodeURIComponent(words.trim())}`
