import { numberAt } from './dates.ts'
import type { Phrase } from './phrases.ts'
import type { Term } from './terms-of-time.ts'
import { isParticiple, SAYS, STATES, verbOf, type Verb } from './verbs.ts'
import { setOf } from './words.ts'

/** A verb, or a turn of words, by which somebody is bound to something. */
export type Obligation = {
  from: number
  /** Where what is to be done goes on, after the verb. */
  to: number
  /** What is to be done; null when a noun tells it. */
  infinitive: string | null
  /**
   * `future` and `present` bind whoever is their subject; `must` does so by itself; `passive` is done by somebody else;
   * `asked` was asked of somebody who did not answer; `pending` waits.
   */
  how: 'future' | 'present' | 'must' | 'passive' | 'asked' | 'pending'
  /** Who is bound: the subject, nobody in particular («hay que»), whoever speaks, or whoever comes after («le toca a»). */
  who: 'subject' | 'nobody' | 'speaker' | 'next'
  reflexive: boolean
  /** «lo», «les»: what the infinitive carries at its end. */
  clitic: string
  /** Where the subject stands when it parts the turn: «debe la DOM emitir», «se compromete SERVIU a enviar». */
  between?: number
}

const CLITICS = setOf('se le les lo la los las me te nos')
const NO = setOf('no nunca tampoco jamas ni nadie ningun ninguno ninguna')

export function obligationsIn(phrase: Phrase, terms: Term[]): Obligation[] {
  const inTerm = new Set(terms.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, offset) => from + offset)))
  const found: Obligation[] = []
  for (let at = 0; at < phrase.words.length; at++) {
    if (inTerm.has(at) || phrase.words[at]!.sort !== 'word') continue
    const one = obligationAt(phrase, at, terms)
    if (!one || isNegated(phrase, at)) continue
    found.push(one)
    at = Math.max(at, one.to - 1)
  }
  return found
}

/** «no enviará», «tampoco lo hará»; «no obstante» denies nothing. */
export function isNegated(phrase: Phrase, at: number): boolean {
  let before = at - 1
  while (CLITICS.has(phrase.at(before)) && before >= 0) before--
  return NO.has(phrase.at(before)) && !phrase.longest('no obstante|no solo', before)
}

const must = (to: number, infinitive: string | null, who: Obligation['who'] = 'subject'): Obligation =>
  ({ from: 0, to, infinitive, how: 'must', who, reflexive: false, clitic: '' })

function obligationAt(phrase: Phrase, at: number, terms: Term[]): Obligation | undefined {
  const found = turnAt(phrase, at, terms) ?? verbAt(phrase, at)
  if (!found) return undefined
  let from = at
  const clitics: string[] = []
  while (CLITICS.has(phrase.at(from - 1)) && !(from === at && /^(la|los|las)$/.test(phrase.at(from - 1)) && !['present', 'future'].includes(found.how))) clitics.unshift(phrase.at(--from))
  const se = clitics.includes('se')
  return { ...found, from, reflexive: se && ['future', 'present'].includes(found.how), clitic: clitics.filter((clitic) => clitic !== 'se').join('') }
}

/** Turns of several words: «queda de enviar», «se compromete a revisar», «tiene que», «le toca a». */
function turnAt(phrase: Phrase, at: number, terms: Term[]): Obligation | undefined {
  const word = phrase.at(at)
  switch (word) {
    case 'queda': case 'quedan': case 'quedo': case 'quedaron': case 'quedara': case 'quedaran': case 'quedamos': case 'quede':
      return stays(phrase, at)
    case 'compromete': case 'comprometen': case 'comprometio': case 'comprometieron': case 'comprometo': case 'comprometemos': case 'comprometera':
      return pledges(phrase, at)
    case 'va': case 'van': case 'voy': case 'vamos':
      return phrase.is(at + 1, 'a') ? withInfinitive(phrase, at + 2, /^v[oa](y|mos)$/.test(word) ? 'speaker' : 'subject') : undefined
    case 'debe': case 'deben': case 'debera': case 'deberan': case 'debemos': case 'debo': {
      const to = phrase.is(at + 1, 'de') ? at + 2 : at + 1
      const who = /^deb(emos|o)$/.test(word) ? 'speaker' : at > 0 && phrase.at(at - 1) === 'se' ? 'nobody' : 'subject'
      return passiveAt(phrase, to, 'ser') ?? withInfinitive(phrase, to, who) ?? afterActor(phrase, at + 1)
    }
    case 'tiene': case 'tienen': case 'tendra': case 'tendran': case 'tenemos': case 'tengo': case 'dispone': case 'disponen': case 'dispondra': case 'cuenta': case 'cuentan':
      return has(phrase, at, terms)
    case 'ha': case 'han':
      return phrase.is(at + 1, 'de') ? withInfinitive(phrase, at + 2) : undefined
    case 'hay': case 'habra': case 'habria':
      return phrase.is(at + 1, 'que') && word !== 'habria' ? withInfinitive(phrase, at + 2, 'nobody') : undefined
    case 'corresponde': case 'correspondera': case 'toca': case 'tocara': case 'compete':
      if (/^(nos|me)$/.test(phrase.at(at - 1))) return withInfinitive(phrase, at + 1, 'speaker')
      return /^al?$/.test(phrase.at(at + 1)) ? must(at + 2, null, 'next') : undefined
    case 'otorga': case 'otorgan': case 'concede': case 'conceden': case 'fija':
      // «se otorga a SERVIU un plazo de 10 días hábiles».
      return phrase.is(at + 1, 'a') && phrase.find('plazo', at, at + 10) > 0 ? must(at + 2, null, 'next') : undefined
    case 'asume': case 'asumen': case 'asumira': case 'asumiran': case 'asumio': case 'asumimos': case 'asumo':
      return assumes(phrase, at, terms)
    case 'encarga': case 'encargan': case 'encargara': case 'encargaran': case 'encargo': case 'encargamos': case 'encargaremos': case 'encargare': case 'cargo': {
      if (word === 'cargo' && !/^(hace|hacen|hara|haran|hago|hacemos)$/.test(phrase.at(at - 1))) return undefined
      if (word === 'encarga' && !/^(se|me|nos)$/.test(phrase.at(at - 1))) return undefined
      const who = /^(me|nos)$/.test(phrase.at(at - 1)) || /^(hago|hacemos)$/.test(phrase.at(at - 1)) ? 'speaker' : 'subject'
      const to = at + 1 + phrase.longest('yo de|yo|yo del|de|del', at + 1)
      return withInfinitive(phrase, to, who) ?? must(phrase.at(to - 1) === 'del' ? to - 1 : to, null, who)
    }
    case 'acepta': case 'promete': case 'ofrece': case 'garantiza': case 'accede': case 'ofrecen': case 'aceptan': case 'obliga': case 'obligan': case 'prometio': case 'acepto': case 'ofrecio': case 'accedio':
      return withInfinitive(phrase, phrase.is(at + 1, 'a') ? at + 2 : at + 1)
    case 'acuerda': case 'acuerdan':
      return phrase.at(at - 1) === 'se' ? undefined : withInfinitive(phrase, at + 1)
    case 'solicita': case 'pide': case 'requiere': case 'encomienda': case 'instruye': case 'pedira': case 'sugiere': case 'propone':
      return phrase.at(at - 1) === 'se' && word !== 'sugiere' && word !== 'propone' ? { ...must(at + 1, null, 'nobody'), how: 'asked' } : undefined
    case 'pendiente': case 'pendientes':
      if (at > 1 && !/^(sigue|siguen|esta|estan|continua|continuan|quedando)$/.test(phrase.at(at - 1))) return undefined
      return { ...must(at + 1 + phrase.longest('que|por|de|:', at + 1), null), how: 'pending' }
    case 'falta': case 'faltan':
      // «la falta de suelo», «por falta de agua», «sin falta».
      if (/^(la|las|una|por|sin|ante|su)$/.test(phrase.at(at - 1))) return undefined
      return { ...must(at + 1 + phrase.longest('que|por|de|:', at + 1), null), how: 'pending' }
    case 'espera':
      return phrase.is(at - 2, 'a la espera de') ? { ...must(at + 2, null), how: 'pending' } : undefined
    case 'responsable': case 'encargado': case 'encargada':
      return /^(es|sera|son|seran|esta|estan|estara|queda|quedan)$/.test(phrase.at(/^(el|la|los|las)$/.test(phrase.at(at - 1)) ? at - 2 : at - 1)) && phrase.at(at + 1).startsWith('de') ? (withInfinitive(phrase, at + 2) ?? must(at + 2, null)) : undefined
    default:
      return undefined
  }
}

/** «queda de enviar», «quedó en llamar», «queda pendiente que…», «queda comprometida a». */
function stays(phrase: Phrase, at: number): Obligation | undefined {
  const who = phrase.at(at) === 'quedamos' ? 'speaker' : 'subject'
  const link = phrase.longest('de|en|en que|con la tarea de|con el compromiso de|encargado de|encargada de|comprometido a|comprometida a|comprometido de|a cargo de|con|responsable de|por|pendiente de|para', at + 1)
  if (phrase.is(at + 1, 'pendiente')) return { ...must(at + 2 + phrase.longest('que|por|de', at + 2), null), how: 'pending' }
  const own = link ? withInfinitive(phrase, at + 1 + link, who) : undefined
  if (own) return own
  // «queda de la DOM mandar», «queda SERVIU de mandar»: whoever owes comes between.
  const to = phrase.is(at + 1, 'de') ? at + 2 : at + 1
  for (let end = to + 1; end < to + 8; end++) if (withInfinitive(phrase, end)) return to > at + 1 || phrase.is(end - 1, 'de') ? must(to, null, 'next') : undefined
  return undefined
}

function pledges(phrase: Phrase, at: number): Obligation | undefined {
  const word = phrase.at(at)
  const who = /^comprome(to|temos)$/.test(word) ? 'speaker' : 'subject'
  let to = at + 1
  // «se compromete SERVIU a enviar»: the subject may come between.
  for (let end = to; end < to + 12; end++) if (/^(a|al|con|en)$/.test(phrase.at(end))) { to = end; break }
  const parted = to > at + 1 ? { between: at + 1 } : {}
  if (!/^(a|al|con|en)$/.test(phrase.at(to))) return word.startsWith('compromet') && phrase.at(at - 1) !== 'se' ? withInfinitive(phrase, at + 1, who) ?? must(at + 1, null, who) : undefined
  return { ...(withInfinitive(phrase, to + 1, who) ?? must(phrase.at(to) === 'al' ? to : to + 1, null, who)), ...parted }
}

/** «tiene que enviar», «tiene hasta el viernes para observar», «tendrá 5 días hábiles para responder». */
function has(phrase: Phrase, at: number, terms: Term[]): Obligation | undefined {
  const word = phrase.at(at)
  const who = /^ten(emos|go)$/.test(word) ? 'speaker' : 'subject'
  if (phrase.is(at + 1, 'que')) return passiveAt(phrase, at + 2, 'ser') ?? withInfinitive(phrase, at + 2, who)
  if (phrase.is(at + 1, 'pendiente')) return { ...must(at + 2, null), how: 'pending' }
  const link = at + 1 + phrase.longest('un plazo de|un plazo|plazo de|plazo|como plazo|de|con|un plazo maximo de', at + 1)
  const term = terms.find(({ from, to }) => (from <= link && from > at && to > link) || from === at + 1)
  if (!term) return undefined
  const purpose = phrase.find('para', term.to)
  const done = purpose >= 0 ? verbOf(phrase.words[purpose + 1] ?? phrase.words[0]!) : undefined
  return done?.tense === 'infinitive' ? must(purpose + 2, done.infinitive) : undefined
}

/** «asume la revisión», «asume coordinar»; whoever «asume el 4 de enero» takes office. */
function assumes(phrase: Phrase, at: number, terms: Term[]): Obligation | undefined {
  const who = /^asum(imos|o)$/.test(phrase.at(at)) && !phrase.words[at]!.text.endsWith('ó') ? 'speaker' : 'subject'
  const withVerb = withInfinitive(phrase, at + 1, who)
  if (withVerb) return withVerb
  const past = phrase.words[at]!.text.endsWith('ó')
  if (past || terms.some(({ from, to }) => from <= at + 1 && to > at + 1) || !phrase.words[at + 1]) return undefined
  if (phrase.longest('como|el cargo|la presidencia|la jefatura|la direccion|sus funciones|en', at + 1)) return undefined
  return must(at + 1, null, who)
}

const withInfinitive = (phrase: Phrase, at: number, who: Obligation['who'] = 'subject'): Obligation | undefined => {
  const verb = phrase.words[at] && verbOf(phrase.words[at]!)
  if (verb?.tense === 'infinitive') return must(at + 1, phrase.words[at]!.text.toLowerCase(), who)
  return /^(ir|ver|ser|dar|estar)$/.test(phrase.at(at)) && phrase.words[at] ? must(at + 1, phrase.at(at), who) : undefined
}

/** «debe la DOM emitir». */
const afterActor = (phrase: Phrase, at: number): Obligation | undefined => {
  if (!/^(el|la|los|las)$/.test(phrase.at(at)) && !phrase.words[at]?.capital) return undefined
  for (let to = at; to < at + 6; to++) if (phrase.words[to] && verbOf(phrase.words[to]!)?.tense === 'infinitive') return { ...must(to + 1, phrase.words[to]!.text.toLowerCase()), between: at }
  return undefined
}

const passiveAt = (phrase: Phrase, at: number, be: string): Obligation | undefined =>
  phrase.is(at, be) && phrase.words[at + 1] && isParticiple(phrase.words[at + 1]!)
    ? { ...must(at + 2, null), how: 'passive' } : undefined

/** A future, a present of a verb people promise with, or «será enviado». */
function verbAt(phrase: Phrase, at: number): Obligation | undefined {
  const word = phrase.words[at]!
  if (/^(sera|seran)$/.test(word.folded)) return passiveAt(phrase, at, word.folded)
  const verb = verbOf(word)
  if (!verb || !['future', 'present'].includes(verb.tense)) return undefined
  const plain = verb.infinitive.normalize('NFD').replace(/\p{M}/gu, '')
  if (verb.tense === 'present' && (SAYS.has(word.folded) && /^(que|si)$/.test(phrase.at(at + 1)) || plain === 'llevar' && numberAt(phrase, at + 1))) return undefined
  if (STATES.has(plain) && !(plain === 'tener' && verb.first)) return undefined
  return bound(phrase, at, verb)
}

function bound(phrase: Phrase, at: number, verb: Verb): Obligation {
  const arrive = verb.infinitive === 'hacer' && phrase.is(at + 1, 'llegar')
  return {
    ...must(arrive ? at + 2 : at + 1, arrive ? 'hacer llegar' : verb.infinitive),
    how: verb.tense === 'future' ? 'future' : 'present',
    who: verb.first ? 'speaker' : 'subject',
  }
}
