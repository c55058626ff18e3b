import { expect, onTestFinished, test } from 'vitest'

import { limits, redactPath, refusal } from '#app/lib/door.server.ts'
import { remindOn } from '#app/domain/reminders/commands/remind.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { action as drop } from '#app/routes/reminders/dropping.ts'
import { action as edit, loader as ladder } from '#app/routes/reminders/ladder.tsx'
import { loader as commitment } from '#app/routes/reminders/commitment.tsx'
import { action as pause } from '#app/routes/reminders/pause.tsx'
import { action as lift } from '#app/routes/reminders/silence-lifting.ts'
import { action as silence, loader as look } from '#app/routes/reminders/silence.tsx'
import { makeCommitment } from '#tests/support/commitments.ts'
import { email } from '#tests/support/invitations.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const MAYOR = 'alcaldia@cerrillos.example'

/** What Cerrillos owes by Friday 4 December, on the Friday before it. */
async function due(count = 1) {
  const world = await createWorld()
  await email(world, 'position', 'muni-13102:mayor', MAYOR)
  const made = []
  for (let at = 1; at <= count; at++) made.push(await makeCommitment(world, { text: `Informe ${at}` }))
  world.clock.now = new Date('2026-11-27T11:05:00.000Z')
  const { received, port, close } = await openPost()
  onTestFinished(close)
  const remind = async (day: string) => {
    world.clock.now = new Date(`${day}T11:05:00.000Z`)
    await atomically(world.as('system'), (ctx) => remindOn(ctx, day))
    await sendAll(world, port)
    return Promise.all(received.splice(0).map(readMail))
  }
  return { world, made, remind }
}

const tokenIn = (text: string) => /\/baja\/([\w.-]+)/.exec(text)![1]!
const at = (token: string) => ({ params: { token } })
const statusOf = (answer: unknown) => (answer as { init: { status?: number } | null }).init?.status ?? 200
const toldBy = (answer: unknown) => (answer as { data: { topics: string[]; silent: boolean; refused: string | null } }).data

test('a mail program takes its reader off with one click, a person with one button, and both can be undone', async () => {
  const { world, remind } = await due()
  const { raw, visit } = world
  const [mail] = await remind('2026-11-27')
  const list = mail!.headers.get('list') as unknown as { unsubscribe: { url: string }; 'unsubscribe-post': { name: string } }
  const token = tokenIn(list.unsubscribe.url)
  expect(tokenIn(mail!.text!)).toBe(token)
  expect(list['unsubscribe-post'].name).toBe('List-Unsubscribe=One-Click')

  for (let seen = 0; seen < 10; seen++) expect(toldBy(await visit(look, null, `/baja/${token}`, at(token)))).toMatchObject({ topics: ['Recordatorios de compromisos'], silent: false })
  expect(await raw.selectFrom('mail_silences').select('id').execute()).toEqual([])

  // As RFC 8058 says: a POST with this body, without cookie, origin or anything else.
  expect(refusal(new URL('https://red.ejemplo.cl'), 'POST', `/baja/${token}`, new Headers({ host: 'red.ejemplo.cl' }), limits)).toBeUndefined()
  await visit(silence, null, `/baja/${token}`, { ...at(token), form: { 'List-Unsubscribe': 'One-Click' } })
  await visit(silence, null, `/baja/${token}`, { ...at(token), form: { 'List-Unsubscribe': 'One-Click' } })
  expect(await raw.selectFrom('mail_silences').select(['address', 'topic', 'lifted_at']).execute()).toEqual([{ address: MAYOR, topic: 'reminder', lifted_at: null }])
  // The digest of the week is another thing, with a way out of its own.
  expect((await remind('2026-12-07')).map(({ subject }) => subject)).toEqual(['Compromisos de la semana: Municipalidad de Cerrillos'])

  expect(toldBy(await visit(silence, null, `/baja/${token}`, { ...at(token), form: { deshacer: '1' } }))).toMatchObject({ silent: false })
  expect(await remind('2026-12-08')).toHaveLength(0)
  expect(await remind('2026-12-09')).toHaveLength(1)
})

test('a link that is not ours, or is a year old, is 404; in the log there is no secret, and no other page is open to other sites', async () => {
  const { world, remind } = await due()
  const [mail] = await remind('2026-11-27')
  const token = tokenIn(mail!.text!)
  const other = `${token.slice(0, 13)}${'A'.repeat(43)}`
  expect(statusOf(await world.visit(look, null, '/baja/x', at(other)))).toBe(404)
  expect(statusOf(await world.visit(silence, null, '/baja/x', { ...at(other), form: { a: '1' } }))).toBe(404)
  expect(redactPath(`/baja/${token}`)).toBe('/baja/···')
  expect(refusal(new URL('https://red.ejemplo.cl'), 'POST', `/baja/${token}/otra`, new Headers({ host: 'red.ejemplo.cl' }), limits)).toBe(403)
  world.clock.now = new Date('2027-11-28T12:00:00.000Z')
  expect(statusOf(await world.visit(look, null, '/baja/x', at(token)))).toBe(404)
  const { secret_hash } = await world.raw.selectFrom('silence_links').select('secret_hash').executeTakeFirstOrThrow()
  expect(token).not.toContain(secret_hash)
})

test('who coordinates sees who receives what of a commitment, takes somebody off with one click, and pauses it', async () => {
  const { world, made: [made] } = await due()
  const { visit } = world
  const on = { params: { folio: made!.folio } }
  const shown = async () => (await visit(commitment, 'paula', '/x', on)) as { rungs: { email: string | null; state: { word: string; note: string | null }; words: { body: string } | null }[]; pause: string | null; silences: object[] }
  expect((await shown()).rungs.map(({ email, state }) => `${email} ${state.word}`)).toEqual([`${MAYOR} Saldrá`, `${MAYOR} Saldrá`, `${MAYOR} Saldrá`, `${MAYOR} Saldrá`, 'null Retenido'])
  expect((await shown()).rungs[0]!.words!.body).toContain('[su enlace para dejar de recibirlos]')

  await visit(drop, 'paula', '/x', { ...on, form: { address: MAYOR } })
  expect(await shown()).toMatchObject({ silences: [{ address: MAYOR }], rungs: [{ state: { word: 'Retenido', note: 'El destinatario pidió no recibir estos avisos.' } }, {}, {}, {}, {}] })
  const { id } = await world.raw.selectFrom('mail_silences').select('id').executeTakeFirstOrThrow()
  await visit(lift, 'paula', '/x', { params: { id }, form: {} })

  expect(await visit(pause, 'paula', '/x', { ...on, form: { reason: '', until_on: '2026-11-01' } })).toMatchObject({ data: { ok: false, errors: { reason: ['Escriba por qué se pausan.'] }, values: { until_on: '2026-11-01' } } })
  expect(await visit(pause, 'paula', '/x', { ...on, form: { reason: 'Licencia', until_on: '2026-11-01' } })).toMatchObject({ data: { errors: { until_on: ['Esa fecha ya pasó: escriba una desde hoy.'] } } })
  await visit(pause, 'paula', '/x', { ...on, form: { reason: 'Licencia', until_on: '' } })
  expect(await shown()).toMatchObject({ pause: 'En pausa: Licencia' })
})

test('the page of the network tells exactly what leaves next, and refuses a ladder that cannot be', async () => {
  const { world, made, remind } = await due(2)
  const { visit, raw } = world
  await pauseIt(world, made[1]!.folio)
  world.clock.now = new Date('2026-11-26T15:00:00.000Z')
  const { next, waits } = (await visit(ladder, 'paula', '/administracion/recordatorios')) as { next: { title: string; letters: { email: string; subject: string; body: string }[]; held: { folio: string; why: string }[] }; waits: string }
  expect(waits).toBe('El correo espera: no hay servidor de correo configurado.')
  expect(next).toMatchObject({ title: 'Qué saldrá el viernes 27 de noviembre', letters: [{ email: MAYOR }], held: [{ folio: made[1]!.folio, why: 'En pausa: Licencia' }] })
  const [mail] = await remind('2026-11-27')
  expect(mail!.subject).toBe(next.letters[0]!.subject)
  const bare = (text: string) => text.replace(/\[su enlace[^\]]*\]|https?:\/\/\S+/g, '…').trim()
  expect(bare(mail!.text!)).toBe(bare(next.letters[0]!.body))

  const form = (days: string[]) => ({
    digest_hour: '07:30',
    ...Object.fromEntries(['before-7', 'after-1', 'after-7', 'after-15', 'after-30'].flatMap((id, step) => [
      [`steps[${step}].id`, id], [`steps[${step}].days`, days[step]!], [`steps[${step}].target`, step === 4 ? 'agenda' : 'authority'], [`steps[${step}].enabled`, 'on'],
    ])),
  })
  expect(await visit(edit, 'alma', '/x', { form: form(['-7', '1', '1', '15', '-3']) })).toMatchObject({
    data: { errors: { 'steps[2].days': ['Otro peldaño ya tiene esos días.'], 'steps[4].days': [expect.stringContaining('mayor que cero')] } },
  })
  await visit(edit, 'alma', '/x', { form: form(['-10', '2', '5', '15', '40']) })
  expect((await raw.selectFrom('ladder_steps').select('days').orderBy('days').execute()).map(({ days }) => days)).toEqual([-10, 2, 5, 15, 40])
  await expect(visit(edit, 'paula', '/x', { form: form(['-7', '1', '7', '15', '30']) })).rejects.toMatchObject({ init: { status: 403 } })
})

const pauseIt = (world: World, folio: string) => world.visit(pause, 'paula', '/x', { params: { folio }, form: { reason: 'Licencia', until_on: '' } })
