import type { Option } from './use-picker.ts'

/** Asks for suggestions `wait` milliseconds after the last key, and forgets answers that come too late. */
export function fetchOptions<One extends Option = Option>(wait: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined

  function stop() {
    clearTimeout(timer)
    asking?.abort()
  }

  /** `answer` gets `undefined` when asking failed. */
  function start(source: string, query: string, answer: (options: One[] | undefined) => void) {
    stop()
    const { signal } = (asking = new AbortController())
    timer = setTimeout(async () => {
      const options = await ask<One>(source, query, signal).catch(() => undefined)
      if (!signal.aborted) answer(options)
    }, wait)
  }

  return { start, stop }
}

async function ask<One>(source: string, query: string, signal: AbortSignal) {
  const url = new URL(source, location.origin)
  url.searchParams.set('q', query.trim())
  const response = await fetch(url, { signal, headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`${response.status}`)
  return ((await response.json()) as { options: One[] }).options
}
