import { Form, Link } from '@remix-run/react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { UNDO_DAYS } from '#app/lib/undo-window.ts'
import { DataTable } from '#app/ui/table.tsx'

import type { AppliedView } from './readings.server.ts'

/** What became of the list, with its way back while there is one. */
export function Applied({ id, applied: { undone, undoUntil, erased, leftBehind, lines } }: { id: string; applied: AppliedView }) {
  return (
    <>
      <p className="lectura">
        {undone ? 'Los cargos quedaron como estaban antes de aplicar la lista.' : 'Los compromisos abiertos siguen con cada cargo; nada de lo pasado cambió.'}
      </p>
      {!undone && !undoUntil && <p role="status">Pasaron más de {UNDO_DAYS} días: este traspaso ya no se puede deshacer. Los cargos se corrigen uno por uno.</p>}
      {erased && <p className="meta">El {erased} se borró lo que se pegó y lo que se guardaba para deshacerlo: no se conservan datos de personas que ya no hacen falta.</p>}
      {undone && leftBehind.length > 0 && (
        <Card title="Quedaron como están">
          <ul className="lista">{leftBehind.map((text) => <li key={text}>{text}</li>)}</ul>
        </Card>
      )}
      <DataTable
        caption="Qué pasó con cada línea"
        rows={lines}
        rowKey={({ position }) => String(position)}
        columns={[
          { key: 'institution', label: 'Institución', cell: (row) => (row.position_id ? <Link to={`/cargos/${row.position_id}`}>{row.institution}</Link> : row.institution) },
          { key: 'leaves', label: 'Terminó', cell: (row) => row.leaves || '—', phone: 'label' },
          { key: 'arrives', label: 'Asume', cell: (row) => row.arrives || '—', phone: 'label' },
          { key: 'starts_on', label: 'Desde', cell: (row) => (row.starts_on ? <time>{row.starts_on}</time> : '—'), width: 'col-fecha', phone: 'label' },
          { key: 'outcome', label: 'Resultado', cell: (row) => row.outcome, width: 'col-estado' },
        ]}
      />
      {!undone && (
        <p className="acciones">
          <LinkButton document icon="download" to={`/traspasos/${id}/carpetas.zip`}>Carpetas de bienvenida de todos</LinkButton>
          <span className="meta">Un zip con una carpeta por institución; tarda algunos minutos si son muchas.</span>
        </p>
      )}
      {!undone && undoUntil && (
        <Form method="post" action={`/traspasos/${id}/deshacer`} className="acciones">
          <Button>Deshacer el traspaso</Button>
          <span className="meta">Hasta el {undoUntil}</span>
        </Form>
      )}
    </>
  )
}
