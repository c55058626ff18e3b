import { listAgreementIds, listAgreementsById, type Agreement } from '#app/domain/agreements/queries.server.ts'
import { agreementStates } from '#app/domain/agreements/terms.ts'
import { listCommitmentIds, listInOrder, type Commitment } from '#app/domain/commitments/queries.server.ts'
import { dueText, statusOf } from '#app/domain/commitments/rules.ts'
import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { listMeetings } from '#app/domain/meetings/queries.server.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { zoneCities, type Zone } from '#app/domain/meetings/terms.ts'
import { findClosedMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { findPosition, listHeads } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn, listTenuresOf, type Tenure } from '#app/domain/tenures/queries.server.ts'
import { isScheduled, shownName } from '#app/domain/tenures/rules.ts'
import { roleWord } from '#app/domain/users/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'

/** How many minutes, and how many meetings ahead, a new authority is given to begin with. */
const MINUTES = 5
const MEETINGS = 10
/** Commitments of each side on paper; the spreadsheet has all of them. */
const MOST = 300

export type Folder = NonNullable<Awaited<ReturnType<typeof findFolder>>>

/**
 * What whoever takes a post over needs on the first day. Everything of the institution is read as one of its leaders would
 * read it, so nothing internal and nothing of others can be in it; of its counterparts, the official contacts alone.
 */
export async function findFolder(ctx: Context, position_id: string) {
  const position = await findPosition(ctx, position_id)
  if (!position) return undefined
  const { id, title, institution_id } = position
  const institution = found(await findInstitution(ctx, institution_id))
  const theirs = asInstitution(ctx, institution_id)
  const agreements = (await listAgreementsById(theirs, await listAgreementIds(theirs, { institution_id, kind: 'convenio' }))).filter((row) => isInForce(row, today(ctx)))
  const owed = await listOpen(theirs, institution_id, 'debe')
  const due = await listOpen(theirs, institution_id, 'recibe')
  const meetings = await listMeetings(theirs, { view: 'proximas', institution_id, page: 1 })
  return {
    position: { id, title, institution_id },
    institution: { name: institution.name, coordinator: institution.coordinator_name },
    holder: await findNext(ctx, position_id, title),
    agreements: agreements.map(agreementOf),
    owed: owed.map((row) => commitmentOf(ctx, row)),
    due: due.map((row) => commitmentOf(ctx, row)),
    contacts: await listCounterparts(ctx, institution_id, agreements, [...owed, ...due]),
    minutes: await listMinutes(theirs, institution_id),
    meetings: meetings.slice(0, MEETINGS).map((meeting) => ({
      folio: meeting.folio,
      title: meeting.reserved === 1 ? 'Reunión reservada' : meeting.title,
      when: whenText(meeting, ctx.viewer.zone),
      place: [meeting.place, meeting.commune_name].filter(Boolean).join(', '),
    })),
    made: madeBy(ctx),
  }
}

const listOpen = async (ctx: Context, institution_id: string, side: 'debe' | 'recibe') =>
  listInOrder(ctx, (await listCommitmentIds(ctx, { view: 'todos', institution_id, side, state: 'abiertos', sort: 'vence' })).slice(0, MOST))

export const asInstitution = (ctx: Context, institution_id: string): Context => ({
  ...ctx, viewer: { id: ctx.viewer.id, name: ctx.viewer.name, email: ctx.viewer.email, zone: ctx.viewer.zone, role: 'leader', institution_id },
})

/** Whoever takes over next, else whoever holds the post. */
async function findNext(ctx: Context, position_id: string, title: string) {
  const tenures = await listTenuresOf(ctx, position_id)
  const [holder] = await listHoldersOn(ctx, [position_id], today(ctx))
  const next = tenures.findLast((tenure) => isScheduled(tenure, today(ctx))) ?? holder
  return next ? { name: shownName(next), title: titleFor(title, next.treatment), since: formatDay(next.starts_on) } : null
}

const isInForce = ({ valid_until_on, state }: Agreement, day: string) =>
  (valid_until_on === null || valid_until_on >= day) && state !== 'withdrawn'

const agreementOf = ({ folio, text, state, valid_until_on, parties }: Agreement) => ({
  folio,
  text,
  state: agreementStates[state],
  until: valid_until_on && formatDay(valid_until_on),
  parties: [...new Set(parties.map(({ name }) => name))].join(', '),
})

const commitmentOf = (ctx: Context, row: Commitment) => ({
  folio: row.folio,
  text: row.text,
  debtor: row.debtor_name,
  responsible: row.responsible_title,
  beneficiaries: row.beneficiaries.map(({ name }) => name).join(', '),
  due: dueText(row, today(ctx)),
  status: statusOf(row, today(ctx)).word,
})

/** The authority of each institution on the other side, with what reaches its post or its institution; personal data stays. */
async function listCounterparts(ctx: Context, own: string, agreements: Agreement[], commitments: Commitment[]) {
  const ids = new Set([
    ...agreements.flatMap(({ parties }) => parties.map(({ institution_id }) => institution_id)),
    ...commitments.flatMap(({ debtor_id, beneficiaries }) => [debtor_id, ...beneficiaries.map(({ institution_id }) => institution_id)]),
  ])
  ids.delete(own)
  const heads = await listHeads(ctx, [...ids], today(ctx))
  const holders = await listHoldersOn(ctx, heads.map(({ id }) => id), today(ctx))
  const points = [
    ...(await listContactPoints(ctx, 'position', heads.map(({ id }) => id))),
    ...(await listContactPoints(ctx, 'institution', [...ids])),
  ].filter(({ visibility }) => visibility === 'network')
  const names = new Map([
    ...agreements.flatMap(({ parties }) => parties.map(({ institution_id, name }) => [institution_id, name] as const)),
    ...commitments.flatMap((row) => [[row.debtor_id, row.debtor_name] as const, ...row.beneficiaries.map(({ institution_id, name }) => [institution_id, name] as const)]),
  ])
  return [...ids].map((id) => {
    const head = heads.find(({ institution_id }) => institution_id === id)
    const holder = head && holders.find(({ position_id }) => position_id === head.id)
    return {
      id,
      institution: names.get(id) ?? '',
      title: head ? titleFor(head.title, holder?.treatment ?? null) : null,
      holder: holder ? shownName(holder) : null,
      person: holder ? personOf(holder) : null,
      points: points.filter((point) => point.institution_id === id || (head && point.position_id === head.id)).map(({ kind, value, shown }) => ({ kind, value, shown })),
    }
  }).toSorted((a, b) => a.institution.localeCompare(b.institution, 'es-CL'))
}

const personOf = ({ person_id, given_names, first_surname, second_surname, treatment }: Tenure) => ({
  id: person_id, given_names, treatment, surnames: [first_surname, second_surname].filter((surname) => surname !== null),
})

/** The last minutes that were closed, each with what it says to all and to this institution. */
async function listMinutes(ctx: Context, institution_id: string) {
  const held = await listMeetings(ctx, { view: 'cerradas', institution_id, page: 1 })
  const minutes = []
  for (const { folio } of held) {
    if (minutes.length === MINUTES) break
    const closed = await findClosedMinutes(ctx, folio)
    if (!closed) continue
    const { meeting, agreements } = closed.content
    minutes.push({ folio, number: closed.number, title: meeting.title, when: meeting.when, agreements: agreements.map(({ text }) => text) })
  }
  return minutes
}

const madeBy = ({ viewer, now }: Context) =>
  `${formatInstant(now.toISOString(), viewer.zone)}, hora de ${zoneCities[viewer.zone as Zone] ?? viewer.zone}, por ${viewer.name} (${roleWord(viewer.role)})`
