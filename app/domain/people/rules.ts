export type Named = { given_names: string; first_surname: string; second_surname: string | null }

/** «Rosa Sanhueza Vera». */
export const nameOf = ({ given_names, first_surname, second_surname }: Named) =>
  [given_names, first_surname, second_surname].filter(Boolean).join(' ')

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'san', 'santa', 'van', 'von', 'da', 'di'])

/**
 * A name that somebody wrote in one piece: «Soto Muñoz, Ana María», or «Ana María Soto Muñoz», where the last two words
 * are surnames and particles belong to the word after them («Juan de la Cruz Díaz»). `sure` unless the pieces could be
 * told apart in another way.
 */
export function splitName(text: string): Named & { sure: boolean } {
  const [surnames, given] = text.split(',').map((part) => part.trim())
  if (surnames && given) {
    const [first_surname = '', ...others] = partsOf(surnames)
    return { given_names: given, first_surname, second_surname: others.join(' ') || null, sure: others.length <= 1 }
  }
  const parts = partsOf(text.trim())
  if (parts.length < 3) return { given_names: parts[0] ?? '', first_surname: parts[1] ?? '', second_surname: null, sure: parts.length === 2 }
  return { given_names: parts.slice(0, -2).join(' '), first_surname: parts.at(-2) ?? '', second_surname: parts.at(-1) ?? null, sure: parts.length <= 4 }
}

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
