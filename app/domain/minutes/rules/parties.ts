import { joined, LEADS } from './actors.ts'
import type { Actor } from './names.ts'
import type { Obligation } from './obligations.ts'
import type { Phrase } from './phrases.ts'
import type { Term } from './terms-of-time.ts'
import { verbOf } from './verbs.ts'
import { setOf, type Word } from './words.ts'

/** Several in a row («SERVIU, GORE y Renca»), ruled by what comes before the first. */
export type Group = { actors: Actor[]; from: number; to: number; led: string; either: boolean }

const SKIPPED = setOf('el la los las su sus tambien ambos ambas nueva nuevo sr sra don dona .')

export function groupsOf(phrase: Phrase, actors: Actor[]): Group[] {
  const groups: Group[] = []
  let pending: Actor[] = []
  for (const actor of actors) {
    const last = groups.at(-1)
    const gap = last && phrase.words.slice((pending.at(-1) ?? last).to, actor.from).filter(({ folded }) => !SKIPPED.has(folded)).map(({ folded }) => folded).join(' ')
    // «la Municipalidad de Renca o la de Quilicura».
    if (last && /^,? ?[oyeu] de$/.test(gap ?? '') && /^(la|las|el)$/.test(phrase.at(actor.from - 2)) && actor.institution) {
      last.actors.push(actor)
      last.either ||= /^,? ?[ou]/.test(gap!)
      last.to = actor.to
      continue
    }
    if (last && gap === ',') {
      pending.push(actor)
      continue
    }
    if (last && /^(,? ?(y|e|o|u|como|asi como|y tambien|y\/o|y \/ o|o bien|o en defecto|o si no)|ni)$/.test(gap ?? '') && (actor.led === '' || actor.led === last.led)) {
      last.actors.push(...pending, actor)
      last.either ||= /(^| )[ou]( |$)/.test(gap!)
      last.to = actor.to
      pending = []
      continue
    }
    // Commas alone separate: «según SERVIU, la DOM debe…».
    for (const loose of pending) groups.push(alone(loose))
    pending = []
    groups.push(alone(actor))
  }
  for (const loose of pending) groups.push(alone(loose))
  for (const group of groups) if (group.led === 'de' && ofTheirs(phrase, group)) group.led = ''
  return groups
}

/** «los representantes de SERVIU y GORE», «las alcaldesas de Renca y Maipú»: they act for whom they come from. */
function ofTheirs(phrase: Phrase, { from, actors }: Group): boolean {
  if (!actors.every(({ institution, written }) => institution || /^[A-Z]+$/.test(written))) return false
  for (let at = from - 2; at > from - 6 && at > 0; at--) {
    if (SENT.has(phrase.at(at))) return ARTICLE.test(phrase.at(at - 1)) && /^(|,|\.|que|:)$/.test(phrase.at(at - 2))
    if (phrase.words[at]!.sort !== 'word' || verbOf(phrase.words[at]!)) return false
  }
  return false
}

const SENT = setOf('alcaldes alcaldesas representantes equipos directores directoras contrapartes concejos encargados encargadas profesionales administradores jefes jefas delegados delegadas autoridades gabinetes')

const alone = (actor: Actor): Group => ({ actors: [actor], from: actor.from, to: actor.to, led: actor.led, either: false })

/** The group that names who owes by itself: «responsable: X», «a cargo de X», «por parte de X», «plazo de X». */
export function namedDebtor(phrase: Phrase, groups: Group[]): { group: Group | undefined; at: number } | undefined {
  for (let at = 0; at < phrase.words.length; at++) {
    const length = phrase.longest(MARKERS, at) || (at === 0 ? phrase.longest('compromiso de|compromiso del|compromiso|el compromiso de|el compromiso del|tarea|tarea para', 0) : 0)
    if (!length) continue
    let to = at + length
    while (/^(:|-|es|sera|queda|quedara|como|\(|a)$/.test(phrase.at(to))) to++
    // «el responsable del informe es GORE».
    const is = /^(responsable|encargad)/.test(phrase.at(at)) && phrase.is(to, 'de|del') ? phrase.find('es|sera', to, to + 6) : -1
    if (is > 0) to = is + 1
    // «La Florida» keeps its article, «la DOM» does not.
    const group = groups.find(({ from }) => from === to || (from > to && phrase.words.slice(to, from).every(({ folded }) => ARTICLE.test(folded))))
    if (group || phrase.at(at).startsWith('responsable') && phrase.at(at + 1) === ':') return { group, at }
  }
  return undefined
}

const MARKERS = 'responsable|responsables|responsable :|resp|resp .|encargado|encargada|encargados|encargado :|a cargo de|a cargo del|a cargo|por parte de|por parte del|bajo responsabilidad de|responsabilidad de|responsabilidad del|tarea de|tarea del|plazo de|plazo del|deudor|quien debe|ejecuta|lidera|en manos de|de parte de|de parte del|recae en'

/** Who is the subject of an obligation: the nearest before it that nothing rules, or the one right after the verb. */
export function subjectOf(phrase: Phrase, groups: Group[], { from, to, how, reflexive, clitic, between }: Obligation): Group | undefined {
  const start = sentenceStart(phrase, from)
  const before = groups.filter((group) => group.to <= from && group.to > start && group.led === '').at(-1)
  if (before && isAnother(phrase, before.to, from)) return undefined
  if (before && (how !== 'present' || isBeside(phrase, before, from, groups))) return before
  if (before) return undefined
  const place = between ?? to
  const after = groups.find((group) => group.led === '' && group.from >= place && phrase.words.slice(place, group.from).every(({ folded }) => SKIPPED.has(folded)))
  if (!after && /^les?$/.test(clitic) && /^al?$/.test(phrase.at(start))) return onlyAfter(groups, to)
  return after && !reflexive && how !== 'passive' ? after : undefined
}

/** «A SERVIU le enviará el listado la Municipalidad de Lampa»: whoever receives goes first, whoever owes last. */
function onlyAfter(groups: Group[], to: number): Group | undefined {
  const free = groups.filter((group) => group.from >= to && group.led === '')
  return free.length === 1 ? free[0] : undefined
}

/** «SERVIU revisará las bases y Esval enviará el perfil»: somebody else comes right before the verb. */
function isAnother(phrase: Phrase, start: number, verb: number): boolean {
  let name = verb
  while (name > start && phrase.words[name - 1]!.sort === 'word' && phrase.words[name - 1]!.capital) name--
  return name < verb && name - 1 > start && /^[ye]$/.test(phrase.at(name - 1)) && !phrase.words[name - 2]!.capital
}

/** «SERVIU y Esval enviarán», «Esval y la DOM enviarán»: whoever we do not know owes as well. */
export function withCompany(phrase: Phrase, group: Group, { from }: Obligation): Group {
  const isName = (at: number) => phrase.words[at]?.sort === 'word' && phrase.words[at]!.capital
  const actorAt = (start: number, end: number): Actor =>
    ({ from: start, to: end, written: joined(phrase.words.slice(start, end)), institution_id: null, institution: null, responsible: null, vague: false, led: '' })
  if (/^[ye]$/.test(phrase.at(group.to))) {
    const start = group.to + (ARTICLE.test(phrase.at(group.to + 1)) ? 2 : 1)
    let end = start
    while (end < from && isName(end)) end++
    if (end > start && end === from) return { ...group, actors: [...group.actors, actorAt(start, end)], to: end }
  }
  const and = group.from - (ARTICLE.test(phrase.at(group.from - 1)) ? 2 : 1)
  if (/^[ye]$/.test(phrase.at(and)) && isName(and - 1)) {
    let start = and - 1
    while (isName(start - 1)) start--
    if (ARTICLE.test(phrase.at(start))) start++
    const begins = start - (ARTICLE.test(phrase.at(start - 1)) ? 1 : 0)
    if (begins === 0 && start < and) return { ...group, actors: [actorAt(start, and), ...group.actors], from: start }
  }
  return group
}

/** A present is a promise only beside its subject: what stands between are small words, terms and asides. */
function isBeside(phrase: Phrase, group: Group, from: number, groups: Group[]): boolean {
  const asides = groups.filter((other) => other.from >= group.to && other.to <= from)
  for (let at = group.to; at < from; at++) {
    if (asides.some((aside) => at >= aside.from && at < aside.to)) continue
    const closed = phrase.at(at) === ',' && ASIDES.has(phrase.at(at + 1)) ? phrase.find(',', at + 1, from) : -1
    if (closed > 0) {
      at = closed
      continue
    }
    if (!/^(se|le|les|lo|la|los|las|nos|te|me|,|\(|\)|tambien|ya|hoy|manana|igual|con|junto|y|que|ahora|el|del|de|semana|proxima|lunes|martes|miercoles|jueves|viernes|solo|luego|quien|al|su)$/.test(phrase.at(at))) return false
  }
  return true
}

/** «, con apoyo de SERVIU,», «, según lo conversado,». */
const ASIDES = setOf('con junto segun mediante en a por previo previa como de para')

export function sentenceStart(phrase: Phrase, at: number): number {
  for (let before = at - 1; before >= 0; before--) {
    const word = phrase.words[before]!
    if (/^[;?!]$/.test(word.text)) return before + 1
    if (word.text === '.' && (phrase.words[before + 1]?.capital ?? false) && (phrase.words[before - 1]?.text.length ?? 0) > 3) return before + 1
  }
  return 0
}

/** Whoever does what a passive tells: «será firmado por Renca». */
export const agentOf = (groups: Group[], { to }: Obligation) => groups.find(({ led, from }) => led === 'por' && from >= to)

/** A group that stands by itself between signs: «Envío de nómina (Cerrillos, 27/11)». */
export function standingAlone(phrase: Phrase, groups: Group[], terms: Term[]): Group | undefined {
  const edge = (at: number) => at < 0 || at >= phrase.words.length || /^[,;:()/.|–—-]$/.test(phrase.at(at))
  return groups.find(({ from, to, led, actors }) => {
    const start = from - 1 - (/^(la|el|los|las)$/.test(phrase.at(from - 1)) ? 1 : 0)
    return led === '' && !actors[0]!.vague && edge(start) && (edge(to) || terms.some((term) => term.from === to))
  })
}

/** «SERVIU: remitir…», «DOM - enviar…», «(SERVIU) Enviar…». */
export function headingLine(phrase: Phrase, groups: Group[]): Group | undefined {
  const first = groups[0]
  if (!first || phrase.words.slice(0, first.from).some(({ folded }) => folded !== '(' && !SKIPPED.has(folded))) return undefined
  if (first.from === 1 && phrase.is(0, '(') && phrase.is(first.to, ')')) return first
  if (phrase.is(first.to, '→') || phrase.is(first.to, '- >')) return first
  return /^[:|–—-]$/.test(phrase.at(first.to)) && !phrase.words[first.to + 1]?.glued ? first : undefined
}

/** What stands before a verb without being anybody we know: a thing, somebody's name, or nothing. */
export function strangerBefore(phrase: Phrase, { from }: Obligation, terms: Term[]): { is: 'nothing' | 'thing' | 'people' } | { is: 'name'; words: Word[] } {
  let start = sentenceStart(phrase, from)
  for (let at = from - 1; at >= start; at--) if (/^(que|,|pero|:)$/.test(phrase.at(at)) || (phrase.is(at, 'y') && phrase.words.slice(start, at).some((word) => verbOf(word)))) { start = at + 1; break }
  const covered = (at: number) => terms.some((term) => at >= term.from && at < term.to)
  const words: Word[] = []
  for (let at = start; at < from; at++) if (!covered(at) && !EMPTY.has(phrase.at(at)) && phrase.words[at]!.sort !== 'mention') words.push(phrase.words[at]!)
  if (words.length === 0) return { is: 'nothing' }
  if (words.some(({ folded }) => PEOPLE.has(folded)) && !words.some(({ folded }) => NO_ONE.test(folded))) return { is: 'people' }
  // «A SERVIU le enviará…», «Con Renca revisará…»: whoever receives or accompanies, and nobody who owes.
  if (words[0]!.capital && LEADS.has(words[0]!.folded)) return { is: 'nothing' }
  const names = words.filter(({ capital, folded }) => capital || /^(de|del|la|las|los|el|y|&|\.)$/.test(folded))
  const first = words.find(({ folded }) => !ARTICLE.test(folded))
  const isName = names.length === words.length && first?.capital && words.findLast(({ folded }) => folded !== '.')!.capital && (!verbOf(first) || ARTICLE.test(words[0]!.folded)) && !NOBODY.test(first.folded)
  if (isName && words.length === 1 && SURNAMES.has(first.folded)) return { is: 'people' }
  return isName ? { is: 'name', words: words.slice(words.indexOf(first)) } : { is: 'thing' }
}

const ARTICLE = /^(el|la|los|las)$/

/** Several people, none of whom can be told apart. */
const PEOPLE = setOf('ellos ellas ella ambos ambas todos todas alguien partes equipo equipos asistentes participantes instituciones servicios organismos vecinos dirigentes profesionales contrapartes encargados comites familias grupo comision mesa presentes alcaldes alcaldesas concejales quien directores municipio municipios representantes directoras concejos autoridades administradores jefes sr sra srta don dona senor senora')
const SURNAMES = setOf('gonzalez munoz rojas diaz perez soto contreras silva martinez sepulveda morales rodriguez lopez fuentes hernandez torres araya flores espinoza valenzuela castillo tapia reyes gutierrez pizarro alvarez vasquez sanchez fernandez ramirez carrasco gomez cortes herrera nunez jara vergara rivera figueroa riquelme garcia miranda bravo vera vega campos orellana olivares garrido sanhueza leiva paredes salazar guzman moreno henriquez')
const NO_ONE = /^(nadie|ningun[oa]?|ni|tampoco|no)$/

const NOBODY = /^(nadie|ningun[oa]?|alguien|algun[oa]?s?|tod[oa]s?|quien|cada|esto|eso|ell[oa]s?|este|esta|hoy|ayer|ni|tampoco)$/

const EMPTY = setOf('tambien entonces ademas luego finalmente se le les lo nos te me ya si igual asimismo tal efecto ok bueno')
