import { agoDays } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { block, bold, unpointed } from '#app/lib/message.ts'

type Line = { folio: string; text: string; due_on: string | null; debtor_name: string; beneficiaries: readonly { name: string }[] }
type Sides = { owed: readonly Line[]; owedByOthers: readonly Line[]; more: number }

/**
 * What an institution owes and is owed, as a text to paste in a chat. Only shared words; `more` open
 * commitments are left out. `today` is YYYY-MM-DD.
 */
export function summaryText(institution: string, { owed, owedByOthers, more }: Sides, today: string): string {
  const part = (title: string, lines: string[]) => (lines.length > 0 ? [block(title, lines)] : [])
  const parts = [
    ...part('Lo que debe', owed.map((line) => `${sentence(line.text)} Para ${names(line)}. ${whenText(line, today)} ${line.folio}`)),
    ...part('Lo que le deben', owedByOthers.map((line) => `${sentence(line.text)} Lo debe ${line.debtor_name}. ${whenText(line, today)} ${line.folio}`)),
    ...(more > 0 ? [`Hay ${more} más.`] : []),
  ]
  return [bold(`${institution}: compromisos abiertos al ${formatDay(today)}`), ...(parts.length > 0 ? parts : ['No hay compromisos abiertos.'])].join('\n\n')
}

const and = new Intl.ListFormat('es-CL', { type: 'conjunction' })
const names = ({ beneficiaries }: Line) => and.format(beneficiaries.map(({ name }) => name)) || 'la red'

const sentence = (text: string) => (/[!?…]$/.test(text) ? text : `${unpointed(text)}.`)

const whenText = ({ due_on }: Line, today: string) =>
  due_on === null ? 'Sin fecha.' : `${due_on < today ? 'Venció' : 'Vence'} el ${formatDay(due_on)}${due_on < today ? `, ${agoDays(due_on, today)}` : ''}.`
