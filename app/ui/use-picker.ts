import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react'

import { useFeedback } from './feedback.tsx'
import { fetchOptions } from './suggestions.ts'
import { useHydrated } from './use-hydrated.ts'

export type Option = { id: string; label: string; detail?: string }

const WAIT_MS = 120

/** What a picker knows and does. `alive` is false until the browser runs it. */
export function usePicker({
  name, source, chosen: initial, suggestions, multiple, onChoose,
}: {
  name: string
  source: string
  chosen: Option[]
  suggestions: Option[]
  multiple?: boolean
  onChoose?: (chosen: Option[]) => void
}) {
  const { values } = useFeedback()
  const input = useRef<HTMLInputElement>(null)
  const alive = useHydrated()
  const [chosen, setChosen] = useState(() => restore(name, values) ?? initial)
  const [text, setText] = useState(() => [values?.[`${name}_text`]].flat()[0] ?? '')
  const [options, setOptions] = useState<Option[]>(suggestions)
  const [state, setState] = useState<'ready' | 'searching' | 'failed'>('ready')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const [search] = useState(() => fetchOptions(WAIT_MS))

  useEffect(() => search.stop, [search])

  const free = options.filter(({ id }) => !chosen.some((one) => one.id === id))

  function keep(next: Option[]) {
    setChosen(next)
    onChoose?.(next)
  }

  function close() {
    setOpen(false)
    setActive(-1)
  }

  function choose(option: Option) {
    search.stop()
    keep(multiple ? [...chosen, option] : [option])
    if (input.current) input.current.value = ''
    setText('')
    setOptions(suggestions)
    close()
    input.current?.focus()
  }

  function remove(id: string) {
    keep(chosen.filter((one) => one.id !== id))
    input.current?.focus()
  }

  function type(value: string) {
    setText(value)
    setActive(-1)
    if (!value.trim()) {
      search.stop()
      setState('ready')
      setOptions(suggestions)
      return setOpen(suggestions.length > 0)
    }
    setState('searching')
    setOpen(true)
    search.start(source, value, (found) => {
      setState(found ? 'ready' : 'failed')
      setOptions(found ?? [])
      setActive(found && found.length > 0 ? 0 : -1)
    })
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const { key } = event
    if (key === 'Backspace' && !text && chosen.length > 0) return remove(chosen[chosen.length - 1]!.id)
    if (key === 'Escape' && open) {
      event.stopPropagation()
      return close()
    }
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (!open) return setOpen(free.length > 0 || state !== 'ready')
      const step = key === 'ArrowDown' ? 1 : -1
      return setActive((active + step + free.length) % Math.max(free.length, 1))
    }
    const option = open ? free[active] : undefined
    if (key === 'Enter' && option && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      choose(option)
    }
    if (key === 'Tab' && option && text) choose(option)
  }

  return {
    input, alive, chosen, text, state, open, active, options: free,
    choose, remove, type, press,
    suggest: () => setOpen(free.length > 0 && suggestions.length > 0 && !text),
    leave: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) close()
    },
    focusInput: (event: PointerEvent) => {
      if (event.target !== event.currentTarget) return
      event.preventDefault()
      input.current?.focus()
    },
  }
}

/** The chips of a form that was refused before JavaScript: their words came back as `id:label`. */
function restore(name: string, values?: Record<string, string | string[]>): Option[] | undefined {
  if (!values) return undefined
  const ids = [values[name] ?? []].flat().filter(Boolean)
  const labels = [values[`${name}_label`] ?? []].flat()
  const wordsOf = (id: string) => labels.find((label) => label.startsWith(`${id}:`))?.slice(id.length + 1)
  return ids.map((id) => ({ id, label: wordsOf(id) ?? id }))
}
