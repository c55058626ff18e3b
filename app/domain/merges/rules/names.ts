import { fold } from '#app/lib/text.ts'

/** Words that join names and say nothing by themselves: «de la Fuente», «Corporación para el Desarrollo». */
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y', 'e', 'da', 'do', 'dos', 'van', 'von', 'san', 'para', 'en'])

/** Legal forms and courtesies of institutions. */
const FORMS = new Set(['ltda', 'limitada', 'spa', 'sa', 'sac', 'eirl', 'cia', 'compania', 'ilustre', 'i', 'chile'])

const wordsOf = (text: string) => fold(text).replace(/[^a-z0-9 ]+/g, ' ').split(' ').filter(Boolean)

/** The folded words of a name that distinguish it. */
export const nameWords = (text: string) => wordsOf(text).filter((word) => !PARTICLES.has(word))

/** The same of given names, whose initials may be «Y.» or «E.». */
export const givenWords = (text: string) => wordsOf(text).filter((word) => word.length === 1 || !PARTICLES.has(word))

/** «Inmobiliaria Los Aromos S.A.» and «INMOBILIARIA Los Aromos Ltda.» → «inmobiliaria aromos»; words in alphabetical order. */
export function bareName(name: string) {
  const together = fold(name).replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1').replace(/\bmunicipio\b/g, 'municipalidad')
  const words = wordsOf(together).filter((word) => !PARTICLES.has(word))
  const bare = words.filter((word) => !FORMS.has(word))
  return (bare.length > 0 ? bare : words).toSorted().join(' ')
}

type Names = { given_names: string; first_surname: string; second_surname: string | null }

/** How two names of people agree; undefined when they are of two. */
export type Agreement = 'same' | 'order' | 'one_surname' | 'fewer_names' | 'initials'

export function agreementOf(one: Names, other: Names): Agreement | undefined {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (a.sorted === b.sorted && a.sorted.includes(' ')) return a.all === b.all ? 'same' : 'order'
  if (a.first === '' || a.first !== b.first) return undefined
  const known = [a.second, b.second].filter(Boolean)
  if (known.length === 2 && !sameOrInitial(known[0]!, known[1]!)) return undefined

  const given = agreementOfGiven(a.given, b.given)
  if (!given) return undefined
  if (given === 'initials' || (known.length === 2 && known[0] !== known[1])) return 'initials'
  return known.length === 1 ? 'one_surname' : given
}

type Parts = { given: string[]; first: string; second: string; all: string; sorted: string }

/** Each name of a directory is compared with hundreds: its words are found once. */
const parts = new WeakMap<Names, Parts>()

function partsOf(names: Names): Parts {
  const known = parts.get(names)
  if (known) return known
  const { given_names, first_surname, second_surname } = names
  const words = nameWords(`${given_names} ${first_surname} ${second_surname ?? ''}`)
  const found = {
    given: givenWords(given_names), first: nameWords(first_surname).join(' '), second: nameWords(second_surname ?? '').join(' '),
    all: words.join(' '), sorted: words.toSorted().join(' '),
  }
  parts.set(names, found)
  return found
}

const isInitial = (word: string) => word.length === 1
const sameOrInitial = (a: string, b: string) => a === b || ((isInitial(a) || isInitial(b)) && a[0] === b[0])

/** «María José», «M. J.» and «María» may be the same given names; «María José» and «María Inés» are not. */
function agreementOfGiven(a: string[], b: string[]): 'same' | 'fewer_names' | 'initials' | undefined {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 0 || !short.every((word, at) => sameOrInitial(word, long[at] ?? ''))) return undefined
  if (short.some((word, at) => word !== long[at])) return 'initials'
  return short.length === long.length ? 'same' : 'fewer_names'
}
