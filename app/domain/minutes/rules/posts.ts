import { bothGenders, fold } from '#app/lib/text.ts'

import type { Actor, Names } from './names.ts'
import type { KnownInstitution, KnownPosition, Setting } from './reading.ts'
import { verbOf } from './verbs.ts'
import { setOf, type Word } from './words.ts'

/** Units people call by their letters. */
const UNITS = setOf('dom secpla secplac secplan dideco daf dipir diplade difoi dit didesoh dph ddu ddui ditec difin dijur ito smapa')
/** Words that begin the name of a unit: «oficina de la vivienda», «depto. jurídico». */
const OFFICES = setOf('departamento depto dpto direccion unidad oficina division equipo gabinete alcaldia asesoria administracion secretaria concejo consejo gerencia seccion coordinacion juridica juridico finanzas jefatura encargatura presidencia delegacion')
const AUTHORITIES = setOf('alcalde alcaldesa gobernador gobernadora director directora jefe jefa encargado encargada administrador administradora secretario secretaria concejal concejala concejales presidente presidenta pdte pdta delegado delegada ministro ministra subsecretario subsecretaria asesor asesora coordinador coordinadora gerente gerenta profesional profesionales contraparte inspector inspectora abogado abogada arquitecto arquitecta ingeniero ingeniera consejero consejera subdirector subdirectora tecnico tecnica representante')
const ADJECTIVES = setOf('municipal regional presidencial provincial juridico juridica tecnico tecnica ejecutivo ejecutiva urbanista urbano urbana comunal general social subrogante interino interina titular suplente habitacional legal habitacionales tecnicos sectorial ministerial territorial metropolitano metropolitana mayor')
/** Offices that owe alone: without what tells them apart, the others are common words. */
const ALONE = setOf('gabinete alcaldia concejo juridica juridico finanzas presidencia gerencia')

export class Posts {
  readonly #present: KnownInstitution[]
  readonly #municipality: KnownInstitution | null
  readonly #positions: { position: KnownPosition; words: Set<string> }[]

  constructor(setting: Setting) {
    this.#present = setting.institutions.filter(({ id }) => setting.present.includes(id))
    this.#municipality = setting.institutions.find(({ id }) => id === setting.municipality_id) ?? null
    this.#positions = setting.positions.map((position) => ({
      position, words: new Set(fold([bothGenders(position.title), position.unit, position.also].join(' ')).split(/[^\p{L}\p{N}]+/u)),
    }))
  }

  /** «DOM», «la alcaldesa de Renca», «jefe de Operaciones Habitacionales de SERVIU Biobío», «depto. jurídico de Maipú». */
  postAt(words: Word[], at: number, names: Names): Omit<Actor, 'from' | 'led'> | undefined {
    const head = words[at]!.folded
    const unit = UNITS.has(head)
    const authority = AUTHORITIES.has(head)
    if (!unit && !authority && !OFFICES.has(head)) return undefined
    let to = at + 1
    let body: ReturnType<Names['bodyAt']>
    for (let moved = true; moved && to < at + 12;) {
      moved = false
      if (words[to]?.folded === '.' && words[to]!.glued && !unit && words[to - 1]!.text.length < 6) { to++; moved = true; continue }
      if (words[to]?.folded === '(' && /^(s|i|subrogante)$/.test(words[to + 1]?.folded ?? '') && words[to + 2]?.folded === ')') { to += 3; moved = true; continue }
      if (ADJECTIVES.has(words[to]?.folded ?? '')) { to++; moved = true; continue }
      const linked = linkAt(words, to)
      const implied = head.startsWith('gobernador') ? 'gore' : head.startsWith('consejer') ? 'core' : head.startsWith('delegad') ? 'dpr' : null
      const regional = implied && names.regionalBody(implied, words, to)
      if (regional) {
        body = regional
        break
      }
      // «el alcalde de La Florida»: the article may be part of the name, and Florida is another commune.
      body = (linked - to === 2 ? names.bodyAt(words, to + 1) : undefined) ?? names.bodyAt(words, linked) ?? (linked > to || unit ? slipped(words, linked, names) : undefined)
      if (body?.generic === 'many') body = undefined
      if (body && linked === to && body.place && !words[linked]!.capital && !unit) body = undefined
      if (body) break
      if (linked > to && !unit && isPlain(words[linked])) {
        to = linked + 1
        while (isPlain(words[to]) && words[to]!.capital) to++
        moved = true
      } else if (linked > to && UNITS.has(words[linked]?.folded ?? '')) {
        to = linked + 1
        moved = true
      } else if (!unit && UNITS.has(words[to]?.folded ?? '')) { to++; moved = true }
    }
    const written = words.slice(at, to).map(({ text, glued }, offset) => (offset === 0 || glued || words[at + offset - 1]?.folded === '(' ? text : ` ${text}`)).join('')
    const typed = words.slice(at, to).map(({ folded }) => folded)
    if (body) {
      const institution = body.institution
      return {
        to: body.to, written: body.written, institution_id: institution?.id ?? null, institution,
        responsible: { written, position_id: this.#find(typed, institution) }, vague: false,
      }
    }
    if (!unit && !authority && to === at + 1 && !ALONE.has(head)) return undefined
    if (/^(profesional|profesionales|tecnico|tecnica|representante|abogad[oa]|arquitect[oa]|ingenier[oa])$/.test(head) && to === at + 1) return undefined
    const owner = ownerOf(head, typed, this.#present, this.#municipality)
    const position_id = owner ? this.#find(typed, owner) : null
    return { to, written, institution_id: owner?.id ?? null, institution: owner, responsible: owner ? { written, position_id } : null, vague: false }
  }

  /** The post of an institution that these words name, when there is only one. */
  #find(typed: string[], institution: KnownInstitution | null): string | null {
    if (!institution) return null
    const words = typed.filter((word) => /^\p{L}{2,}$/u.test(word) && !/^(de|del|la|los|las|el|depto|dpto|departamento|unidad|equipo)$/.test(word))
    const own = this.#positions.filter(({ position }) => position.institution_id === institution.id)
    const fitting = own.filter((each) => words.every((word) => each.words.has(word) || each.words.has(word.replace(/[oa]$/, 'o')) || (/^secplan?c?$/.test(word) && each.words.has('secpla'))))
    return fitting.length === 1 ? fitting[0]!.position.id : null
  }
}

/** A unit or an authority alone belongs to the municipality of the meeting; a regional one, to whoever has it there. */
function ownerOf(head: string, typed: string[], present: KnownInstitution[], municipality: KnownInstitution | null): KnownInstitution | null {
  const regional = head.startsWith('gobernador') || /^(dipir|diplade|difoi|dit|didesoh)$/.test(head) ? 'gore' : /^(minist|subsecretari)/.test(head) || /^(dph|ddu|ditec|difin|dijur)$/.test(head) ? 'ministry' : ''
  if (regional) {
    const here = present.filter(({ kind }) => kind === regional)
    return here.length === 1 ? here[0]! : null
  }
  if (/^(delegad|director|gerent|president|coordinador|pdt)/.test(head) && !typed.includes('obras') && !typed.some((word) => UNITS.has(word))) return null
  return municipality
}

function slipped(words: Word[], at: number, names: Names) {
  return words[at] && words[at]!.folded.length > 4 && !verbOf(words[at]!) ? names.bodyAt(words, at, true) : undefined
}

const linkAt = (words: Word[], at: number): number => {
  if (!/^(de|del)$/.test(words[at]?.folded ?? '')) return at
  return /^(la|los|las|el)$/.test(words[at + 1]?.folded ?? '') ? at + 2 : at + 1
}

const isPlain = (word: Word | undefined) => word?.sort === 'word' && !verbOf(word)?.tense.startsWith('f') && !/^(y|e|o|u|a|al|con|para|en|que|de|del|se)$/.test(word.folded)
