import { Form } from '@remix-run/react'

import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { Foot } from './list-sections.tsx'
import type { loadDocuments, loadNetwork, ShownRelation } from './papers.server.ts'

type Of = { institution: { id: string; short_name: string }; canEdit: boolean }

/** Evidence of what it owes or is owed, and closed minutes of its meetings. */
export function DocumentsSection({ rows, total, page, institution }: Awaited<ReturnType<typeof loadDocuments>> & Of) {
  if (rows.length === 0) {
    return <Empty title="Sin documentos">Aquí aparecen los archivos y oficios que prueban los compromisos de {institution.short_name}, y las actas cerradas de sus reuniones.</Empty>
  }
  return (
    <DataTable
      caption={`Documentos de ${institution.short_name}`}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: 'Documento',
          cell: (row) => (row.href ? <a className="enlace-titulo break-words" href={row.href} rel="noreferrer">{row.name}</a> : <span className="font-fuerte">{row.name}</span>),
        },
        { key: 'kind', label: 'Tipo', width: 'col-fecha', cell: (row) => row.kind },
        { key: 'about', label: 'De qué', cell: (row) => <><RecordLink to={row.to} strong={false}>{row.about}</RecordLink> <Folio>{row.folio}</Folio></> },
        { key: 'at', label: 'Fecha', width: 'col-fecha', cell: (row) => <time>{row.at}</time>, phone: 'label' },
      ]}
      foot={<Foot page={page} shown={rows.length} total={total} />}
    />
  )
}

/** Whom it depends on and who depends on it, what it is part of, and with whom it is associated. */
export function NetworkSection({ parent, dependents, relations, former, institution, canEdit }: Awaited<ReturnType<typeof loadNetwork>> & Of) {
  return (
    <div className="con-lado">
      <div className="pila">
        <Card
          title="De qué es parte"
          aside={canEdit && <ActionLink to={`/instituciones/${institution.id}/relaciones`} chevron={false}>Agregar relación</ActionLink>}
        >
          {relations.length === 0 ? <p className="meta">Todavía no se anota de qué es parte {institution.short_name}, ni con quién está asociada.</p> : (
            <ul className="lista">{relations.map((row) => <RelationRow key={row.id} row={row} self={institution.id} canEdit={canEdit} />)}</ul>
          )}
          {former.length > 0 && (
            <details>
              <summary className="fila min-h-10">Las que terminaron <span className="cuenta">{former.length}</span></summary>
              <ul className="lista pt-2">{former.map((row) => <RelationRow key={row.id} row={row} self={institution.id} canEdit={canEdit} />)}</ul>
            </details>
          )}
        </Card>
      </div>
      <div className="pila">
        <Card title="Depende de" aside={canEdit && <ActionLink to={`/instituciones/${institution.id}/editar`} about="de quién depende" chevron={false}>Cambiar</ActionLink>}>
          {parent ? <p><RecordLink to={`/instituciones/${parent.id}`}>{parent.name}</RecordLink></p> : <p className="meta">De nadie.</p>}
        </Card>
        <Card title="Dependen de ella" aside={`${dependents.length}`}>
          {dependents.length === 0 ? <p className="meta">Ninguna.</p> : (
            <ul className="lista">{dependents.map(({ id, name }) => <li key={id}><RecordLink to={`/instituciones/${id}`} strong={false}>{name}</RecordLink></li>)}</ul>
          )}
        </Card>
      </div>
    </div>
  )
}

function RelationRow({ row: { id, other_id, other, word, period, source, ended }, self, canEdit }: { row: ShownRelation; self: string; canEdit: boolean }) {
  return (
    <li>
      <p><span className="meta">{word}</span> <RecordLink to={`/instituciones/${other_id}`}>{other}</RecordLink></p>
      <p className="meta">{[period, source].filter(Boolean).join(' · ')}</p>
      {canEdit && (
        <div className="fila no-imprimir">
          {!ended && <LinkButton small variant="quiet" to={`/instituciones/${self}/relaciones/${id}/termino`}>Terminar<span className="solo-lector"> la relación con {other}</span></LinkButton>}
          <Form method="post" action={`/instituciones/${self}/relaciones/${id}/deshacer`}>
            {ended && <input type="hidden" name="ended" value="on" />}
            <Button variant="quiet" small>{ended ? 'Deshacer el término' : 'Quitar'}<span className="solo-lector"> de la relación con {other}</span></Button>
          </Form>
        </div>
      )}
    </li>
  )
}
