import { Form, Link } from '@remix-run/react'

import type { importResult } from '#app/domain/calendar-imports/queries/result.server.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { RefusedRows } from './import-rows.tsx'
import { totalsText } from './import-words.ts'

type Result = Awaited<ReturnType<typeof importResult>>

/** What was written, with its links, and the way back. */
export function ImportResult({ id, name, undone, result }: { id: string; name: string; undone: boolean; result: Result }) {
  const { discarded, totals, links, more, refused, left } = result
  const canUndo = !undone && result.canUndo
  return (
    <div className="pila">
      <PageHeader
        title={undone ? `Se deshizo la importación de «${name}»` : `Se importó «${name}»`}
        facts={undone ? 'El calendario quedó como estaba. Si sube el archivo otra vez, se le ofrecerá de nuevo.' : told(result)}
        actions={
          <>
            {canUndo && (
              <Form method="post" action={`/calendario/importar/${id}/deshacer`}>
                <Button icon="undo">Deshacer</Button>
              </Form>
            )}
            <LinkButton to="/calendario/importar">Importar otro</LinkButton>
            <LinkButton to="/calendario" variant="primary">Ver el calendario</LinkButton>
          </>
        }
      />
      {!undone && (
        <p className="lectura">
          El archivo traía {totalsText(result)}. {discarded > 0 && `${plural(discarded, 'nuevo quedó', 'nuevos quedaron')} sin elegir. `}
          No se avisó a nadie.
        </p>
      )}
      {links.length > 0 && (
        <DataTable
          caption="Reuniones importadas"
          rows={links}
          rowKey={({ folio }) => folio}
          columns={[
            { key: 'title', label: 'Reunión', cell: ({ folio, title }) => <Link to={`/reuniones/${folio}`}>{title}</Link> },
            { key: 'when', label: 'Cuándo', cell: ({ when, repeats }) => (repeats ? `${when}, la primera de su serie` : when) },
            { key: 'what', label: 'Qué se hizo', cell: ({ isChange }) => (isChange ? 'Se cambió' : 'Se agregó'), width: 'col-media' },
          ]}
          foot={more > 0 && <p className="meta px-5 py-3">Y {formatNumber(more)} más, en el calendario.</p>}
        />
      )}
      {left.length > 0 && <RefusedRows title="Se dejaron como estaban" rows={left} total={left.length} />}
      {refused.length > 0 && <RefusedRows title="No se pudieron importar" rows={refused} total={totals.refused} />}
    </div>
  )
}

function told({ created, changed, meetings }: Result) {
  if (created + changed === 0) return 'No se agregó ni se cambió ninguna reunión.'
  const added = meetings > 0 ? [`Se ${meetings === 1 ? 'agregó' : 'agregaron'} ${plural(meetings, 'reunión', 'reuniones')}`] : []
  const mended = changed > 0 ? [`${meetings > 0 ? 'se' : 'Se'} ${changed === 1 ? 'cambió' : 'cambiaron'} ${formatNumber(changed)}`] : []
  return `${[...added, ...mended].join(' y ')}.`
}
