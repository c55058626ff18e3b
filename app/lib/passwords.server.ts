import { hash, parseOptions, verify } from '@node-rs/argon2'

import { fold } from './text.ts'
import { outsideTransaction } from './transaction.server.ts'
import { weakWords } from './weak-words.server.ts'

const PARAMETERS = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }
const SHORTEST = 12
const LONGEST = 128

/** Meets every password of an account that does not exist, so that the answer takes the same time. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=47104,t=1,p=1$QUJDREVGR0hJSktMTU5PUA$0000000000000000000000000000000000000000000'

/** A decomposed ñ and a composed one are the same key on different keyboards. */
const normal = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  outsideTransaction('argon2')
  return inTurn(() => hash(normal(password), PARAMETERS))
}

/** Whether the password opens the account. Takes as long without a hash as with one. */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  outsideTransaction('argon2')
  const matches = await inTurn(() => verify(stored ?? NOBODYS_HASH, normal(password)))
  return matches && Boolean(stored)
}

/** Whether a hash was made with other parameters than today's: make it again while the password is at hand. */
export function isOutdated(stored: string) {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored)
  const made = { memoryCost, timeCost, parallelism }
  return JSON.stringify(made) !== JSON.stringify(PARAMETERS)
}

/**
 * Why a password may not be chosen, as a sentence; undefined when it may. `known` are words anybody would try first
 * for this person: their name, e-mail, institution, the municipalities.
 */
export function passwordProblem(password: string, known: string[] = []): string | undefined {
  const length = [...normal(password)].length
  if (length < SHORTEST) return `Escriba al menos ${SHORTEST} caracteres; ahora tiene ${length}.`
  if (length > LONGEST) return `Escriba como máximo ${LONGEST} caracteres; ahora tiene ${length}.`
  if (isGuessable(password, known)) {
    return 'Esa contraseña se adivina fácilmente. Junte tres o cuatro palabras que no tengan relación entre sí.'
  }
  return undefined
}

const compact = (text: string) => fold(text.normalize('NFKC')).replace(/[^a-z0-9]/g, '')

/** Common words, known names, figures and repetitions count for nothing: what is left must still be a secret. */
function isGuessable(password: string, known: string[]) {
  const words = [...weakWords, ...known.flatMap((name) => [name, ...name.split(/[\s@.,-]+/)])]
    .map(compact)
    .filter((word) => word.length >= 4)
  let left = compact(password)
  for (const word of [...new Set(words)].toSorted((a, b) => b.length - a.length)) left = left.replaceAll(word, ' ')
  const letters = left.replace(/[\d\s]/g, '')
  return letters.length < 4 || new Set(letters).size < 3
}

const AT_ONCE = 2
const QUEUE = 50

let working = 0
const waiting: (() => void)[] = []

/** Each hash takes 46 MB: two at a time, fifty wait, and whoever comes then is told to come back. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (working >= AT_ONCE) {
    if (waiting.length >= QUEUE) {
      throw new Response('Hay muchas personas entrando a la vez. Pruebe de nuevo en unos segundos.', {
        status: 503,
        headers: { 'Retry-After': '5' },
      })
    }
    await new Promise<void>((go) => waiting.push(go))
  } else {
    working++
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working--
  }
}
