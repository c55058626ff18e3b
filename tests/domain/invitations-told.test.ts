import { expect, test } from 'vitest'

import { setLateAside } from '#app/domain/outbox/commands/claim.server.ts'
import { retryMail, withdrawMail } from '#app/domain/outbox/commands/manage.server.ts'
import { loader as preview } from '#app/routes/invitations/notices.tsx'
import { edit, email, invited, leave, pending, read, ROSA, send, SERVIU, wait } from '#tests/support/invitations.ts'
import { mailbox, move, rosas, what } from '#tests/support/rosas-mailbox.ts'
import { seriesWith } from '#tests/support/series.ts'
import { createWorld } from '#tests/support/world.ts'

test('words that change while a move waits are told together: nobody reads that the hour stays', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await move(world, folio, '2026-12-02', '15:00', '16:30')
  await send(world, folio, { waits: true })
  wait(world)
  await edit(world, folio, { title: 'Otra mesa' })

  expect(what(await pending(world, folio))).toEqual([['change', ROSA, null], ['change', SERVIU, null]])
  await send(world, folio, { waits: true })
  const { mails, texts, shows } = await rosa.deliver()
  expect(mails).toEqual(['Cambio: Otra mesa, miércoles 2 de diciembre, 15:00'])
  expect(texts[0]).toContain('antes, martes 1 de diciembre de 2026, de 10:00 a 11:30')
  expect(texts[0]).toContain('Título: antes, Mesa técnica de suelo; ahora, Otra mesa')
  expect(texts[0]).not.toContain('siguen igual')
  expect(shows).toEqual([['2026-12-02T15:00:00', 'Otra mesa']])
  expect(await pending(world, folio)).toEqual([])
})

test('whoever never got the invitation is invited to the new hour, and reads of no change', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await move(world, folio, '2026-12-02', '15:00', '16:30')

  expect(await send(world, folio, { waits: true })).toBe('Quedan en la bandeja de salida 2 invitaciones.')
  const { mails, texts, shows } = await rosa.deliver()
  expect(mails).toEqual(['Invitación: Mesa técnica de suelo, miércoles 2 de diciembre, 15:00'])
  expect(texts[0]).not.toContain('Qué cambió')
  expect(shows).toEqual([['2026-12-02T15:00:00', 'Mesa técnica de suelo']])
})

test('mail that an administrator withdrew is offered again, says why, and arrives once', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await withdrawMail(world.as('alma'), (await rosas(world))[0]!.id)
  expect(what(await pending(world, folio))).toEqual([['invitation', ROSA, 'withdrawn']])
  const { urgent } = await world.visit(preview, 'paula', '/x', { params: { folio } })
  expect(urgent).toMatchObject([{ email: ROSA, before: 'El correo anterior se retiró.' }])

  await send(world, folio, { waits: true })
  expect(await pending(world, folio)).toEqual([])
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Invitación')], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  await rosa.deliver()
  expect((await rosas(world)).map(({ state }) => state)).toEqual(['withdrawn', 'sent'])
})

test('mail that failed is offered again; tried again instead, it is not sent twice', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  rosa.refuse(true)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  expect(what(await pending(world, folio))).toEqual([['invitation', ROSA, 'failed']])

  const [failed] = await rosas(world)
  await send(world, folio, { waits: true })
  await expect(retryMail(world.as('alma'), failed!.id)).rejects.toThrow('Solo se reintenta')
  rosa.refuse(false)
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Invitación')], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  expect(await pending(world, folio)).toEqual([])
})

test('a failed mail that waits again is nobody’s news', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  rosa.refuse(true)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await retryMail(world.as('alma'), (await rosas(world))[0]!.id)
  expect(await pending(world, folio)).toEqual([])
})

test('a change that was too late to leave is news of the meeting, if that is put off', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  await world.raw.updateTable('outbox').set({ not_after: world.clock.now.toISOString() }).where('state', '=', 'queued').execute()
  await setLateAside(world.as('system'))

  expect(what(await pending(world, folio))).toEqual([['change', ROSA, 'late'], ['change', SERVIU, 'late']])
  await move(world, folio, '2026-12-03')
  await send(world, folio, { waits: true })
  const { texts, shows } = await rosa.deliver()
  expect(texts[0]).toContain('antes, martes 1 de diciembre de 2026')
  expect(shows).toEqual([['2026-12-03T10:00:00', 'Mesa técnica de suelo']])
})

test('a cancellation that did not leave is still owed, and takes the meeting out of the calendar when it does', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  wait(world)
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio, { waits: true })
  await withdrawMail(world.as('alma'), (await rosas(world)).at(-1)!.id)

  expect(what(await pending(world, folio))).toEqual([['removal', ROSA, 'withdrawn']])
  wait(world)
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Ya no está')], shows: [] })
  expect(await pending(world, folio)).toEqual([])
})

test('a move taken back while its mail waits takes the mail back, and the calendar stays as it was', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  await move(world, folio, '2026-12-01')

  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null], ['recall', SERVIU, null]])
  const page = await world.visit(preview, 'paula', '/x', { params: { folio } })
  expect([page.urgent, page.recalled.map(({ email, body }) => [email, body])]).toEqual([[], [[ROSA, null], [SERVIU, null]]])
  expect(await send(world, folio, { waits: true })).toBe('2 correos que todavía no salían se retiran.')
  expect(await rosa.deliver()).toMatchObject({ mails: [], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  expect(await pending(world, folio)).toEqual([])
})

test('taken off and put back while the farewell waits, a guest hears nothing and keeps the meeting', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await rosa.deliver()
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  await send(world, folio, { waits: true })
  await edit(world, folio, { added: [{ position_id: 'muni-13102:mayor' }] })

  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null]])
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [], shows: [['2026-12-01T10:00:00', 'Mesa técnica de suelo']] })
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [expect.stringContaining('Cambio')], shows: [['2026-12-02T10:00:00', 'Mesa técnica de suelo']] })
})

test('taken off before their invitation left, a guest gets neither', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  const rosa = await mailbox(world)
  await send(world, folio, { waits: true })
  await edit(world, folio, { removed: ['cargo:muni-13102:mayor'] })
  expect(what(await pending(world, folio))).toEqual([['recall', ROSA, null]])
  await send(world, folio, { waits: true })
  expect(await rosa.deliver()).toMatchObject({ mails: [], shows: [] })
  expect(await pending(world, folio)).toEqual([])
})

test('whoever answered is asked again only once the change has left', async () => {
  const world = await createWorld()
  const { folio } = await invited(world)
  await send(world, folio)
  await move(world, folio, '2026-12-02')
  await send(world, folio, { waits: true })
  expect((await read(world, folio)).asked_sequence).toBe(0)
  await leave(world)
  expect((await read(world, folio)).asked_sequence).toBe(1)
})

test('one date of a series: what failed is owed again, and what left is not', async () => {
  const world = await createWorld()
  await email(world, 'institution', 'muni-13102', ROSA)
  await seriesWith(world, { last_on: '2027-03-31', participants: [{ institution_id: 'muni-13102' }] })
  const folios = (await world.raw.selectFrom('meetings').select('folio').where('series_local', 'is not', null).orderBy('series_local').execute()).map(({ folio }) => folio)
  const rosa = await mailbox(world)
  await send(world, folios[0]!, { waits: true })
  await rosa.deliver()

  rosa.refuse(true)
  await move(world, folios[1]!, '2027-01-14')
  await send(world, folios[0]!, { waits: true })
  await rosa.deliver()
  expect((await pending(world, folios[0]!)).map(({ kind, unsent, series }) => [kind, unsent, series!.one])).toEqual([['change', 'failed', '2027-01-12T10:00']])
  rosa.refuse(false)
  await move(world, folios[2]!, '2027-02-11')
  await send(world, folios[0]!, { waits: true })
  const { texts } = await rosa.deliver()
  expect(texts[0]!.match(/- La fecha del/g)).toHaveLength(2)
  expect(await pending(world, folios[0]!)).toEqual([])
})
