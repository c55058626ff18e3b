import { listAgreements } from '#app/domain/agreements/queries.server.ts'
import { progressText, stateTones } from '#app/domain/agreements/rules.ts'
import { agreementKinds, agreementStates } from '#app/domain/agreements/terms.ts'
import { countGroups, listCommitments } from '#app/domain/commitments/queries.server.ts'
import { listStagesOf } from '#app/domain/convenios/queries.server.ts'
import { convenioStages } from '#app/domain/convenios/terms.ts'
import { listJurisdiction } from '#app/domain/institutions/queries/record.server.ts'
import { listMeetings } from '#app/domain/meetings/queries.server.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { meetingStates } from '#app/domain/meetings/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { formatDay, isDay } from '#app/lib/days.ts'
import { plural } from '#app/lib/text.ts'
import { rowOf } from '#app/routes/commitments/row.server.ts'

import { listPosts } from './holders.server.ts'
import { listLately } from './timeline.server.ts'

/** At most this many of each side stand in the summary; the tab has the rest. */
const SHOWN = 6

/** `?al=2026-05-03`: the day the question about holders is asked of; null is today. */
function dayAsked(search: URLSearchParams) {
  const day = search.get('al')
  return isDay(day) ? { day, text: formatLongDay(day) } : null
}

export async function loadSummary(ctx: Context, institution_id: string, search: URLSearchParams) {
  const on = dayAsked(search)
  const [next] = await listMeetings(ctx, { view: 'proximas', institution_id, page: 1 })
  return {
    section: 'resumen' as const,
    on,
    owes: await listSide(ctx, institution_id, 'debe'),
    receives: await listSide(ctx, institution_id, 'recibe'),
    posts: await listPosts(ctx, institution_id, on?.day ?? today(ctx)),
    next: next
      ? { folio: next.folio, title: next.title, when: whenText(next, ctx.viewer.zone), place: next.place, state: meetingStates[next.state] }
      : null,
    ending: await listEnding(ctx, institution_id),
    jurisdiction: await readJurisdiction(ctx, institution_id),
    lately: await listLately(ctx, institution_id, 8),
  }
}

export type SideRow = Awaited<ReturnType<typeof listSide>>['rows'][number]

/** What it owes, or what it is owed, and is still open. */
async function listSide(ctx: Context, institution_id: string, side: 'debe' | 'recibe') {
  const filter = { institution_id, side, state: 'abiertos' } as const
  const rows = (await listCommitments(ctx, filter)).map((commitment) => rowOf(ctx, commitment))
  return { rows: rows.slice(0, SHOWN), tones: rows.map(({ status }) => status.tone), total: (await countGroups(ctx, filter)).total }
}

export async function loadPeople(ctx: Context, institution_id: string, search: URLSearchParams) {
  const on = dayAsked(search)
  return {
    section: 'personas' as const,
    on,
    posts: await listPosts(ctx, institution_id, on?.day ?? today(ctx)),
  }
}

export async function loadCommitments(ctx: Context, institution_id: string, page: number) {
  const filter = { institution_id, page }
  const rows = (await listCommitments(ctx, filter)).map((commitment) => rowOf(ctx, commitment))
  return { section: 'compromisos' as const, rows, total: (await countGroups(ctx, filter)).total, page }
}

export async function loadAgreements(ctx: Context, institution_id: string, page: number, total: number) {
  const rows = await listAgreements(ctx, { institution_id, page })
  const stages = await listStagesOf(ctx, rows.map(({ id }) => id))
  return {
    section: 'acuerdos' as const,
    total,
    page,
    rows: rows.map(({ id, folio, text, kind, agreed_on, valid_until_on, state, tally, parties }) => ({
      folio,
      stage: stages.has(id) ? convenioStages[stages.get(id)!] : null,
      text,
      kind: agreementKinds[kind],
      agreed: formatDay(agreed_on),
      until: valid_until_on && formatDay(valid_until_on),
      state: agreementStates[state],
      tone: stateTones[state],
      progress: progressText(tally),
      parties: [...new Set(parties.map(({ name }) => name))].join(', '),
    })),
  }
}

export async function loadMeetings(ctx: Context, institution_id: string, page: number, total: number) {
  const rows = await listMeetings(ctx, { institution_id, page })
  return {
    section: 'reuniones' as const,
    total,
    page,
    rows: rows.map((meeting) => ({
      folio: meeting.folio,
      title: meeting.title,
      state: meetingStates[meeting.state],
      when: whenText(meeting, ctx.viewer.zone),
      place: meeting.place,
    })),
  }
}

/** What ends within 90 days, the first to end before, with what is still open under each. */
async function listEnding(ctx: Context, institution_id: string) {
  const rows = await listAgreements(ctx, { institution_id, validity: 'por-renovar', sort: 'vigencia' })
  return rows.slice(0, SHOWN).map(({ folio, text, kind, valid_until_on, tally }) => ({
    folio,
    text,
    kind: agreementKinds[kind],
    until: valid_until_on && formatDay(valid_until_on),
    open: tally.total - tally.fulfilled,
  }))
}

/** «21 comunas, Región de Ñuble», and which ones. */
async function readJurisdiction(ctx: Context, institution_id: string) {
  const communes = await listJurisdiction(ctx, institution_id)
  const regions = [...new Set(communes.map(({ region_name }) => region_name))]
  return communes.length === 0 ? null : {
    summary: `${plural(communes.length, 'comuna', 'comunas')}, ${regions.length > 3 ? `${regions.length} regiones` : regions.join(', ')}`,
    communes: communes.map(({ name }) => name).join(', '),
  }
}
