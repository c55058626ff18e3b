import { legalBasisText } from '#app/domain/people/terms.ts'
import { institutionKinds, networkStatuses } from '#app/domain/institutions/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { fold, formatRut, searchText, sortKey } from '#app/lib/text.ts'

import type { MergeKind } from '../terms.ts'

/** The facts of two records, one beside the other, and which of each pair stays. */

export type Facts = Record<string, string | number | null>
export type Side = 'kept' | 'gone'
export type Choices = Record<string, Side>

/** `also`: columns that say nothing without this one. */
type Field = { column: string; label: string; also?: readonly string[]; text?: (value: string) => string }

const words = (terms: Readonly<Record<string, string>>) => (value: string) => terms[value] ?? value

export const fields: Record<MergeKind, readonly Field[]> = {
  person: [
    { column: 'given_names', label: 'Nombres' },
    { column: 'first_surname', label: 'Primer apellido' },
    { column: 'second_surname', label: 'Segundo apellido' },
    { column: 'treatment', label: 'Tratamiento' },
    { column: 'rut', label: 'RUT', text: formatRut },
    { column: 'source', label: 'De dónde viene el dato' },
    { column: 'legal_basis', label: 'Por qué guardamos sus datos', text: legalBasisText },
    { column: 'verified_on', label: 'Confirmado', text: formatDay },
  ],
  institution: [
    { column: 'kind', label: 'Tipo', text: words(institutionKinds) },
    { column: 'name', label: 'Nombre' },
    { column: 'short_name', label: 'Nombre corto' },
    { column: 'rut', label: 'RUT', text: formatRut },
    { column: 'parent_id', label: 'Depende de' },
    { column: 'region_code', label: 'Región' },
    { column: 'commune_cut', label: 'Comuna de su sede' },
    { column: 'network_status', label: 'En la red', also: ['member_since_on', 'network_status_on'], text: words(networkStatuses) },
    { column: 'coordinator_id', label: 'Quién la coordina' },
  ],
}

/** Fields in which the two differ. What only one of them has stays without asking. */
export function differing(kind: MergeKind, kept: Facts, gone: Facts) {
  return fields[kind].filter(({ column }) => has(kept[column]) && has(gone[column]) && kept[column] !== gone[column])
}

/** What is usually right: the fuller name, the latest day, a member of the network; else what the kept record says. */
export function usualChoice(column: string, kept: Facts, gone: Facts): Side {
  const [mine, theirs] = [String(kept[column] ?? ''), String(gone[column] ?? '')]
  if (column === 'given_names') return lettersOf(theirs) > lettersOf(mine) && isInitials(mine) ? 'gone' : 'kept'
  if (column === 'verified_on') return theirs > mine ? 'gone' : 'kept'
  if (column === 'network_status') return mine === 'external' && theirs !== 'external' ? 'gone' : 'kept'
  return 'kept'
}

const lettersOf = (name: string) => name.replace(/[^\p{L}]/gu, '').length
const isInitials = (name: string) => name.split(/\s+/).some((word) => lettersOf(word) === 1)

/** What the kept record says once they are one. */
export function resultOf(kind: MergeKind, kept: Facts, gone: Facts, choices: Choices): Facts {
  const result: Facts = {}
  for (const { column, also = [] } of fields[kind]) {
    const side = !has(kept[column]) ? gone : !has(gone[column]) ? kept : (choices[column] ?? usualChoice(column, kept, gone)) === 'gone' ? gone : kept
    for (const one of [column, ...also]) result[one] = side[one] ?? null
  }
  return kind === 'institution' ? { ...result, aliases: aliasesOf(kept, gone, result) } : result
}

/** Every name that either had, so that it is still found by it. */
function aliasesOf(kept: Facts, gone: Facts, { name, short_name }: Facts): string {
  const all = [kept, gone].flatMap((one) => [...String(one.aliases ?? '').split('|'), String(one.name ?? ''), String(one.short_name ?? '')])
  const shown = [name, short_name].map((label) => fold(String(label ?? '')))
  const unique = new Map(all.filter((label) => label && !shown.includes(fold(label))).toReversed().map((label) => [fold(label), label]))
  return [...unique.values()].toReversed().join('|')
}

/** The words by which a record is found, and by which it is sorted. */
export function keysOf(kind: MergeKind, facts: Facts) {
  const { given_names, first_surname, second_surname, name, short_name, aliases } = facts as Record<string, string | null>
  return kind === 'person'
    ? { search_text: searchText(given_names, first_surname, second_surname), sort_text: sortKey([first_surname, second_surname, given_names].filter(Boolean).join(' ')) }
    : { search_text: searchText(name, short_name, ...(aliases ?? '').split('|')), sort_text: sortKey(short_name ?? '') }
}

const has = (value: unknown) => value !== null && value !== undefined && value !== ''
