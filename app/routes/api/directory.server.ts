import { z } from 'zod'

import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { findInstitutionFacts, listInstitutionsAfter, type InstitutionFacts } from '#app/domain/institutions/queries/facts.server.ts'
import { institutionKinds, networkStatuses } from '#app/domain/institutions/terms.ts'
import { findPosition, listPositionsAfter, type Position } from '#app/domain/positions/queries.server.ts'
import { findTenure, listHoldersOn, listTenuresAfter, type Tenure } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { today } from '#app/lib/context.server.ts'

import { asked, codeOf, contacts, dayAsked, dayOf, instant, reference, region, rut, words } from './fields.server.ts'
import { contactsOf, noun, type Asker } from './noun.server.ts'

const institution = z.object({
  id: z.string(),
  kind: codeOf(institutionKinds),
  name: z.string(),
  short_name: z.string(),
  rut: rut(),
  parent_id: z.string().nullable(),
  region: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
  commune: z.object({ cut: z.string(), name: z.string().nullable() }).nullable(),
  network_status: codeOf(networkStatuses),
  member_since_on: dayOf('Miembro de la red desde').nullable(),
  contacts: contacts(),
  updated_at: instant(),
})

export const institutions = noun({
  scope: 'institutions',
  many: 'Instituciones',
  one: 'una institución',
  key: 'id',
  item: institution,
  filters: z.object({ q: words().optional(), kind: codeOf(institutionKinds).optional(), region: region().optional(), network_status: codeOf(networkStatuses).optional() }),
  list: async (asker, { network_status, ...filter }, slice) =>
    withContacts(asker, await listInstitutionsAfter(asker.ctx, { ...filter, status: network_status }, slice)),
  find: async (asker, id) => {
    const row = await findInstitutionFacts(asker.ctx, id)
    return row && (await withContacts(asker, [row]))[0]
  },
})

async function withContacts(asker: Asker, rows: InstitutionFacts[]) {
  const points = asker.withContactData ? await listContactPoints(asker.ctx, 'institution', rows.map(({ id }) => id)) : []
  return rows.map(({ region_code, region_name, commune_cut, commune_name, ...row }) => ({
    ...row,
    region: region_code === null ? null : { code: region_code, name: region_name },
    commune: commune_cut === null ? null : { cut: commune_cut, name: commune_name },
    contacts: contactsOf(asker, points, ({ institution_id }) => institution_id === row.id),
  }))
}

const position = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  unit: z.string().nullable(),
  institution: reference('A la que pertenece'),
  reports_to_id: z.string().nullable(),
  abolished_on: dayOf('Existió hasta').nullable(),
  holder: z
    .object({ person_id: z.string(), name: z.string(), kind: codeOf(tenureKinds), since_on: dayOf('Ejerce desde') })
    .nullable()
    .meta({ description: 'Quien lo ejerce hoy; null si está vacante' }),
  contacts: contacts(),
  updated_at: instant(),
})

export const positions = noun({
  scope: 'positions',
  many: 'Cargos',
  one: 'un cargo',
  key: 'id',
  item: position,
  filters: z.object({ institution_id: asked('De esta institución').optional() }),
  list: async (asker, filter, slice) => withHolders(asker, await listPositionsAfter(asker.ctx, filter, slice)),
  find: async (asker, id) => {
    const row = await findPosition(asker.ctx, id)
    return row && (await withHolders(asker, [row]))[0]
  },
})

async function withHolders(asker: Asker, rows: Position[]) {
  const ids = rows.map(({ id }) => id)
  const holders = await listHoldersOn(asker.ctx, ids, today(asker.ctx))
  const points = asker.withContactData ? await listContactPoints(asker.ctx, 'position', ids) : []
  return rows.map(({ id, title, kind, unit, institution_id, institution_name, reports_to_id, abolished_on, updated_at }) => {
    const holder = holders.find(({ position_id }) => position_id === id)
    return {
      id, title, kind, unit, reports_to_id, abolished_on, updated_at,
      institution: { id: institution_id, name: institution_name },
      holder: holder ? { person_id: holder.person_id, name: shownName(holder), kind: holder.kind, since_on: holder.starts_on } : null,
      contacts: contactsOf(asker, points, ({ position_id }) => position_id === id),
    }
  })
}

const tenure = z.object({
  id: z.string(),
  position: z.object({ id: z.string(), title: z.string() }),
  institution: reference('Del cargo'),
  person: reference('Quien lo ejerce o ejerció'),
  kind: codeOf(tenureKinds),
  starts_on: dayOf('Primer día'),
  ends_on: dayOf('Último día; null si sigue').nullable(),
  updated_at: instant(),
})

export const tenures = noun({
  scope: 'tenures',
  many: 'Quién ejerce cada cargo',
  one: 'el ejercicio de un cargo',
  key: 'id',
  item: tenure,
  filters: z.object({
    institution_id: asked('De los cargos de esta institución').optional(),
    position_id: asked('De este cargo').optional(),
    person_id: asked('De esta persona').optional(),
    on: dayAsked('En ejercicio ese día').optional(),
  }),
  list: async ({ ctx }, filter, slice) => (await listTenuresAfter(ctx, filter, slice)).map(tenureOf),
  find: async ({ ctx }, id) => {
    const row = await findTenure(ctx, id)
    return row && tenureOf(row)
  },
})

const tenureOf = (row: Tenure) => ({
  id: row.id,
  position: { id: row.position_id, title: row.title },
  institution: { id: row.institution_id, name: row.institution_name },
  person: { id: row.person_id, name: shownName(row) },
  kind: row.kind,
  starts_on: row.starts_on,
  ends_on: row.ends_on,
  updated_at: row.updated_at,
})
