import { formatDay } from '#app/lib/days.ts'
import { block, bold, unpointed } from '#app/lib/message.ts'

type Told = { folio: string; text: string; due_on: string | null }
type Side = { rows: (Told & { debtor_name: string })[]; total: number }

/** What one institution owes and is owed, to be sent to it by hand: its own debts first. `today` is YYYY-MM-DD. */
export function messageFor(institution: string, { owes, receives }: { owes: Side; receives: Side }, today: string): string {
  return [
    `${bold(`Compromisos de ${institution}`)}\nAl ${formatDay(today)}`,
    owes.total > 0 && block(`Debe ${institution}`, [...owes.rows.map((one) => line(one, today)), ...rest(owes)]),
    receives.total > 0 && block(`Le deben a ${institution}`, [...receives.rows.map((one) => `${one.debtor_name}: ${line(one, today)}`), ...rest(receives)]),
    owes.total + receives.total === 0 && 'Sin compromisos abiertos.',
  ].filter(Boolean).join('\n\n')
}

const line = ({ folio, text, due_on }: Told, today: string) =>
  `${unpointed(text)}: ${due_on ? `${due_on < today ? 'venció' : 'vence'} el ${formatDay(due_on)}` : 'sin fecha todavía'} (${folio})`

const rest = ({ rows, total }: Side) => (total > rows.length ? [`y ${total - rows.length} más`] : [])
