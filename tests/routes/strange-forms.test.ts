import { expect, test } from 'vitest'

import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { addRelation } from '#app/domain/relations/commands.server.ts'
import { saveView } from '#app/domain/saved-views/commands.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { makeConvenio } from '#tests/support/convenios.ts'
import type { Name } from '#tests/support/cast.ts'
import { handover, person } from '#tests/support/directory.ts'
import { addInstitution, addPerson } from '#tests/support/merges.ts'
import { listRoutes, loadRoute, type Handler } from '#tests/support/routes.ts'
import { bringSheet } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Form = { file: string; params?: Record<string, string>; search?: string; body: Record<string, string>; who?: Name }

/** What nobody types and any program can send: each stands for a field of a form of ours. */
const VALUES = [
  '', '-1', '1e309', '99999999999', '9007199254740993', '2026-02-30', '0001-01-01', '9999-12-31', 'a\u0000b', '\ud83d', '__proto__', '%_\\', 'ñ'.repeat(2_500), 'x'.repeat(90_000),
]

/** Every form of the directory, as somebody fills it in. */
async function formsOf(world: World): Promise<Form[]> {
  const paula = world.as('paula')
  const [one, other, third] = [await person(world), await addPerson(world), await addPerson(world, { given_names: 'Luis' })]
  const [firm, twin] = [await addInstitution(world), await addInstitution(world)]
  await handover(world, 'muni-13102:mayor', { given_names: 'Rosa', first_surname: 'Vera', starts_on: '2024-12-06', source: 'x' })
  const [tenure] = await listTenuresOf(paula, 'muni-13102:mayor')
  const begun = await beginHandover(paula, { operation_id: undefined, name: 'x', post_kind: 'mayor', starts_on: '2028-12-06', source: null, list: 'Castro; Ana Soto\nAtlántida; Luis Paz' })
  const change = begun.errors ? '' : begun.id
  const sheet = await bringSheet(world, 'Nombre;Municipalidad;Cargo;Desde\nAna Soto Vera;Castro;Alcaldesa;06-12-2024\nLuis Paz;Atlántida;Alcalde;01-01-2025\n')
  const saved = await saveView(paula, 'meetings', { operation_id: undefined, name: 'v', team: false, is_default: false, search: new URLSearchParams('q=a') })
  const view = 'errors' in saved ? '' : saved.view.id
  const convenio = await makeConvenio(world)
  await createContactPoint(paula, { type: 'person', id: one }, { operation_id: undefined, kind: 'email', value: 'a@ejemplo.cl', label: null, visibility: 'network' })
  const { id: contact } = await world.raw.selectFrom('contact_points').select('id').executeTakeFirstOrThrow()
  const relation = await addRelation(paula, firm, { operation_id: undefined, to_id: 'gore-13', kind: 'member_of', starts_on: null, source: null })
  const facts = { given_names: 'Eva', first_surname: 'Paz', second_surname: '', treatment: '', source: 'x', legal_basis: 'consent' }
  const place = { name: 'Firma', short_name: 'F', aliases: '', parent_id: '', parent_id_text: '', region_code: '', commune_cut: '', coordinator_id: '', rut: '', kind: 'company' }
  const papers = { council_number: '', council_on: '', council_for: '', council_against: '', council_abstained: '', legal_opinion: '', signed_on: '', decree_number: '', decree_on: '' }
  return [
    { file: 'saved-views/index.tsx', params: { lista: 'reuniones' }, body: { operation_id: 'a', name: 'n', team: 'on', is_default: 'on', search: 'q=a' } },
    { file: 'saved-views/edit.tsx', params: { lista: 'reuniones', id: view }, body: { version: '1', name: 'n', team: '', is_default: '' } },
    { file: 'saved-views/act.ts', params: { lista: 'reuniones', id: view, acto: 'reemplazo' }, body: { search: 'q=b' } },
    { file: 'bulk-edits/page.tsx', params: { acto: 'coordinacion' }, search: `?id=${firm}`, body: { operation_id: 'b', value: 'paula', confirmed: '1' } },
    { file: 'bulk-edits/page.tsx', params: { acto: 'confirmacion' }, body: { id: one, todos: '', filtro: '', volver: '/contactos' } },
    { file: 'bulk-edits/page.tsx', params: { acto: 'confirmacion' }, body: { todos: 'on', filtro: 'q=a', volver: '/contactos' } },
    { file: 'handovers/index.tsx', body: { operation_id: 'c', name: 'x', post_kind: 'mayor', starts_on: '2028-12-06', source: '', list: 'Castro; Ana Soto' } },
    { file: 'handovers/show.tsx', params: { id: change }, body: { position: '1', institution_id: '', institution_id_text: '', person: '', given_names: 'A', first_surname: 'B', second_surname: '', starts_on: '', skipped: '' } },
    { file: 'handovers/task.ts', params: { id: change, tarea: 'aplicacion' }, body: { version: '1' } },
    { file: 'imports/show.tsx', params: { id: sheet }, body: { sheet: '0' } },
    { file: 'imports/show.tsx', params: { id: sheet }, body: { header: '0' } },
    { file: 'imports/show.tsx', params: { id: sheet }, body: { c0: 'name', c1: 'institution', c2: 'position', c3: 'starts_on', d3: 'dmy' } },
    { file: 'imports/task.ts', params: { id: sheet, tarea: 'fila' }, body: { position: '0', skipped: '', f_name: 'Eva Paz' } },
    { file: 'imports/task.ts', params: { id: sheet, tarea: 'respuesta' }, body: { key: 'all:institution', choice: 'skip', use: '', use_text: '', day: '' } },
    { file: 'imports/task.ts', params: { id: sheet, tarea: 'conservar' }, body: { keeps: 'on' } },
    { file: 'merges/distinction.ts', body: { kind: 'person', one_id: one, other_id: other, distinct: 'on' } },
    { file: 'merges/new.tsx', search: `?que=personas&queda=${other}&sale=${third}`, body: { kept_id: other, gone_id: third, version: '1', gone_version: '1', given_names: 'kept', rut: '' } },
    { file: 'merges/new.tsx', search: `?que=instituciones&queda=${firm}&sale=${twin}`, body: { kept_id: firm, gone_id: twin, version: '1', gone_version: '1', name: 'kept', parent_id: '' } },
    { file: 'people/new.tsx', body: { operation_id: 'd', ...facts, position_id: '', position_id_text: '', tenure_kind: 'titular', starts_on: '', distinct: 'on' } },
    { file: 'people/edit.tsx', params: { id: one }, body: { version: '1', ...facts } },
    { file: 'people/notes.tsx', params: { id: one }, body: { operation_id: 'e', internal_text: 'n' } },
    { file: 'institutions/new.tsx', body: { operation_id: 'f', ...place, distinct: 'on' } },
    { file: 'institutions/edit.tsx', params: { id: firm }, body: { version: '1', ...place } },
    { file: 'institutions/network.tsx', params: { id: firm }, body: { network_status: 'joining', on: '2026-11-01' } },
    { file: 'institutions/relation-new.tsx', params: { id: firm }, body: { operation_id: 'g', kind: 'member_of', to_id: twin, to_id_text: '', to_id_label: '', starts_on: '', source: '' } },
    { file: 'institutions/relation-end.tsx', params: { id: firm, relation }, body: { ends_on: '2026-11-01' } },
    { file: 'institutions/relation-undoing.ts', params: { id: firm, relation }, body: { ended: 'on' } },
    { file: 'positions/new.tsx', params: { id: firm }, body: { operation_id: 'h', title: 'Jefa', unit: '', reports_to_id: '', lobby_status: 'no', lobby_year: '', lobby_url: '' } },
    { file: 'positions/edit.tsx', params: { id: 'muni-13102:mayor' }, body: { version: '1', title: 'Alcaldesa', unit: '', reports_to_id: '', lobby_status: 'no', lobby_year: '', lobby_url: '', abolished_on: '' } },
    { file: 'tenures/handover.tsx', params: { id: 'muni-13102:mayor' }, body: { operation_id: 'i', ending_id: tenure!.id, ends_on: '', end_reason: '', person_id: '', person_id_text: '', given_names: 'A', first_surname: 'B', second_surname: '', kind: 'subrogante', starts_on: '2026-11-01', until_on: '', source: '', use_id: '', distinct: 'on' } },
    { file: 'tenures/correction.tsx', params: { id: 'muni-13102:mayor', tenure: tenure!.id }, body: { version: '1', kind: 'titular', starts_on: '2024-12-06', ends_on: '', end_reason: '', source: '' } },
    { file: 'contact-points/new.tsx', search: `?persona=${one}`, body: { operation_id: 'j', kind: 'phone', value: '+56912345678', label: '', visibility: 'team' } },
    { file: 'contact-points/edit.tsx', params: { id: contact }, body: { version: '1', kind: 'email', value: 'b@ejemplo.cl', label: '', visibility: 'team' } },
    { file: 'agreements/stage.tsx', params: { folio: convenio.folio }, body: { version: '1', ...papers, stage: 'negotiation', text: '' } },
    { file: 'administration/utm.tsx', body: { period: '2026-11', value: '69542', source: 'x' }, who: 'alma' },
    { file: 'preferences/programs.tsx', body: { name: 'n', scopes: 'meetings', months: '12', operation_id: 'k' } },
  ]
}

/** What went wrong beyond an answer; null when whoever sent it was answered. */
async function crashOf(world: World, handler: Handler, told: string, { params = {}, search = '', who = 'paula' }: Omit<Form, 'file' | 'body'>, form?: [string, string][]): Promise<string | null> {
  try {
    await world.visit(handler as never, who, `/x${search}`, { params, ...(form ? { form } : {}) })
    return null
  } catch (error) {
    const isAnswer = error instanceof Response || (typeof error === 'object' && error !== null && 'init' in error)
    return isAnswer ? null : `${told}: ${String(error).slice(0, 200)}`
  }
}

/** The ways in which a program sends the fields of a form otherwise than a browser does. */
function* sentAs(body: Record<string, string>): Generator<[string, string][]> {
  const whole = Object.entries(body)
  for (const [name, typed] of whole) {
    for (const value of VALUES) yield whole.map(([key, kept]) => [key, key === name ? value : kept])
    yield whole.filter(([key]) => key !== name)
    yield [...whole, [name, 'otra vez']]
    yield [...whole.filter(([key]) => key !== name), [`${name}[0]`, typed], [`${name}[1].a`, typed]]
  }
  yield whole.flatMap((pair): [string, string][] => [pair, pair])
  yield [...whole, ['id', 'x'], ['role', 'admin'], ['created_by', 'alma'], ['version', '2']]
  yield []
}

test('whatever a form of the directory is filled with is answered, and never breaks its page', { timeout: 300_000 }, async () => {
  const world = await createWorld()
  const broken: string[] = []
  for (const { file, body, ...asked } of await formsOf(world)) {
    const { action } = await loadRoute(`routes/${file}`)
    for (const form of sentAs(body)) {
      const told = `${file} ${form.map(([name, value]) => `${name}=${value.slice(0, 20)}`).join('&')}`.slice(0, 300)
      broken.push((await crashOf(world, action!, told, asked, form)) ?? '')
    }
  }
  expect(broken.filter(Boolean)).toEqual([])
})

/** Ids that no record has, as an address can hold them. */
const IDS = ['\u4e2d\ud83d\ude00', 'a\r\nSet-Cookie: x', '../..', '__proto__', 'constructor', 'a'.repeat(3000), "'", '\ufffd']

test('an id that no record can have is answered, read or written, in every place of an address', { timeout: 120_000 }, async () => {
  const world = await createWorld()
  const broken: string[] = []
  const bodies = (await formsOf(world)).filter(({ params }) => params !== undefined)
  const ask = async (told: string, handler: Handler | undefined, asked: Omit<Form, 'file' | 'body'>, form?: [string, string][]) => {
    if (handler) broken.push((await crashOf(world, handler, told, asked, form)) ?? '')
  }
  for (const id of IDS) {
    for (const { file, params } of listRoutes().filter((entry) => entry.params.length > 0)) {
      const { loader, action } = await loadRoute(file)
      const asked = { params: Object.fromEntries(params.map((name) => [name, id])) }
      await ask(`${file} ${id.slice(0, 9)}`, loader, asked)
      await ask(`${file} ${id.slice(0, 9)}`, action, asked, [['text', 'x']])
    }
    for (const { file, params = {}, body, who } of bodies) {
      const { action } = await loadRoute(`routes/${file}`)
      for (const name of Object.keys(params)) {
        for (const form of [Object.entries(body), []]) await ask(`${file} ${name}=${id.slice(0, 9)}`, action, { params: { ...params, [name]: id }, who }, form)
      }
    }
  }
  expect(broken.filter(Boolean)).toEqual([])
})
