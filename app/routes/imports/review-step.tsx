import { Form, Link, useSearchParams } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { outcomes, type Outcome } from '#app/domain/sheet-imports/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { StatusBadge, type Tone } from '#app/ui/status-badge.tsx'

import type { Review } from './readings.server.ts'
import { ProblemCards } from './review-problems.tsx'
import { RowForm } from './row-form.tsx'
import { applyLabel, resultWords, willText } from './words.ts'

const tones: Record<Outcome, Tone> = { failed: 'vencido', created: 'cumplido', updated: 'por-validar', same: 'pendiente', skipped: 'sin-efecto' }

/** What would become of every row; nothing is written before the last button. */
export function ReviewStep({ id, review }: { id: string; review: Review }) {
  const [search] = useSearchParams()
  const { total, totals, rows, filter, matching, pageSize, open, keeps, keepsIn, exceptions } = review
  useFocusOnClosed(open)
  const from = (filter.page - 1) * pageSize + 1
  const to = from + rows.length - 1
  return (
    <>
      <p className="lectura">{willText(total, totals)} Todavía no se ha guardado nada.</p>
      <ProblemCards id={id} review={review} />
      {(keeps || totals.updated > 0) && (
        <Card title="Datos que ya están y son distintos">
          <Form method="post" action={`/importar/${id}/conservar`} className="fila" preventScrollReset>
            <input type="hidden" name="keeps" value={keeps ? '' : 'on'} />
            <span>{keeps ? 'Se dejan como están en Hilván.' : 'Se cambian por los del archivo; abajo dice cuáles.'} {exceptions > 0 && `Salvo ${plural(exceptions, 'fila', 'filas')} en que se decidió otra cosa.`}</span>
            <Button small>{keeps ? 'Cambiarlos por los del archivo' : 'Dejarlos como están'}</Button>
          </Form>
        </Card>
      )}
      <Tabs
        label="Filas por resultado"
        items={[
          { to: withParams(search, { ver: null, pagina: null, fila: null }), label: 'Todas', count: total, current: !filter.outcome },
          ...(Object.keys(outcomes) as Outcome[]).filter((outcome) => totals[outcome] > 0 || filter.outcome === outcome).map((outcome) => ({
            to: withParams(search, { ver: outcome, pagina: null, fila: null }), label: resultWords[outcome], count: totals[outcome], current: filter.outcome === outcome,
          })),
        ]}
      />
      <DataTable
        caption="Filas del archivo"
        rows={rows}
        rowKey={({ position }) => String(position)}
        columns={[
          { key: 'label', label: 'Fila', cell: (row) => <>{row.label || 'Sin nombre'} <span className="meta">fila {formatNumber(row.line)}</span></>, width: 'col-media' },
          { key: 'outcome', label: 'Resultado', cell: (row) => <StatusBadge tone={tones[row.outcome]}>{outcomes[row.outcome]}</StatusBadge>, width: 'col-estado' },
          { key: 'what', label: 'Qué pasa', cell: (row) => [...row.problems.map(({ text }) => text), ...row.changes].map((text) => <span key={text} className="block break-words"><DatedText>{text}</DatedText></span>) },
          { key: 'edit', label: 'Corregir', cell: (row) => (
            <Link className="boton boton-chico" preventScrollReset to={withParams(search, { fila: String(row.position) })}>
              Corregir<span className="solo-lector"> la fila {formatNumber(row.line)}</span>
            </Link>
          ), width: 'col-corta' },
        ]}
        detail={(row) => row.position === open && <RowForm id={id} row={row} keeps={keepsIn && { here: keepsIn[row.line], file: keeps }} back={withParams(search, { fila: null })} />}
        foot={
          <Pagination
            from={from}
            to={to}
            total={matching}
            note="primero las que tienen problemas"
            previous={filter.page > 1 ? withParams(search, { pagina: String(filter.page - 1), fila: null }) : undefined}
            next={to < matching ? withParams(search, { pagina: String(filter.page + 1), fila: null }) : undefined}
          />
        }
      />
      <div className="acciones pie-revision">
        <Form method="post" action={`/importar/${id}/descarte`}><Button variant="quiet">Descartar</Button></Form>
        <Form method="post" action={`/importar/${id}/aplicacion`}><Button variant="primary">{applyLabel(totals)}</Button></Form>
      </div>
      {totals.failed > 0 && <p className="meta">{plural(totals.failed, 'fila con problema no se importa', 'filas con problema no se importan')}: después se pueden bajar en una planilla con su motivo.</p>}
    </>
  )
}

/** Whoever closes or saves the correction of a row is left on that row. */
function useFocusOnClosed(open: number | null) {
  const last = useRef(open)
  useEffect(() => {
    if (open === null && last.current !== null) document.querySelector<HTMLElement>(`[data-fila="${last.current}"] a`)?.focus()
    last.current = open
  }, [open])
}
