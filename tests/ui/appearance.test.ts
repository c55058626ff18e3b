import { expect, test } from 'vitest'

import { readAppearance } from '#app/lib/appearance.server.ts'
import { action } from '#app/routes/preferences/theme.ts'

function post(fields: Record<string, string>) {
  const request = new Request('http://localhost:3000/preferencias/apariencia', {
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  return action({ request, params: {}, context: {} })
}

const asking = (cookie: string) => new Request('http://localhost:3000/', { headers: { Cookie: cookie } })

test('the theme is remembered in a cookie and the person goes back to the page', async () => {
  const answer = await post({ tema: 'oscuro', volver: '/compromisos?estado=vencido' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('Location')).toBe('/compromisos?estado=vencido')
  expect(answer.headers.getSetCookie()).toHaveLength(1)
  expect(answer.headers.getSetCookie()[0]).toMatch(/hilvan-tema=oscuro; Path=\/; HttpOnly; SameSite=Lax/)
})

test('a theme that does not exist and another site to go to are ignored', async () => {
  const answer = await post({ tema: 'rosado', volver: '//evil.cl' })
  expect(answer.headers.get('Location')).toBe('/')
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('the page is painted as chosen, and «sistema» leaves it to the system', () => {
  expect(readAppearance(asking('hilvan-tema=claro; hilvan-texto=125'))).toEqual({ tema: 'claro', texto: '125' })
  expect(readAppearance(asking('hilvan-tema=sistema; hilvan-riel=plegado'))).toEqual({ riel: 'plegado' })
  expect(readAppearance(asking('hilvan-tema=<script>'))).toEqual({})
})
