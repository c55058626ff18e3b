import { expect, test } from 'vitest'

import { letterhead, readSettings } from '#app/lib/env.server.ts'

const serve = (more: Record<string, string> = {}) => readSettings({ NODE_ENV: 'production', ...more })

test('with nothing set, Hilván serves localhost:3000 from ./data', () => {
  expect(serve()).toMatchObject({ port: 3000, data: 'data', base: new URL('http://localhost:3000') })
})

test('a wrong setting is one clear sentence', () => {
  expect(() => readSettings({})).toThrow('NODE_ENV must be production')
  expect(() => serve({ PORT: 'ocho' })).toThrow('PORT must be a number.')
  expect(() => serve({ BASE_URL: 'http://red.ejemplo.cl' })).toThrow('BASE_URL must be https')
  expect(() => serve({ BASE_URL: 'https://red.ejemplo.cl/x' })).toThrow('no path')
  expect(() => serve({ DATABASE_URL: 'mysql://x' })).toThrow('postgres://')
  expect(() => serve({ HILVAN_DTA: 'x' })).toThrow('Unknown setting HILVAN_DTA')
})

test('an intranet without https must say that it is one', () => {
  expect(serve({ BASE_URL: 'http://red.interna', HILVAN_INTRANET: '1' }).base.host).toBe('red.interna')
})

test('minutes are printed on the paper of the network, unless the installation says whose', () => {
  expect(letterhead({})).toBe('Red de Municipios por la Vivienda y la Ciudad')
  expect(letterhead({ HILVAN_LETTERHEAD: 'Asociación de Ñuble' })).toBe('Asociación de Ñuble')
})
