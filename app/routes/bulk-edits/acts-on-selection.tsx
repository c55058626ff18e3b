import { useLocation } from '@remix-run/react'

import { bulkActs, type BulkAct } from '#app/domain/bulk-edits/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectionBar } from '#app/ui/selection-bar.tsx'

/** What can be done to the rows that are marked, or to all of the filter. `atOnce` needs nothing more to be said. */
export function ActsOnSelection({ act, total, label, atOnce, seen }: {
  act: BulkAct
  total: number
  label: string
  atOnce?: boolean
  seen: URLSearchParams
}) {
  const { pathname, search } = useLocation()
  const params = new URLSearchParams(search)
  return (
    <SelectionBar
      action={`/lote/${act}`}
      feminine={bulkActs[act].feminine}
      total={total}
      all={params.get('seleccion') === 'todos'}
      back={pathname + withParams(params, { seleccion: null, panel: null, pagina: params.get('pagina') })}
      filter={withParams(seen, { seleccion: null, panel: null })}
      allTo={withParams(params, { seleccion: 'todos' })}
      noneTo={withParams(params, { seleccion: null })}
    >
      {atOnce ? <Button small>{label}</Button> : <Button small formMethod="get" formAction={`/lote/${act}`}>{label}</Button>}
    </SelectionBar>
  )
}
