import { splitName, type Named } from '#app/domain/people/rules.ts'

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
