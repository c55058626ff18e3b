/** Text as Chileans search, sort, count and write it. Pure: the browser may have it. */

const numbers = new Intl.NumberFormat('es-CL', { useGrouping: 'always' })
const plurals = new Intl.PluralRules('es-CL')

/** What two spellings of the same word share: «Ñuñoa», «nunoa» and « NUÑOA » all fold to «nunoa». */
export function fold(text: string) {
  const plain = ASCII.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')
  return plain.replace(/[‘’´`]/g, "'").toLowerCase().replace(/\s+/g, ' ').trim()
}

/** What has no accents to fold, and takes half the time. */
const ASCII = /^[ -~]*$/

/** ASCII key for SQL `order by`: accents and punctuation do not count, ñ follows n («Nuble» < «Ñuble» < «Oñate»). */
export function sortKey(text: string) {
  const marked = text.normalize('NFC').replace(/ñ/gi, 'n~')
  return fold(marked).replace(/'/g, '').replace(/[^a-z0-9~]+/g, ' ').trim()
}

/** The folded text of a `search_text` column; empty parts are left out. */
export function searchText(...parts: (string | null | undefined)[]) {
  return fold(parts.filter(Boolean).join(' '))
}

/** Both readings of a title: «Director/a SECPLA» → «Director Directora SECPLA», so that either finds it. */
export function bothGenders(title: string) {
  return title
    .replace(/(?<!\p{L})(\p{L}+)\/sa(?!\p{L})/gu, '$1 $1sa')
    .replace(/(?<!\p{L})(\p{L}+)\/a(?!\p{L})/gu, (_, word: string) => `${word} ${word.replace(/[oe]$/, '')}a`)
}

/** The folded words of a query, at most eight, without the punctuation around them. */
export function searchWords(query: string) {
  const words = fold(query).split(' ').map((word) => word.replace(/^[^\p{L}\p{N}%_]+|[^\p{L}\p{N}%_]+$/gu, ''))
  return words.filter(Boolean).slice(0, 8)
}

/** `%word%` for `like … escape '\'`, taking at most 100 characters of the word literally. */
export function likePattern(word: string) {
  return `%${word.slice(0, 100).replace(/[\\%_]/g, '\\$&')}%`
}

/** 1234567.89 → «1.234.567,89». */
export const formatNumber = (value: number) => numbers.format(value)

/** «1 compromiso», «2 compromisos», «1.234 compromisos». */
export function plural(n: number, one: string, many: string) {
  return `${formatNumber(n)} ${plurals.select(n) === 'one' ? one : many}`
}

/** Any usual writing of a RUT → «12345678-5», as stored; undefined when the check digit (modulo 11) disagrees. */
export function parseRut(text: string): string | undefined {
  const [, body, digit] = /^0*(\d{1,9})([\dk])$/.exec(text.toLowerCase().replace(/[.\s‐-―-]/g, '')) ?? []
  return body && digit === checkDigit(body) ? `${body}-${digit.toUpperCase()}` : undefined
}

/** A valid RUT → «12.345.678-5», as shown; anything else stays as it was typed. */
export function formatRut(text: string) {
  const rut = parseRut(text)
  if (!rut) return text
  const [body, digit] = rut.split('-')
  return `${formatNumber(Number(body))}-${digit}`
}

function checkDigit(body: string) {
  const sum = [...body].reverse().reduce((total, figure, index) => total + Number(figure) * (2 + (index % 6)), 0)
  const rest = 11 - (sum % 11)
  return rest === 11 ? '0' : rest === 10 ? 'k' : String(rest)
}

/** «se obliga» → «Se obliga». */
export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
