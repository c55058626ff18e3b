import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createReader } from '#app/domain/minutes/rules.ts'
import {
  asAgreement, asCommitment, asIntention, asInternal, asNote, withBeneficiary, withDebtor, withDue,
} from '#app/domain/minutes/rules/corrections.ts'
import { mentionOf, suggestMentions } from '#app/domain/minutes/rules/mentions.ts'
import { tome } from '#tests/support/readings.ts'

const reader = createReader(tome)

const lines = fc.constantFrom(
  'SERVIU enviará el catastro el viernes', 'c: Enviar ficha vie', 'c: Enviar ficha @tome @serviu 10 dh', 'La DOM emitirá el CIP',
  'Se acuerda que SERVIU enviará el catastro a la brevedad', '- c: oficiar a la SEREMI @munoz 2-12', 'Enviar los planos el lunes o el martes',
  'Si llega el oficio, GORE responderá el lunes', 'SERVIU responderá en 10 días hábiles desde la firma', 'Enviar el oficio N° 27 a',
  'SERVIU y GORE firmarán el convenio a fines de marzo', 'Se enviará el informe', 'Responsable: DOM. Plazo: por definir',
  '[20/11/26 10:42] SERVIU Biobío: les mandamos el catastro el martes', 'Renca enviará la carta el 03-11-2026', 'El informe se entregará el lunes 30',
)

test('after choosing who owes, that is who owes', () => {
  const mentions = fc.constantFrom(...tome.institutions.map(({ id }) => id))
  fc.assert(fc.property(lines, mentions, (line, institution_id) => {
    const mention = `@${mentionOf({ institution_id }, tome)}`
    const { debtors } = reader.line(withDebtor(reader.line(line), mention))
    expect(debtors.map((debtor) => debtor.institution_id), withDebtor(reader.line(line), mention)).toEqual([institution_id])
  }), { numRuns: 600 })
})

test('after choosing until when, that is when it is due', () => {
  const terms = {
    '27-11-2026': '2026-11-27', '15-01-2027': '2027-01-15', '10 días hábiles': '2026-12-04', viernes: '2026-11-27', 'fin de mes': '2026-11-30',
    'vie 4-12': '2026-12-04', '15 días': '2026-12-05', 'próxima sesión': null,
  }
  fc.assert(fc.property(lines, fc.constantFrom(...Object.entries(terms)), (line, [term, on]) => {
    const changed = withDue(reader.line(line), term)
    const { due } = reader.line(changed)
    expect(due, changed).toMatchObject({ on })
  }), { numRuns: 500 })
})

test('a line may be turned into a note, an agreement, a commitment, something internal or an intention, and back', () => {
  const turns = [asNote, asAgreement, asCommitment, asInternal, asIntention]
  fc.assert(fc.property(lines, fc.array(fc.constantFrom(...turns), { minLength: 1, maxLength: 4 }), (line, chosen) => {
    const turned = chosen.reduce<string>((text, turn) => turn(text), line)
    const reading = reader.line(turned)
    const expected = {
      asNote: { kind: 'note', audience: 'shared', intention: false }, asAgreement: { kind: 'agreement', audience: 'shared' },
      asCommitment: { kind: 'commitment', audience: 'shared' }, asInternal: { kind: 'note', audience: 'internal' },
      asIntention: { kind: 'note', intention: true },
    }[chosen.at(-1)!.name]!
    expect(reading, turned).toMatchObject({ ...expected, marked: true })
  }))
})

test('the mark stands after the header of a chat and the bullet, and takes the place of the one before', () => {
  expect(asNote('[20/11/26 10:42] Paula: - c: mandar el acta')).toBe('[20/11/26 10:42] Paula: - n: mandar el acta')
  expect(asAgreement('ACUERDO N° 3: se prioriza el predio')).toBe('a: se prioriza el predio')
})

test('a correction changes what it corrects and keeps the rest as it was typed', () => {
  expect(withDebtor(reader.line('c: Enviar ficha @serviu vie'), '@tome')).toBe('c: Enviar ficha @tome vie')
  expect(withDue(reader.line('SERVIU enviará el catastro antes del viernes, con planos'), '27-11-2026')).toBe('SERVIU enviará el catastro 27-11-2026, con planos')
  expect(withDue(reader.line('Si llega el oficio, SERVIU responderá el lunes'), '27-11-2026')).toContain('plazo: 27-11-2026')
  expect(reader.line(withBeneficiary(reader.line('c: Enviar ficha @tome vie'), '@serviu.biobio')).beneficiaries).toMatchObject([{ institution_id: 'serviu-08' }])
})

test('every institution, post and person of a meeting has a mention that names nobody else', () => {
  const names = [
    ...tome.institutions.map(({ id }) => ({ mention: mentionOf({ institution_id: id }, tome), institution_id: id })),
    ...tome.positions.map(({ id, institution_id }) => ({ mention: mentionOf({ position_id: id }, tome), institution_id, position_id: id })),
    ...tome.people.filter(({ institution_id }) => institution_id).map(({ ref, institution_id }) => ({ mention: mentionOf({ ref }, tome), institution_id })),
  ]
  const wrong = names.filter(({ mention, institution_id, ...post }) => {
    const { debtors: [debtor] } = reader.line(`c: Enviar ficha @${mention} vie`)
    return debtor?.institution_id !== institution_id || ('position_id' in post && debtor?.responsible?.position_id !== post.position_id)
  })
  expect(wrong).toEqual([])
})

test('completing after «@» offers whoever takes part first', () => {
  expect(suggestMentions('mu', tome, 8).map(({ put }) => put)).toEqual(expect.arrayContaining(['@ana.munoz.vera', '@luis.munoz']))
  expect(suggestMentions('tom', tome, 3)[0]).toMatchObject({ put: '@tome' })
  expect(suggestMentions('cerri', tome, 3)).toMatchObject([{ label: 'Municipalidad de Cerrillos', put: '@cerrillos' }])
  expect(suggestMentions('', tome, 5).length).toBeGreaterThan(0)
})
