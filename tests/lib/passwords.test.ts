import { expect, test } from 'vitest'

import { hashPassword, isOutdated, isPassword, NOBODYS_HASH, passwordProblem } from '#app/lib/passwords.server.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { createWorld } from '#tests/support/world.ts'

test('a password opens its own hash and no other, however the ñ was typed', async () => {
  const stored = await hashPassword('Peñascos bajo la lluvia')

  expect(stored).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
  expect(await isPassword('Pen\u0303ascos bajo la lluvia', stored)).toBe(true)
  expect(await isPassword('Penascos bajo la lluvia', stored)).toBe(false)
})

test('somebody who does not exist is refused by a hash that costs the same', async () => {
  expect(await isPassword('cualquier cosa larga', null)).toBe(false)
  expect(isOutdated(NOBODYS_HASH)).toBe(false)
})

test('a hash made with other parameters is out of date', () => {
  expect(isOutdated(NOBODYS_HASH.replace('m=47104', 'm=19456'))).toBe(true)
})

test('twelve characters are enough and 128 are the most, counted as people see them', () => {
  expect(passwordProblem('corto')).toBe('Escriba al menos 12 caracteres; ahora tiene 5.')
  expect(passwordProblem('nube verde te')).toBeUndefined()
  expect(passwordProblem('👒 nube tren pi')).toBeUndefined()
  expect(passwordProblem('nube '.repeat(26))).toBe('Escriba como máximo 128 caracteres; ahora tiene 130.')
})

test('common words, municipalities, one’s own name and repetitions are refused', () => {
  const known = ['Rosa Sanhueza Vera', 'rosa@cerrillos.ejemplo.cl', 'Puente Alto', 'Ñuñoa']
  for (const password of [
    'contraseña1234',
    'Municipalidad2026',
    'puentealto2026',
    'Ñuñoa-municipal-1',
    'rosa.sanhueza.99',
    'aaaaaaaaaaaaaa',
    '123456789012',
    'hilvan-demo-2026',
    'qwertyuiop-2026',
  ]) {
    expect([password, passwordProblem(password, known)]).toEqual([password, expect.stringContaining('se adivina')])
  }
  expect(passwordProblem('tetera-farol-quillay', known)).toBeUndefined()
})

test('hashing is refused inside a transaction', async () => {
  const { as } = await createWorld()
  const inside = atomically(as('alma'), async () => hashPassword('tetera-farol-quillay'))
  await expect(inside).rejects.toThrow('argon2 inside a transaction')
})

test('beyond fifty in the queue people are told to come back', async () => {
  const stored = await hashPassword('tetera-farol-quillay')
  const answers = await Promise.allSettled(Array.from({ length: 55 }, () => isPassword('tetera-farol-quillay', stored)))

  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused.map((answer) => (answer.reason as Response).status)).toEqual([503, 503, 503])
  expect(await isPassword('tetera-farol-quillay', stored)).toBe(true)
})
