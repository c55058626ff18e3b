/** Meetings that repeat, as a network has them: a monthly table, a fortnightly coordination, a round of land. */

import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { deferPoint } from '#app/domain/meetings/commands/defer.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { moveMeeting } from '#app/domain/meetings/commands/move.server.ts'
import { changeState } from '#app/domain/meetings/commands/state.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { createSeries, type NewSeries } from '#app/domain/series/commands/create.server.ts'
import { removeDate } from '#app/domain/series/commands/remove-date.server.ts'
import { firstDayOf } from '#app/domain/series/rules/dates.server.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { addDays, addMonths } from '#app/lib/days.ts'

import { instant } from './clock.server.ts'
import type { Stage } from './year.server.ts'

type Told = { owner: Viewer; input: (first: string) => Omit<NewSeries, 'start_local' | 'end_local' | 'zone'>; rule: string; hours: [string, string] }

/** Some weeks before today, so that each has dates behind it and ahead. */
export function planSeries(stage: Stage) {
  const { clock, as, staff, today, network } = stage
  const member = (id: string) => network.members.find((institution) => institution.id === id)!
  const [serviu] = network.regional.get('13')!.filter(({ kind }) => kind === 'serviu')
  const shared = { organiser_id: 'red-municipios', owner_id: null, holidays: 'skip' as const }
  const stories: Told[] = [
    {
      owner: staff.carolina,
      rule: 'FREQ=MONTHLY;BYDAY=2TU',
      hours: ['10:00', '11:30'],
      input: (first) => ({
        ...shared, rule: 'FREQ=MONTHLY;BYDAY=2TU', last_on: addMonths(first, 12), title: `Mesa técnica mensual con ${serviu!.short_name}`, kind: 'working_group',
        modality: 'in_person', place: `Sala de reuniones, ${serviu!.short_name}`, commune_cut: '13101', organiser_id: serviu!.id,
        participants: [{ institution_id: serviu!.id }, { institution_id: 'muni-13102' }, { institution_id: 'red-municipios' }],
      }),
    },
    {
      owner: staff.carolina,
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
      hours: ['09:00', '09:45'],
      input: (first) => ({
        ...shared, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', last_on: addMonths(first, 6), title: 'Coordinación quincenal de la red', kind: 'call', modality: 'video',
        link: 'https://reuniones.ejemplo.cl/red', participants: [{ institution_id: 'red-municipios' }],
      }),
    },
    {
      owner: staff.paula,
      rule: 'FREQ=MONTHLY;BYDAY=-1FR',
      hours: ['15:00', '16:30'],
      input: (first) => ({
        ...shared, rule: 'FREQ=MONTHLY;BYDAY=-1FR', last_on: addMonths(first, 9), title: 'Ronda de suelo de Castro', kind: 'land_round', modality: 'hybrid',
        place: 'Salón municipal', commune_cut: '10201', holidays: 'move',
        participants: [{ institution_id: member('muni-10201').id }, { institution_id: 'red-municipios' }],
      }),
    },
  ]
  for (const { owner, input, rule, hours } of stories) {
    const made = clock.workingDay(addDays(today, -40))
    clock.plan(instant(made, 11), async () => {
      const first = firstDayOf(rule, addDays(made, 3))!
      const times = { start_local: `${first}T${hours[0]}`, end_local: `${first}T${hours[1]}`, zone: 'America/Santiago' }
      const { meetings } = await createSeries(as(owner, instant(made, 11)), { ...input(first), ...times })
      await tell(stage, owner, meetings.map(({ id }) => id))
    })
  }
}

/** What happens to them: the past is held, one date ahead moves, one is called off, one is taken out. */
async function tell({ clock, as, today }: Stage, owner: Viewer, ids: string[]) {
  const dates = []
  for (const id of ids) dates.push((await findMeeting(as(owner, instant(today)), id))!)
  const ahead = dates.filter(({ start_local }) => start_local! > `${today}T99`)
  const before = (days: number) => instant(clock.workingDay(addDays(today, -days)), 12)
  for (const { id, start_local } of dates) {
    const day = start_local!.slice(0, 10)
    if (day >= today) continue
    clock.plan(instant(day, 18), async () => {
      const ctx = as(owner, instant(day, 18))
      await saveAgenda(ctx, id, ['Avance de la cartera', 'Próximos llamados'].map((title) => ({ id: null, title, minutes: 20, proposed_by: null })))
      await changeState(ctx, id, 'held')
      const points = await listAgenda(ctx, id)
      if (day > addDays(today, -20)) await deferPoint(ctx, id, points.at(-1)!.id, true)
    })
  }
  const [moved, cancelled, removed] = [ahead[1], ahead[2], ahead[4]]
  if (moved) {
    const on = clock.workingDay(addDays(moved.start_local!.slice(0, 10), 1))
    const when = { start_local: `${on}T12:00`, end_local: `${on}T13:00`, from_on: null, until_on: null, zone: moved.zone, repeated_hour: 0 as const }
    clock.plan(before(3), async () => void (await moveMeeting(as(owner, before(3)), moved.id, when, moved.version)))
  }
  if (cancelled) clock.plan(before(2), () => changeState(as(owner, before(2)), cancelled.id, 'cancelled', 'Coincide con el encuentro nacional'))
  if (removed) clock.plan(before(1), async () => void (await removeDate(as(owner, before(1)), removed.id, { version: removed.version, reason: 'Vacaciones del equipo' })))
}
