import { isSlip } from './dates.ts'
import type { KnownInstitution, Setting } from './reading.ts'
import { bodyOf, LINKS, REGION_WORDS, REGIONAL } from './regional.ts'
import { verbOf } from './verbs.ts'
import { setOf, tokensOf, type Word } from './words.ts'

/** An institution found in a line: which one, or several words that many have («SERVIU»), as they are to be written. */
export type Body = {
  to: number
  written: string
  institution: KnownInstitution | null
  /** A commune alone: it counts as its municipality only where it cannot be something else. */
  place?: boolean
  /** «el municipio»; «los municipios» is nobody in particular. */
  generic?: 'one' | 'many'
}

/** Somebody in a line who may owe or receive. */
export type Actor = {
  from: number
  to: number
  /** Of the institution; of a unit or an authority alone, that unit. */
  written: string
  institution_id: string | null
  institution: KnownInstitution | null
  responsible: { written: string; position_id: string | null } | null
  /** A person, «los municipios»: nobody who can owe. */
  vague: boolean
  /** Said by the name of somebody who works there. */
  person?: boolean
  /** What comes before it and rules it: «a», «de», «con», «por»…; empty for a subject. */
  led: string
}

type Said = { tokens: string[]; kind: string; written: string }
type Entry = { tokens: string[]; institution: KnownInstitution; place: boolean }

const MUNICIPAL = setOf('municipalidad muni municipio mun munic ilustre im munis municipalidades municipios comuna comunas')
const PLURAL = /^(munis|municipalidades|municipios)$/

/** Words one letter away from a name that are not a slip of the finger. */
const NO_SLIPS = setOf('cinco banco renta carta marco punta casto cuadro corrales molino lineares parte partes renga cerro cerros cabildos pintor pintan calles puente conviene minuta rincon canelo caldero servir general ingles nacional central hecho lecho pecho anterior inferior planilla algarrobos hijuela hijuelas navales frutilla recolecta primaveras quinteros carrillo cabrera yacimiento casarones nacimientos servis servil servia cancela techos colinas calderas pinares cavidad logrado fatales retiros empeorado linajes mostaza trecho arcilla lunares camarotes')

/** Communes that are also words: alone and in lower case they are words. */
const COMMON = setOf('tome navidad victoria colina retiro corral florida union constitucion independencia providencia primavera porvenir canela caldera cabildo pica laja olivar empedrado nacimiento coronel pinto molina castro linares concepcion santiago florida cruz estrella higuera reina granja serena placilla romeral rinconada cartagena algarrobo nogales hijuelas lota laguna natales cisnes parral paredones cabrero cobquecura salamanca recoleta portezuelo negrete freire maule arica teno buin paine angol lebu lolol penco arauco saavedra palena fresia lanco cunco mostazal peumo')

export class Names {
  readonly #region: string | null
  readonly #entries = new Map<string, Entry[]>()
  readonly #regions = new Map<string, string>()
  readonly #slips = new Map<string, string[]>()
  readonly #bodies = new Map<string, KnownInstitution>()
  /** Words a name begins with, by their length: a slip is a letter longer or shorter. */
  readonly #firsts = new Map<number, string[]>()
  readonly #said = new Map<string, Said[]>()
  readonly #regionStarts = new Set<string>()
  readonly #present: KnownInstitution[]
  readonly #own: KnownInstitution | null

  constructor(setting: Setting) {
    this.#region = setting.region_code
    for (const institution of setting.institutions) this.#learn(institution)
    this.#present = setting.institutions.filter(({ id }) => setting.present.includes(id))
    this.#own = setting.institutions.find(({ id }) => id === setting.municipality_id) ?? null
    for (const name of this.#regions.keys()) this.#regionStarts.add(name.split(' ')[0]!)
    for (const [kind, written, said] of REGIONAL) {
      for (const text of said) {
        const tokens = text.split(' ')
        this.#said.set(tokens[0]!, [...(this.#said.get(tokens[0]!) ?? []), { tokens, kind, written }].sort((a, b) => b.tokens.length - a.tokens.length))
      }
    }
    for (const word of new Set([...this.#entries.keys(), ...this.#said.keys()])) {
      const same = this.#firsts.get(word.length)
      if (same) same.push(word)
      else if (word.length > 4) this.#firsts.set(word.length, [word])
    }
  }

  #learn(institution: KnownInstitution) {
    const { kind, short_name, names, region_code, region_name } = institution
    const body = bodyOf(short_name)
    if (body && region_code) {
      this.#bodies.set(`${body}-${region_code}`, institution)
      for (const said of [region_name ?? '', institution.commune_name ?? '', ...(REGION_WORDS[region_code] ?? '').split(',')]) {
        if (said) this.#regions.set(tokensOf(said).join(' '), region_code)
      }
    }
    const municipal = kind === 'municipality'
    const own = municipal ? [short_name.replace(/^Municipalidad de /, ''), ...names] : [short_name, ...names]
    for (const name of new Set(own)) {
      const tokens = tokensOf(name)
      if (tokens[0] === 'municipalidad' && municipal) continue
      if (tokens.length > 0) this.#add({ tokens, institution, place: municipal })
      if (municipal && tokens.length > 1) this.#add({ tokens: [tokens.join('')], institution, place: true })
    }
    if (short_name.startsWith('DPP ')) {
      const province = tokensOf(short_name.slice(4))
      for (const head of ['dpp', 'delegacion provincial', 'delegacion presidencial provincial', 'delegada provincial', 'delegado provincial', 'delegada presidencial provincial', 'delegado presidencial provincial']) {
        for (const link of [[], ['de'], ['del']]) this.#add({ tokens: [...head.split(' '), ...link, ...province], institution, place: false })
      }
    }
  }

  #add(entry: Entry) {
    const first = entry.tokens[0]!
    const known = this.#entries.get(first)
    if (known) known.push(entry)
    else this.#entries.set(first, [entry])
  }

  /** The longest institution that begins at a word; with `slips`, one letter may be wrong. */
  bodyAt(words: Word[], at: number, slips = false): Body | undefined {
    const word = words[at]
    if (!word || word.sort !== 'word') return undefined
    // «la Cámara» is the guild, unless «Cámara Chilena…» says so in full; «la red de agua» is a pipe.
    if (/^(la|el|los|las)$/.test(word.folded)) {
      const longer = this.bodyAt(words, at + 1, slips)
      const short = this.#entryAt(words, at, word.folded, slips)
      const next = short && words[short.to]
      const owes = next && /^(future|present)$/.test(verbOf(next)?.tense ?? '')
      if (short && !short.place && ((!words[at + 1]!.capital && !owes) || /^del?$/.test(words[short.to]?.folded ?? ''))) return undefined
      return short && (!longer || longer.to <= short.to) ? short : undefined
    }
    let best = this.#from(words, at, word.folded, slips)
    if (slips) {
      for (const first of this.#slipsOf(word.folded)) {
        const body = this.#from(words, at, first, slips)
        // «rango» and «camino» are no slips of Rengo and Camiña; longer words are seldom another word.
        if (!body?.place || word.folded.length > 6) best = longer(best, body)
      }
    }
    return best
  }

  #from(words: Word[], at: number, first: string, slips: boolean): Body | undefined {
    return longer(longer(this.#municipalAt(words, at, first), this.#regionalAt(words, at, first)), this.#entryAt(words, at, first, slips))
  }

  /** Known words one letter away, when they are too long for it to be a coincidence. */
  #slipsOf(word: string): string[] {
    if (word.length < 5 || NO_SLIPS.has(word)) return []
    const known = this.#slips.get(word)
    if (known) return known
    const near = this.#entries.has(word) ? [] : [-1, 0, 1].flatMap((more) => (this.#firsts.get(word.length + more) ?? []).filter((first) => isSlip(word, first)))
    const only = near.length === 1 ? near : []
    this.#slips.set(word, only)
    return only
  }

  #entryAt(words: Word[], at: number, first: string, slips: boolean): Body | undefined {
    let best: Body | undefined
    for (const { tokens, institution, place } of this.#entries.get(first) ?? []) {
      const to = endOf(words, at + 1, tokens, slips)
      if (to && (!best || to > best.to)) best = { to, written: institution.short_name, institution, place }
    }
    return best
  }

  /** «Municipalidad de Renca», «muni renca», «el municipio», «los municipios». */
  #municipalAt(words: Word[], start: number, first: string): Body | undefined {
    let at = start + 1
    if (first === 'i' && words[at]?.folded === '.' && /^(m|municipalidad)$/.test(words[at + 1]?.folded ?? '')) at += 2
    else if (!MUNICIPAL.has(first) && !(first.length > 8 && (isSlip(first, 'municipalidad') || isSlip(first, 'municipio')))) return undefined
    else if (first === 'ilustre') {
      if (!/^(municipalidad|mun)/.test(words[at]?.folded ?? '')) return undefined
      at++
    }
    if (words[at]?.folded === '.' && words[at]!.glued && first.length < 6) at++
    const after = /^(de|del)$/.test(words[at]?.folded ?? '') ? at + 1 : at
    const body = this.#placeAt(words, after) ?? this.#placeAt(words, after, true)
    if (body) return { ...body, place: false }
    // «municipalidad de Macondo»: not one of ours, and yet not the one of the meeting.
    if (after > at && words[after]?.capital && !PLURAL.test(first)) return { to: after + 1, written: words.slice(start, after + 1).map(({ text }) => text).join(' '), institution: null }
    if (first === 'im' || first === 'i' || first.startsWith('comuna') || (first === 'mun' && after === at)) return undefined
    if (PLURAL.test(first) || words[start - 1]?.folded === 'cada') return { to: start + 1, written: '', institution: null, generic: 'many' }
    return { to: at, written: this.#own?.short_name ?? 'municipio de la reunión', institution: this.#own, generic: 'one' }
  }

  #placeAt(words: Word[], at: number, slips = false): Body | undefined {
    const word = words[at]
    if (!word) return undefined
    for (const first of slips ? [word.folded, ...this.#slipsOf(word.folded)] : [word.folded]) {
      const body = this.#entryAt(words, at, first, slips)
      if (body?.place) return body
    }
    return undefined
  }

  /** «SERVIU Maule», «SEREMI de Vivienda del Biobío», «GORE RM»; without region, whichever the meeting tells. */
  #regionalAt(words: Word[], start: number, first: string): Body | undefined {
    const body = this.#said.get(first)?.find(({ tokens }) => endOf(words, start + 1, tokens, false))
    if (!body) return undefined
    const at = start + body.tokens.length
    const region = this.#regionAt(words, at)
    const kind = body.kind
    if (region) {
      const known = this.#bodies.get(`${kind}-${region.code}`)
      if (known) return { to: region.to, written: known.short_name, institution: known }
      if (kind === 'seremi') return { to: region.to, written: `SEREMI ${words.slice(at, region.to).map(({ text }) => text).join(' ')}`, institution: null }
    }
    const known = this.#ofMeeting(kind)
    const sector = kind === 'minvu' || kind === 'bbnn' ? ['SEREMI', ...words.slice(start + (body.tokens[0] === 'seremi' ? 1 : 3), at).map(({ text }) => (/^(minvu|bbnn)$/i.test(text) ? text.toUpperCase() : text))].join(' ') : body.written
    const other = kind === 'seremi' ? this.#otherSector(words, at) : undefined
    if (other) return other
    return { to: at, written: known?.short_name ?? sector, institution: known ?? null }
  }

  /** «SEREMI de Salud»: a body we do not keep. */
  #otherSector(words: Word[], at: number): Body | undefined {
    if (words[at]?.folded !== 'de' || !words[at + 1]?.capital) return undefined
    let to = at + 2
    while (words[to]?.capital || (words[to]?.folded === 'y' && words[to + 1]?.capital)) to++
    return { to, written: `SEREMI ${words.slice(at, to).map(({ text }) => text).join(' ')}`, institution: null }
  }

  #regionAt(words: Word[], start: number): { code: string; to: number } | undefined {
    for (const link of LINKS) {
      const at = start + link.length
      if (!this.#regionStarts.has(words[at]?.folded ?? '') || link.some((word, offset) => words[start + offset]?.folded !== word)) continue
      const tokens = words.slice(at, at + 8).map(({ folded, sort }) => (sort === 'word' ? folded : ''))
      for (let length = tokens.length; length > 0; length--) {
        if (tokens[length - 1] === '') continue
        const text = tokens.slice(0, length).filter(Boolean).join(' ')
        const code = this.#regions.get(text)
        const roman = /^[ivx]+$/.test(text)
        const numbered = words[at + length]?.folded === 'region'
        // «serviu viii» is a region; «v», «x» and «vi» are words too, unless they are written as figures.
        const figure = words[at]!.text === words[at]!.text.toUpperCase() || (text.length > 1 && text !== 'vi')
        if (!code || (roman && !numbered && (link.length > 0 || !figure))) continue
        const closing = link[0] === '(' ? ')' : 'region'
        return { code, to: at + length + (words[at + length]?.folded === closing ? 1 : 0) }
      }
    }
    const slip = words[start]?.sort === 'word' && words[start]!.folded.length > 5 ? [...this.#regions].filter(([name]) => isSlip(words[start]!.folded, name)) : []
    return slip.length === 1 ? { code: slip[0]![1], to: start + 1 } : undefined
  }

  /** «gobernador del Maule»: the body of a region that an authority heads. */
  regionalBody(kind: string, words: Word[], at: number): Body | undefined {
    const region = this.#regionAt(words, at)
    const known = region && this.#bodies.get(`${kind}-${region.code}`)
    return known ? { to: region.to, written: known.short_name, institution: known } : undefined
  }

  #ofMeeting(kind: string): KnownInstitution | undefined {
    const kinds = kind === 'seremi' ? ['minvu', 'bbnn'] : [kind]
    const here = this.#present.filter(({ short_name }) => kinds.includes(bodyOf(short_name) ?? ''))
    if (here.length === 1) return here[0]
    return kind === 'seremi' || !this.#region ? undefined : this.#bodies.get(`${kind}-${this.#region}`)
  }

  /** Whether a commune's name, alone, may stand for its municipality where it was written. */
  mayBePlace(words: Word[], from: number, to: number, cased: boolean): boolean {
    const before = words[from - 1]
    const after = words[to]
    if (before && PLACE_NOUNS.has(before.folded)) return false
    if (/^(de|del)$/.test(before?.folded ?? '') && PLACE_NOUNS.has(words[from - 2]?.folded ?? '')) return false
    // «los comités de Renca y Maipú»: the second is told of the same.
    let first = /^[ye]$/.test(before?.folded ?? '') ? from - 2 : -1
    while (first > 1 && words[first]!.capital) first--
    if (first > 0 && words[first]!.folded === 'de' && PLACE_NOUNS.has(words[first - 1]!.folded)) return false
    if (!cased) return !COMMON.has(words[from]!.folded) || to - from > 1
    const capital = words.slice(from, to).some(({ capital, folded }) => capital && !/^(la|el|los|las)$/.test(folded))
    if (!capital) return !COMMON.has(words[to - 1]!.folded)
    if (after?.capital && after.sort === 'word' && !after.glued && after.text.length > 1 && !this.bodyAt(words, to)) return false
    return !(before?.capital && before.sort === 'word' && from > 1 && !/^(y|e|o|u|la|el)$/.test(before.folded))
  }
}

const PLACE_NOUNS = setOf('calle avenida av avda pasaje camino comite comites terreno predio sector poblacion villa loteo proyecto provincia region ciudad liceo escuela hospital cesfam playa rio lago cerro condominio conjunto campamento barrio plaza parque ruta puente estadio universidad')

const longer = (one: Body | undefined, other: Body | undefined) => (other && (!one || other.to > one.to) ? other : one)

/** Where a name ends whose words, but for the first, stand from a place on; the signs inside it do not count. */
function endOf(words: Word[], start: number, tokens: string[], slips: boolean): number | undefined {
  let at = start
  let wrong = 0
  for (let which = 1; which < tokens.length; which++) {
    const token = tokens[which]!
    if (/^['’.-]$/.test(words[at]?.folded ?? '') && words[at + 1]?.folded !== undefined) at++
    const typed = words[at]?.folded ?? ''
    if (typed !== token) {
      if (!slips || typed.length < 4 || wrong++ > 0 || !isSlip(typed, token)) return undefined
    }
    at++
  }
  return at
}
