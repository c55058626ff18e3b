import { useEffect, useMemo, useState } from 'react'

import type { Directory, Reading, Room } from '#app/domain/minutes/rules/reading.ts'
import type { createTools, MinutesTools } from '#app/domain/minutes/rules/tools.ts'
import { unread } from '#app/domain/minutes/rules/unread.ts'

type Fetched = { create: typeof createTools; directory: Directory }

const RETRY_MS = 5_000

/**
 * The server's own rules, in the browser. They and the directory are fetched once the page is alive, so that one can
 * type before they arrive; until then a text that the server has read already (`known`) keeps its reading.
 */
export function useTools(room: Room, known: { text: string; readings: Reading[] }[] = []): { tools: MinutesTools | undefined; read: (text: string) => Reading[] } {
  const [fetched, setFetched] = useState<Fetched>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let here = true
    async function fetchThem() {
      const got = await Promise.all([import('#app/domain/minutes/rules/tools.ts'), fetchDirectory()]).catch(() => undefined)
      if (!here) return
      if (got) setFetched({ create: got[0].createTools, directory: got[1] })
      else timer = setTimeout(() => void fetchThem(), RETRY_MS)
    }
    void fetchThem()
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [])

  return useMemo(() => {
    const tools = fetched?.create({ ...fetched.directory, ...room })
    return { tools, read: (text) => tools?.read(text) ?? known.find((one) => one.text === text)?.readings ?? unread(text) }
  }, [fetched, room, known])
}

async function fetchDirectory(): Promise<Directory> {
  const answer = await fetch('/actas/directorio', { redirect: 'manual' })
  if (!answer.ok) throw new Error('No directory.')
  return (await answer.json()) as Directory
}
