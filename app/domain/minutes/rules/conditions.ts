import type { Obligation } from './obligations.ts'
import type { Phrase } from './phrases.ts'
import type { Term } from './terms-of-time.ts'
import { setOf } from './words.ts'

/** «una vez aprobado…», «previa visación…», «apenas tengamos…»: nothing is due until something else happens. */
const CONDITIONS = 'una vez|apenas|en cuanto|previa|previo|sujeto a|sujeta a|sujeto al|siempre que|siempre y cuando|en caso de|en caso que|en la medida|con tal de que|con tal que|a menos que|salvo que|dependiendo|tras|despues de|despues del|despues que|luego de|luego del|luego que|mientras|hasta que|contra entrega|a la espera de|a la espera del|condicionado|condicionada|con la condicion|tan pronto|desde que|desde la|contados desde|contado desde|posterior a|posterior al|pasadas|segun disponibilidad|de acuerdo a disponibilidad|de acuerdo a la disponibilidad|segun la disponibilidad|de haber|si es que|con posterioridad|a partir de la|a contar de la|a partir del|luego|antes de que|antes que|recibidos los|recibida la|recibido el|supeditado|supeditada|de existir|de ser|de contar con|solo si'

/** Verbs whose «si» and «cuando» ask instead of making a condition. */
const WONDERING = setOf('informar confirmar verificar revisar consultar evaluar definir ver decir responder averiguar indicar avisar comunicar analizar resolver determinar preguntar chequear contestar estudiar aclarar precisar señalar')

/** «si el concejo lo aprueba, …»: whether a place is inside the clause that only says when. */
export function isInCondition(phrase: Phrase, at: number): boolean {
  for (let before = at - 1; before >= 0 && !/^[,.;]$/.test(phrase.at(before)); before--) {
    const opens = before === 0 || /^[,.;]$/.test(phrase.at(before - 1))
    if (opens && phrase.longest('si|cuando|una vez que|apenas|en cuanto|en caso que|en caso de que|siempre que|como', before)) return phrase.find(',', at) > 0
  }
  return false
}

/** Whether what is owed hangs on something that has not happened. */
export function hangsOn(phrase: Phrase, terms: Term[], obligation: Obligation | undefined): boolean {
  const inTerm = (at: number) => terms.some(({ from, to, moment }) => at >= from && at < to && moment.is !== 'doubt')
  for (let at = 0; at < phrase.words.length; at++) {
    if (inTerm(at)) continue
    const word = phrase.words[at]!
    // «Tras la exposición, MINVU se comprometió a…»: it has happened.
    if (at === 0 && obligation && phrase.longest('tras|luego de|despues de', 0) && phrase.words.slice(obligation.from, obligation.to).some(({ text }) => /(ó|ron)$/.test(text))) continue
    if (phrase.longest(CONDITIONS, at) && !(word.folded === 'luego' && (at === 0 || phrase.at(at + 1) === ',')) && !/^no$/.test(phrase.at(at - 1))) return true
    if (word.folded !== 'si' && word.folded !== 'cuando') continue
    if (/[íá]/.test(word.text.normalize('NFC').toLowerCase())) continue
    const wonders = obligation && at >= obligation.to && WONDERING.has(obligation.infinitive?.normalize('NFC') ?? '')
    if (!wonders && !(word.folded === 'si' && phrase.at(at + 1) === ',')) return true
  }
  return false
}
