import { expect, test } from 'vitest'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { rescheduleCommitment } from '#app/domain/commitments/commands/reschedule.server.ts'
import { pauseReminders } from '#app/domain/reminders/commands/pause.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { email } from '#tests/support/invitations.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import type { World } from '#tests/support/world.ts'
import { hourIn, liveThrough, worldOn } from '#tests/support/reminders.ts'

/** Cerrillos with its chain of posts, Punta Arenas with a holiday of its own, and Rapa Nui with one mailbox for all. */
async function network(world: World) {
  const { raw } = world
  await raw.updateTable('institutions').set({ network_status: 'member' }).where('id', 'in', ['muni-12101', 'muni-05201']).execute()
  await raw.updateTable('positions').set({ reports_to_id: 'muni-13102:municipal_administrator' }).where('id', '=', 'muni-13102:works_director').execute()
  await raw
    .insertInto('holidays')
    .values({ id: 'aniversario', date_on: '2026-10-21', name: 'Aniversario', scope: 'communal', commune_cut: '12101', region_code: '12', status: 'in_force', law: null })
    .execute()
  await email(world, 'position', 'muni-13102:works_director', 'obras@cerrillos.example')
  await email(world, 'position', 'muni-13102:municipal_administrator', 'administracion@cerrillos.example')
  await email(world, 'position', 'muni-13102:mayor', 'alcaldia@cerrillos.example')
  await email(world, 'position', 'muni-12101:planning_director', 'secpla@puntaarenas.example')
  await email(world, 'institution', 'muni-12101', 'oficina@puntaarenas.example')
  await email(world, 'institution', 'muni-05201', 'oficina@rapanui.example')
}

const silenceDaily = ({ raw, clock }: World, address: string) =>
  raw.insertInto('mail_silences').values({ id: `daily:${address}`, address, topic: 'daily', commitment_id: null, created_at: clock.now.toISOString() }).execute()

const agendas = async ({ raw }: World) => (await raw.selectFrom('agenda_items').select('title').where('title', 'like', 'Compromiso vencido%').execute()).map(({ title }) => title)

const zoneOf = (to: string) => (to.endsWith('rapanui.example') ? 'Pacific/Easter' : to.endsWith('puntaarenas.example') ? 'America/Punta_Arenas' : 'America/Santiago')

test('every mail that leaves in three months, in order: holidays, weekends, three zones and a change of hour', { timeout: 120_000 }, async () => {
  const world = await worldOn('2026-08-31')
  const { as, raw } = world
  await network(world)
  const works = 'muni-13102:works_director'
  await makeCommitment(world, { text: 'Informes previos', responsible_position_id: works, due_on: '2026-09-11' })
  const catastro = await makeCommitment(world, { text: 'Catastro de sitios', responsible_position_id: works, due_on: '2026-10-01' })
  const rapanui = await makeCommitment(world, { text: 'Nómina de familias', debtor_id: 'muni-05201', due_on: '2026-09-25' })
  const plan = await makeCommitment(world, { text: 'Plan de suelo', debtor_id: 'muni-12101', responsible_position_id: 'muni-12101:planning_director', due_on: '2026-10-20' })
  const days: Record<string, () => Promise<unknown>> = {
    '2026-09-28': () => rescheduleCommitment(as('paula'), catastro.id, { to_due_on: '2026-10-30', reason: 'Falta un plano' }),
    '2026-09-30': () => pauseReminders(as('paula'), rapanui.folio, { reason: 'Cambio de administración', until_on: '2026-10-09' }),
    '2026-10-15': () => meetingWith(world, { when: hours('2026-10-22', '10:00', '11:00'), participants: [{ institution_id: 'muni-13102' }] }),
    '2026-11-02': () => declareCommitment(as('carolina'), plan.id, { declared_state: 'delivered', text: null, evidence: [] }),
    // Her digests would be the same to the end.
    '2026-09-16': () => silenceDaily(world, 'paula@ejemplo.cl'),
  }

  const left = await liveThrough(world, '2026-09-01', '2026-11-30', async (day) => days[day]?.())
  const table = left.map((one) => `${hourIn(one, zoneOf(one.to))} ${one.to}: ${one.subject}`)
  expect(table).toEqual([
    '2026-09-04 08:00 obras@cerrillos.example: Vence el viernes 11 de septiembre: Informes previos',
    '2026-09-07 07:30 paula@ejemplo.cl: Su día, lunes 7 de septiembre: cargos vacantes con compromisos abiertos 2',
    '2026-09-07 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-09-14 07:30 paula@ejemplo.cl: Su día, lunes 14 de septiembre: vencidos 1, cargos vacantes con compromisos abiertos 2',
    '2026-09-14 08:00 obras@cerrillos.example: Venció el viernes 11 de septiembre: Informes previos',
    '2026-09-14 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-09-14 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-09-15 07:30 paula@ejemplo.cl: Su día, martes 15 de septiembre: vencidos 1, cargos vacantes con compromisos abiertos 2',
    '2026-09-21 08:00 administracion@cerrillos.example: Venció el viernes 11 de septiembre: Informes previos',
    '2026-09-21 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-09-21 08:00 oficina@rapanui.example: Vence el viernes 25 de septiembre: Nómina de familias',
    '2026-09-24 08:00 obras@cerrillos.example: Vence el jueves 1 de octubre: Catastro de sitios',
    '2026-09-28 08:00 alcaldia@cerrillos.example: Venció el viernes 11 de septiembre: Informes previos',
    '2026-09-28 08:00 oficina@rapanui.example: Venció el viernes 25 de septiembre: Nómina de familias',
    '2026-10-05 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-10-05 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-10-13 08:00 secpla@puntaarenas.example: Vence el martes 20 de octubre: Plan de suelo',
    '2026-10-13 08:00 oficina@puntaarenas.example: Compromisos de la semana: Municipalidad de Punta Arenas',
    '2026-10-13 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-10-13 08:00 oficina@rapanui.example: Venció el viernes 25 de septiembre: Nómina de familias',
    '2026-10-19 08:00 oficina@puntaarenas.example: Compromisos de la semana: Municipalidad de Punta Arenas',
    '2026-10-19 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-10-19 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-10-22 08:00 secpla@puntaarenas.example: Venció el martes 20 de octubre: Plan de suelo',
    '2026-10-23 08:00 obras@cerrillos.example: Vence el viernes 30 de octubre: Catastro de sitios',
    '2026-10-26 08:00 oficina@puntaarenas.example: Compromisos de la semana: Municipalidad de Punta Arenas',
    '2026-10-26 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-10-26 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-10-27 08:00 oficina@puntaarenas.example: Venció el martes 20 de octubre: Plan de suelo',
    '2026-11-02 08:00 obras@cerrillos.example: Venció el viernes 30 de octubre: Catastro de sitios',
    '2026-11-02 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-11-02 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-11-06 08:00 administracion@cerrillos.example: Venció el viernes 30 de octubre: Catastro de sitios',
    '2026-11-09 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-11-09 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-11-16 08:00 alcaldia@cerrillos.example: Venció el viernes 30 de octubre: Catastro de sitios (y su semana)',
    '2026-11-16 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-11-23 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-11-23 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
    '2026-11-30 08:00 alcaldia@cerrillos.example: Compromisos de la semana: Municipalidad de Cerrillos',
    '2026-11-30 08:00 oficina@rapanui.example: Compromisos de la semana: Municipalidad de Isla de Pascua',
  ])
  // A point is read once, on the first meeting there is.
  expect(await agendas(world)).toEqual(['Compromiso vencido C-2026-0001'])
  expect(await raw.selectFrom('outbox').select('state').distinct().execute()).toEqual([{ state: 'sent' }])
})
