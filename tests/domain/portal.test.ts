import { expect, test } from 'vitest'

import {
  agreedOn, companyText, dueWords, extensionDay, extensionProblem, greetingAt, meetingWhen, originText, summaryOf,
} from '#app/domain/portal/rules.ts'
import { paperText } from '#app/domain/portal/rules/answers.ts'

const TODAY = '2026-11-24'

test.each([
  ['04:59', 'Buenas noches'], ['05:00', 'Buenos días'], ['11:59', 'Buenos días'], ['12:00', 'Buenas tardes'],
  ['19:59', 'Buenas tardes'], ['20:00', 'Buenas noches'],
])('at %s one says «%s»', (hour, greeting) => expect(greetingAt(`2026-11-24T${hour}`)).toBe(greeting))

test.each([
  ['2026-11-20', 'venció hace 4 días'], ['2026-11-23', 'venció ayer'], ['2026-11-24', 'vence hoy'],
  ['2026-11-25', 'vence mañana'], ['2026-11-27', 'vence el viernes 27'], ['2026-12-01', 'vence el martes 1'],
  ['2026-12-02', 'vence el 02-12-2026'],
])('what is due on %s «%s»', (day, words) => expect(dueWords(day, TODAY)).toBe(words))

test('one commitment is not «el más urgente», and without dates nothing is', () => {
  expect(summaryOf({ to_answer: 1, first_due_on: '2026-11-20' }, TODAY)).toEqual({ count: 'Hay 1 compromiso por responder.', urgent: 'Venció hace 4 días.' })
  expect(summaryOf({ to_answer: 2, first_due_on: null }, TODAY)?.urgent).toBe('Ninguno tiene fecha.')
  expect(summaryOf({ to_answer: 0, first_due_on: null }, TODAY)).toBeNull()
})

test('a promise tells who waits for it, since when and who answers', () => {
  const origin = { agreed_on: null, start_local: '2026-11-10T09:30', from_on: null, created_at: '2026-11-12T12:00:00.000Z' }
  const nobody = { responsible_kind: null, responsible_unit: null, responsible_title: null }
  expect(originText({ ...origin, ...nobody, awaited_by: [] })).toBe('Lo espera la Red. Se acordó el 10-11-2026.')
  expect(originText({ ...origin, ...nobody, responsible_title: 'Encargado/a de suelo', awaited_by: ['SERVIU Biobío', 'IND'] }))
    .toBe('Lo esperan SERVIU Biobío e IND. Se acordó el 10-11-2026. Responde: Encargado/a de suelo.')
  expect(agreedOn({ ...origin, start_local: null })).toBe('2026-11-12')
})

test('more time is counted from the deadline, and never backwards', () => {
  expect(extensionDay({ days: '7', to_due_on: null }, '2026-12-04', TODAY)).toBe('2026-12-11')
  expect(extensionDay({ days: '7', to_due_on: null }, '2026-11-01', TODAY)).toBe('2026-12-01')
  expect(extensionDay({ days: 'date', to_due_on: '2027-01-04' }, null, TODAY)).toBe('2027-01-04')
  expect(extensionProblem('2026-12-04', '2026-12-01', TODAY)).toContain('El plazo que ya tiene es el 04-12-2026')
  expect(extensionProblem(null, TODAY, TODAY)).toContain('después de hoy')
  expect(extensionProblem('2026-12-04', '2026-12-05', TODAY)).toBeNull()
})

test('a meeting of today says so, by the clock of its place', () => {
  const meeting = { start_local: '2026-11-25T15:00', end_local: '2026-11-25T16:00', from_on: null, until_on: null, zone: 'America/Santiago', starts_at: '2026-11-25T18:00:00.000Z' }
  expect(meetingWhen(meeting, 'America/Santiago', new Date('2026-11-25T13:00:00.000Z'))).toBe('Hoy, 15:00 a 16:00')
  expect(meetingWhen(meeting, 'America/Santiago', new Date('2026-11-24T13:00:00.000Z'))).toBe('Mañana, 15:00 a 16:00')
  expect(meetingWhen(meeting, 'America/Santiago', new Date('2026-11-20T13:00:00.000Z'))).toBe('Miércoles 25 de noviembre, 15:00 a 16:00')
})

test('a long company is counted, not listed', () => {
  expect(companyText([])).toBeNull()
  expect(companyText(['GORE Biobío', 'SERVIU Biobío', 'AMUCH', 'MINVU'])).toBe('Con GORE Biobío, SERVIU Biobío y 2 instituciones más')
})

test('a paper is named by its number and date, its address or its file', () => {
  const none = { oficio_number: null, oficio_on: null, url: null, file_id: null, file_name: null }
  expect(paperText({ ...none, kind: 'oficio', oficio_number: 'ORD. 1.482', oficio_on: '2026-11-20' })).toEqual({ words: 'Oficio ORD. 1.482 del 20-11-2026', to: null })
  expect(paperText({ ...none, kind: 'file', file_id: 'x', file_name: 'CIP.pdf' })).toEqual({ words: 'CIP.pdf', to: '/archivos/x' })
})
