/** Whoever owes and whoever receives, chosen at once: what a cell of the matrix stands for, and how an address says it. */

import { plural } from '#app/lib/text.ts'

import { NOBODY_NAMED } from '../terms.ts'

export const NOBODY = 'nadie'
const ANYBODY = 'alguien'

/** One institution, or all but some. */
export type Chosen = { only: string } | { except: readonly string[] }
export type Pair = { debtor?: Chosen; receiver?: Chosen | typeof NOBODY }

/** Institutions of an address: a matrix never leaves out more. */
const MOST = 60
const PARAMS = { debtor: ['debe', 'debe_salvo'], receiver: ['recibe', 'recibe_salvo'] } as const

/** The pair of an address, if it speaks of one. An empty pair is any: it still asks everything of the same two. */
export function readPair(search: URLSearchParams): Pair | undefined {
  const debtor = chosenIn(search, PARAMS.debtor)
  const receiver = search.get('recibe') === NOBODY ? NOBODY : chosenIn(search, PARAMS.receiver)
  return debtor || receiver || search.get('debe') === ANYBODY ? { debtor, receiver } : undefined
}

function chosenIn(search: URLSearchParams, [only, except]: readonly [string, string]): Chosen | undefined {
  const one = search.get(only)?.slice(0, 80)
  if (one && one !== ANYBODY) return { only: one }
  const some = search.get(except)?.split('.').filter(Boolean).slice(0, MOST).map((id) => id.slice(0, 80)) ?? []
  return some.length > 0 ? { except: some } : undefined
}

/** The parameters that say a pair; null takes one away. */
export function pairParams({ debtor, receiver }: Pair): Record<string, string | null> {
  return {
    ...paramsOf(PARAMS.debtor, debtor),
    ...(receiver === NOBODY ? { recibe: NOBODY, recibe_salvo: null } : paramsOf(PARAMS.receiver, receiver)),
    ...(debtor || receiver ? {} : { debe: ANYBODY }),
  }
}

const paramsOf = ([only, except]: readonly [string, string], chosen?: Chosen) => ({
  [only]: chosen && 'only' in chosen ? chosen.only : null,
  [except]: chosen && 'except' in chosen ? chosen.except.join('.') : null,
})

/** The institution a choice is about, when it is one. */
export const onlyOf = (chosen?: Chosen | typeof NOBODY) => (chosen && chosen !== NOBODY && 'only' in chosen ? chosen.only : undefined)

/** A choice as people say it: «SERVIU Biobío», «todas menos 24 instituciones», «nadie nombrado». */
export function chosenWords(chosen: Chosen | typeof NOBODY, nameOf: (id: string) => string) {
  if (chosen === NOBODY) return NOBODY_NAMED.toLowerCase()
  return 'only' in chosen ? nameOf(chosen.only) : `todas menos ${plural(chosen.except.length, 'institución', 'instituciones')}`
}
