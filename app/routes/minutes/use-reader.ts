import { useEffect, useMemo, useState } from 'react'

import type { createReader } from '#app/domain/minutes/rules.ts'
import type { Reading, Setting } from '#app/domain/minutes/rules/reading.ts'
import { unread } from '#app/domain/minutes/rules/unread.ts'

/**
 * Reads minutes in the browser with the server's own rules. They are fetched once the page is alive, so that one can
 * type before they arrive; until then a text that the server has read already (`known`) keeps its reading.
 */
export function useReader(setting: Setting, known: { text: string; readings: Reading[] }[] = []): (text: string) => Reading[] {
  const [create, setCreate] = useState<typeof createReader>()
  useEffect(() => {
    let here = true
    void import('#app/domain/minutes/rules.ts').then((rules) => here && setCreate(() => rules.createReader))
    return () => {
      here = false
    }
  }, [])
  return useMemo(() => {
    const reader = create?.(setting)
    return (text) => reader?.minutes(text) ?? known.find((one) => one.text === text)?.readings ?? unread(text)
  }, [create, setting, known])
}
