import { useState } from 'react'

import type { Option } from '#app/ui/use-picker.ts'

/** When the first institution changes, whoever came the last time is proposed again. */
export function useUsual(initial: Option[]) {
  const [chosen, setChosen] = useState(initial)
  const [institutions, setInstitutions] = useState<Option[]>()
  const [key, setKey] = useState('')

  async function suggest(met: Option[]) {
    setInstitutions(met)
    const first = met[0]?.id ?? ''
    if (!first || first === key) return
    const response = await fetch(`/registrar/de-siempre?institucion=${encodeURIComponent(first)}`).catch(() => undefined)
    if (!response?.ok) return
    const { options } = (await response.json()) as { options: Option[] }
    setChosen(options)
    setKey(first)
  }

  const names = institutions?.map(({ label }) => label)
  return { key, chosen, institutions, suggest, title: names?.[0] ? `Reunión con ${names.join(' y ')}` : 'Reunión con…' }
}
