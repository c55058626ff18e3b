import type { Named } from '#app/domain/people/rules.ts'

import type { Values } from './row-values.ts'

/** The name of a row as it was written, and in its parts when it has any; whichever columns it comes in. */
export function namesIn(values: Values): { written: string; names?: Named } {
  const [full, given, surnames, first, second] = ['full_name', 'given_names', 'surnames', 'first_surname', 'second_surname'].map(values.text) as [string, string, string, string, string]
  if (given && first) return { written: [given, first, second].filter(Boolean).join(' '), names: { given_names: given, first_surname: first, second_surname: second || null } }
  if (given && surnames) {
    const { first_surname, second_surname } = splitName(`${given.split(' ')[0]} ${surnames}`)
    return { written: `${given} ${surnames}`, names: { given_names: given, first_surname, second_surname } }
  }
  const written = full || [given, first || surnames, second].filter(Boolean).join(' ')
  return written.includes(' ') && written.length <= 300 ? { written, names: splitName(written) } : { written }
}

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'san', 'santa', 'van', 'von', 'da', 'di'])

function splitName(text: string): Named {
  const [surnames, given] = text.split(',').map((part) => part.trim())
  if (surnames && given) {
    const [first_surname = '', second_surname = null] = partsOf(surnames)
    return { given_names: given, first_surname, second_surname }
  }
  const parts = partsOf(text)
  if (parts.length < 3) return { given_names: parts[0] ?? '', first_surname: parts[1] ?? '', second_surname: null }
  return { given_names: parts.slice(0, -2).join(' '), first_surname: parts.at(-2) ?? '', second_surname: parts.at(-1) ?? null }
}

/** Particles belong to the word after them. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let held = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    held = held ? `${held} ${word}` : word
    if (PARTICLES.has(word.toLowerCase())) continue
    parts.push(held)
    held = ''
  }
  return held ? [...parts, held] : parts
}
