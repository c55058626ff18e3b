import { expect, test } from 'vitest'

import { FilterBar } from '#app/ui/filter-bar.tsx'
import { Pagination, rangeText } from '#app/ui/pagination.tsx'
import { SelectionBar } from '#app/ui/selection-bar.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { render, textOf } from './render.tsx'

type Row = { folio: string; text: string; due: string }
const rows: Row[] = [
  { folio: 'C-2026-0371', text: 'Responder la factibilidad', due: '13-11-2026' },
  { folio: 'C-2026-0385', text: 'Informaciones previas', due: '20-11-2026' },
]
const byFolio = (row: Row) => row.folio
const columns: Column<Row>[] = [
  { key: 'text', label: 'Compromiso', cell: (row) => row.text, sortTo: '?orden=texto' },
  { key: 'due', label: 'Vence', cell: (row) => row.due, sortTo: '?orden=-vence', sorted: 'ascending', phone: 'label' },
]

test('a table says by which column it is ordered, and its heads are links to other orders', async () => {
  const html = await render(<DataTable caption="Compromisos" columns={columns} rows={rows} rowKey={byFolio} />)
  expect(html).toMatch(/<th scope="col" aria-sort="ascending"><a [^>]*href="\/\?orden=-vence">Vence/)
  expect(html.match(/aria-sort/g)).toHaveLength(1)
  expect(html).toContain('<th scope="row">Responder la factibilidad</th>')
  expect(html).toContain('data-rotulo="Vence"')
})

test('groups have heads with their counts, and empty groups are not shown', async () => {
  const groups = [{ label: 'Vencidos', rows }, { label: 'Hoy', rows: [] }]
  const html = await render(<DataTable caption="Compromisos" columns={columns} groups={groups} rowKey={byFolio} />)
  expect(html).toContain('<th colSpan="2" scope="rowgroup">Vencidos <span>2</span></th>')
  expect(html).not.toContain('Hoy')
})

test('each row can be selected by its name', async () => {
  const select = { name: 'id', label: (row: Row) => `Seleccionar ${row.folio}` }
  const html = await render(
    <DataTable caption="Compromisos" columns={columns} rows={rows} rowKey={byFolio} select={select} />,
  )
  expect(html).toContain('aria-label="Seleccionar C-2026-0371"')
  expect(html).toContain('value="C-2026-0385"')
})

test('what is marked is counted as the list speaks of it: one, many, and everything of a filter', async () => {
  const bar = async (total: number, feminine: boolean) =>
    textOf(await render(<SelectionBar action="/x" back="/x" filter="" allTo="?todos" noneTo="?" total={total} feminine={feminine} all>{null}</SelectionBar>))
  expect(await bar(1234, true)).toBe('Las 1.234 de este filtro Quitar selección')
  expect(await bar(1234, false)).toBe('Los 1.234 de este filtro Quitar selección')
  expect([await bar(1, true), await bar(1, false)]).toEqual(['1 seleccionada Quitar selección', '1 seleccionado Quitar selección'])
})

test('pages are told in words, with thousands as in Chile', () => {
  expect(rangeText(1, 50, 214)).toBe('1 a 50 de 214')
  expect(rangeText(1201, 1214, 1214)).toBe('1.201 a 1.214 de 1.214')
  expect(rangeText(1, 1, 1)).toBe('1 de 1')
  expect(rangeText(1, 0, 0)).toBe('Nada en esta lista')
  expect(rangeText(51, 100)).toBe('51 a 100')
})

test('the first page has only a next one', async () => {
  const html = await render(<Pagination from={1} to={50} total={214} next="?pagina=2" note="orden: vence" />)
  expect(textOf(html)).toBe('1 a 50 de 214 · orden: vence Siguiente')
  expect(html).toContain('rel="next"')
})

test('each active filter is a phrase that a link removes, and the rest of the address is kept', async () => {
  const html = await render(
    <FilterBar
      search={{ name: 'q', value: 'suelo' }}
      chips={[{ label: 'Región: Biobío', to: '/compromisos?q=suelo' }]}
      clear="/compromisos"
      keep={{ vista: 'mios' }}
    />,
  )
  expect(html).toMatch(/<a class="ficha ficha-puesta"[^>]*href="\/compromisos\?q=suelo">Región: Biobío/)
  expect(html).toContain('<input type="hidden" name="vista" value="mios"/>')
  expect(html).toMatch(/name="q"[^>]*value="suelo"/)
  expect(textOf(html)).toContain('Limpiar')
  expect(html).toContain('method="get"')
})

test('without filters there is nothing to clear', async () => {
  expect(textOf(await render(<FilterBar clear="/compromisos" />))).toBe('')
})

test('a state is a shape and a word, not only a colour', async () => {
  const html = await render(<StatusBadge tone="vencido">Vencido hace 4 días</StatusBadge>)
  expect(html).toContain('#triangle-alert')
  expect(textOf(html)).toBe('Vencido hace 4 días')
  const vacant = <StatusBadge tone="por-vencer" icon="vacant-person">Vacante</StatusBadge>
  expect(await render(vacant)).toContain('#vacant-person')
})

test('tabs are links with counts, and one is the current page', async () => {
  const mine = { to: '?v=mios', label: 'Míos', count: 0, current: true }
  const all = { to: '?v=todos', label: 'Todos', current: false }
  const html = await render(<Tabs label="Vistas" items={[mine, all]} />)
  expect(html.match(/aria-current="page"/g)).toHaveLength(1)
  expect(textOf(html)).toBe('Míos 0 Todos')
})
