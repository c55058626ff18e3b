import { expect, test } from 'vitest'

import { initials } from '#app/ui/avatar.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Shell, type Place } from '#app/ui/shell.tsx'
import { keyOf } from '#app/ui/shortcuts.ts'
import { Thread } from '#app/ui/thread.tsx'
import { Toasts } from '#app/ui/toast.tsx'

import { render, textOf } from './render.tsx'

const places: Place[] = [
  { to: '/', label: 'Hoy', icon: 'sun', count: 3, countLabel: '3 asuntos vencidos' },
  { to: '/reuniones', label: 'Reuniones', icon: 'circle' },
  { to: '/compromisos', label: 'Compromisos', icon: 'square' },
  { to: '/panel', label: 'Panel', icon: 'chart' },
]
const carolina = { name: 'Carolina Fuentes R.', place: 'Coordinación Biobío' }

test('the frame marks the place one is in, also inside one of its records', async () => {
  const html = await render(<Shell places={places} person={carolina}>Ficha</Shell>, '/compromisos/C-2026-0412')
  const current = [...html.matchAll(/<a [^>]*aria-current="page"[^>]*href="([^"]*)"/g)].map(([, to]) => to)
  expect(current).toEqual(['/compromisos', '/compromisos'])
  expect(html).toContain('<main id="contenido"')
})

test('who may not register sees no way to do it', async () => {
  const executive = await render(<Shell places={places} person={carolina}>Panel</Shell>, '/panel')
  expect(executive).not.toContain('Registrar')
  const coordinator = await render(<Shell places={places} person={carolina} register="/registrar">Hoy</Shell>)
  expect(coordinator.match(/href="\/registrar"/g)).toHaveLength(2)
})

test('the number beside a place is said whole to a screen reader', async () => {
  expect(textOf(await render(<Shell places={places} person={carolina}>Hoy</Shell>))).toContain('3 , 3 asuntos vencidos')
})

test('a button tells its key, and a link to a file loads a whole document', async () => {
  expect(await render(<Button shortcut="N">Nuevo</Button>)).toContain('data-atajo="n" aria-keyshortcuts="N"')
  expect(await render(<LinkButton to="/panel.xlsx" document>Excel</LinkButton>)).not.toContain('data-discover')
})

test('keys are named as people read them', () => {
  expect(keyOf({ key: 'K', ctrlKey: false, metaKey: true })).toBe('ctrl+k')
  expect(keyOf({ key: 'R', ctrlKey: false, metaKey: false })).toBe('r')
  expect(keyOf({ key: 'ArrowDown', ctrlKey: false, metaKey: false })).toBe('ArrowDown')
})

test('the thread is dashed towards what is open and continuous towards what is fulfilled', async () => {
  const html = await render(
    <Thread
      nodes={[{
        id: 'r', kind: 'circle', title: 'Mesa de suelo', sewn: true,
        children: [
          { id: 'a', kind: 'diamond', title: 'Priorizar', folio: 'A-2026-0031', to: '/acuerdos/a', sewn: true },
          { id: 'b', kind: 'diamond', title: 'Responder', sewn: false },
        ],
      }]}
    />,
  )
  expect(html).toContain('<li data-cosido="true" data-sigue="hilvanado">')
  expect(html).toContain('data-baja="cosido"')
  expect(html).toContain('<li data-cosido="false">')
  expect(html).toContain('<span class="folio">A-2026-0031</span>')
})

test('a notice is in the live region before JavaScript, and its undo is a form', async () => {
  const html = await render(<Toasts notice={{ text: 'Compromiso cumplido', undo: '/compromisos/c/deshacer' }} />)
  expect(html).toMatch(/role="status"/)
  expect(html).toMatch(/<form method="post" action="\/compromisos\/c\/deshacer"/)
  expect(textOf(await render(<Toasts notice={null} />))).toBe('')
})

test('what one may not see and what does not exist read the same', async () => {
  const html = await render(<ErrorPage status={404} message="No existe o no está a su alcance." />)
  expect(html).toContain('<h1>No existe o no está a su alcance</h1>')
  expect(textOf(await render(<ErrorPage status={500} requestId="p-4k2j9x" />))).toContain('Algo falló de nuestro lado')
  expect(textOf(await render(<ErrorPage status={418} requestId="p-4k2j9x" />))).toContain('dé este número: p-4k2j9x')
  expect(textOf(await render(<ErrorPage status={409} message="Ya estaba cerrado." />))).toContain('Ya estaba cerrado.')
})

test('facts without a value are absent, and zero is a value', async () => {
  const items = [{ label: 'Lobby', value: '' }, { label: 'Tema', value: null }, { label: 'Cambios', value: 0 }]
  const html = await render(<Facts items={items} />)
  expect(textOf(html)).toBe('Cambios 0')
})

test('initials come from the first two names', () => {
  expect(initials('Carolina Fuentes R.')).toBe('CF')
  expect(initials('María de los Ángeles Ñanco')).toBe('MÁ')
})
