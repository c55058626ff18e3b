import { expect, test } from 'vitest'

import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listDates } from '#app/domain/series/queries/dates.server.ts'
import { loader as one } from '#app/routes/calendar/meeting.ts'
import { action as cancel, loader as cancelling } from '#app/routes/meetings/cancellation.tsx'
import { action as edit } from '#app/routes/meetings/edit.tsx'
import { loader as list } from '#app/routes/meetings/index.tsx'
import { action as move, loader as moving } from '#app/routes/meetings/move.tsx'
import { action as create } from '#app/routes/meetings/new.tsx'
import { action as giveBack } from '#app/routes/meetings/return.ts'
import { loader as show } from '#app/routes/meetings/show.tsx'
import { loader as download } from '#app/routes/series/calendar.ts'
import { action as end } from '#app/routes/series/ending.tsx'
import { action as recall } from '#app/routes/series/recall.ts'
import { action as remove } from '#app/routes/series/removal.tsx'
import { action as restore } from '#app/routes/series/restoration.ts'
import { action as change, loader as rule } from '#app/routes/series/rule.tsx'
import { loader as record } from '#app/routes/series/show.tsx'
import { eventsIn } from '#tests/support/parsers/ical-js.ts'
import { inIcalJs, onScreen, seriesWith } from '#tests/support/series.ts'
import { createWorld, type World } from '#tests/support/world.ts'

type Form = Record<string, string> | [string, string][]
type Answer = { data: { errors?: Record<string, string[]>; values: Record<string, string | string[]>; preview: { rule: string; count: number; holidays: string | null; onHolidays: number; dates: { day: string; removed: boolean; note: string }[] } | null }; init: { status?: number } | null }

const plain = { title: 'Mesa mensual', kind: 'working_group', modality: 'in_person', on: '2026-12-08', start: '10:00', end: '11:30', repeats: 'monthly_weekday', times: '12' }
const ask = async (world: World, form: Form) => (await world.visit(create, 'paula', '/reuniones/nueva', { form })) as unknown as Answer
const noticeOf = (answer: unknown) => {
  const [cookie] = (answer as Response).headers.get('Set-Cookie')!.split(';')
  return JSON.parse(decodeURIComponent(cookie!.slice(cookie!.indexOf('=') + 1))) as { text: string; undo?: string }
}
const placeOf = (answer: unknown) => (answer as Response).headers.get('Location')!
const at = (folio: string, form?: Form) => ({ params: { folio }, ...(form ? { form } : {}) })
const of = (id: string, form?: Form) => ({ params: { id }, ...(form ? { form } : {}) })

test('a meeting that repeats shows its dates before any is made, holidays marked, and then makes them all', async () => {
  const world = await createWorld()
  const first = await ask(world, plain)
  expect(first.data.preview).toMatchObject({ rule: 'el segundo martes de cada mes, hasta el 09-11-2027', count: 12, onHolidays: 1, holidays: null })
  expect(first.data.preview!.dates[0]).toEqual({ local: '2026-12-08T10:00', day: 'martes 8 de diciembre de 2026', removed: false, note: 'es feriado: Inmaculada Concepción' })
  expect(first.data.values).toMatchObject({ title: 'Mesa mensual', repeats: 'monthly_weekday' })

  const unsaid = await ask(world, { ...plain, step: 'create' })
  expect([unsaid.init!.status, unsaid.data.errors]).toEqual([400, { holidays: ['Elija qué pasa con los feriados.'] }])
  const skipped = await ask(world, { ...plain, step: 'preview', holidays: 'skip' })
  expect([skipped.data.preview!.count, skipped.data.preview!.dates[0]!.note]).toEqual([11, 'no se realiza: Inmaculada Concepción'])
  expect(await onScreen(world)).toEqual([])

  const form = { ...plain, step: 'create', holidays: 'skip', operation_id: 'op-9' }
  const [made, again] = [await ask(world, form), await ask(world, form)]
  expect(noticeOf(made).text).toBe('Agendadas: 11 reuniones.')
  expect(placeOf(again)).toBe(placeOf(made))
  expect(await onScreen(world)).toHaveLength(11)
})

test('what cannot repeat is said by the field, with what was typed', async () => {
  const world = await createWorld()
  const errors = async (more: Form) => (await ask(world, { ...plain, ...more } as Form)).data.errors
  expect(await errors({ times: '' })).toEqual({ series_until: ['Diga hasta cuándo se repite, o cuántas veces.'] })
  expect(await errors({ series_until: '2027-12-31' })).toEqual({ times: ['Diga hasta cuándo, o cuántas veces: una de las dos.'] })
  expect(await errors({ on: '2026-12-29' })).toMatchObject({ repeats: [expect.stringContaining('quinto')] })
  expect(await errors({ on: '2026-12-29', repeats: 'monthly_day' })).toMatchObject({ repeats: [expect.stringContaining('último día')] })
  expect(await errors({ repeats: 'weeks' })).toEqual({ weekdays: ['Marque al menos un día de la semana.'] })
  expect(await errors({ whole_day: 'on' })).toMatchObject({ whole_day: [expect.stringContaining('tiene horas')] })
  expect(await errors({ state: 'draft' })).toMatchObject({ repeats: [expect.stringContaining('Agendar')] })
  expect(await errors({ repeats: 'workdays', times: '', series_until: '2029-12-31' })).toMatchObject({ series_until: [expect.stringContaining('alcanza hasta el')] })
  expect(await errors({ repeats: 'nunca' })).toHaveProperty('repeats')
})

test('several days every few weeks, and working days without holidays', async () => {
  const world = await createWorld()
  const weeks = await ask(world, [...Object.entries({ ...plain, repeats: 'weeks', every: '3', times: '4' }), ['weekdays', 'TU'], ['weekdays', 'FR']] as [string, string][])
  expect(weeks.data.preview!.rule).toBe('cada tres semanas, los martes y viernes, hasta el 01-01-2027')
  const days = await ask(world, { ...plain, repeats: 'workdays', times: '5' })
  expect(days.data.preview).toMatchObject({ rule: 'todos los días hábiles, hasta el 14-12-2026', holidays: 'skip', count: 4 })
})

test('the record of a date says where it stands in its series, and lists mark it', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const { series } = await world.visit(show, 'elena', '/x', at(meetings[3]!.folio))
  expect(series).toEqual({
    id, words: 'el segundo martes de cada mes, hasta el 31-12-2027', place: '4 de 13',
    previous: { folio: meetings[2]!.folio, day: '09-02-2027' }, next: { folio: meetings[4]!.folio, day: '13-04-2027' },
  })
  expect((await world.visit(list, 'paula', '/reuniones')).rows[0]).toMatchObject({ repeats: true })
})

test('the page of a series tells what became of each date, and what is not there is not found', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { holidays: 'skip' })
  await world.visit(cancel, 'paula', '/x', at(meetings[1]!.folio, { reason: 'Feria' }))
  const gone = await world.visit(remove, 'paula', '/x', at(meetings[2]!.folio, { scope: 'one', reason: 'Vacaciones', version: '1', series_version: '1' }))
  const shown = await world.visit(record, 'elena', '/x', of(id))
  expect(shown.rule).toBe('El segundo martes de cada mes, hasta el 31-12-2027, 11 fechas')
  expect(shown.dates.slice(0, 4).map(({ day, note, meeting }) => [day, note, meeting?.state])).toEqual([
    ['Martes 8 de diciembre de 2026', 'No se realiza: feriado, Inmaculada Concepción', undefined],
    ['Martes 12 de enero de 2027', '', 'called'],
    ['Martes 9 de febrero de 2027', 'Feria', 'cancelled'],
    ['Martes 9 de marzo de 2027', 'No se realiza: Vacaciones', undefined],
  ])
  expect(shown.edits).toBe(false)

  const { undo } = noticeOf(gone)
  expect(undo).toBe(`/reuniones/series/${id}/reposicion?date=2027-03-09T10:00`)
  await world.visit(restore, 'paula', undo!, { ...of(id), method: 'POST' })
  expect((await world.visit(record, 'elena', '/x', of(id))).rule).toContain('12 fechas')
  await expect(world.visit(record, 'paula', '/x', of('nada'))).rejects.toMatchObject({ init: { status: 404 } })
})

test('moving, editing and cancelling ask which dates; several are taken back together', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  expect((await world.visit(moving, 'paula', '/x', at(meetings[5]!.folio))).repeats).toBe(true)
  const moved = await world.visit(move, 'paula', '/x', at(meetings[5]!.folio, { on: '2027-05-11', start: '12:00', end: '13:00', version: '1', scope: 'following' }))
  expect(noticeOf(moved).text).toBe('La serie cambió desde el 11-05-2027: el segundo martes de cada mes, 12:00.')
  const shownAt = async () => (await onScreen(world)).map(({ start }) => start.slice(11, 16)).join(' ')
  expect(await shownAt()).toBe('13:00 13:00 13:00 13:00 14:00 16:00 16:00 16:00 16:00 15:00 15:00 15:00 15:00')
  const returned = await world.visit(giveBack, 'paula', noticeOf(moved).undo!, { ...at(meetings[5]!.folio), method: 'POST' })
  expect(noticeOf(returned).text).toBe('La serie volvió a su hora.')
  expect(await shownAt()).toBe('13:00 13:00 13:00 13:00 14:00 14:00 14:00 14:00 14:00 13:00 13:00 13:00 13:00')
  const next = placeOf(moved).split('/').at(-1)!
  expect(next).not.toBe(id)

  const { version } = (await findMeeting(world.as('paula'), meetings[6]!.id))!
  const facts = { title: 'Mesa ampliada', kind: 'working_group', modality: 'in_person', participants: 'institucion:muni-13102', participants_before: 'institucion:muni-13102' }
  const saved = await world.visit(edit, 'paula', '/x', at(meetings[6]!.folio, { ...facts, version: String(version), scope: 'all' }))
  expect(noticeOf(saved).text).toBe('Guardado: toda la serie.')
  expect(new Set((await listDates(world.as('paula'), next)).map(({ title }) => title))).toEqual(new Set(['Mesa ampliada']))

  expect(await world.visit(cancelling, 'paula', '/x?fechas=all', at(meetings[6]!.folio))).toMatchObject({ repeats: true, scope: 'all' })
  const stopped = await world.visit(cancel, 'paula', '/x', at(meetings[6]!.folio, { reason: 'Fin', scope: 'following' }))
  expect(noticeOf(stopped)).toEqual({ text: 'Canceladas: 7 fechas.', undo: `/reuniones/series/${next}/convocatoria?at=2026-11-24T13:00:00.000Z` })
  await world.visit(recall, 'paula', noticeOf(stopped).undo!, { ...of(next), method: 'POST' })
  expect((await onScreen(world)).some(({ cancelled }) => cancelled)).toBe(false)
})

test('a series gets another rule after its dates are looked at, and ends on a day', async () => {
  const world = await createWorld()
  const { id } = await seriesWith(world)
  const page = await world.visit(rule, 'paula', '/x', of(id))
  expect(page).toMatchObject({ on: '2026-12-08', start: '10:00', end: '11:30', passed: false, written: { repeats: 'monthly_weekday', until: '2027-12-31' } })
  const form = { on: '2026-12-08', start: '10:00', end: '11:00', repeats: 'biweekly', series_until: '2027-02-28', version: String(page.version) }
  const looked = (await world.visit(change, 'paula', '/x', of(id, form))) as unknown as Answer
  expect(looked.data.preview).toMatchObject({ rule: 'cada dos semanas, los martes, hasta el 28-02-2027', count: 6 })
  const done = await world.visit(change, 'paula', '/x', of(id, { ...form, step: 'create', holidays: 'keep' }))
  expect(noticeOf(done).text).toBe('La serie cambió.')
  expect(await onScreen(world)).toHaveLength(6)

  const stale = (await world.visit(end, 'paula', '/x', of(id, { last_on: '2027-01-10', version: '1' }))) as unknown as Answer
  expect(stale.init!.status).toBe(409)
  await world.visit(end, 'paula', '/x', of(id, { last_on: '2027-01-10', version: '2' }))
  expect(await onScreen(world)).toHaveLength(3)
})

test('what a series refuses is said in its form', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world, { rule: 'FREQ=WEEKLY;BYDAY=TU,TH', last_on: '2027-01-31' })
  const refused = async (answer: unknown) => {
    const { data, init } = (await answer) as Answer
    return [init!.status, data.errors]
  }
  const to = (on: string, scope: string) => at(meetings[2]!.folio, { on, start: '10:00', end: '11:00', version: '1', scope })
  expect(await refused(world.visit(move, 'paula', '/x', to('2026-12-16', 'following')))).toEqual([409, { scope: ['La serie se hace en varios días: cambie su regla en la página de la serie.'] }])

  await saveAgenda(world.as('paula'), meetings[3]!.id, [{ id: null, title: 'Suelo', minutes: 10, proposed_by: null }])
  expect(await refused(world.visit(remove, 'paula', '/x', at(meetings[3]!.folio, { scope: 'one', version: '1', series_version: '1' })))).toMatchObject([409, { scope: [expect.stringContaining('cancélela')] }])
  expect(await refused(world.visit(remove, 'paula', '/x', at(meetings[2]!.folio, { scope: 'following', version: '1', series_version: '1' })))).toMatchObject([409, { scope: [expect.stringContaining(meetings[3]!.folio)] }])
  expect(await refused(world.visit(end, 'paula', '/x', of(id, { last_on: '2026-12-10', version: '1' })))).toMatchObject([409, { last_on: [expect.stringContaining(meetings[3]!.folio)] }])
  const monthly = { on: '2026-12-08', start: '10:00', end: '11:00', repeats: 'monthly_weekday', times: '3', step: 'create', holidays: 'keep', version: '1' }
  expect(await refused(world.visit(change, 'paula', '/x', of(id, monthly)))).toMatchObject([409, { repeats: [expect.stringContaining('no tendría fecha')] }])
  const south = { title: 'Mesa', kind: 'working_group', modality: 'in_person', commune_cut_text: 'punta arenas', version: '1', scope: 'all' }
  expect(await refused(world.visit(edit, 'paula', '/x', at(meetings[2]!.folio, south)))).toMatchObject([409, { scope: [expect.stringContaining('el reloj es otro')] }])
})

test('B1 a date downloaded alone and the whole series have one uid, that of the feed', async () => {
  const world = await createWorld()
  const { id, meetings } = await seriesWith(world)
  const alone = await (await world.visit(one, 'elena', '/x', at(meetings[4]!.folio))).text()
  const whole = await (await world.visit(download, 'elena', '/x', of(id))).text()
  expect(eventsIn(alone)).toHaveLength(1)
  expect(alone).toContain('RECURRENCE-ID;TZID=America/Santiago:20270413T100000')
  expect(eventsIn(alone)[0]!.uid).toBe(eventsIn(whole)[0]!.uid)
  expect(inIcalJs(whole)).toEqual(await onScreen(world))
})
