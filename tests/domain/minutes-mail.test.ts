import { expect, test } from 'vitest'

import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld } from '#tests/support/world.ts'

const parties = {
  'muni-13102': 'cerrillos', 'muni-10201': 'castro', 'muni-08107': 'penco', 'muni-08111': 'tome', 'muni-13120': 'nunoa', 'serviu-13': 'serviu metropolitano',
}
const THINGS = ['planos', 'estudio de títulos', 'catastro', 'tasación', 'certificado', 'informe']

test('an acta with 35 commitments of six institutions leaves six mails, each with what its own institution owes', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const ids = Object.keys(parties)
  const { id, folio } = await meetingWith(world, {
    when: hours('2026-11-24', '09:00', '10:00'),
    participants: [...ids, 'red-municipios'].map((institution_id) => ({ institution_id })),
  })
  for (const institution_id of ids) {
    await createContactPoint(paula, { type: 'institution', id: institution_id }, { kind: 'email', value: `contacto@${institution_id}.example`, label: null, visibility: 'network' })
  }
  await saveAgenda(paula, id, [{ id: null, title: 'Terrenos', minutes: 60, proposed_by: null }])
  await startMinutes(paula, folio)
  const [point] = await listAgenda(paula, id)
  const names = Object.values(parties)
  const lines = Array.from({ length: 35 }, (_, at) => `c: Enviar ${THINGS[Math.floor(at / 6)]} del lote ${at + 1} @${names[at % 6]} 10 días hábiles`)
  const draft = (await findDraft(paula, id))!
  const { version } = draft.points.find(({ key }) => key === point!.id)!
  await savePoint(paula, folio, { draft: draft.id, key: point!.id, version, text: lines.join('\n') })
  const seen = versionsOf(await findDraft(paula, (await findMeeting(paula, folio))!.id))
  await closeMinutes(paula, folio, { seen, recipient_ids: [...ids, 'red-municipios'], review: false })

  const commitments = await listCommitmentsUnder(paula, { meeting_ids: [id] })
  expect(commitments).toHaveLength(35)
  expect(new Set(commitments.map(({ debtor_id }) => debtor_id)).size).toBe(6)
  const mails = await world.raw.selectFrom('outbox').select(['topic', 'institution_id', 'recipient', 'body']).execute()
  expect(mails.map(({ institution_id }) => institution_id).toSorted()).toEqual(ids.toSorted())
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(6)
  expect(new Set(mails.map(({ topic }) => topic))).toEqual(new Set(['minutes.closed']))
  for (const { institution_id, body } of mails) {
    const told = commitments.filter(({ text }) => new RegExp(`${text}(?!\\d)`).test(body))
    expect(told.map(({ folio }) => folio), institution_id ?? '').toEqual(commitments.filter(({ debtor_id }) => debtor_id === institution_id).map(({ folio }) => folio))
  }
})
