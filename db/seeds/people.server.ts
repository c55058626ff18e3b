/** Who works in the demo network: users who sign in, and some 400 invented people in real positions. */

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { changeNetworkStatus, createInstitution } from '#app/domain/institutions/commands.server.ts'
import { createPerson } from '#app/domain/people/commands.server.ts'
import { handOver } from '#app/domain/tenures/commands/handover.server.ts'
import { systemViewer, type Context, type Viewer } from '#app/lib/context.server.ts'
import { addDays } from '#app/lib/days.ts'
import { fold } from '#app/lib/text.ts'

import type { Chance } from './chance.server.ts'
import { instant } from './clock.server.ts'
import { companies, members, mensNames, surnames, womensNames } from './words.server.ts'

export type Institution = { id: string; kind: string; name: string; short_name: string; region_code: string | null; commune_cut: string | null }
/** A position that somebody holds. */
export type Seat = { position_id: string; institution_id: string; kind: string; tenure_person: string }
export type Staff = { carolina: Viewer; paula: Viewer; executive: Viewer; leaders: Map<string, Viewer> }
export type Network = { members: Institution[]; regional: Map<string, Institution[]>; national: Institution[]; companies: Institution[]; seats: Map<string, Seat[]> }

const TERM_START = '2024-12-06'
const ZONE = 'America/Santiago'
/** How likely each position is held; the rest stay vacant, as in life. */
const HELD: Record<string, number> = {
  mayor: 1, works_director: 0.8, planning_director: 0.85, housing_head: 0.9, municipal_administrator: 0.5, network_counterpart: 0.75,
  serviu_director: 0.94, regional_governor: 1, division_head: 0.3, seremi: 0.94, core_secretary: 0.5, presidential_delegate: 0.4,
  executive_director: 1, president: 1, executive_secretary: 0.8, general_manager: 1,
}

/** Those who sign in. `password_hash` is the same for all of them. */
export async function addUsers(ctx: Context, password_hash: string): Promise<Omit<Staff, 'leaders'>> {
  const at = ctx.now.toISOString()
  const add = async (email: string, name: string, role: 'admin' | 'coordinator' | 'executive' | 'viewer', institution_id: string, phone: string) => {
    const id = `demo-${email.split('@')[0]}`
    await ctx.db.insertInto('users').values({ id, email, name, role, institution_id, phone, password_hash, created_at: at, updated_at: at }).execute()
    return { id, name, email, role, institution_id, zone: ZONE } satisfies Viewer
  }
  await add('admin@demo.hilvan.cl', 'Alma Reyes Soto', 'admin', 'red-municipios', '+56223456789')
  await add('lectura@demo.hilvan.cl', 'Lidia Pino Araya', 'viewer', 'deficit-cero', '+56223456790')
  return {
    carolina: await add('coordinacion@demo.hilvan.cl', 'Carolina Fuentes Riquelme', 'coordinator', 'red-municipios', '+56921234567'),
    paula: await add('coordinacion.sur@demo.hilvan.cl', 'Paula Díaz Rojas', 'coordinator', 'red-municipios', '+56921234568'),
    executive: await add('direccion@demo.hilvan.cl', 'Elena Muñoz Tapia', 'executive', 'deficit-cero', '+56223456791'),
  }
}

/** Members join, companies are created, positions get their holders. */
export async function addNetwork(ctx: Context, luck: Chance, staff: Omit<Staff, 'leaders'>, today: string): Promise<Network> {
  const all = await ctx.db.selectFrom('institutions').select(['id', 'kind', 'name', 'short_name', 'region_code', 'commune_cut']).orderBy('id').execute()
  const byId = new Map<string, Institution>(all.map((institution) => [institution.id, institution]))
  const chosen = members.map((cut) => byId.get(`muni-${cut}`)!)
  for (const [at, { id }] of chosen.entries()) {
    const joined = addDays(today, -700 + at * 8)
    await changeNetworkStatus(ctx, id, { network_status: at < 66 ? 'member' : 'joining', on: joined })
  }
  const south = new Set(['16', '08', '09', '14', '10', '11', '12'])
  const regional = new Map<string, Institution[]>()
  for (const institution of all.filter(({ kind, id }) => ['gore', 'serviu'].includes(kind) || id.startsWith('seremi-minvu'))) {
    regional.set(institution.region_code!, [...(regional.get(institution.region_code!) ?? []), institution])
  }
  for (const institution of [...chosen, ...[...regional.values()].flat()]) {
    const coordinator_id = south.has(institution.region_code ?? '') ? staff.paula.id : staff.carolina.id
    await ctx.db.updateTable('institutions').set({ coordinator_id }).where('id', '=', institution.id).execute()
  }
  const firms: Institution[] = []
  for (const name of companies) {
    const facts = { operation_id: undefined, kind: 'company' as const, name, short_name: null, aliases: null, parent_id: null, region_code: null, commune_cut: null, coordinator_id: null }
    const id = await createInstitution(ctx, facts)
    firms.push({ id, kind: 'company', name, short_name: name, region_code: null, commune_cut: null })
  }
  const national = ['minvu', 'subdere', 'amuch', 'deficit-cero', 'red-municipios', 'mbn'].map((id) => byId.get(id)!)
  const seats = await seatPeople(ctx, luck, [...chosen, ...[...regional.values()].flat(), ...national, ...firms], today)
  return { members: chosen, regional, national, companies: firms, seats }
}

async function seatPeople(ctx: Context, luck: Chance, institutions: Institution[], today: string) {
  const seats = new Map<string, Seat[]>()
  for (const institution of institutions) {
    const positions = await ctx.db.selectFrom('positions').select(['id', 'kind', 'title']).where('institution_id', '=', institution.id).orderBy('sort').execute()
    for (const { id: position_id, kind } of positions) {
      if (!luck.happens(HELD[kind] ?? 0)) continue
      const starts_on = kind === 'mayor' ? TERM_START : addDays(today, -luck.between(380, 1400))
      const { id, name } = await addPerson(ctx, luck, position_id, starts_on, luck.happens(0.06) && kind !== 'mayor' ? 'interino' : 'titular')
      seats.set(institution.id, [...(seats.get(institution.id) ?? []), { position_id, institution_id: institution.id, kind, tenure_person: id }])
      if (['mayor', 'housing_head', 'serviu_director', 'seremi', 'general_manager'].includes(kind)) await addContacts(ctx, luck, institution, position_id, kind, name)
    }
  }
  return seats
}

/** Somebody new, already in a position. */
export async function addPerson(ctx: Context, luck: Chance, position_id: string, starts_on: string, tenure_kind: 'titular' | 'interino' | 'subrogante') {
  const woman = luck.happens(0.52)
  const [first_surname, second_surname] = [luck.one(surnames), luck.one(surnames)]
  const given_names = luck.one(woman ? womensNames : mensNames)
  const created = await createPerson(ctx, {
    operation_id: undefined, given_names, first_surname, second_surname, treatment: woman ? 'Sra.' : 'Sr.',
    source: 'Demostración: persona inventada', legal_basis: 'professional_contact', position_id, tenure_kind, starts_on,
  })
  if (created.errors) throw new Error(JSON.stringify(created.errors))
  return { id: created.id, name: [given_names, first_surname, second_surname].join(' ') }
}

async function addContacts(ctx: Context, luck: Chance, institution: Institution, id: string, kind: string, name: string) {
  const owner = { type: 'position', id } as const
  const domain = fold(institution.short_name).replace(/^municipalidad de /, '').replace(/[^a-z]+/g, '-')
  const box = { mayor: 'alcaldia', housing_head: 'vivienda' }[kind] ?? 'direccion'
  const add = (kind: 'email' | 'phone' | 'whatsapp', value: string, visibility: 'network' | 'team', label: string | null) =>
    createContactPoint(ctx, owner, { operation_id: undefined, kind, value, visibility, label })
  await add('email', `${box}@${domain}.ejemplo.cl`, 'network', null)
  await add('phone', `+562${luck.between(20_000_000, 29_999_999)}`, 'network', 'Oficina')
  if (luck.happens(0.4)) await add('whatsapp', `+569${luck.between(30_000_000, 99_999_999)}`, 'team', `Asistente de ${name.split(' ')[0]}`)
}

/** One leader for each member, named as the mayor is. */
export async function addLeaders(ctx: Context, network: Network, password_hash: string): Promise<Map<string, Viewer>> {
  const leaders = new Map<string, Viewer>()
  const people = await ctx.db.selectFrom('people').select(['id', 'given_names', 'first_surname', 'second_surname']).execute()
  const names = new Map(people.map((person) => [person.id, [person.given_names, person.first_surname, person.second_surname].filter(Boolean).join(' ')]))
  for (const { id: institution_id, name } of network.members) {
    const mayor = network.seats.get(institution_id)!.find(({ kind }) => kind === 'mayor')!
    const slug = fold(name).replace(/^municipalidad de /, '').replace(/[^a-z]+/g, '-')
    const email = `alcaldia.${slug}@demo.hilvan.cl`
    const viewer: Viewer = { id: `demo-${slug}`, name: names.get(mayor.tenure_person)!, email, role: 'leader', institution_id, zone: ZONE }
    await ctx.db
      .insertInto('users')
      .values({ id: viewer.id, email, name: viewer.name, role: 'leader', institution_id, position_id: mayor.position_id, password_hash, created_at: ctx.now.toISOString(), updated_at: ctx.now.toISOString() })
      .execute()
    leaders.set(institution_id, viewer)
  }
  return leaders
}

/** A dozen posts change hands during the year, and a few holders are covered today by a subrogante. */
export function planChanges(plan: (at: string, work: (ctx: Context) => Promise<void>) => void, luck: Chance, network: Network, today: string) {
  const candidates = [...network.seats.values()].flat().filter(({ kind }) => ['serviu_director', 'seremi', 'planning_director', 'works_director', 'housing_head'].includes(kind))
  const [changing, covered] = [luck.some(candidates, 14), luck.some(candidates, 5)]
  for (const { position_id } of changing) {
    const on = addDays(today, -luck.between(20, 320))
    plan(instant(on, 17), async (ctx) => {
      const current = await ctx.db.selectFrom('tenures').select('id').where('position_id', '=', position_id).where('ends_on', 'is', null).executeTakeFirst()
      if (!current) return
      await handOver(ctx, position_id, { ...nobody, ending_id: current.id, ends_on: on, end_reason: 'Renuncia', kind: 'titular', starts_on: null })
      if (luck.happens(0.7)) await addPerson(ctx, luck, position_id, addDays(on, 1), 'titular')
    })
  }
  for (const { position_id } of covered) {
    const on = addDays(today, -luck.between(3, 12))
    plan(instant(on, 16), async (ctx) => {
      await addPerson(ctx, luck, position_id, on, 'subrogante')
    })
  }
}

const nobody = {
  operation_id: undefined, person_id: null, given_names: null, first_surname: null, second_surname: null, until_on: null, source: 'Demostración',
} as const

export const asSystem = (db: Context['db'], at: string): Context => ({ db, viewer: systemViewer, now: new Date(at) })
