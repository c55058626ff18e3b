/** The demonstration: a year of a believable network, told by the product's own commands with dates around today. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Kysely } from 'kysely'

import { hashPassword } from '#app/lib/passwords.server.ts'
import type { Context, Viewer } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/days.ts'
import { atomically } from '#app/lib/transaction.server.ts'

import { parseCsv } from '../catalog/csv.server.ts'
import type { Database } from '../schema.ts'
import { chance } from './chance.server.ts'
import { Clock, instant } from './clock.server.ts'
import { planConvenios } from './convenios.server.ts'
import { planDependencies } from './dependencies.server.ts'
import { planDuplicates } from './duplicates.server.ts'
import { fillLarge } from './large.server.ts'
import { planOwnPromises } from './own-promises.server.ts'
import { addLeaders, addNetwork, addUsers, asSystem, planChanges, type Staff } from './people.server.ts'
import { planRequests } from './requests.server.ts'
import { planSeries } from './series.server.ts'
import { planYear } from './year.server.ts'

export const DEMO_PASSWORD = 'hilvan-demo-2026'
export const demoLogins = [
  ['admin@demo.hilvan.cl', 'administradora'],
  ['coordinacion@demo.hilvan.cl', 'coordinadora'],
  ['direccion@demo.hilvan.cl', 'ejecutiva'],
  ['lectura@demo.hilvan.cl', 'lectora'],
  ['alcaldia.cerrillos@demo.hilvan.cl', 'líder municipal de Cerrillos'],
  ['alcaldia.castro@demo.hilvan.cl', 'líder municipal de Castro'],
] as const

/** Fills a migrated, empty database. `now` decides what is past; the same day gives the same network. */
export async function seedDemo(db: Kysely<Database>, now: Date, { large = false } = {}) {
  const password_hash = await hashPassword(DEMO_PASSWORD)
  const today = todayIn('America/Santiago', now)
  await atomically(asSystem(db, now.toISOString()), (ctx) => tellYear(ctx, now, today, password_hash))
  if (large) await fillLarge(db, today, ['demo-coordinacion', 'demo-coordinacion.sur'])
}

async function tellYear({ db }: Context, now: Date, today: string, password_hash: string) {
  const luck = chance(Number(today.replaceAll('-', '')))
  const before = asSystem(db, instant(addDays(today, -400)))
  const people = await addUsers(before, password_hash)
  const network = await addNetwork(before, luck, people, today)
  const staff: Staff = { ...people, leaders: await addLeaders(before, network, password_hash) }

  const holidays = await db.selectFrom('holidays').select('date_on').where('scope', '=', 'national').execute()
  const clock = new Clock(now.toISOString(), new Set(holidays.map(({ date_on }) => date_on)))
  const as = (viewer: Viewer, at: string): Context => ({ db, viewer, now: new Date(at) })
  planChanges((at, work) => clock.plan(at, () => work(as(staff.carolina, at))), luck, network, today)
  const agreementTexts = parseCsv<'text'>(readFileSync(join(import.meta.dirname, 'agreements.csv'), 'utf8')).map((row) => row.text)
  const stage = { clock, luck, network, staff, agreementTexts, today, as }
  planYear(stage)
  planSeries(stage)
  planDependencies(stage)
  planOwnPromises(stage)
  planRequests(stage)
  planConvenios(stage)
  planDuplicates(stage)
  await clock.run()
}
