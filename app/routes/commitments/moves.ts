import { useFetchers, useSubmit } from '@remix-run/react'

import type { Stage } from '#app/domain/commitments/terms.ts'
import { announce, type Announcement } from '#app/ui/announce.ts'

/** What a quiet act answers: a sentence of what was done, or sentences of why not. */
export type QuietAnswer = { notice?: Announcement; errors?: Record<string, string[]>; page?: string }

/** Without connection, or when the server fails, the list says so and stays as it was. Where the server sends is obeyed. */
export async function answerAnyway<T>(ask: () => Promise<T>) {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Response && error.status >= 300 && error.status < 400) throw error
    return { errors: { stage: ['No se pudo guardar. Revise su conexión y vuelva a intentarlo.'] } }
  }
}

/** What became of a quiet move, told as it comes: React may never draw the moment in which a fetcher holds the answer. */
export function tellMove({ notice, errors, page }: QuietAnswer) {
  if (notice) announce(notice)
  else if (errors) announce({ problem: true, text: Object.values(errors).flat().join(' '), ...(page ? { link: { to: page, label: 'Completar' } } : {}) })
}

const FROM_LIST = 'desde-la-lista'

/** Whether a list that is alive asks, and not the page of its own. */
export const isFromList = ({ url }: Request) => new URL(url).searchParams.has(FROM_LIST)

const KEY = 'mover:'
/** Of what is edited in place. */
export const EDITING = 'editar:'

/**
 * Moving commitments without leaving the list. `pending` is where each one goes while the server decides; when it says
 * no, it is taken back and a sentence says why.
 */
export function useMoves() {
  const submit = useSubmit()
  const fetchers = useFetchers()
  const moving = fetchers.filter(({ key }) => key.startsWith(KEY))
  const pending = new Map(
    moving.flatMap(({ key, formData, data }) => {
      const stage = formData?.get('stage')
      return typeof stage === 'string' && !(data as QuietAnswer | undefined)?.errors ? [[key.slice(KEY.length), stage as Stage]] as const : []
    }),
  )
  return {
    pending,
    move(folio: string, stage: Stage) {
      const volver = location.pathname + location.search
      submit({ stage, volver, quieto: 'on' }, { method: 'post', action: `/compromisos/${folio}/estado?${FROM_LIST}`, navigate: false, fetcherKey: KEY + folio })
    },
  }
}
