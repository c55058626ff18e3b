import { expect, onTestFinished, test } from 'vitest'

import { createContactPoint } from '#app/domain/contact-points/commands.server.ts'
import { closeMinutes, versionsOf } from '#app/domain/minutes/commands/close.server.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { startMinutes } from '#app/domain/minutes/commands/start.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { action as pause } from '#app/routes/administration/mail-pause.ts'
import { action as resume } from '#app/routes/administration/mail-resumption.ts'
import { action as retry } from '#app/routes/administration/mail-retry.ts'
import { action as withdraw } from '#app/routes/administration/mail-withdrawal.ts'
import { loader as list } from '#app/routes/administration/mail.tsx'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { loader as closing } from '#app/routes/minutes/closure.tsx'
import { leaveMail, mailRow, openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const CANARY = 'CANARIO'

/** A mail in each state, with something in it that nobody may read here. */
async function everyState(world: World) {
  const { raw } = world
  const body = { body: CANARY, html: `<p>${CANARY}</p>` }
  const keys: Record<string, string> = {}
  for (const state of ['queued', 'sending', 'failed', 'late', 'sent', 'withdrawn'] as const) {
    keys[state] = await leaveMail(world, { subject: `Acta ${state}`, recipient: `${state}@red.example`, topic: state === 'failed' ? 'invitation' : 'minutes.closed', ...body })
    await raw.updateTable('outbox').set({ state, last_error: state === 'failed' ? 'El servidor lo rechazó. Dijo: 550 No such user' : null }).where('key', '=', keys[state]).execute()
  }
  return keys
}

test('the page shows what waits, what failed and why, and never what a mail says', async () => {
  const world = await createWorld()
  await everyState(world)
  const page = await world.visit(list, 'alma', '/administracion/envios')
  expect(page).toMatchObject({ total: 2, waits: 'El correo espera: no hay servidor de correo configurado.', queue: '2 mensajes en cola.' })
  expect(page.rows.map(({ subject }) => subject)).toEqual(['Acta queued', 'Acta sending'])
  expect(page.views.map(({ label, count }) => [label, count])).toEqual([['En cola', 2], ['Con falla', 1], ['Omitidos: tarde', 1], ['Enviados', 1], ['Retirados', 1]])

  const failed = await world.visit(list, 'alma', '/administracion/envios?ver=fallidos')
  expect(failed.rows).toMatchObject([{ recipient: 'failed@red.example', topic: 'Invitación', reason: 'El servidor lo rechazó. Dijo: 550 No such user' }])
  for (const view of ['pendientes', 'fallidos', 'tarde', 'enviados', 'retirados', 'nada']) {
    expect(JSON.stringify(await world.visit(list, 'alma', `/administracion/envios?ver=${view}`))).not.toContain(CANARY)
  }
})

test('the list is filtered and paged by its address', async () => {
  const world = await createWorld()
  for (let at = 0; at < 52; at++) await leaveMail(world, { recipient: `persona${at}@red.example`, topic: at % 2 ? 'invitation' : 'minutes.closed' })
  const ask = async (search: string) => world.visit(list, 'alma', `/administracion/envios${search}`)

  expect((await ask('?pagina=2')).rows).toHaveLength(2)
  expect((await ask('')).rows[0]).toMatchObject({ recipient: 'persona0@red.example' })
  expect(await ask('?tipo=invitation')).toMatchObject({ total: 26, topic: 'invitation' })
  expect((await ask('?q=PERSONA5@')).rows).toMatchObject([{ recipient: 'persona5@red.example' }])
  expect(await ask('?q=%25&tipo=otro&ver=nada&pagina=x')).toMatchObject({ total: 0, view: 'pendientes' })
})

test('a failed mail goes back to the queue and a waiting one is taken out, from the list where one was', async () => {
  const world = await createWorld()
  const keys = await everyState(world)
  const id = async (state: string) => (await mailRow(world, keys[state]!)).id

  const back = await world.visit(retry, 'alma', '/x?ver=fallidos', { method: 'POST', params: { id: await id('failed') } })
  expect((back as Response).headers.get('Location')).toBe('/administracion/envios?ver=fallidos')
  await world.visit(withdraw, 'alma', '/x', { method: 'POST', params: { id: await id('queued') } })
  expect(await mailRow(world, keys.failed!)).toMatchObject({ state: 'queued', attempts: 0 })
  expect(await mailRow(world, keys.queued!)).toMatchObject({ state: 'withdrawn' })
  await expect(world.visit(retry, 'alma', '/x', { method: 'POST', params: { id: await id('sent') } })).rejects.toMatchObject({ init: { status: 409 } })
  await expect(world.visit(withdraw, 'alma', '/x', { method: 'POST', params: { id: await id('sending') } })).rejects.toMatchObject({ init: { status: 409 } })
})

test('an administrator pauses mail and lets it go on', async () => {
  const world = await createWorld()
  await world.visit(pause, 'alma', '/x', { method: 'POST' })
  expect(await findStanding(world.as('paula'))).toMatchObject({ paused: true })
  expect(await world.visit(list, 'alma', '/x')).toMatchObject({ paused: true })
  await world.visit(resume, 'alma', '/x', { method: 'POST' })
  expect(await findStanding(world.as('paula'))).toMatchObject({ paused: false })
})

test('closing minutes sends them, once for each institution, and nothing internal goes along', async () => {
  const world = await createWorld()
  const paula = world.as('paula')
  const { received, port, close } = await openPost()
  onTestFinished(close)
  const { id, folio } = await meetingWith(world, { when: hours('2026-11-24', '09:00', '10:00'), participants: [{ institution_id: 'muni-13102' }, { institution_id: 'serviu-13' }] })
  for (const [institution, value] of [['muni-13102', 'vivienda@cerrillos.example'], ['serviu-13', 'oficina@serviu.example']] as const) {
    await createContactPoint(paula, { type: 'institution', id: institution }, { kind: 'email', value, label: null, visibility: 'network' })
  }
  await startMinutes(paula, folio)
  const draft = async () => (await findDraft(paula, id))!
  const text = ['a: Priorizar Los Boldos', 'c: Enviar el estudio de títulos @cerrillos 10 días hábiles', `i: ${CANARY} la jefatura no firma`].join('\n')
  await savePoint(paula, folio, { draft: (await draft()).id, key: '', version: 0, text })
  expect(await world.visit(closing, 'paula', '/x', { params: { folio } })).toMatchObject({ waits: expect.stringContaining('no hay servidor de correo') })
  await closeMinutes(paula, folio, { seen: versionsOf(await draft()), recipient_ids: ['muni-13102', 'serviu-13'], review: false })
  const section = async () => (await world.visit(show, 'paula', '/x?seccion=acta', { params: { folio } })) as unknown as { minutes: { waits: string; mail: { standing: string; waits: boolean }[] } }
  expect((await section()).minutes).toMatchObject({ waits: 'El correo espera: no hay servidor de correo configurado.', mail: [{ standing: 'En cola', waits: true }, { standing: 'En cola', waits: true }] })

  expect(await sendAll(world, port)).toBe(2)
  expect(await sendAll(world, port)).toBe(0)
  const mails = await Promise.all(received.map(readMail))
  expect(received.map(({ to }) => to[0]).toSorted()).toEqual(['oficina@serviu.example', 'vivienda@cerrillos.example'])
  for (const mail of mails) {
    expect(mail.subject).toBe(`Acta de «Mesa técnica de suelo» (${folio})`)
    expect(mail.text).toContain('Priorizar Los Boldos')
    expect(mail.headers.has('auto-submitted')).toBe(false)
  }
  expect(received.map(({ raw }) => Buffer.from(raw).toString()).join()).not.toContain(CANARY)
  expect(mails.map(({ text }) => text).join()).not.toContain(CANARY)
  expect((await section()).minutes.mail.map(({ standing }) => standing)).toEqual(['Enviado el 24-11-2026 10:00', 'Enviado el 24-11-2026 10:00'])
})

