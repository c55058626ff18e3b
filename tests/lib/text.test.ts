import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import {
  bothGenders, fold, formatNumber, formatRut, likePattern, parseRut, plural, searchText, searchWords, sortKey,
} from '#app/lib/text.ts'

test('folding forgets accents, ñ, case and stray spaces', () => {
  expect(fold('Ñuñoa')).toBe('nunoa')
  expect(fold('  JOSÉ   Muñoz\n')).toBe('jose munoz')
  expect(fold('Marchigüe')).toBe('marchigue')
  expect(fold('O’Higgins')).toBe("o'higgins")
  expect(fold('N\u0303un\u0303oa')).toBe('nunoa')
})

test('folding twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
})

test('names sort as in a Chilean list: accents do not count and ñ follows n', () => {
  const shown = ['Ñuñoa', 'Álamos', 'Zapallar', 'Nogales', 'Olmué', 'Alto Biobío', 'Ñiquén', 'Nuñez', 'Nunez']
  const sorted = shown.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  expect(sorted).toEqual(['Álamos', 'Alto Biobío', 'Nogales', 'Nunez', 'Nuñez', 'Ñiquén', 'Ñuñoa', 'Olmué', 'Zapallar'])
  expect(sortKey("O'Higgins")).toBe('ohiggins')
  expect(sortKey('N\u0303uble')).toBe('n~uble')
})

test('a query is at most eight folded words, and its wildcards are plain characters', () => {
  expect(searchText('Municipalidad de Ñuñoa', null, '', 'Muni Ñuñoa')).toBe('municipalidad de nunoa muni nunoa')
  expect(searchWords(' «José», MUÑOZ… ')).toEqual(['jose', 'munoz'])
  expect(searchWords('C-2026-0412')).toEqual(['c-2026-0412'])
  expect(searchWords('a b c d e f g h i j')).toHaveLength(8)
  expect(searchWords(' , ')).toEqual([])
  expect(likePattern('100%_\\')).toBe('%100\\%\\_\\\\%')
  expect(likePattern('x'.repeat(500))).toBe(`%${'x'.repeat(100)}%`)
})

test('a title with both genders is found by either', () => {
  expect(bothGenders('Alcalde/sa')).toBe('Alcalde Alcaldesa')
  expect(bothGenders('Jefe/a de gabinete')).toBe('Jefe Jefa de gabinete')
  expect(bothGenders('Secretario/a ejecutivo/a')).toBe('Secretario Secretaria ejecutivo ejecutiva')
  expect(bothGenders('Director/a SECPLA')).toBe('Director Directora SECPLA')
  expect(bothGenders('Concejal/a')).toBe('Concejal Concejala')
})

test('numbers and their nouns are written as in Chile', () => {
  expect(formatNumber(1234567.89)).toBe('1.234.567,89')
  expect(formatNumber(1234)).toBe('1.234')
  expect(plural(1, 'compromiso', 'compromisos')).toBe('1 compromiso')
  expect(plural(0, 'compromiso', 'compromisos')).toBe('0 compromisos')
  expect(plural(1200, 'compromiso', 'compromisos')).toBe('1.200 compromisos')
})

test('a RUT is read in any usual writing and refused when its check digit disagrees', () => {
  expect(parseRut('12.345.678-5')).toBe('12345678-5')
  expect(parseRut(' 123456785 ')).toBe('12345678-5')
  expect(parseRut('60.803.000-k')).toBe('60803000-K')
  expect(parseRut('12.345.678-6')).toBeUndefined()
  expect(parseRut('hola')).toBeUndefined()
  expect(formatRut('123456785')).toBe('12.345.678-5')
  expect(formatRut('12.345.678-6')).toBe('12.345.678-6')
})

test('every number has exactly one check digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (body) => {
      const valid = [...'0123456789k'].filter((digit) => parseRut(`${body}-${digit}`))
      return valid.length === 1 && parseRut(formatRut(`${body}-${valid[0]}`)) === `${body}-${valid[0]?.toUpperCase()}`
    }),
  )
})
