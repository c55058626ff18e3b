import { doubt, type Moment } from './moments.ts'
import type { Obligation } from './obligations.ts'
import type { Phrase } from './phrases.ts'
import type { Term } from './terms-of-time.ts'

/** The term of a promise among those a line tells; undefined when it tells none. */
export function chosenTerm(phrase: Phrase, terms: Term[], obligation: Obligation | undefined): Term | undefined {
  const own = terms.filter((term) => term.lead !== 'of' || isMeetingDay(phrase, term))
  const field = own.findLast(({ lead, moment }) => lead === 'field' && moment.is !== 'doubt')
  if (field) return field
  const event = own.find(({ moment }) => moment.is === 'doubt' && moment.why === 'event')
  const firm = own.filter(({ moment }) => !(moment.is === 'doubt' && (moment.why === 'vague' || moment.why === 'event')))
  if (event) return event
  if (firm.length < 2) return firm[0] ?? own[0]
  const after = obligation ? firm.filter(({ from }) => from >= obligation.from) : firm
  const sound = (after.length > 0 ? after : firm).filter(({ moment }) => !(moment.is === 'doubt' && moment.why === 'past'))
  const limits = sound.filter(({ lead }) => lead === 'limit')
  const best = limits.length > 0 ? limits : sound
  if (best.length === 0) return firm.at(-1)
  const [first] = best
  const different = best.some(({ moment }) => !isSame(moment, first!.moment))
  const dated = (best.some(({ moment }) => moment.is === 'session') ? sound : best).filter(({ moment }) => moment.is !== 'session')
  if (!different && !(first!.moment.is === 'session' && dated.length > 0)) return first
  return dated.length === 1 ? dated[0] : { ...first!, moment: doubt('two') }
}

const isSame = (one: Moment, other: Moment) => JSON.stringify(one) === JSON.stringify(other)

/** «en la mesa del 10 de diciembre»: the day of a meeting where it will be done. */
function isMeetingDay(phrase: Phrase, { from }: Term): boolean {
  if (!/^(mesa|reunion|sesion|jornada)$/.test(phrase.at(from - 1))) return false
  for (let at = from - 2; at > from - 5; at--) if (/^(en|para|a|antes)$/.test(phrase.at(at))) return true
  return false
}
