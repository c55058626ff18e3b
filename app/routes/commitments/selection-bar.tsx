import { useLocation } from '@remix-run/react'

import { withParams } from '#app/lib/list-address.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectionBar } from '#app/ui/selection-bar.tsx'

/** The acts on the commitments that are marked, or on all of the filter. */
export function ActsOnSelection({ total, all, exportTo }: { total: number; all: boolean; exportTo: string }) {
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  return (
    <SelectionBar
      action="/compromisos/lote/estado"
      total={total}
      all={all}
      back={pathname + withParams(params, { seleccion: null, pagina: params.get('pagina') })}
      filter={withParams(params, { seleccion: null })}
      allTo={withParams(params, { seleccion: 'todos' })}
      noneTo={withParams(params, { seleccion: null })}
    >
      <Button small name="stage" value="cumplir">Cumplir</Button>
      <Button small formMethod="get" formAction="/compromisos/lote/estado">Cambiar estado…</Button>
      <Button small formMethod="get" formAction="/compromisos/lote/plazo">Cambiar plazo…</Button>
      <Button small formMethod="get" formAction="/compromisos/lote/seguimiento">Reasignar…</Button>
      {all
        ? <LinkButton small to={exportTo} document>Exportar</LinkButton>
        : <Button small formMethod="get" formAction="/exportar/compromisos.xlsx" data-documento="">Exportar</Button>}
    </SelectionBar>
  )
}
