import { expect, test } from 'vitest'

import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { dropCommitment } from '#app/domain/commitments/commands/drop.server.ts'
import { editCommitment } from '#app/domain/commitments/commands/edit.server.ts'
import { reassignCommitment } from '#app/domain/commitments/commands/reassign.server.ts'
import { reopenCommitment } from '#app/domain/commitments/commands/reopen.server.ts'
import { findCommitment } from '#app/domain/commitments/queries.server.ts'
import { listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { dueText, dueWhyLines } from '#app/domain/commitments/rules.ts'
import { NotFound } from '#app/lib/errors.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { fulfil, makeCommitment } from '#tests/support/commitments.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const agendaOf = async ({ raw }: World) =>
  (await raw.selectFrom('revisions').select('value').where('name', '=', 'agenda').executeTakeFirstOrThrow()).value

test('a commitment is born with folio, debtor, beneficiary, follow-up and a date that is also its baseline', async () => {
  const world = await createWorld()
  const before = await agendaOf(world)
  const { folio } = await makeCommitment(world)

  expect(await findCommitment(world.as('carolina'), folio.toLowerCase())).toMatchObject({
    folio: 'C-2026-0001', debtor_id: 'muni-13102', beneficiaries: [{ institution_id: 'serviu-13' }],
    due_on: '2026-12-04', baseline_due_on: '2026-12-04', follow_up_name: 'Paula Díaz Rojas', declared_state: 'proposed',
  })
  expect(await agendaOf(world)).toBe(before + 1)
})

test('ten working days are counted on the calendar of the debtor, and what was skipped is told', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world, { due_rule: 'habiles', due_n: 10, due_from_on: '2026-11-27', due_on: null })

  const commitment = (await findCommitment(world.as('paula'), id))!
  expect(commitment.due_on).toBe('2026-12-14')
  expect(dueText(commitment, '2026-12-14')).toBe('10 días hábiles · vence lunes 14 de diciembre de 2026')
  expect(dueText(commitment, '2026-12-15')).toBe('10 días hábiles · venció lunes 14 de diciembre de 2026')
  expect(dueWhyLines(commitment.due_why)).toContain('martes 8 de diciembre, Inmaculada Concepción')
})

test('the holiday that counts is the debtor’s: Chillán has its own, San Carlos does not', async () => {
  const world = await createWorld()
  const term = { due_rule: 'habiles', due_n: 3, due_from_on: '2026-08-18', due_on: null } as const
  const chillan = await makeCommitment(world, { ...term, debtor_id: 'muni-16101' })
  const sanCarlos = await makeCommitment(world, { ...term, debtor_id: 'muni-16301' })

  const one = (await findCommitment(world.as('paula'), chillan.id))!
  expect(one.due_on).toBe('2026-08-24')
  expect(one.due_why).toContain('20 de agosto, feriado en Chillán')
  expect((await findCommitment(world.as('paula'), sanCarlos.id))!.due_on).toBe('2026-08-21')
})

test('a day named by a person stays, even on a holiday, with a warning', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world, { due_on: '2026-12-25' })

  expect(await findCommitment(world.as('paula'), id)).toMatchObject({ due_on: '2026-12-25', due_why: 'Cae en día inhábil: Navidad.' })
})

test('a term that no calendar can count is refused with a sentence', async () => {
  const world = await createWorld()

  await expect(makeCommitment(world, { due_rule: 'habiles', due_n: -1, due_on: null })).rejects.toThrow('desde 0')
  await expect(makeCommitment(world, { due_rule: 'date', due_on: null })).rejects.toThrow('fecha')
})

test('a term counts from the day of the meeting, and the commitment keeps the meeting of its agreement', async () => {
  const world = await createWorld()
  const meeting_id = await addMeeting(world, '2026-11-10')
  const { id: agreement_id } = await makeAgreement(world, { meeting_id })
  const { id } = await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13', due_rule: 'corridos', due_n: 5, due_on: null })

  expect(await findCommitment(world.as('paula'), id)).toMatchObject({ meeting_id, due_from_on: '2026-11-10', due_on: '2026-11-15' })
})

test('who owes under an agreement is one of its parties, or is made one when the person says so', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  await expect(makeCommitment(world, { agreement_id, debtor_id: 'gore-13' })).rejects.toThrow('no es parte del acuerdo')
  expect(await world.raw.selectFrom('commitments').select('id').execute()).toEqual([])

  await makeCommitment(world, { agreement_id, debtor_id: 'gore-13', add_party: true })
  const agreement = await findAgreement(world.as('paula'), agreement_id)
  expect(agreement?.parties).toContainEqual(expect.objectContaining({ institution_id: 'gore-13', role: 'obliged', acceptance: 'pending' }))
})

test('the responsible is a position of the debtor, never of somebody else', async () => {
  const world = await createWorld()

  await expect(makeCommitment(world, { responsible_position_id: 'muni-10201:mayor' })).rejects.toThrow('debe ser de la institución que debe')
  const { id } = await makeCommitment(world, { responsible_position_id: 'muni-13102:mayor' })
  expect((await findCommitment(world.as('paula'), id))?.responsible_title).toBeTruthy()
})

test('an institution, a position or a follower that does not exist is not found', async () => {
  const world = await createWorld()

  await expect(makeCommitment(world, { debtor_id: 'muni-99999' })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(makeCommitment(world, { beneficiary_ids: ['muni-99999'] })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(makeCommitment(world, { agreement_id: 'A-1999-0001' })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(makeCommitment(world, { meeting_id: 'R-1999-0001' })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(makeCommitment(world, { follow_up_user_id: 'nadie' })).rejects.toMatchObject({ name: 'NotFound' })
  await expect(makeCommitment(world, { follow_up_user_id: 'rosa' })).rejects.toMatchObject({ name: 'Forbidden' })
})

test.each(['rosa', 'elena', 'lidia'] as const)('%s does not register commitments', async (who) => {
  const world = await createWorld()

  await expect(makeCommitment(world, {}, who)).rejects.toMatchObject({ name: 'Forbidden' })
})

test('the first date is never written again, whoever tries', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)

  await expect(
    world.raw.updateTable('commitments').set({ baseline_due_on: '2027-01-01' }).where('id', '=', id).execute(),
  ).rejects.toThrow('baseline')
})

test('correcting a commitment keeps what it said before, and two people at once do not overwrite each other', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const edit = { agreement_id: null, meeting_id: null, debtor_id: 'muni-13102', responsible_position_id: null, beneficiary_ids: ['serviu-13', 'gore-13'], follow_up_user_id: 'carolina', version: 1 }

  expect(await editCommitment(world.as('paula'), id, { ...edit, text: 'Enviar cuatro informes' })).toBeUndefined()
  const theirs = await editCommitment(world.as('carolina'), id, { ...edit, text: 'Enviar cinco informes' })
  expect(theirs).toMatchObject({ text: 'Enviar cuatro informes', version: 2 })

  const [last] = await listUpdates(world.as('paula'), id)
  expect(last).toMatchObject({ kind: 'note', text: 'Antes decía: «Enviar los informes previos de tres predios»' })
  expect((await findCommitment(world.as('paula'), id))?.beneficiaries.map((party) => party.institution_id).toSorted()).toEqual(['gore-13', 'serviu-13'])
})

test('a closed commitment changes only by being reopened, with a reason that stays', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await fulfil(world, id)
  const edit = { text: 'Otra cosa', agreement_id: null, meeting_id: null, debtor_id: 'muni-13102', responsible_position_id: null, beneficiary_ids: [], follow_up_user_id: 'paula' }

  await expect(editCommitment(world.as('paula'), id, { ...edit, version: 3 })).rejects.toThrow('está cerrado')
  await expect(dropCommitment(world.as('paula'), id, { reason: 'x' })).rejects.toThrow('está cerrado')
  await expect(reassignCommitment(world.as('paula'), id, { responsible_position_id: null, follow_up_user_id: 'paula', note: null })).rejects.toThrow('está cerrado')
  expect(await findCommitment(world.as('paula'), id)).toMatchObject({ evidence_state: 'verified', closed_on: '2026-11-24' })

  await reopenCommitment(world.as('paula'), id, { reason: 'El certificado era de otro predio' })
  expect(await findCommitment(world.as('paula'), id)).toMatchObject({
    declared_state: 'in_progress', evidence_state: 'partial', verified_at: null, closed_on: null,
  })
  expect((await listUpdates(world.as('paula'), id))[0]).toMatchObject({ kind: 'reopened', text: 'El certificado era de otro predio' })
  await expect(reopenCommitment(world.as('paula'), id, { reason: 'x' })).rejects.toThrow('ya está abierto')
})

test('without effect needs a reason and stays visible', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  await dropCommitment(world.as('paula'), id, { reason: 'Cambió el programa' })

  expect(await findCommitment(world.as('lidia'), id)).toMatchObject({ declared_state: 'dropped', drop_reason: 'Cambió el programa', closed_on: '2026-11-24' })
  await expect(
    world.raw.updateTable('commitments').set({ drop_reason: null }).where('id', '=', id).execute(),
  ).rejects.toThrow()
})

test('what happened to it is told in the timelines of its debtor, its beneficiary and its agreement', async () => {
  const world = await createWorld()
  const { id: agreement_id } = await makeAgreement(world)
  const { id } = await makeCommitment(world, { agreement_id, debtor_id: 'serviu-13', beneficiary_ids: ['muni-13102'] })
  await reassignCommitment(world.as('carolina'), id, { responsible_position_id: null, follow_up_user_id: 'carolina', note: 'Toma la zona' })

  for (const [type, subject] of [['commitment', id], ['agreement', agreement_id], ['institution', 'serviu-13'], ['institution', 'muni-13102']] as const) {
    const [last] = await listActivity(world.as('paula'), type, subject)
    expect(last).toMatchObject({ action: 'commitment.reassigned', actor_name: 'Carolina Fuentes Riquelme' })
  }
})

test('the history of a commitment cannot be rewritten', async () => {
  const world = await createWorld()
  await makeCommitment(world)

  await expect(world.raw.updateTable('commitment_updates').set({ text: 'otra' }).execute()).rejects.toThrow('append_only')
  await expect(world.raw.deleteFrom('commitment_updates').execute()).rejects.toThrow('append_only')
})

test('a commitment without debtor is not a commitment', async () => {
  const world = await createWorld()

  await expect(createCommitment(world.as('paula'), {
    text: 'Se hará gestión', agreement_id: null, meeting_id: null, debtor_id: '', responsible_position_id: null,
    beneficiary_ids: [], follow_up_user_id: null, due_rule: 'none', due_n: null, due_from_on: null, due_on: null,
  })).rejects.toMatchObject({ name: 'NotFound' })
})

async function addMeeting({ raw }: World, on: string) {
  const at = '2026-11-10T12:30:00.000Z'
  await raw
    .insertInto('meetings')
    .values({
      id: 'reunion-suelo', folio: 'R-2026-0114', title: 'Mesa técnica de suelo', kind: 'working_group', state: 'held',
      start_local: `${on}T09:30`, end_local: `${on}T10:45`, zone: 'America/Santiago', starts_at: at,
      ends_at: '2026-11-10T13:45:00.000Z', modality: 'in_person', owner_id: 'paula', uid: 'x@hilvan', changed_at: at,
      search_text: 'mesa', created_at: at, created_by: 'paula', updated_at: at, updated_by: 'paula',
      from_on: null, until_on: null, place: null, commune_cut: null, link: null, description: null, organiser_id: null, state_reason: null,
    })
    .execute()
  return 'reunion-suelo'
}

test('an edit names only meetings that exist', async () => {
  const world = await createWorld()
  const { id } = await makeCommitment(world)
  const edit = { text: 'Otra cosa', agreement_id: null, meeting_id: 'ninguna', debtor_id: 'muni-13102', responsible_position_id: null, beneficiary_ids: [], follow_up_user_id: 'paula', version: 1 }

  await expect(editCommitment(world.as('paula'), id, edit)).rejects.toThrow(NotFound)
  expect(await findCommitment(world.as('paula'), id)).toMatchObject({ version: 1, beneficiaries: [{ institution_id: 'serviu-13' }] })
})
