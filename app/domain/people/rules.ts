import { fold } from '#app/lib/text.ts'

export type Named = { given_names: string; first_surname: string; second_surname: string | null }

/** «Rosa Sanhueza Vera». */
export const nameOf = ({ given_names, first_surname, second_surname }: Named) =>
  [given_names, first_surname, second_surname].filter(Boolean).join(' ')

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'san', 'santa', 'van', 'von', 'da', 'di', 'dos'])
/** Words that follow a first given name much more often than they are a surname. */
const SECOND_GIVEN = new Set(
  ('alberto alejandra alejandro andrea andres angelica antonia antonio beatriz carlos carmen carolina cecilia cristina daniel ' +
    'eduardo elena eliana elizabeth enrique eugenia fernanda fernando francisca francisco gabriel ignacio ines isabel javier jesus ' +
    'jose juan luis luisa manuel marcela maria mario mauricio miguel pablo patricia patricio paz pia pilar ricardo roberto rosa ' +
    'sebastian sofia soledad teresa veronica victor victoria').split(' '),
)
const TREATMENTS = /^(?:sr|sra|srta|don|dona|dr|dra)\.? /

/**
 * A full name in its parts, as Chileans write it: «Ana María Soto Muñoz», «Soto Muñoz, Ana María», with «de la» kept beside
 * the word after it. `sure` is false where the parts may be others («Ana María Soto», one word, five words): ask then.
 */
export function splitName(text: string): Named & { sure: boolean } {
  const written = recased(withoutTreatment(text.replace(/\s+/g, ' ').trim()))
  const [surnames = '', given = '', ...more] = written.split(',').map((part) => part.trim())
  if (surnames && given) {
    const [first_surname = '', second_surname = null, ...rest] = partsOf(surnames)
    return { given_names: given, first_surname, second_surname, sure: rest.length === 0 && more.every((part) => !part) }
  }
  const parts = partsOf(surnames)
  const [one = '', two = '', three = null] = parts
  if (parts.length < 3) return { given_names: one, first_surname: two, second_surname: null, sure: parts.length === 2 }
  if (parts.length === 3 && SECOND_GIVEN.has(fold(two))) {
    return { given_names: `${one} ${two}`, first_surname: three ?? '', second_surname: null, sure: false }
  }
  return { given_names: parts.slice(0, -2).join(' '), first_surname: parts.at(-2) ?? '', second_surname: parts.at(-1) ?? null, sure: parts.length < 5 }
}

/** Particles belong to the word after them. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let held = ''
  for (const word of text.split(' ').filter(Boolean)) {
    held = held ? `${held} ${word}` : word
    if (PARTICLES.has(fold(word))) continue
    parts.push(held)
    held = ''
  }
  return held ? [...parts, held] : parts
}

const withoutTreatment = (text: string) => text.slice(TREATMENTS.exec(fold(text))?.[0].length ?? 0)

/** «SOTO MUÑOZ» → «Soto Muñoz»; what mixes capitals and small letters is as its author wants it. */
function recased(text: string) {
  if (text !== text.toLocaleUpperCase('es-CL') || !/\p{L}{2}/u.test(text)) return text
  return text
    .split(' ')
    .map((word) => (PARTICLES.has(fold(word)) ? word.toLocaleLowerCase('es-CL') : word.toLocaleLowerCase('es-CL').replace(/(^|-)\p{L}/gu, (letter) => letter.toLocaleUpperCase('es-CL'))))
    .join(' ')
}
