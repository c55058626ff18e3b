import type { AgreementFilter } from '#app/domain/agreements/queries.server.ts'
import { agreementKinds, progresses, validities } from '#app/domain/agreements/terms.ts'
import type { CommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { findUserName } from '#app/domain/commitments/queries/followers.server.ts'
import { chosenWords, onlyOf } from '#app/domain/commitments/rules/pairs.ts'
import type { RequestFilter } from '#app/domain/connection-requests/queries.server.ts'
import { requestStateFilters, requestViews } from '#app/domain/connection-requests/terms.ts'
import { savedViews, sides, stages, stateFilters } from '#app/domain/commitments/terms.ts'
import { visibleInstitutions } from '#app/domain/institutions/queries.server.ts'
import { institutionKinds } from '#app/domain/institutions/terms.ts'
import type { MeetingFilter } from '#app/domain/meetings/queries.server.ts'
import { meetingKinds, meetingStates, meetingViews, owners } from '#app/domain/meetings/terms.ts'
import { listRegions } from '#app/domain/territory/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'

type Placed = { region?: string; institution_id?: string; counterpart_id?: string }
type Names = { region: (code: string) => string; institution: (id: string) => string }

/** Filters of meetings as people say them, in the same order: «Mis reuniones, Región: Biobío». Two queries. */
export async function meetingFilterWords(ctx: Context, filters: Omit<MeetingFilter, 'page'>[]): Promise<string[]> {
  const names = await namesIn(ctx, filters)
  return filters.map((filter) =>
    said('Todas las reuniones', [
      filter.view === 'mias' ? 'Mis reuniones' : filter.view && filter.view !== 'todas' && meetingViews[filter.view],
      filter.whose && (filter.whose.map((owner) => owners[owner]).join(' y ') || 'Ninguna reunión'),
      ...placed(names, filter),
      filter.kind && meetingKinds[filter.kind],
      filter.state && `Estado: ${meetingStates[filter.state]}`,
      filter.standing && 'Solo confirmadas',
      filter.from && `Desde el ${formatDay(filter.from)}`,
      filter.until && `Hasta el ${formatDay(filter.until)}`,
      words(filter.q),
    ]),
  )
}

export async function commitmentFilterWords(ctx: Context, filter: CommitmentFilter): Promise<string> {
  const { debtor, receiver } = filter.pair ?? {}
  const names = await namesIn(ctx, [filter, ...[debtor, receiver].map((chosen) => ({ institution_id: onlyOf(chosen) }))])
  return said('Todos los compromisos', [
    filter.view && filter.view !== 'todos' && savedViews[filter.view],
    ...placed(names, filter),
    filter.side && sides[filter.side],
    filter.counterpart_id && `Con: ${names.institution(filter.counterpart_id)}`,
    filter.kind && `Tipo: ${institutionKinds[filter.kind]}`,
    debtor && `Debe: ${chosenWords(debtor, names.institution)}`,
    receiver && `Recibe: ${chosenWords(receiver, names.institution)}`,
    filter.due_from && `Vence desde el ${formatDay(filter.due_from)}`,
    filter.due_before && `Vence antes del ${formatDay(filter.due_before)}`,
    filter.state && `Estado: ${stateFilters[filter.state]}`,
    filter.stage && `Columna: ${stages[filter.stage]}`,
    filter.follow_up_user_id && `Sigue: ${await findUserName(ctx, filter.follow_up_user_id)}`,
    filter.folios && `Elegidos: ${filter.folios.length}`,
    words(filter.q),
  ])
}

export async function agreementFilterWords(ctx: Context, filter: AgreementFilter): Promise<string> {
  const names = await namesIn(ctx, [filter])
  return said('Todos los acuerdos', [
    filter.kind && `Tipo: ${agreementKinds[filter.kind]}`,
    filter.institution_id && `Parte: ${names.institution(filter.institution_id)}`,
    filter.region && `Región de una parte: ${names.region(filter.region)}`,
    filter.progress && progresses[filter.progress],
    filter.validity && validities[filter.validity],
    words(filter.q),
  ])
}

export async function requestFilterWords(ctx: Context, filter: RequestFilter): Promise<string> {
  const names = await namesIn(ctx, [filter])
  return said('Todas las solicitudes de articulación', [
    filter.view && filter.view !== 'todas' && requestViews[filter.view],
    ...placed(names, filter),
    filter.state && `Estado: ${requestStateFilters[filter.state]}`,
    filter.with_kind && `Con: ${institutionKinds[filter.with_kind]}`,
    filter.follow_up_user_id && `Sigue: ${await findUserName(ctx, filter.follow_up_user_id)}`,
    filter.from && `Recibidas desde el ${formatDay(filter.from)}`,
    filter.until && `Recibidas hasta el ${formatDay(filter.until)}`,
    words(filter.q),
  ])
}

/** The region and institution of any filter. */
export async function placeWords(ctx: Context, filter: Placed & { q?: string }, more: (string | false | undefined)[], all: string) {
  return said(all, [...placed(await namesIn(ctx, [filter]), filter), ...more, words(filter.q)])
}

const said = (all: string, parts: (string | false | undefined)[]) => parts.filter(Boolean).join(', ') || all

const words = (q?: string) => q && `Contiene «${q}»`

const placed = (names: Names, { region, institution_id }: Placed) => [
  region && `Región: ${names.region(region)}`,
  institution_id && `Institución: ${names.institution(institution_id)}`,
]

async function namesIn(ctx: Context, filters: Placed[]): Promise<Names> {
  const ids = filters.flatMap(({ institution_id, counterpart_id }) => [institution_id ?? [], counterpart_id ?? []].flat())
  const institutions = ids.length > 0
    ? await visibleInstitutions(ctx).select(['institutions.id', 'institutions.short_name']).where('institutions.id', 'in', ids).execute()
    : []
  const regions = filters.some(({ region }) => region) ? await listRegions(ctx) : []
  return {
    region: (code) => regions.find((region) => region.code === code)?.short_name ?? code,
    institution: (id) => institutions.find((institution) => institution.id === id)?.short_name ?? 'una institución',
  }
}
