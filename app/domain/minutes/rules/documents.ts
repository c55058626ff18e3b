import { partyRoles } from '#app/domain/agreements/terms.ts'
import { attendances, modalities } from '#app/domain/meetings/terms.ts'
import { fold } from '#app/lib/text.ts'

import type { ContentAgreement, ContentCommitment, ContentEntry, MinutesContent } from './content.ts'

export type Party = { institution_id: string; name: string }

/**
 * What one party takes home: the common text, the agreements it is part of, and the commitments it owes or receives.
 * What was written to register those of others goes with them, also when nothing says whose it is.
 */
export function excerptFor(content: MinutesContent, institution_id: string): MinutesContent {
  const agreements = content.agreements.filter(({ parties }) => parties.some(isThem(institution_id)))
  const commitments = content.commitments.filter((commitment) => concerns(commitment, institution_id))
  const kept = new Set([...agreements, ...commitments].map(({ folio }) => folio))
  const points = content.points.map((point) => ({ ...point, entries: point.entries.flatMap((entry) => ownPart(entry, kept)) }))
  return { ...content, points, agreements, commitments }
}

function ownPart(entry: ContentEntry, kept: Set<string>): ContentEntry[] {
  const folios = entry.folios.filter((folio) => kept.has(folio))
  const isCommon = (entry.kind === 'note' || entry.kind === 'decision') && entry.folios.length === 0
  return isCommon || folios.length > 0 ? [{ ...entry, folios }] : []
}

export const concerns = ({ debtor, beneficiaries }: ContentCommitment, institution_id: string) =>
  [debtor, ...beneficiaries].some(isThem(institution_id))

const isThem = (id: string) => (party: { institution_id: string }) => party.institution_id === id
const names = new Intl.Collator('es-CL')

/** Everybody who agreed, owes or receives something, by name: for each there may be an excerpt. */
export function partiesOf({ agreements, commitments }: MinutesContent): Party[] {
  const all = [
    ...agreements.flatMap(({ parties }) => parties),
    ...commitments.flatMap(({ debtor, beneficiaries }) => [debtor, ...beneficiaries]),
  ]
  const unique = new Map(all.map(({ institution_id, name }) => [institution_id, { institution_id, name }]))
  return [...unique.values()].toSorted((a, b) => names.compare(a.name, b.name))
}

/** «Acta v2». */
export const versionName = ({ number }: Pick<MinutesContent, 'number'>) => `Acta v${number}`

/** «acta-R-2026-0114-v1-extracto-tome», without its ending. */
export function fileName({ meeting, number }: MinutesContent, party: Party | null) {
  const whose = party && fold(party.name.replace(/^(Ilustre )?Municipalidad de /i, '')).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return [`acta-${meeting.folio}-v${number}`, whose && `extracto-${whose}`].filter(Boolean).join('-')
}

/** For whom a copy is, said plainly on it. */
export const audienceLine = (party: Party | null) =>
  party ? `Extracto para ${party.name}: texto común y sus compromisos.` : 'Texto completo, para todas las partes.'

/** What a version says of the others; null for the only one. */
export function versionLine({ number, reason }: MinutesContent, latest: number): string | null {
  const corrects = number > 1 ? `Versión ${number}: corrige la versión ${number - 1}.${reason ? ` Motivo: ${reason}` : ''}` : null
  const corrected = latest > number ? `Hay una versión posterior, la ${latest}, que la corrige.` : null
  return [corrects, corrected].filter(Boolean).join(' ') || null
}

/** Codes or words: whatever was frozen is read. */
const worded = (terms: Record<string, string>, word: string) => (Object.hasOwn(terms, word) ? terms[word]! : word)

export const modalityWord = ({ modality }: MinutesContent['meeting']) => worded(modalities, modality)
export const roleWord = ({ role }: ContentAgreement['parties'][number]) => worded(partyRoles, role)
export const attendanceWord = ({ attended }: MinutesContent['attendance'][number]) => attendances[attended]

/** «Asistieron 7 de 8»; null when nobody was asked. */
export function attendanceLine({ attendance }: MinutesContent) {
  const present = attendance.filter(({ attended }) => attended === 'present').length
  return attendance.length === 0 ? null : `${present === 1 ? 'Asistió' : 'Asistieron'} ${present} de ${attendance.length}`
}

/** «2. Estado de los tres terrenos»; «Otros temas» for what belongs to no point. */
export const pointTitle = ({ number, title }: MinutesContent['points'][number]) =>
  [number === null ? null : `${number}.`, title ?? 'Otros temas'].filter(Boolean).join(' ')

/** A decision is said to be one; notes speak for themselves, and what was registered has its folio. */
export const entryLabels = { note: null, decision: 'Definición', agreement: 'Acuerdo', commitment: 'Compromiso' } as const

/** Why a point has nothing under it. */
export const emptyPoint = (party: Party | null) => (party ? 'Nada en este extracto.' : 'Sin texto.')
