/** A year of the demo network: meetings that are called and held, what they agree, what is promised and kept. */

import { createAgreement } from '#app/domain/agreements/commands.server.ts'
import { createMeeting } from '#app/domain/meetings/commands/create.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { deferPoint } from '#app/domain/meetings/commands/defer.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { isPendingPoint } from '#app/domain/meetings/rules.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import type { Context, Viewer } from '#app/lib/context.server.ts'
import { localOf, toUtc } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'

import type { Chance } from './chance.server.ts'
import { instant, type Clock } from './clock.server.ts'
import type { Institution, Network, Staff } from './people.server.ts'
import { promise } from './promises.server.ts'
import { agendaPoints, internalNotes, meetingTitles, places, sharedNotes } from './words.server.ts'

export type Stage = {
  clock: Clock
  luck: Chance
  network: Network
  staff: Staff
  agreementTexts: string[]
  today: string
  as: (viewer: Viewer, at: string) => Context
}
type Kind = keyof typeof meetingTitles
type Planned = { day: string; hour: number; minute: 0 | 30; kind: Kind; host: Institution; guests: Institution[]; place: string }

const PAST = 212
const AHEAD = 44
const DRAFTS = 4
const HOURS = [9, 10, 11, 12, 15, 16] as const

/** Plans the whole year; running the clock makes it happen. */
export function planYear(stage: Stage) {
  const { clock, luck, today } = stage
  const past = Array.from({ length: PAST }, () => anyWorkingDay(stage, -365, -1))
  const ahead = Array.from({ length: AHEAD }, (_, at) => anyWorkingDay(stage, 1, 3 + at))
  for (const day of [...past, ...ahead]) planMeeting(stage, invent(stage, day))
  // Whatever the weekday, somebody who opens the demonstration finds work today.
  for (const hour of [9, 12, 15]) planMeeting(stage, { ...invent(stage, today, luck.one(NORTH)), hour, minute: 30 }, 'certain')
  for (const cut of ['13102', '10201']) planForLeader(stage, `muni-${cut}`)
  for (let at = 0; at < DRAFTS; at++) planMeeting(stage, invent(stage, clock.workingDay(addDays(today, 9 + at * 4))), 'draft')
}

/** Weekends and holidays stay empty, and no Monday pays for them. */
function anyWorkingDay({ clock, luck, today }: Stage, from: number, until: number) {
  for (;;) {
    // Bent, so that the weeks around today are the busiest.
    const share = (luck.between(0, 1000) / 1000) ** 1.35
    const day = addDays(today, Math.round(from < 0 ? until + (from - until) * share : from + (until - from) * share))
    if (clock.isWorking(day)) return day
  }
}

function invent({ luck, network }: Stage, day: string, region = luck.one(network.members).region_code!): Planned {
  const locals = network.members.filter((member) => member.region_code === region)
  const kind = luck.one<Kind>(['working_group', 'working_group', 'working_group', 'bilateral', 'bilateral', 'bilateral', 'site_visit', 'hearing', 'land_round', 'training', 'committee'])
  const host = luck.happens(0.12) ? luck.one([...network.national.slice(0, 3), ...network.companies]) : luck.one(network.regional.get(region)!)
  const guests = luck.some(locals, kind === 'bilateral' || kind === 'hearing' ? 1 : luck.between(1, 4))
  return { day, hour: luck.one(HOURS), minute: luck.one([0, 30] as const), kind, host, guests, place: luck.one(places) }
}

/** The two leaders of the demo always find something to answer. */
function planForLeader(stage: Stage, id: string) {
  const { network, clock, today } = stage
  const own = network.members.find((member) => member.id === id)!
  const [serviu] = network.regional.get(own.region_code!)!.filter(({ kind }) => kind === 'serviu')
  for (const [days, hour] of [[-46, 10], [-24, 11], [-9, 15], [6, 10]] as const) {
    const day = clock.workingDay(addDays(today, days))
    planMeeting(stage, { day, hour, minute: 0, kind: 'working_group', host: serviu!, guests: [own], place: 'Los Aromos' })
  }
}

/** «Certain» meetings are never called off; drafts are never called. */
function planMeeting(stage: Stage, planned: Planned, kind: 'by chance' | 'certain' | 'draft' = 'by chance') {
  const { clock, luck, as, today } = stage
  const owner = coordinatorOf(stage, planned)
  const called = clock.workingDay(addDays(planned.day < today ? planned.day : today, -luck.between(4, 18)))
  clock.plan(instant(called < planned.day ? called : addDays(planned.day, -1), luck.between(9, 17), luck.between(0, 59)), async () => {
    const at = instant(called < planned.day ? called : addDays(planned.day, -1), luck.between(9, 17))
    const ctx = as(owner, at)
    const { id } = await createMeeting(ctx, { ...factsOf(stage, planned), state: kind === 'draft' ? 'draft' : 'called' })
    const points = luck.some(agendaPoints, luck.between(2, 5))
    await saveAgenda(ctx, id, points.map((title, order) => ({ id: null, title, minutes: 10 + 5 * (order % 3), proposed_by: null })))
    const fate = kind === 'certain' ? 100 : luck.between(1, 100)
    const start = toUtc(localStart(planned), 'America/Santiago')
    if (kind === 'draft') return
    if (fate <= 5) return clock.plan(instant(addDays(planned.day, -1), 12), () => changeState(as(owner, instant(addDays(planned.day, -1), 12)), id, 'cancelled', luck.one(['No hay quórum de los servicios', 'Se reprograma por contingencia', 'La contraparte pidió otra fecha'])))
    if (fate <= 7) return clock.plan(instant(addDays(planned.day, -1), 13), () => changeState(as(owner, instant(addDays(planned.day, -1), 13)), id, 'suspended', 'A la espera de nueva fecha'))
    const after = new Date(Date.parse(start) + 100 * 60_000).toISOString()
    clock.plan(after, () => hold(stage, planned, id, owner, after))
  })
}

const localStart = ({ day, hour, minute }: Planned) => `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

function factsOf({ luck, network }: Stage, planned: Planned) {
  const { kind, host, guests, place } = planned
  const zone = zoneOf(planned)
  const start_local = localStart(planned)
  const end_local = localOf(new Date(Date.parse(toUtc(start_local, zone)) + luck.one([60, 60, 75, 90]) * 60_000).toISOString(), zone)
  const seatsOf = (institution: Institution, wanted: string[]) =>
    (network.seats.get(institution.id) ?? []).filter((seat) => wanted.includes(seat.kind)).map(({ position_id }) => ({ position_id, rsvp: luck.one(['accepted', 'accepted', 'pending', 'tentative'] as const) }))
  const hosts = seatsOf(host, ['serviu_director', 'seremi', 'regional_governor', 'division_head', 'general_manager', 'executive_director']).slice(0, 2)
  const locals = guests.flatMap((guest) => seatsOf(guest, luck.happens(0.4) ? ['mayor', 'planning_director'] : ['housing_head', 'planning_director', 'works_director']).slice(0, 3))
  const remote = luck.happens(0.45)
  const single = guests.length === 1 ? guests[0]!.short_name.replace('Municipalidad de ', '') : host.short_name
  return {
    title: `${luck.one(meetingTitles[kind]).replace('{place}', place)}, ${single}`,
    kind,
    modality: kind === 'site_visit' ? ('in_person' as const) : remote ? ('video' as const) : ('in_person' as const),
    when: { start_local, end_local, from_on: null, until_on: null, zone, repeated_hour: 0 as const },
    participants: [
      ...(hosts.length > 0 ? hosts : [{ institution_id: host.id }]),
      ...(locals.length > 0 ? locals : guests.map(({ id }) => ({ institution_id: id }))),
      { institution_id: 'red-municipios', rsvp: 'accepted' as const },
    ],
    place: kind === 'site_visit' ? `Loteo ${place}` : remote ? null : `Sala de reuniones, ${host.short_name}`,
    commune_cut: remote ? null : kind === 'site_visit' ? guests[0]!.commune_cut : (host.commune_cut ?? guests[0]!.commune_cut),
    link: remote && kind !== 'site_visit' ? 'https://reuniones.ejemplo.cl/red' : null,
    organiser_id: host.id,
    reserved: kind === 'hearing' && luck.happens(0.1),
  }
}

function zoneOf({ guests, host }: Planned) {
  const region = host.region_code ?? guests[0]?.region_code
  if (region === '11') return 'America/Coyhaique'
  if (region === '12') return 'America/Punta_Arenas'
  return guests[0]?.commune_cut === '05201' ? 'Pacific/Easter' : 'America/Santiago'
}

/** Regions of the coordinator whom the demonstration signs in as. */
const NORTH = ['04', '05', '13', '06', '07']
const SOUTH = new Set(['16', '08', '09', '14', '10', '11', '12'])
const coordinatorOf = ({ staff }: Stage, { host, guests }: Planned) =>
  SOUTH.has(host.region_code ?? guests[0]?.region_code ?? '') ? staff.paula : staff.carolina

async function hold(stage: Stage, planned: Planned, id: string, owner: Viewer, at: string) {
  const { luck, as, clock, today } = stage
  const ctx = as(owner, at)
  // A few wait, as in life, for somebody to say that they happened.
  if (planned.day > addDays(today, -12) && luck.happens(0.2)) return
  await changeState(ctx, id, 'held')
  const meeting = await findMeeting(ctx, id)
  const rows = (await listParticipants(ctx, meeting!)).map((row) => ({ id: row.id, attended: luck.one(['present', 'present', 'present', 'present', 'excused', 'absent'] as const) }))
  await takeAttendance(ctx, id, { rows })
  await takeMinutes(stage, planned, id, ctx)
  if (planned.day > addDays(today, -60)) await leaveOne(ctx, id)
  if (!isFresh(planned, today)) await settle(stage, planned, id, owner, at)
  if (planned.day < addDays(today, -21)) {
    const closed = instant(clock.workingDay(addDays(planned.day, luck.between(2, 7))), 12)
    clock.plan(closed, async () => {
      const seen = versionsOf(await findDraft(as(owner, closed), id))
      await closeMinutes(as(owner, closed), id, { seen, recipient_ids: [], review: false })
    })
  }
}

/** A few lines under the first points, some of them for the team alone; of the last days, what was agreed and promised too. */
async function takeMinutes({ luck, today }: Stage, planned: Planned, id: string, ctx: Context) {
  await startMinutes(ctx, id)
  const { points } = (await findDraft(ctx, id))!
  const notes = luck.some(sharedNotes, luck.between(1, 3)).map((text) => `nota: ${text.replace('{place}', planned.place)}`)
  const lines = luck.happens(0.3) ? [...notes, `interno: ${luck.one(internalNotes)}`] : notes
  for (const [at, { key }] of points.entries()) {
    const own = lines.filter((_, order) => order % points.length === at)
    if (at === 0 && isFresh(planned, today)) own.push(...promisedLines(planned))
    if (own.length > 0) await savePoint(ctx, id, { key, version: 0, text: own.join('\n') })
  }
}

/** Minutes of the last days are still open: what they agree waits in the text for somebody to close them. */
const isFresh = ({ day }: Planned, today: string) => day >= addDays(today, -4)

/** As a coordinator types them. */
const promisedLines = ({ host, guests: [guest], place }: Planned) => [
  `a: Priorizar ${place} para el primer semestre`,
  `${host.short_name} responderá la factibilidad de ${place} en 10 días hábiles`,
  `${guest!.short_name} enviará el estudio de títulos la próxima semana`,
  'Se hará gestión con la empresa sanitaria',
]

/** A long agenda does not fit: what comes before the last point waits for another meeting. */
async function leaveOne(ctx: Context, meeting_id: string) {
  const points = await listAgenda(ctx, meeting_id)
  const left = points.length === LONG ? points[LONG - 2] : undefined
  if (left && !isPendingPoint(left)) await deferPoint(ctx, meeting_id, left.id, true)
}

const LONG = 5

/** What came out of the meeting: about half bring an agreement, most bring commitments. */
async function settle(stage: Stage, planned: Planned, meeting_id: string, owner: Viewer, at: string) {
  const { luck, as, agreementTexts } = stage
  const { host, guests, day } = planned
  const ctx = as(owner, at)
  const forLeader = guests.length === 1 && planned.place === 'Los Aromos'
  let agreement_id: string | null = null
  if (forLeader || luck.happens(0.56)) {
    const kind = luck.one(['meeting_agreement', 'meeting_agreement', 'meeting_agreement', 'meeting_agreement', 'protocol', 'letter', 'convenio'] as const)
    const parties = [
      { institution_id: host.id, role: 'obliged' as const },
      ...guests.map(({ id }) => ({ institution_id: id, role: luck.one(['obliged', 'obliged', 'beneficiary'] as const) })),
      { institution_id: 'red-municipios', role: 'facilitator' as const },
    ]
    const valid_until_on = kind === 'meeting_agreement' ? null : addDays(day, luck.one([180, 365, 730]))
    agreement_id = (await createAgreement(ctx, { kind, text: luck.one(agreementTexts), meeting_id, agreed_on: day, valid_until_on, parties })).id
  }
  const count = forLeader ? 3 : luck.one([1, 1, 2, 2, 2, 3, 3])
  for (let order = 0; order < count; order++) {
    const [debtor, beneficiary] = order % 2 === 0 ? [luck.one(guests), host] : [host, luck.one(guests)]
    await promise(stage, { meeting_id, agreement_id, debtor, beneficiary, day, owner, at, place: planned.place, forLeader })
  }
}
