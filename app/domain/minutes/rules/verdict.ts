import { hangsOn, isInCondition } from './conditions.ts'
import type { Actor } from './names.ts'
import { isNegated, obligationsIn, type Obligation } from './obligations.ts'
import { agentOf, groupsOf, headingLine, namedDebtor, sentenceStart, standingAlone, strangerBefore, subjectOf, withCompany, type Group } from './parties.ts'
import type { Phrase } from './phrases.ts'
import { decisionAt, isQuestion, isRemark, tellsNews } from './remarks.ts'
import type { Term } from './terms-of-time.ts'
import { SAYS, verbOf } from './verbs.ts'
import { joined } from './actors.ts'
import { setOf, type Word } from './words.ts'

/** What a line is, before its term is looked for. */
export type Verdict =
  | { kind: 'note' }
  | { kind: 'agreement' }
  | { kind: 'commitment'; obligation: Obligation | undefined; debtors: Actor[]; either: boolean; group: Group | undefined; groups: Group[]; several: boolean }

export type Line = {
  phrase: Phrase
  terms: Term[]
  actors: Actor[]
  /** Whoever speaks: the sender of a chat, when it tells an institution. */
  speaker: Actor | undefined
  /** «acuerdo:», «compromiso:»: what its author said. */
  mark: 'accord' | 'commitment' | null
}

const note: Verdict = { kind: 'note' }

export function judge(line: Line): Verdict {
  const { phrase, terms, actors, mark } = line
  const groups = groupsOf(phrase, actors)
  const asked = mark === 'commitment'
  if (!asked && isQuestion(phrase)) return note
  const decision = mark === 'accord' ? 0 : asked ? undefined : decisionAt(phrase)
  if (!asked && decision === undefined && isRemark(phrase)) return note
  const obligations = obligationsIn(phrase, terms).filter(({ from }) => decision === undefined || from >= decision)

  const named = namedDebtor(phrase, groups)
  const past = phrase.words.some((word, at) => verbOf(word)?.tense === 'past' && at < (named?.at ?? 0))
  const all = obligations.flatMap((obligation) => boundBy(line, groups, obligation, decision !== undefined) ?? [])
  const after = all.filter(({ obligation }) => !isInCondition(phrase, obligation.from))
  const bound = after.length > 0 ? after : all
  const owed = bound.find(({ group }) => group && !group.actors.every(({ vague }) => vague)) ?? bound[0]
  const promise = (obligation: Obligation | undefined, group: Group | undefined): Verdict => ({
    kind: 'commitment', obligation, groups, group,
    debtors: !group || group.either ? [] : group.actors.filter(({ vague }) => !vague),
    either: group?.either ?? false,
    several: !named?.group && isSeveral(phrase, bound, groups, group),
  })

  if (named && !(past && obligations.length === 0) && (named.group || decision === undefined)) return promise(owed?.obligation ?? (decision === undefined ? infinitiveAt(phrase, 0) : undefined), named.group)
  if (decision !== undefined) {
    const binding = bound.find(({ group, obligation }) => group && group.actors.some(({ vague, person }) => !vague || person) && !['asked', 'pending'].includes(obligation.how))
    const wish = binding ? undefined : wishedOf(phrase, groups)
    if (wish) return promise(wish.obligation, wish.group)
    return binding ? promise(binding.obligation, binding.group) : { kind: 'agreement' }
  }
  const whoever = whoeverOf(phrase, groups)
  if (whoever) return promise(whoever.obligation, whoever.group)
  const head = headingLine(phrase, groups)
  const present = owed?.group ? undefined : presentOf(phrase, groups, terms)
  if (present) return promise(present.obligation, present.group)
  if (owed?.group) return promise(owed.obligation, owed.group)
  const open = infinitiveAt(phrase, head ? head.to + 1 : 0)
  if (head && !isPast(phrase, head.to) && (open || owed || asked || (hasTerm(terms) && phrase.at(head.to + 1) !== 'no' && !phrase.words.slice(head.to).some(tellsFact)))) return promise(owed?.obligation ?? open, head)
  if (owed) return promise(owed.obligation, owed.obligation.who === 'subject' && owed.obligation.how === 'must' ? standingAlone(phrase, groups, terms) : undefined)
  if (open) return promise(open, standingAlone(phrase, groups, terms))
  const alone = standingAlone(phrase, groups, terms)
  if (startsWithDeed(phrase) && !phrase.words.slice(1).some(tellsFact) && (hasTerm(terms) || alone)) return promise(undefined, alone)
  return asked ? promise(undefined, alone ?? groups.find(({ led }) => led === '')) : note
}

/** What is said of a thing: it lasts, it opens, it is. */
const FACTS = setOf('es son esta estan vence vencen dura duran rige abre abren comienza inicia tiene hay fue sera seran parte cuesta cierra queda quedan incluye contempla considera requiere')

const tellsFact = (word: Word) => {
  const verb = verbOf(word)
  return FACTS.has(word.folded) || (verb !== undefined && !verb.first && ['past', 'present', 'future'].includes(verb.tense) && !NOUNS.has(word.folded))
}

/** Presents that are nouns too. */
const NOUNS = setOf('firma visita entrega consulta cita toma copia revista oferta compra ordena nombra da cargo contrato acuerdo trabajo paso pago envio registro voto inicio aporte')

const hasTerm = (terms: Term[]) => terms.some(({ lead, moment }) => lead !== 'of' && !(moment.is === 'doubt' && moment.why === 'past'))
const isPast = (phrase: Phrase, from: number) => phrase.words.slice(from).some((word) => verbOf(word)?.tense === 'past')

/** «SERVIU enviará el informe y GORE lo revisará el viernes»: two promises, and one term for both. */
function isSeveral(phrase: Phrase, bound: Bound[], groups: Group[], group: Group | undefined): boolean {
  if (!group || group.from < 0) return false
  // «SERVIU enviará el perfil de Renca y Maipú visitará el terreno»: of whom it tells, nobody knows.
  if (bound.some(({ obligation }) => groups.some(({ from, to, actors }) => from > group.to && to === obligation.from && actors.length > 1))) return true
  return bound.some(({ obligation, group: other }) =>
    (other !== undefined && other !== group && other.from >= 0 && obligation.how !== 'pending') || /^quien(es)?$/.test(phrase.at(obligation.from - 1)))
}

type Bound = { obligation: Obligation; group: Group | undefined }

/** Whom an obligation binds; undefined when it binds nobody at all: a fact, a hope, a refusal. */
function boundBy(line: Line, groups: Group[], obligation: Obligation, decided: boolean): Bound | undefined {
  const { phrase, terms, speaker } = line
  const at = (group: Group | undefined): Bound => ({ obligation, group })
  switch (obligation.who) {
    case 'nobody':
      return at(agentOf(groups, obligation))
    case 'speaker':
      return spoken(line, obligation) ? at(speaker && { actors: [speaker], from: -1, to: -1, led: '', either: false }) : undefined
    case 'next': {
      const next = groups.find(({ from }) => from >= obligation.to && phrase.words.slice(obligation.to, from).every(({ folded }) => /^(la|el|los|las)$/.test(folded)))
      return next && at(next)
    }
    case 'subject':
      break
  }
  const agent = agentOf(groups, obligation)
  if (obligation.how === 'asked') return at(undefined)
  if (obligation.how === 'pending') {
    const waiting = pendingOf(phrase, groups, terms, obligation)
    return waiting || phrase.at(obligation.to - 2) !== 'espera' ? at(waiting) : undefined
  }
  if (agent && (obligation.how === 'passive' || obligation.reflexive)) return at(agent)
  const subject = obligation.how === 'passive' ? undefined : subjectOf(phrase, groups, obligation)
  if (subject && obligation.how === 'present' && terms.length === 0 && !decided && obligation.infinitive !== 'ver' && !hangsOn(phrase, terms, obligation)) return undefined
  if (subject) return isNegated(phrase, subjectEdge(phrase, subject)) || tellsNews(phrase, subject.to, obligation) ? undefined : at(withCompany(phrase, subject, obligation))
  return unsaid(line, obligation)
}

const subjectEdge = (phrase: Phrase, group: Group) => (/^(la|el|los|las)$/.test(phrase.at(group.from - 1)) ? group.from - 1 : group.from)

/** «yo mando», «les mandamos», «quedamos de»: a first person, unless what it tells is over. */
function spoken({ phrase, terms }: Line, { how, from, to, clitic, reflexive }: Obligation): boolean {
  if (how !== 'present') return true
  if (terms.some(({ moment }) => moment.is === 'doubt' && moment.why === 'past')) return false
  const plural = phrase.words.slice(from, to).some(({ folded }) => folded.endsWith('mos'))
  // «les enviamos el catastro» is told of yesterday as of tomorrow.
  if (plural && terms.length === 0 && !hangsOn(phrase, terms, undefined)) return false
  if (plural || clitic !== '' || reflexive || /^(yo|nosotros|nosotras)$/.test(phrase.at(from - 1))) return true
  // «subo la ficha el lunes»; «pago» and «registro» are nouns too, and a verb goes on with its object.
  const opens = from === 0 || /^(,|y|ok|ya|igual|entonces)$/.test(phrase.at(from - 1)) || terms.some((term) => term.to === from)
  const object = !NOUNS.has(phrase.at(from)) || /^(el|la|los|las|un|una|lo|mi|mis)$/.test(phrase.at(to))
  return opens && object && hasTerm(terms)
}

/** No known subject: the debtor is missing, or nothing is owed. */
function unsaid({ phrase, terms }: Line, obligation: Obligation): Bound | undefined {
  const nobody = { obligation, group: undefined }
  const before = strangerBefore(phrase, obligation, terms)
  const event = phrase.words.slice(sentenceStart(phrase, obligation.from), obligation.from).some(({ folded }) => EVENTS.has(folded))
  if (obligation.how === 'passive' || obligation.reflexive) {
    if (obligation.how === 'present' && !(hasTerm(terms) && DELIVERIES.has(obligation.infinitive ?? ''))) return undefined
    return event ? undefined : nobody
  }
  if (obligation.how === 'present') return undefined
  if (before.is === 'nothing') return nobody
  if (before.is === 'name') {
    const { words } = before
    const from = phrase.words.indexOf(words[0]!)
    const and = words.findIndex(({ folded }) => /^[ye]$/.test(folded))
    const names = and > 0 ? [words.slice(0, and), words.slice(and + 1).filter(({ folded }, at) => at > 0 || !/^(el|la|los|las)$/.test(folded))] : [words]
    const actors = names.map((name): Actor => ({ from, to: from + words.length, written: joined(name), institution_id: null, institution: null, responsible: null, vague: false, led: '' }))
    return { obligation, group: { actors, from, to: from + words.length, led: '', either: false } }
  }
  return obligation.how === 'must' || before.is === 'people' ? nobody : undefined
}

/** Meetings happen; nobody owes them. */
const EVENTS = setOf('reunion mesa sesion jornada taller seminario encuentro ventanilla postulacion licitacion plazo programa llamado concurso subsidio convocatoria')
const DELIVERIES = setOf('mandar enviar entregar remitir subir despachar llamar citar contestar responder pagar coordinar gestionar agendar')

/** «se acuerda que SERVIU entregue el catastro»: decided, and owed by somebody. */
function wishedOf(phrase: Phrase, groups: Group[]): { obligation: Obligation; group: Group } | undefined {
  for (const group of groups) {
    let at = group.to
    while (/^(se|le|les|lo|la|los|las)$/.test(phrase.at(at))) at++
    const verb = phrase.words[at] && verbOf(phrase.words[at]!)
    const led = phrase.at(subjectEdge(phrase, group) - 1) === 'que' && group.actors.some(({ vague }) => !vague)
    if (!led || verb?.tense !== 'wish') continue
    return { group, obligation: bindingAt(at, verb.infinitive) }
  }
  return undefined
}

/** «será SERVIU quien remita los antecedentes». */
function whoeverOf(phrase: Phrase, groups: Group[]): { obligation: Obligation; group: Group } | undefined {
  const group = groups.find((one) => /^(sera|seran|es|son)$/.test(phrase.at(subjectEdge(phrase, one) - 1)) && phrase.longest('quien|quienes|el que|la que|los que|las que', one.to))
  if (!group) return undefined
  const at = phrase.words.findIndex((word, at) => at > group.to && /^(wish|future)$/.test(verbOf(word)?.tense ?? ''))
  const verb = at > 0 && at < group.to + 5 ? verbOf(phrase.words[at]!) : undefined
  return verb && !isNegated(phrase, at) ? { group, obligation: bindingAt(at, verb.infinitive) } : undefined
}

const bindingAt = (at: number, infinitive: string | null, how: Obligation['how'] = 'must'): Obligation =>
  ({ from: at, to: at + 1, infinitive, how, who: 'subject', reflexive: false, clitic: '' })

/** Presents of verbs that tell, think, refuse or happen: beside a subject and with a term, they still promise nothing. */
const TELLING = setOf('rechaza opina reune agradece saluda cree considera contempla admite asciende contiene incluye felicita valora lamenta reconoce necesita espera quiere desea prefiere niega cumple celebra conmemora vive atiende opera existe mantiene continua tarda demora depende pertenece resulta parece llega sale sesiona ocurre aparece puede suele sabe observa cuestiona objeta pide exige reclama insiste teme duda advierte informa lleva cuenta difiere vuelve acoge apoya felicita comienza empieza parte termina asume gana pierde crece descarta evita ignora representa administra ocupa posee dirige preside encabeza conserva alcanza suma requiere posterga retrasa desconoce comparte')
const NOT_PRESENT = setOf('que de para ante sobre entre durante la una esta este ese esa donde desde mediante parte sede norte poniente oriente oficina zona region comuna urgente pendiente importante presente ausente')

/** «DIDECO arma la nómina el jueves»: any present right beside its subject, when a term says it is to be done. */
function presentOf(phrase: Phrase, groups: Group[], terms: Term[]): { obligation: Obligation; group: Group } | undefined {
  if (!hasTerm(terms)) return undefined
  for (const group of groups) {
    if (group.led !== '' || !/^[,:.]?$/.test(phrase.at(subjectEdge(phrase, group) - 1))) continue
    let at = group.to
    while (/^(se|le|les|lo|la|los|las|ya|tambien)$/.test(phrase.at(at))) at++
    const word = phrase.words[at]
    const verb = word && verbOf(word)
    const plain = word?.sort === 'word' && /.{2}[ae]n?$/.test(word.folded) && !/[áéíóú](?!an?$|en?$)/.test(word.text.toLowerCase()) && !/(aba|[íi]a)n?$/.test(word.text.toLowerCase()) && phrase.words[at + 1]
    if (!word || verb || !plain || terms.some(({ from, to }) => at >= from && at < to)) continue
    const one = word.folded.replace(/n$/, '')
    if (TELLING.has(one) || FACTS.has(word.folded) || SAYS.has(word.folded) || NOT_PRESENT.has(word.folded) || /^(de|que|si|por)$/.test(phrase.at(at + 1)) || verbOf(phrase.words[at + 1]!)?.tense === 'infinitive') continue
    if (isNegated(phrase, at)) continue
    return { group, obligation: bindingAt(at, null, 'present') }
  }
  return undefined
}

/** «Pendiente: envío de catastro (SERVIU)», «falta respuesta de GORE», «queda pendiente que la SEREMI…». */
function pendingOf(phrase: Phrase, groups: Group[], terms: Term[], { from, to }: Obligation): Group | undefined {
  const before = groups.filter((group) => group.to <= from && group.led === '').at(-1)
  if (phrase.at(to - 2) === 'espera') return before
  const direct = groups.find((group) => group.from >= to && group.led === '' && phrase.words.slice(to, group.from).every(({ folded }) => /^(la|el|los|las)$/.test(folded)))
  const ruled = groups.find((group) => group.from >= to && (group.led === 'de' || group.led === 'por') && group.from - to < 6)
  return before ?? direct ?? standingAlone(phrase, groups, terms) ?? ruled
}

/** A line, or a sentence of it, that begins by what is to be done. */
function infinitiveAt(phrase: Phrase, start: number): Obligation | undefined {
  for (let at = start; at < phrase.words.length; at++) {
    const opens = at === start || /^[.:/|]$/.test(phrase.at(at - 1))
    const skip = phrase.longest('tarea :|accion :|favor|se debe', at)
    const verb = opens ? verbOf(phrase.words[at + skip] ?? phrase.words[at]!) : undefined
    if (verb?.tense === 'infinitive') {
      return { from: at + skip, to: at + skip + 1, infinitive: phrase.words[at + skip]!.text.toLowerCase(), how: 'must', who: 'nobody', reflexive: false, clitic: '' }
    }
  }
  return undefined
}

/** «Envío de…», «Elaboración del…»: nouns of what is done. */
function startsWithDeed(phrase: Phrase): boolean {
  const at = /^(el|la|los|las)$/.test(phrase.at(0)) ? 1 : 0
  return /^(envio|entrega|elaboracion|firma|revision|respuesta|remision|emision|presentacion|actualizacion|coordinacion|publicacion|gestion|levantamiento|validacion|tramitacion|preparacion|redaccion|ingreso|despacho|transferencia|designacion|confirmacion|postulacion|solicitud|visacion|pago|compra|contratacion|instalacion|convocatoria|visita|digitalizacion|regularizacion|rendicion|llamado|subsanacion|informe|ficha|listado|nomina|catastro|minuta|planos|pronunciamiento|certificado|aprobacion|correccion|evaluacion|definicion|difusion|tasacion|inscripcion)$/.test(phrase.at(at))
}
