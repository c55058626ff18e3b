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
  const [a, b] = [allWords(one), allWords(other)]
  if (a.length > 1 && a.join(' ') === b.join(' ')) return 'same'
  if (a.length > 1 && a.toSorted().join(' ') === b.toSorted().join(' ')) return 'order'
  if (surname(one) === '' || surname(one) !== surname(other)) return undefined
  const seconds = [nameWords(one.second_surname ?? ''), nameWords(other.second_surname ?? '')].map((words) => words.join(' '))
  const known = seconds.filter(Boolean)
  if (known.length === 2 && !sameOrInitial(known[0]!, known[1]!)) return undefined

  const given = agreementOfGiven(givenWords(one.given_names), givenWords(other.given_names))
  if (!given) return undefined
  if (given === 'initials' || (known.length === 2 && known[0] !== known[1])) return 'initials'
  return known.length === 1 ? 'one_surname' : given
}

const allWords = ({ given_names, first_surname, second_surname }: Names) => nameWords(`${given_names} ${first_surname} ${second_surname ?? ''}`)
const surname = ({ first_surname }: Names) => nameWords(first_surname).join(' ')
const isInitial = (word: string) => word.length === 1
const sameOrInitial = (a: string, b: string) => a === b || ((isInitial(a) || isInitial(b)) && a[0] === b[0])

/** «María José», «M. J.» and «María» may be the same given names; «María José» and «María Inés» are not. */
function agreementOfGiven(a: string[], b: string[]): 'same' | 'fewer_names' | 'initials' | undefined {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 0 || !short.every((word, at) => sameOrInitial(word, long[at] ?? ''))) return undefined
  if (short.some((word, at) => word !== long[at])) return 'initials'
  return short.length === long.length ? 'same' : 'fewer_names'
}
