import { expect, test } from 'vitest'

import { questionsOf } from '#app/domain/meetings/rules/questions.ts'

const TODAY = '2026-11-24'
const none = { ending: [], vacant: new Set<string>() }

type Given = Partial<Parameters<typeof questionsOf>[0]['promises'][number]>
const promise = (folio: string, text: string, due_on: string | null, given: Given = {}) => ({
  folio, text, due_on, declared_state: 'accepted' as const, evidence_state: 'none' as const, closed_on: null,
  responsible_position_id: null, responsible_title: null, debtor_name: 'SERVIU Biobío', ...given,
})
const textsOf = (given: Partial<Parameters<typeof questionsOf>[0]>) => questionsOf({ promises: [], ...none, ...given }, TODAY).map(({ text }) => text)

test('one asks first for what is latest, then for the proof of what was declared, then for the convenio that ends', () => {
  const promises = [
    promise('C-1', 'Catastro', '2026-11-20'),
    promise('C-2', 'Títulos', '2026-11-13'),
    promise('C-3', 'Tasación', '2026-12-01', { declared_state: 'delivered' }),
    promise('C-4', 'Polígonos', '2026-12-03'),
  ]
  const ending = [{ folio: 'A-1', text: 'Transferencia', valid_until_on: '2026-12-28' }]
  expect(questionsOf({ promises, ending, vacant: new Set() }, TODAY)).toEqual([
    { text: '¿En qué está «Títulos», que venció hace 11 días?', to: '/compromisos/C-2', folio: 'C-2' },
    { text: '¿Pueden enviar el documento que acredita «Tasación»?', to: '/compromisos/C-3', folio: 'C-3' },
    { text: '¿Se renueva «Transferencia», que termina en 34 días?', to: '/acuerdos/A-1', folio: 'A-1' },
  ])
})

test('a vacant post that holds a commitment and what falls due next are asked when there is room', () => {
  const promises = [
    promise('C-1', 'Catastro', '2026-12-10', { responsible_position_id: 'p', responsible_title: 'Jefe/a Técnico' }),
    promise('C-2', 'Títulos', '2026-12-03'),
    promise('C-3', 'Visita', TODAY),
  ]
  expect(textsOf({ promises, vacant: new Set(['p']) })).toEqual([
    '¿Quién responde por «Catastro», si el cargo Jefe/a Técnico de SERVIU Biobío está vacante?',
    '¿Llegan con «Visita» hoy?',
    '¿Llegan con «Títulos» al jueves 3 de diciembre?',
  ])
})

test('nothing is asked twice, nor what nobody knows', () => {
  const late = promise('C-1', 'Catastro', '2026-11-23', { responsible_position_id: 'p', responsible_title: 'Jefe/a Técnico' })
  expect(textsOf({ promises: [late, promise('C-2', 'Sin fecha', null)], vacant: new Set(['p']) })).toEqual(['¿En qué está «Catastro», que venció hace 1 día?'])
  expect(textsOf({})).toEqual([])
})
