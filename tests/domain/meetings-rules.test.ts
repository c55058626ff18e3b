import { expect, test } from 'vitest'

import { canGo, madeTitle, titleFor, titleThen, touchOf, type Printed } from '#app/domain/meetings/rules.ts'
import { changesOf, readRef, refOf } from '#app/domain/meetings/rules/participants.ts'
import { meetingStates, type MeetingState } from '#app/domain/meetings/terms.ts'

const before: Printed = {
  state: 'called', start_local: '2026-11-24T10:00', end_local: '2026-11-24T11:00', zone: 'America/Santiago', repeated_hour: 0,
  from_on: null, until_on: null, place: 'Sala 3', commune_cut: '08101', link: null, modality: 'in_person',
  title: 'Mesa técnica', description: null, reserved: 0,
}
const touch = (changes: Partial<Printed>, from: Partial<Printed> = {}) => touchOf({ ...before, ...from }, { ...before, ...from, ...changes })

const risen = { rises: true, changed: true }
const stamped = { rises: false, changed: true }
const untouched = { rises: false, changed: false }

test.each<[string, Partial<Printed>]>([
  ['date and time', { start_local: '2026-11-25T10:00', end_local: '2026-11-25T11:00' }],
  ['end', { end_local: '2026-11-24T12:00' }],
  ['zone', { zone: 'America/Punta_Arenas' }],
  ['the other repeated hour', { repeated_hour: 1 }],
  ['whole day', { start_local: null, end_local: null, from_on: '2026-11-24', until_on: '2026-11-25' }],
  ['place', { place: 'Sala 4' }],
  ['commune', { commune_cut: '08102' }],
  ['link', { link: 'https://ejemplo.cl' }],
  ['cancelled', { state: 'cancelled' }],
  ['suspended', { state: 'suspended' }],
])('a change of %s raises the sequence and the date of the change', (_, changes) => {
  expect(touch(changes)).toEqual(risen)
})

test('called again after a cancellation or a suspension raises the sequence', () => {
  expect(touch({ state: 'called' }, { state: 'cancelled' })).toEqual(risen)
  expect(touch({ state: 'called' }, { state: 'suspended' })).toEqual(risen)
})

test('title and description move the date of the change, not the sequence', () => {
  expect(touch({ title: 'Otra mesa' })).toEqual(stamped)
  expect(touch({ description: 'Traer planos' })).toEqual(stamped)
})

test('a guest more is a new date; a guest less is a new sequence too', () => {
  expect(touchOf(before, before, { added: 1, removed: 0 })).toEqual(stamped)
  expect(touchOf(before, before, { added: 0, removed: 1 })).toEqual(risen)
})

test('answers, notes and the end of the meeting leave calendars as they are', () => {
  expect(touch({})).toEqual(untouched)
  expect(touch({ state: 'in_progress' })).toEqual(untouched)
  expect(touch({ state: 'closed' }, { state: 'held' })).toEqual(untouched)
})

test('calling a draft publishes it', () => {
  expect(touch({ state: 'called' }, { state: 'draft' })).toEqual(stamped)
})

test('a meeting goes only where its state allows', () => {
  const states = Object.keys(meetingStates) as MeetingState[]
  const allowed = states.map((from) => `${from} → ${states.filter((to) => canGo(from, to)).join(', ')}`)
  expect(allowed).toEqual([
    'draft → called, cancelled',
    'called → in_progress, held, suspended, cancelled',
    'in_progress → held, suspended',
    'held → closed',
    'closed → ',
    'suspended → called, cancelled',
    'cancelled → called',
  ])
})

test('a title is made of whoever was there', () => {
  expect(madeTitle(['Municipalidad de Tomé'])).toBe('Reunión con Municipalidad de Tomé')
  expect(madeTitle(['SERVIU Biobío', 'Municipalidad de Tomé'])).toBe('Reunión con SERVIU Biobío y Municipalidad de Tomé')
  expect(madeTitle(['A', 'B', 'C', 'D'])).toBe('Reunión con A, B y otras 2 instituciones')
})

test('whoever covers an absence signs as such, in their gender when it is known', () => {
  expect(titleThen(titleFor('Alcalde/sa', 'Sra.'), 'subrogante')).toBe('Alcaldesa (S)')
  expect(titleThen(titleFor('Director/a de Obras Municipales (DOM)', 'Sr.'), 'titular')).toBe('Director de Obras Municipales (DOM)')
  expect(titleFor('Jefe/a de gabinete', 'Srta.')).toBe('Jefa de gabinete')
  expect(titleFor('Alcalde/sa', null)).toBe('Alcalde/sa')
  expect(titleFor('Alcalde/sa', 'Srañorona')).toBe('Alcalde/sa')
})

test('participants travel through forms as references, and edits of two people add up', () => {
  expect(refOf({ id: 'p1', institution_id: 'muni-13102', position_id: 'muni-13102:mayor', person_id: 'x', name_then: 'Rosa' })).toBe('cargo:muni-13102:mayor')
  expect(readRef('cargo:muni-13102:mayor')).toEqual({ position_id: 'muni-13102:mayor' })
  expect(readRef('otra:cosa')).toBeUndefined()
  expect(changesOf(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] })
})
