/** What stands before the words of a line: a chat's header, a bullet, folios, a mark. */
export type Head = {
  /** Where the words begin. */
  from: number
  mark: Mark | null
  /** Where the mark stands, or would stand. */
  marks: [start: number, end: number]
  folios: string[]
  /** Who sent it, in a pasted chat; empty when the header tells nobody. */
  sender: string | null
}

export type Mark = 'agreement' | 'accord' | 'commitment' | 'internal' | 'note' | 'intention'

const MARKS: [pattern: RegExp, mark: Mark][] = [
  [/^a:/i, 'agreement'], [/^c:/i, 'commitment'], [/^compromisos?:/i, 'commitment'], [/^(?:i|interno|interna):/i, 'internal'],
  [/^(?:n|notas?):/i, 'note'], [/^intenci[oó]n:/iu, 'intention'],
  [/^acuerdos?:/i, 'accord'],
]

/** «Acuerdo N° 3:», «Compromiso 2:»: numbered, as minutes print them. */
const NUMBERED = /^(acuerdo|compromiso) (?:n[°ºo.]{0,2} ?)?\d{1,3} ?[:.-]/i

const BULLET = /^(?:[^\p{L}\p{N}\p{M}\s@¿¡("'«<+[]|\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s)|\d{1,2} ?-(?=\s))\s*/u
const FOLIO = /^[acr]-\d{4}-\d{3,6}(?=[\s:,]|$)[\s,]*/i

const HEADERS = [
  // [20/11/26 10:42] Paula Díaz: …   [25/11/26, 9:03:11] Rodrigo Pinto (GORE Maule): …   [10:42, 20/11/2026] …
  /^\u200e?\[[\d/.,:\- apm\u00a0\u202f]{8,40}\] ?([^:]{1,80}?): ?/i,
  // 20-11-26, 10:42 - SERVIU Biobío: …   5/1/27 8:15 a. m. - Marta: …
  /^\u200e?\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?[apm.\u00a0\u202f ]{0,8} ?[-–] ?(?:([^:]{1,80}?): ?)?/i,
]

export function headOf(line: string): Head {
  let from = /^\s*/.exec(line.slice(0, 200))![0].length
  let sender: string | null = null
  for (const header of HEADERS) {
    const found = header.exec(line.slice(from, from + 200))
    if (!found) continue
    sender = found[1]?.trim() ?? ''
    from += found[0].length
    break
  }
  let mark: Mark | null = null
  let marks: Head['marks'] | null = null
  const folios: string[] = []
  for (let moved = true; moved;) {
    moved = false
    const rest = line.slice(from, from + 120)
    const bullet = mark ? null : BULLET.exec(rest)
    const folio = FOLIO.exec(rest)
    const found: { mark: Mark; length: number } | undefined = mark ? undefined : markOf(rest)
    if (folio) folios.push(folio[0].split(/[\s,:]/)[0]!.toUpperCase())
    if (found) {
      mark = found.mark
      marks = [from, from + found.length]
    }
    const length = folio?.[0].length ?? found?.length ?? bullet?.[0].length ?? 0
    if (length > 0) {
      from += length
      from += /^\s*/.exec(line.slice(from, from + 50))![0].length
      moved = true
    }
  }
  if (folios.length > 0) from += /^[:\s]*/.exec(line.slice(from, from + 50))![0].length
  return { from, mark, marks: marks ?? [from, from], folios, sender }
}

function markOf(rest: string): { mark: Mark; length: number } | undefined {
  for (const [pattern, mark] of MARKS) {
    const found = pattern.exec(rest)
    if (found) return { mark, length: found[0].length }
  }
  const numbered = NUMBERED.exec(rest)
  return numbered ? { mark: /^a/i.test(numbered[0]) ? 'accord' : 'commitment', length: numbered[0].length } : undefined
}
