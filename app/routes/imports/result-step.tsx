import { Form, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

import { outcomes } from '#app/domain/sheet-imports/terms.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { DataTable } from '#app/ui/table.tsx'

import type { Result } from './readings.server.ts'
import { resultWords, willText } from './words.ts'

const POLL_MS = 1_500

/** How far the import is, and when it ended, what became of every row. */
export function ResultStep({ id, result }: { id: string; result: Result }) {
  if (result.state === 'running') return <Progress id={id} result={result} />
  const { total, totals, left, leftMore, failed, until } = result
  const notIn = totals.failed > 0 ? totals.failed : totals.skipped
  return (
    <>
      <Card title={result.undone ? `Deshecha el ${result.undone}` : 'Resultado'} aside={result.applied && `Importada el ${result.applied}`}>
        <p className="lectura">{willText(total, totals)}{result.undone && ' Es lo que se importó antes de deshacerla.'}</p>
        <Facts
          layout="columns"
          items={(['created', 'updated', 'same', 'skipped', 'failed'] as const).map((outcome) => ({ label: resultWords[outcome], value: formatNumber(totals[outcome]) }))}
        />
        <div className="acciones">
          {totals.failed + totals.skipped > 0 && <LinkButton document icon="download" to={`/importar/${id}/corregir.xlsx`}>Bajar lo que no entró</LinkButton>}
          {!result.undone && until && (
            <Form method="post" action={`/importar/${id}/deshacer`}><Button icon="undo">Deshacer la importación</Button></Form>
          )}
          <LinkButton variant="primary" to={result.people ? '/contactos' : '/instituciones'}>{result.people ? 'Ver contactos' : 'Ver instituciones'}</LinkButton>
        </div>
        {!result.undone && until && <p className="meta">Se puede deshacer hasta el {until}.</p>}
      </Card>
      {left.length > 0 && (
        <Card title="No se pudo devolver a como estaba" aside={plural(left.length + leftMore, 'registro', 'registros')}>
          <p className="lectura">Alguien los cambió después de la importación, o algo depende ya de ellos.</p>
          <ul className="lista">{left.map((text, at) => <li key={at}>{text}</li>)}</ul>
          {leftMore > 0 && <p className="meta">Y {formatNumber(leftMore)} más.</p>}
        </Card>
      )}
      {failed.length > 0 && (
        <DataTable
          caption="Filas que no entraron"
          rows={failed}
          rowKey={({ position }) => String(position)}
          columns={[
            { key: 'label', label: 'Fila', cell: (row) => <>{row.label || 'Sin nombre'} <span className="meta">fila {formatNumber(row.line)}</span></> },
            { key: 'reason', label: 'Motivo', cell: (row) => <DatedText>{row.reason ?? outcomes[row.outcome]}</DatedText> },
          ]}
          foot={notIn > failed.length && <p className="meta px-5 py-3">Y {formatNumber(notIn - failed.length)} más, en la planilla que se puede bajar.</p>}
        />
      )}
    </>
  )
}

/** Asks again by itself; without JavaScript the page loads again. The work goes on with the page closed. */
function Progress({ id, result: { total, done, stopped } }: { id: string; result: Result }) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, POLL_MS)
    return () => clearInterval(timer)
  }, [revalidate])
  return (
    <Card title="Importando">
      <noscript><meta httpEquiv="refresh" content="3" /></noscript>
      <p className="lectura" role="status">{formatNumber(done)} de {plural(total, 'fila', 'filas')}. Puede cerrar esta página: el trabajo sigue.</p>
      <progress max={Math.max(total, 1)} value={done} aria-label="Avance de la importación" className="w-full" />
      {stopped && (
        <Form method="post" action={`/importar/${id}/reanudacion`} className="fila">
          <span role="alert">Se detuvo: {stopped}</span>
          <Button small>Continuar</Button>
        </Form>
      )}
    </Card>
  )
}
