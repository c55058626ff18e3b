import { expect, test } from 'vitest'

import { readNotice, redirectWithNotice, redirectWithProblem } from '#app/lib/http-notice.server.ts'

const next = (response: Response) =>
  readNotice(new Request('http://localhost/', { headers: { Cookie: response.headers.get('Set-Cookie')!.split(';')[0]! } })).notice

test('what was done comes with the way back, and what was not done says so', () => {
  expect(next(redirectWithNotice('/', 'Dato guardado.', '/datos/1/regreso'))).toEqual({ text: 'Dato guardado.', undo: '/datos/1/regreso' })
  expect(next(redirectWithNotice('/', 'Dato guardado.'))).toEqual({ text: 'Dato guardado.' })
  expect(next(redirectWithProblem('/', 'Elija una respuesta.'))).toEqual({ text: 'Elija una respuesta.', problem: true })
})

test('an address of another site is not a way back', () => {
  expect(next(redirectWithNotice('/', 'Hecho.', 'https://otro.cl/'))).toEqual({ text: 'Hecho.' })
})
