import { expect, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { amendMinutes } from '#app/domain/minutes/commands/amend.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { loader as audit } from '#app/routes/administration/activity.tsx'
import { nouns } from '#app/routes/api/nouns.server.ts'
import { loader as print } from '#app/routes/documents/print.tsx'
import { loader as word } from '#app/routes/documents/word.ts'
import { loader as ics } from '#app/routes/calendar/meeting.ts'
import { loader as sheet } from '#app/routes/exports/file.ts'
import { loader as preparation } from '#app/routes/meetings/preparation.tsx'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { loader as changes } from '#app/routes/minutes/changes.tsx'
import { loader as closing } from '#app/routes/minutes/closure.tsx'
import { loader as portal } from '#app/routes/portal/minutes.tsx'
import { loader as search } from '#app/routes/search/index.tsx'
import { loader as attention } from '#app/routes/today.tsx'
import { allScopes, ask, everyItem, nounScopes, tokenOf } from '#tests/support/api.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { unzip } from '#tests/support/parsers/zip.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CANARY = 'CANARIO'
const lines = [
  'Se revisa la cartera',
  'a: Priorizar Los Boldos',
  'c: Enviar el estudio de títulos @cerrillos 10 días hábiles',
  `i: ${CANARY} la jefatura no firma sin la tasación`,
  `interno: c: ${CANARY} Enviar el contrapunto @serviu vie`,
  `  I:  ${CANARY} con espacios`,
].join('\n')

/** Minutes closed once, and once more with a correction, with canaries in both, and in a draft that is still open. */
async function closedTwice(world: World) {
  const paula = world.as('paula')
  const { id, folio } = await meetingWith(world, {
    when: hours('2026-11-24', '09:00', '10:00'), participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }],
  })
  await createContactPoint(paula, { type: 'institution', id: 'muni-13102' }, { kind: 'email', value: 'vivienda@cerrillos.example', label: null, visibility: 'network' })
  await startMinutes(paula, folio)
  const draft = async () => (await findDraft(paula, id))!
  const close = async () => closeMinutes(paula, folio, { seen: versionsOf(await draft()), recipient_ids: ['muni-13102'], review: false })
  await savePoint(paula, folio, { draft: (await draft()).id, key: '', version: 0, text: lines })
  await close()
  await amendMinutes(paula, folio, 'Faltó una línea')
  const { id: second, points } = await draft()
  await savePoint(paula, folio, { draft: second, key: '', version: 1, text: `${points[0]!.text}\nnota: Se agrega la visita\ni: ${CANARY} de la segunda\nC-2026-0001: i: ${CANARY} tras un folio` })
  await close()
  await amendMinutes(paula, folio, 'Otra')
  await close()
  await amendMinutes(paula, folio, 'Y otra')
  return { id, folio }
}

test('what is internal in minutes reaches no page, file, message, mail or calendar of anybody who may not read it', async () => {
  const world = await createWorld()
  const { id, folio } = await closedTwice(world)
  const at = { params: { folio } }
  const told: Record<string, unknown> = {
    'the printed copy, and its message': await world.visit(print, 'paula', '/x', at),
    'the first version': await world.visit(print, 'paula', '/x?version=1', at),
    'the excerpt': await world.visit(print, 'paula', '/x?parte=muni-13102', at),
    'the changes': await world.visit(changes, 'lidia', '/x', at),
    'the portal': await world.visit(portal, 'rosa', '/x', at),
    'the record for who only reads': await world.visit(show, 'lidia', '/x?seccion=acta', at),
    'the history for who only reads': await world.visit(show, 'lidia', '/x?seccion=historial', at),
    'the ficha for who only reads': await world.visit(preparation, 'lidia', '/x', at),
    'the search': await world.visit(search, 'lidia', `/buscar?q=${CANARY}`),
    'Hoy': await world.visit(attention, 'lidia', '/'),
    'the audit': await world.visit(audit, 'alma', '/x'),
    'the mail before closing': (await world.visit(closing, 'paula', '/x', at)).receivers,
    'the outbox': await world.raw.selectFrom('outbox').selectAll().execute(),
    'what was frozen': await world.raw.selectFrom('minutes').select('content').where('meeting_id', '=', id).execute(),
    'agreements and commitments': [await world.raw.selectFrom('agreements').selectAll().execute(), await world.raw.selectFrom('commitments').selectAll().execute()],
  }
  for (const [what, page] of Object.entries(told)) {
    expect(JSON.stringify(page)?.length, what).toBeGreaterThan(10)
    expect(JSON.stringify(page), what).not.toContain(`${CANARY} `)
  }
  expect(await (await world.visit(ics, 'paula', '/x', at)).text()).not.toContain(CANARY)
  for (const [file, says] of [[await world.visit(word, 'paula', '/x', at), 'Priorizar Los Boldos'], [await world.visit(sheet, 'elena', '/exportar/reuniones.xlsx', { params: { file: 'reuniones.xlsx' } }), 'Mesa técnica de suelo']] as const) {
    const parts = Object.values(unzip(new Uint8Array(await file.arrayBuffer()))).join()
    expect(parts).toContain(says)
    expect(parts).not.toContain(CANARY)
  }
  for (const [who, scopes] of [['paula', allScopes], ['rosa', nounScopes]] as const) {
    const token = await tokenOf(world, who, [...scopes])
    for (const noun of Object.keys(nouns)) expect(JSON.stringify(await everyItem(token, noun, 200)), noun).not.toContain(CANARY)
    expect(JSON.stringify(await (await ask(token, `search?q=${CANARY}`)).json())).not.toContain(`${CANARY} `)
  }
  expect((await findMeeting(world.as('paula'), folio))?.state).toBe('closed')
})
