import { awaitsAnswer, isOverdue, type Facts } from '#app/domain/commitments/rules.ts'
import { agoDays, formatDayMonth } from '#app/lib/dates.ts'
import { daysBetween } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'

type Promise = Facts & { folio: string; text: string; responsible_position_id: string | null; responsible_title: string | null; debtor_name: string }
type Ending = { folio: string; text: string; valid_until_on: string | null }

export type Question = { text: string; to: string; folio: string }

/** Questions a page before a meeting has room for. */
const QUESTIONS = 3

/**
 * What to ask, from what the record says and nothing else: what is latest, what was declared and nobody has proved,
 * what ends soon, who answers where nobody holds the post, what falls due next; then more of the same, while there is
 * room. `promises` is what those present owe.
 */
export function questionsOf(
  { promises, ending, vacant }: { promises: readonly Promise[]; ending: readonly Ending[]; vacant: ReadonlySet<string> },
  today: string,
): Question[] {
  const dated = promises.filter(({ due_on }) => due_on !== null).toSorted((a, b) => (a.due_on! < b.due_on! ? -1 : a.due_on! > b.due_on! ? 1 : 0))
  const [late, ...later] = dated.filter((one) => isOverdue(one, today))
  const declared = promises.find((one) => one.declared_state === 'delivered' && awaitsAnswer(one))
  const convenio = ending.find(({ valid_until_on }) => valid_until_on !== null)
  const orphan = promises.find((one) => one.responsible_position_id !== null && vacant.has(one.responsible_position_id))
  const [next, ...following] = dated.filter((one) => one.due_on! >= today && !awaitsAnswer(one))
  const whereIs = (one: Promise) => asked(one, `¿En qué está ${quoted(one.text)}, que venció hace ${plural(daysBetween(one.due_on!, today), 'día', 'días')}?`)
  const willBe = (one: Promise) => asked(one, `¿Llegan con ${quoted(one.text)} ${byDay(one.due_on!, today)}?`)

  return [
    late && whereIs(late),
    declared && asked(declared, `¿Pueden enviar el documento que acredita ${quoted(declared.text)}?`),
    convenio && {
      text: `¿Se renueva ${quoted(convenio.text)}, que termina ${agoDays(convenio.valid_until_on!, today)}?`,
      to: `/acuerdos/${convenio.folio}`,
      folio: convenio.folio,
    },
    orphan && asked(orphan, `¿Quién responde por ${quoted(orphan.text)}, si el cargo ${orphan.responsible_title} de ${orphan.debtor_name} está vacante?`),
    next && willBe(next),
    ...later.map(whereIs),
    ...following.map(willBe),
  ]
    .filter((question) => question !== undefined)
    .filter(({ folio }, at, all) => all.findIndex((other) => other.folio === folio) === at)
    .slice(0, QUESTIONS)
}

const asked = ({ folio }: Promise, text: string): Question => ({ text, to: `/compromisos/${folio}`, folio })

const quoted = (text: string) => `«${text}»`

const byDay = (day: string, today: string) => (day === today ? 'hoy' : `al ${formatDayMonth(day)}`)
