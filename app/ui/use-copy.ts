import { useRef, useState } from 'react'

import { useHydrated } from './use-hydrated.ts'

/** Copies a text, and marks the field that shows it. `copy` is undefined where nothing can be copied: without JavaScript, or where the browser refuses. */
export function useCopy<Shown extends HTMLInputElement | HTMLTextAreaElement>(text: string) {
  const field = useRef<Shown>(null)
  const [copied, setCopied] = useState(false)
  const alive = useHydrated()

  async function copy() {
    field.current?.select()
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }

  return { field, copied, copy: alive && 'clipboard' in navigator ? () => void copy() : undefined }
}
