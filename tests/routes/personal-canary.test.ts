import { expect, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { writeNote } from '#app/domain/people/commands.server.ts'
import { saveView } from '#app/domain/saved-views/commands.server.ts'
import { ask, nounScopes, tokenOf } from '#tests/support/api.ts'
import type { Name } from '#tests/support/cast.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { handover, person } from '#tests/support/directory.ts'
import { meetingWith } from '#tests/support/meetings.ts'
import { unzip } from '#tests/support/parsers/zip.ts'
import { listRoutes, loadRoute, type Handler } from '#tests/support/routes.ts'
import { bringSheet } from '#tests/support/sheets.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const POST = 'muni-10201:mayor'

/** What is for some alone, in words that stand nowhere else. */
const SECRETS = {
  remark: 'canario-nota', teamMail: 'canario.equipo', teamPhone: '987650001', draftSheet: 'canario-planilla', ownView: 'canario-vista', rut: '11111111', sharedMail: 'canario.red',
}
type Secret = keyof typeof SECRETS

/** A mayor of Castro with a remark, a RUT and ways to be reached; a sheet that Carolina has not imported, and a view of hers. */
async function secretive(world: World) {
  const carolina = world.as('carolina')
  const id = await person(world, { given_names: 'Marta', first_surname: 'Oyarzo' })
  await handover(world, POST, { person_id: id, starts_on: '2024-12-06' })
  await writeNote(carolina, id, { operation_id: undefined, internal_text: SECRETS.remark })
  await world.raw.updateTable('people').set({ rut: `${SECRETS.rut}-1` }).where('id', '=', id).execute()
  const reach = (kind: 'email' | 'phone', value: string, visibility: 'team' | 'network') => createContactPoint(carolina, { type: 'person', id }, { operation_id: undefined, kind, value, label: null, visibility })
  await reach('email', `${SECRETS.teamMail}@ejemplo.cl`, 'team')
  await reach('phone', `+56${SECRETS.teamPhone}`, 'team')
  await reach('email', `${SECRETS.sharedMail}@ejemplo.cl`, 'network')
  const sheet = await bringSheet(world, `Nombre;Municipalidad;Cargo;Desde\n${SECRETS.draftSheet} Soto;Castro;Alcaldesa;06-12-2024\n`, { who: 'carolina', name: `${SECRETS.draftSheet}.csv` })
  const saved = await saveView(carolina, 'people', { operation_id: undefined, name: SECRETS.ownView, team: false, is_default: true, search: new URLSearchParams('q=a') })
  const meeting = await meetingWith(world)
  const commitment = await makeCommitment(world, { debtor_id: 'muni-10201' })
  return {
    instituciones: { id: 'muni-10201' }, contactos: { id }, cargos: { id: POST, file: 'carpeta.zip' }, reuniones: { folio: meeting.folio, id: meeting.id },
    compromisos: { folio: commitment.folio }, m: { folio: commitment.folio }, importar: { id: sheet, tarea: 'corregir.xlsx' }, vistas: { lista: 'contactos', id: 'errors' in saved ? 'x' : saved.view.id },
  } as Record<string, Record<string, string>>
}

/** Everything an answer says, files unpacked; nothing of one that is refused. */
async function saidBy(world: World, handler: Handler, who: Name, address: string, params: Record<string, string>): Promise<string> {
  try {
    return await textOf(await world.visit(handler as never, who, address, { params }))
  } catch (thrown) {
    return thrown instanceof Response ? textOf(thrown) : JSON.stringify(thrown)
  }
}

async function textOf(answer: unknown): Promise<string> {
  if (!(answer instanceof Response)) return JSON.stringify(answer) ?? ''
  const bytes = Buffer.from(await answer.arrayBuffer())
  const inside = bytes.subarray(0, 2).toString() === 'PK' ? Object.values(unzip(bytes)).map((part) => Buffer.from(part).toString()).join('\n') : bytes.toString()
  return inside + JSON.stringify([...answer.headers])
}

/** «+56 9 1234 5678» and «11.111.111-1» without what is put between. */
const plain = (text: string) => text.toLowerCase().replace(/[.\s]/g, '')

const LISTS = ['contactos', 'instituciones', 'reuniones', 'compromisos', 'acuerdos', 'solicitudes', 'matriz'].flatMap((list) => [`${list}.csv`, `${list}.xlsx`, ...(list === 'contactos' ? ['contactos.vcf'] : [])])
/** Together they make every list, search and suggestion find her. */
const SEARCHES = ['?q=marta&panel=x&todos=on&filtro=q%3Dmarta', '?nombre=Marta+Oyarzo&que=personas', `?q=${SECRETS.teamPhone}`]

/** Which secrets somebody is told anywhere, with the places. */
async function toldTo(world: World, who: Name, records: Record<string, Record<string, string>>, secrets: Secret[], only?: RegExp): Promise<string[]> {
  const leaks: string[] = []
  for (const { file, path, params } of listRoutes()) {
    const { loader } = await loadRoute(file)
    if (!loader || (only && !only.test(path))) continue
    const given = { ...Object.fromEntries(params.map((name) => [name, 'x'])), ...records[path.split('/')[1] ?? ''] }
    for (const search of SEARCHES) {
      for (const name of path === '/exportar/:file' ? LISTS : ['']) {
        const said = await saidBy(world, loader, who, path.replace(/:(\w+)/g, (_, key: string) => given[key] ?? 'x').replace('*', '') + search, name ? { file: name } : given)
        // What somebody asked for is said again to them, and is no news.
        const news = plain(said).replaceAll(plain(new URLSearchParams(search).get('q') ?? '?'), '')
        for (const secret of secrets) if (news.includes(plain(SECRETS[secret]))) leaks.push(`${who}: ${secret} at ${file} ${name}${search}`)
      }
    }
  }
  return leaks
}

test('remarks, private numbers, sheets and views of one’s own reach nobody they are not for, by any page, file or suggestion', { timeout: 180_000 }, async () => {
  const world = await createWorld()
  const records = await secretive(world)
  const all = Object.keys(SECRETS) as Secret[]
  expect(await toldTo(world, 'lidia', records, ['remark', 'teamMail', 'teamPhone', 'draftSheet', 'ownView'])).toEqual([])
  for (const leader of ['rosa', 'ines'] as const) expect(await toldTo(world, leader, records, all)).toEqual([])
  expect(await toldTo(world, 'paula', records, ['draftSheet', 'ownView'])).toEqual([])
  for (const reader of ['elena', 'lidia'] as const) expect(await toldTo(world, reader, records, ['rut', 'sharedMail', 'teamMail', 'teamPhone', 'remark'], /exportar|bienvenida/)).toEqual([])
  expect(await toldTo(world, 'carolina', records, all), 'the test itself sees them').not.toEqual([])
})

test('a key tells no program what its owner may not take along', async () => {
  const world = await createWorld()
  await secretive(world)
  for (const who of ['elena', 'lidia', 'rosa', 'ines', 'paula'] as const) {
    const token = await tokenOf(world, who)
    const asked = [...nounScopes.flatMap((noun) => [noun, `${noun}?q=marta`, `${noun}?q=${SECRETS.rut}`]), 'me', 'search?q=marta', 'search?q=canario', `search?q=${SECRETS.rut}`]
    for (const path of asked) {
      const text = plain(await (await ask(token, path)).text())
      for (const [secret, word] of Object.entries(SECRETS)) expect(text.includes(plain(word)), `${who} ${path} ${secret}`).toBe(false)
    }
  }
})
