import { expect, test } from 'vitest'

import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { saveView } from '#app/domain/saved-views/commands.server.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { makeConvenio } from '#tests/support/convenios.ts'
import { person } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { listRoutes, loadRoute, type Entry } from '#tests/support/routes.ts'
import { bringSheet } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

/** What somebody may type after «=», as the address holds it. */
const values = ['-1', '99999999999999999999', "%ED%A0%80'%25_%5C", '__proto__', '2026-02-30']

/** What the new pages read of their address. */
const names = [
  'q', 'en', 'desde', 'panel', 'linea', 'fila', 'pagina', 'paso', 'ver', 'tema', 'al', 'orden', 'vista', 'columnas', 'guardada', 'id', 'todos', 'filtro', 'volver',
  'institucion', 'region', 'tipo', 'estado', 'papel', 'desde', 'hasta', 'persona', 'con', 'nombre', 'que', 'una', 'otra', 'queda', 'sale', 'version', 'forma', 'red', 'copia', 'prorroga',
]

/** What prints, and what asks nothing of its address, apart. */
const PLACES = /^\/(buscar|sugerencias|instituciones|contactos|cargos|reuniones|compromisos|acuerdos|solicitudes|importar|traspasos|lote|vistas|duplicados|fusiones|exportar|calendario)(\/(?!.*(pdf|acta|documentos))|$)/

/** Addresses that look like a filter within a filter. */
const whole = ['?filter=institucion%3D%2500%26q%3D%2500&scope=filtro', '?todos=on&filtro=q%3D%2500a%26institucion%3D%2500%26region%3D%2500', '?q=uno&q=dos&pagina=2&pagina=x&panel=x&panel=y&id=%2500&id=', '?filtro=%25E0%25A4%25A']

async function refusalsOf(world: World, { file, path }: Entry, params: Record<string, string>, addresses: string[]): Promise<string[]> {
  const { loader } = await loadRoute(file)
  if (!loader) return []
  const broken: string[] = []
  for (const address of addresses) {
    try {
      await world.visit(loader as never, 'paula', path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? 'x').replace('*', '') + address, { params })
    } catch (error) {
      const isAnswer = error instanceof Response || (typeof error === 'object' && error !== null && 'init' in error)
      if (!isAnswer) broken.push(`${file} ${address.slice(0, 60)}: ${String(error).slice(0, 160)}`)
    }
  }
  return broken
}

test('whatever somebody types in an address is answered, and never breaks a page', { timeout: 90_000 }, async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const meeting = (await findMeeting(paula, (await meetingWith(world)).id))!
  const commitment = await makeCommitment(world)
  const handover = await beginHandover(paula, { operation_id: undefined, name: 'x', post_kind: 'mayor', starts_on: '2028-12-06', source: null, list: 'Castro; Ana Soto\nAtlántida; Luis Paz' })
  const sheet = await bringSheet(world, 'Nombre;Municipalidad;Cargo;Desde\nAna Soto Vera;Castro;Alcaldesa;06-12-2024\nLuis Paz;Atlántida;Alcalde;01-01-2025\n')
  const saved = await saveView(paula, 'meetings', { operation_id: undefined, name: 'v', team: false, is_default: false, search: new URLSearchParams('q=%00') })
  const records: Record<string, Record<string, string>> = {
    instituciones: { id: 'muni-10201', relation: 'x' }, contactos: { id: await person(world) }, cargos: { id: 'muni-13102:mayor', file: 'carpeta.doc' },
    reuniones: { folio: meeting.folio, id: meeting.id }, compromisos: { folio: commitment.folio, id: commitment.id }, acuerdos: { folio: (await makeConvenio(world)).folio },
    traspasos: { id: handover.errors ? 'x' : handover.id, tarea: 'x' }, importar: { id: sheet, tarea: 'x' }, lote: { acto: 'cargo', id: 'x' },
    vistas: { lista: 'reuniones', id: 'errors' in saved ? 'x' : saved.view.id, acto: 'x' }, exportar: { file: 'contactos.csv' },
  }
  const addresses = [...whole, ...values.map((value) => `?${names.map((name) => `${name}=${value}`).join('&')}`)]
  const broken: string[] = []
  for (const entry of listRoutes().filter(({ path }) => PLACES.test(path))) {
    const params = { ...Object.fromEntries(entry.params.map((name) => [name, 'x'])), ...records[entry.path.split('/')[1] ?? ''] }
    broken.push(...(await refusalsOf(world, entry, params, addresses)))
  }
  expect(broken).toEqual([])
})
