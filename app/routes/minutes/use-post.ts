import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'

/**
 * Sends something small from the page of the minutes. Not as a navigation, which a dead network or an ended session
 * would turn into another page: minutes are being written on this one. `what` completes «… no se guardó».
 */
export function usePost(action: string, what: string) {
  const { revalidate } = useRevalidator()
  const [problem, setProblem] = useState<string | null>(null)

  async function send(fields: Record<string, string>): Promise<boolean> {
    const body = new URLSearchParams(fields)
    const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
    setProblem(answer?.ok ? null : await whyNot(answer, what))
    if (answer?.ok) revalidate()
    return answer?.ok ?? false
  }

  return { send, problem }
}

async function whyNot(answer: Response | undefined, what: string) {
  if (!answer) return `No hay conexión: ${what} no se guardó. Pruebe otra vez.`
  if (answer.type === 'opaqueredirect') return 'Su sesión terminó: entre otra vez y repita.'
  const { problem } = (await answer.json().catch(() => ({}))) as { problem?: string }
  return problem ?? 'No se pudo guardar. Pruebe otra vez.'
}
