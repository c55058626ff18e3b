import type { Obligation } from './obligations.ts'
import type { Phrase } from './phrases.ts'
import { SAYS, verbOf } from './verbs.ts'

/** A question asks, with one of its two signs. */
export const isQuestion = (phrase: Phrase) => {
  const last = phrase.words.at(-1)?.text
  return phrase.words[0]?.text === '¿' || last === '?' || phrase.words.some(({ text }) => text === '¿' ) || /^[?]$/.test(phrase.words.at(-2)?.text ?? '')
}

const OPINIONS = 'seria bueno|seria ideal|seria conveniente|seria util|ojala|creo que|creemos que|no creo|es importante|es necesario|es clave|el ideal es|lo ideal|a juicio de|en opinion de|se espera que|esperamos que|espero que|quizas|quiza|tal vez|probablemente|es posible que|es probable|puede que|seguramente|al equipo le parece|me parece|nos parece|le parece|convendria|opina que|considera que|estima que|supongo que|se supone que|dicen que|se comenta que|cree que|segun la prensa|a lo mejor|parece que|me gustaria|nos gustaria|gustaria que|hubiera|hubiese|habria que|dudo que|temo que|se teme|es deseable|se valora|sugiere que|propone que|pienso que|piensa que|seria'
const GREETINGS = 'nos vemos|nos leemos|nos encontramos|nos estamos viendo|felices|feliz|saludos|buenos dias|buenas tardes|buenas|hola|muchas gracias|gracias a|gracias por|se agradece|agradecemos|bienvenid'
const ATTENDANCE = 'asisten|asistieron|asistencia|presentes|participan|participaron|se excusa|se excusan|excusas|ausentes|se da cuenta|se da lectura|se da inicio|se da por|se levanta la sesion|lugar|hora de inicio|hora|tabla|asistentes|contacto'
const ASKING = 'consulta si|pregunta si|consulta cuando|pregunta cuando|consulta por|pregunta por|consultan si|preguntan si|consulto si|pregunto si|quiere saber|consulta cual|pregunta cual|consulta que|pregunta que|consulta como|tiene dudas|duda si'

/** Opinions, greetings, attendance and questions retold: they are told, and nothing is owed. */
export function isRemark(phrase: Phrase): boolean {
  const opinion = phrase.find(OPINIONS)
  const firstVerb = phrase.words.findIndex((word) => verbOf(word)?.tense === 'future')
  if (opinion >= 0 && (firstVerb < 0 || opinion < firstVerb) && !(phrase.is(opinion, 'ojala') && opinion > 0)) return true
  return phrase.longest(GREETINGS, 0) > 0 || phrase.find('nos vemos|nos leemos') >= 0 || phrase.longest(ATTENDANCE, 0) > 0 || phrase.find(ASKING) >= 0
}

const DECIDERS = ['la mesa', 'los presentes', 'las partes', 'los asistentes', 'el grupo', 'la comision', 'las instituciones', 'ambas partes', 'todos', 'todas', 'los participantes', 'la asamblea', 'el comite tecnico', 'los municipios presentes', 'la reunion', 'los alcaldes', 'las y los presentes', 'el equipo', 'el consejo']
const DECIDES = /^(acuerdan?|acordo|acordaron|aprueban?|aprobo|resuelven?|resolvio|definen?|definio|deciden?|decidio|determinan?|determino|establecen?|establecio|priorizan?|fijan?|ratifican?|convienen?|convino|acuerda)$/

/** Where a decision of the table goes on («se acuerda …», «la mesa define …»); undefined when the line tells none. */
export function decisionAt(phrase: Phrase): number | undefined {
  const length = Math.min(phrase.words.length, 14)
  for (let at = 0; at < length; at++) {
    const stays = phrase.longest('hay acuerdo en|existe acuerdo en|hay consenso en|existe consenso en|se llega a acuerdo|se llego a acuerdo|quedo establecido|quedo establecida|queda acordado|queda definido|queda aprobado|queda resuelto|queda establecido|queda definida|queda aprobada|quedan definidos|quedan aprobados|quedan definidas|queda acordada|quedo acordado|quedo definido|quedo aprobado|quedan acordados', at)
    if (stays) return at + stays
    if (/^(acordamos|definimos|decidimos|aprobamos|resolvimos)$/.test(phrase.at(at)) && at < 3) return at + 1
    // «se aprueva»: the commonest slip of spelling.
    if (!DECIDES.test(phrase.at(at)) && !DECIDES.test(phrase.at(at).replaceAll('v', 'b'))) continue
    if (phrase.at(at - 1) === 'se' && !/^(no|si)$/.test(phrase.at(at - 2))) return at + 1
    const by = DECIDERS.find((decider) => phrase.is(0, decider) === at && at > 0)
    if (by) return at + 1
  }
  return undefined
}

/** «SERVIU informa que el trámite tardará»: what somebody says, of somebody or something else. */
export function tellsNews(phrase: Phrase, from: number, obligation: Obligation): boolean {
  const said = phrase.words.findIndex(({ folded }, at) => at >= from && at < obligation.from && SAYS.has(folded))
  if (said < 0 || phrase.at(said + 1) !== 'que') return false
  const between = phrase.words.slice(said + 2, obligation.from).filter(({ folded }) => !/^(se|lo|la|le|les|los|las|ya|no|el|esta|este|semana|proxima|lunes|martes|miercoles|jueves|viernes|manana|tambien|a)$/.test(folded))
  return between.length > 0
}
