import { useState } from 'react'

import type { Option } from '#app/ui/use-picker.ts'

import type { Met } from './minutes-field.tsx'

/**
 * What follows from whom the meeting was with: whoever came the last time is proposed again when the first institution
 * changes, and the minutes learn who may be named in them.
 */
export function useUsual(initial: Option[]) {
  const [chosen, setChosen] = useState(initial)
  const [institutions, setInstitutions] = useState<Option[]>()
  const [met, setMet] = useState<Met>()
  const [key, setKey] = useState('')

  async function suggest(now: Option[]) {
    setInstitutions(now)
    const ids = now.map(({ id }) => ['institucion', id])
    const response = await fetch(`/registrar/de-siempre?${new URLSearchParams(ids)}`).catch(() => undefined)
    if (!response?.ok) return
    const { options, met } = (await response.json()) as { options: Option[]; met: Met }
    setMet(met)
    const first = now[0]?.id ?? ''
    if (!first || first === key) return
    setChosen(options)
    setKey(first)
  }

  const names = institutions?.map(({ label }) => label)
  return { key, chosen, met, suggest, title: names?.[0] ? `Reunión con ${names.join(' y ')}` : 'Reunión con…' }
}
