import { expect, onTestFinished, test } from 'vitest'

import { listActivity } from '#app/domain/activity/queries.server.ts'
import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { calendarFor } from '#app/domain/deadlines/rules.ts'
import { editLadder } from '#app/domain/reminders/commands/ladder.server.ts'
import { pauseReminders, resumeReminders } from '#app/domain/reminders/commands/pause.server.ts'
import { dropFromReminders, liftSilence } from '#app/domain/reminders/commands/silence.server.ts'
import { remindOn } from '#app/domain/reminders/commands/remind.server.ts'
import { planDay } from '#app/domain/reminders/queries/plan.server.ts'
import { previewLadder } from '#app/domain/reminders/queries/preview.server.ts'
import { holdOn, type Chased } from '#app/domain/reminders/rules/holds.ts'
import { pendingOn, rungsOf, type Step } from '#app/domain/reminders/rules/ladder.ts'
import { Conflict, Forbidden } from '#app/lib/errors.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { appoint } from '#tests/support/access.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { email } from '#tests/support/invitations.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { openPost, readMail, sendAll } from '#tests/support/mail.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const steps: Step[] = [
  { id: 'before-7', days: -7, target: 'responsible' }, { id: 'after-1', days: 1, target: 'responsible' },
  { id: 'after-7', days: 7, target: 'superior' }, { id: 'after-15', days: 15, target: 'authority' }, { id: 'after-30', days: 30, target: 'agenda' },
]
const national = (...days: string[]) =>
  calendarFor({}, days.map((date_on) => ({ date_on, name: 'Feriado', scope: 'national' as const, region_code: null, commune_cut: null })))

test('steps that would fall on the same working day are one, the highest', () => {
  const long = national('2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11')
  const rungs = rungsOf({ due_on: '2026-12-04', dated_on: '2026-11-01' }, steps, long)
  expect(rungs.map(({ step, on }) => `${step.id} ${on}`)).toEqual(['before-7 2026-11-27', 'after-7 2026-12-14', 'after-15 2026-12-21', 'after-30 2027-01-04'])
})

test('a reminder that would come after the due day, or that was never to be told, is none', () => {
  const eve = rungsOf({ due_on: '2026-12-10', dated_on: '2026-11-01' }, [{ id: 'eve', days: -1, target: 'responsible' }], national('2026-12-09', '2026-12-10'))
  expect(eve).toEqual([])
  const late = rungsOf({ due_on: '2026-12-04', dated_on: '2026-12-09' }, steps, national())
  expect(late.map(({ step }) => step.id)).toEqual(['after-7', 'after-15', 'after-30'])
})

test('a step missed is done late while it is of use, and of several the highest alone', () => {
  const climb = { due_on: '2026-12-04', dated_on: '2026-11-01', done: [] as string[] }
  const on = (day: string, done: string[] = []) => pendingOn(day, { ...climb, done }, steps, national()).mail?.step.id
  expect(on('2026-11-26')).toBeUndefined()
  expect(on('2026-12-04')).toBe('before-7')
  expect(on('2026-12-05')).toBeUndefined()
  expect(on('2026-12-14')).toBe('after-7')
  expect(on('2026-12-18')).toBe('after-7')
  expect(on('2026-12-19')).toBeUndefined()
  expect(on('2026-12-14', ['after-15'])).toBeUndefined()
  expect(pendingOn('2027-03-01', climb, steps, national())).toMatchObject({ mail: null, agenda: { step: { id: 'after-30' } } })
})

test('nobody is reminded of what was answered, waits for another, or is paused', () => {
  const chased: Chased = { declared_state: 'accepted', due_on: '2026-12-04', closed_on: null, asked_on: null, blocker_folio: null, pause: null }
  const on = (given: Partial<Chased>) => holdOn('2026-12-07', { ...chased, ...given })
  expect(on({})).toBeNull()
  expect(on({ declared_state: 'delivered' })).toBe('delivered')
  expect(on({ declared_state: 'not_ours' })).toBe('not_ours')
  expect(on({ closed_on: '2026-12-05' })).toBe('closed')
  expect(on({ due_on: null })).toBe('undated')
  expect(on({ asked_on: '2026-12-30' })).toBe('proposed')
  expect(on({ blocker_folio: 'C-2026-0001' })).toBe('blocked')
  expect(on({ pause: { reason: 'x', until_on: '2026-12-07' } })).toBe('paused')
  expect(on({ pause: { reason: 'x', until_on: '2026-12-06' } })).toBeNull()
  expect(on({ pause: { reason: 'x', until_on: null } })).toBe('paused')
})

const MAYOR = 'alcaldia@cerrillos.example'
/** Friday: seven days before what is due on 4 December, and no day of digests of the week. */
const FRIDAY = '2026-11-27'

/** Cerrillos with its mayor and her address, on a Friday morning. */
async function cerrillos(commitments = 1) {
  const world = await createWorld()
  await appoint(world)
  await email(world, 'position', 'muni-13102:mayor', MAYOR)
  const made = []
  for (let at = 1; at <= commitments; at++) made.push(await makeCommitment(world, { text: `Informe ${at}` }))
  world.clock.now = new Date(`${FRIDAY}T11:05:00.000Z`)
  const { received, port, close } = await openPost()
  onTestFinished(close)
  const remind = (day = FRIDAY) => atomically(world.as('system'), (ctx) => remindOn(ctx, day))
  const read = async () => Promise.all(received.splice(0).map(readMail))
  return { world, made, port, remind, read }
}

const states = ({ raw }: World) => raw.selectFrom('outbox').select(['topic', 'state']).orderBy('id').execute()

test('whoever answers for thirty things has one mail of one screen, with the link to the rest', async () => {
  const { world, port, remind, read } = await cerrillos(30)
  await remind()
  await remind()
  expect(await sendAll(world, port)).toBe(1)
  const [mail] = await read()
  expect(mail!.subject).toBe('30 compromisos de Municipalidad de Cerrillos por responder')
  expect(mail!.text!.match(/^- Informe/gm)).toHaveLength(12)
  expect(mail!.text).toContain('y 18 más, en el enlace.')
  expect(mail!.text).toMatch(/Ver y responder: http:\/\/localhost:3000\/acceso\/[\w-]{12}\.[\w-]{43}/)
  expect(mail!.text).toContain('Por qué recibe este correo: esta dirección es la del cargo Alcalde/sa (Municipalidad de Cerrillos)')
  expect(mail!.text).not.toContain('{{')
  expect(mail!.html).toContain('lang="es-CL"')
  expect(mail!.html).not.toMatch(/<img|\bsrc=/)
})

test('what was answered since the mail was prepared is not in it; with nothing left it does not leave', async () => {
  const { world, made, port, remind, read } = await cerrillos(2)
  await remind()
  await declareCommitment(world.as('carolina'), made[0]!.id, { declared_state: 'delivered', text: null, evidence: [] })
  await sendAll(world, port)
  expect((await read())[0]).toMatchObject({ subject: 'Vence el viernes 4 de diciembre: Informe 2', text: expect.not.stringContaining('Informe 1') })

  const other = await cerrillos(1)
  await other.remind()
  await pauseReminders(other.world.as('paula'), other.made[0]!.folio, { reason: 'En licencia', until_on: null })
  await sendAll(other.world, other.port)
  expect(await states(other.world)).toEqual([{ topic: 'reminder', state: 'withdrawn' }])
})

test('what could not leave in its hours is late, and the next day tells it once', async () => {
  const { world, port, remind, read } = await cerrillos(1)
  await remind()
  world.clock.now = new Date(`${FRIDAY}T21:00:00.000Z`)
  await sendAll(world, port)
  expect(await states(world)).toEqual([{ topic: 'reminder', state: 'late' }])

  world.clock.now = new Date('2026-11-30T11:05:00.000Z')
  await remind('2026-11-30')
  await sendAll(world, port)
  expect((await read()).map(({ subject }) => subject)).toEqual(['Vence el viernes 4 de diciembre: Informe 1'])
  world.clock.now = new Date('2026-12-01T11:05:00.000Z')
  await remind('2026-12-01')
  expect(await sendAll(world, port)).toBe(0)
})

test('whoever left the post by the time the mail leaves receives nothing at their own address', async () => {
  const { world, port, remind, read } = await cerrillos(1)
  await world.raw.deleteFrom('contact_points').execute()
  const { person_id } = await world.raw.selectFrom('tenures').select('person_id').where('position_id', '=', 'muni-13102:mayor').executeTakeFirstOrThrow()
  await email(world, 'person', person_id, 'rosa@personal.example')
  await remind()
  await world.raw.updateTable('tenures').set({ ends_on: '2026-11-26' }).where('person_id', '=', person_id).execute()
  await sendAll(world, port)
  expect(await read()).toEqual([])
})

test('the address of a post comes before that of its holder, and that of the institution last; without any it is held back', async () => {
  const { world, made } = await cerrillos(1)
  const system = world.as('system')
  const to = async () => (await planDay(system, FRIDAY)).letters.map(({ email }) => email)
  const { person_id } = await world.raw.selectFrom('tenures').select('person_id').where('position_id', '=', 'muni-13102:mayor').executeTakeFirstOrThrow()
  await email(world, 'person', person_id, 'rosa@personal.example')
  await email(world, 'institution', 'muni-13102', 'oficina@cerrillos.example')
  expect(await to()).toEqual([MAYOR])
  await world.raw.deleteFrom('contact_points').where('value', '=', MAYOR).execute()
  expect(await to()).toEqual(['rosa@personal.example'])
  await world.raw.deleteFrom('contact_points').where('value', '=', 'rosa@personal.example').execute()
  expect(await to()).toEqual(['oficina@cerrillos.example'])
  await world.raw.deleteFrom('contact_points').execute()
  expect(await planDay(system, FRIDAY)).toMatchObject({ letters: [], held: [{ commitment: { id: made[0]!.id }, why: 'No hay ninguna dirección de correo para el cargo ni para la institución.' }] })
})

test('a pause says why and until when, shows in the ladder, and ends by itself or by somebody', async () => {
  const { world, made: [made] } = await cerrillos(1)
  const { as } = world
  await pauseReminders(as('paula'), made!.folio, { reason: 'Cambio de gabinete', until_on: '2026-12-02' })
  const { rungs } = await previewLadder(as('paula'), { id: made!.id, debtor_id: 'muni-13102' })
  expect(rungs.map(({ rung, held, words }) => [rung.step.id, held, words?.subject])).toEqual([
    ['before-7', 'En pausa hasta el 02-12-2026: Cambio de gabinete', undefined],
    ['after-1', null, 'Venció el viernes 4 de diciembre: Informe 1'],
    ['after-7', null, 'Venció el viernes 4 de diciembre: Informe 1'],
    ['after-15', null, 'Venció el viernes 4 de diciembre: Informe 1'],
    ['after-30', 'No hay ninguna reunión convocada con la institución.', undefined],
  ])
  expect((await planDay(as('system'), FRIDAY)).held).toMatchObject([{ why: 'En pausa hasta el 02-12-2026: Cambio de gabinete' }])
  await resumeReminders(as('paula'), made!.folio)
  expect((await planDay(as('system'), FRIDAY)).letters).toHaveLength(1)
  expect((await listActivity(as('paula'), 'commitment', made!.id)).map(({ action }) => action).slice(0, 2)).toEqual(['reminder.resumed', 'reminder.paused'])
  await expect(pauseReminders(as('elena'), made!.folio, { reason: 'x', until_on: null })).rejects.toThrow(Forbidden)
  await expect(pauseReminders(as('paula'), made!.folio, { reason: 'x', until_on: '2026-11-01' })).rejects.toThrow(Conflict)
})

test('somebody taken off one commitment still hears of the others, until they are written again', async () => {
  const { world, made } = await cerrillos(2)
  const { as, raw } = world
  await dropFromReminders(as('paula'), made[0]!.folio, MAYOR.toUpperCase())
  expect(await planDay(as('system'), FRIDAY)).toMatchObject({
    letters: [{ steps: [{ commitment: { id: made[1]!.id } }] }], held: [{ commitment: { id: made[0]!.id }, why: 'El destinatario pidió no recibir estos avisos.' }],
  })
  const { id } = await raw.selectFrom('mail_silences').select('id').executeTakeFirstOrThrow()
  await liftSilence(as('carolina'), id)
  expect((await planDay(as('system'), FRIDAY)).held).toEqual([])
})

test('a point on the agenda is one, moves on when its meeting is called off, and tells nothing but a folio', async () => {
  const { world, made: [made] } = await cerrillos(1)
  const { as, raw, clock } = world
  const { trades } = await import('#app/jobs/trades.server.ts')
  clock.now = new Date('2027-01-06T12:00:00.000Z')
  const first = await meetingWith(world, { title: 'Primera', when: hours('2027-01-12', '10:00', '11:00'), participants: [{ institution_id: 'muni-13102' }] })
  const second = await meetingWith(world, { title: 'Segunda', when: hours('2027-01-20', '10:00', '11:00'), participants: [{ institution_id: 'muni-13102' }] })
  const add = () => atomically(as('system'), (ctx) => trades.agenda(ctx, { commitment_id: made!.id, due_on: '2026-12-04', step_id: 'after-30' }))
  const points = () => raw.selectFrom('agenda_items').select(['meeting_id', 'title']).orderBy('id').execute()
  await add()
  await add()
  expect(await points()).toEqual([{ meeting_id: first.id, title: `Compromiso vencido ${made!.folio}` }])
  expect((await planDay(as('system'), '2027-01-07')).points).toEqual([])
  await raw.updateTable('meetings').set({ state: 'cancelled', state_reason: 'x' }).where('id', '=', first.id).execute()
  await add()
  expect(await points()).toMatchObject([{ meeting_id: first.id }, { meeting_id: second.id }])
})

test('the ladder is the administration’s to change: who is told, when, and at what hour digests leave', async () => {
  const { world } = await cerrillos(1)
  const { as, raw } = world
  const changed = steps.map((step) => ({ ...step, enabled: step.id !== 'before-7', days: step.id === 'after-1' ? 7 : step.id === 'after-7' ? 1 : step.days }))
  await expect(editLadder(as('paula'), { steps: changed, digest_hour: '08:15' })).rejects.toThrow(Forbidden)
  await expect(editLadder(as('alma'), { steps: changed.slice(1), digest_hour: '08:15' })).rejects.toThrow(Conflict)
  await editLadder(as('alma'), { steps: changed, digest_hour: '08:15' })
  expect((await planDay(as('system'), FRIDAY)).letters).toEqual([])
  expect(await raw.selectFrom('settings').select(['name', 'value']).execute()).toEqual([{ name: 'reminders.digest_hour', value: '08:15' }])
  expect(await listActivity(as('alma'), 'mail', 'ladder')).toMatchObject([{ action: 'reminder.ladder_edited', sentence: expect.stringContaining('1 día después: su superior; 7 días después: cargo responsable') }])
})
