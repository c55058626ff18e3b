import { Link } from '@remix-run/react'

import { sorts, type Sort, type Stage } from '#app/domain/commitments/terms.ts'
import { shownColumns } from '#app/domain/saved-views/rules.ts'
import { lists } from '#app/domain/saved-views/terms.ts'
import { orderOf, sortBy } from '#app/lib/list-address.ts'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import type { Column } from '#app/ui/table.tsx'

import { CommitmentBadge } from './badge.tsx'
import { FulfilAtOnce } from './fulfil-at-once.tsx'
import type { Row } from './row.server.ts'
import { Standing } from './standing.tsx'

type Work = { writes: true; back: string; move: (folio: string, stage: Stage) => void; edit: (folio: string) => void } | { writes: false }

const { columns: words } = lists.commitments

/** The columns of a list of commitments; for whoever works in it, with the acts of each row. */
export const columnsOf = (search: URLSearchParams, work: Work): Column<Row>[] => shownColumns('commitments', search, [
  {
    key: 'compromiso',
    label: 'Compromiso',
    cell: (row) => (
      <>
        <RecordLink to={`/compromisos/${row.folio}`}>{row.text}</RecordLink>
        <br />
        <Folio>{row.folio}</Folio>
        <Standing standing={row.standing} />
      </>
    ),
    ...by(search, 'compromiso'),
  },
  {
    key: 'debe',
    label: words.debe,
    width: 'col-media',
    cell: (row) => <span className="meta"><span className="solo-telefono">Debe </span>{row.owes}<br className="solo-escritorio" /> {row.receives}</span>,
    ...by(search, 'debe'),
  },
  {
    key: 'vence',
    label: words.vence,
    width: 'col-fecha',
    cell: (row) => (
      <>
        {row.due ? <time className="cifras" dateTime={row.due.on} title={row.due.title}>{row.due.text}</time> : <span className="meta">Sin fecha</span>}
        {row.before && <span className="meta cifras block whitespace-nowrap">{row.before}</span>}
      </>
    ),
    ...by(search, 'vence'),
    phone: 'hide',
  },
  {
    key: 'estado',
    label: words.estado,
    width: 'col-estado',
    cell: (row) => <CommitmentBadge status={row.status} still={row.still} working={row.stage === 'en-curso'} />,
  },
  { key: 'sigue', label: words.sigue, cell: (row) => row.follower, phone: 'label' },
  {
    key: 'origen',
    label: words.origen,
    cell: (row) => row.origin.map((folio) => <span key={folio} className="block"><RecordLink strong={false} to={`/${folio.startsWith('A') ? 'acuerdos' : 'reuniones'}/${folio}`}>{folio}</RecordLink></span>),
    phone: 'label',
  },
  { key: 'movido', label: words.movido, width: 'col-fecha', cell: (row) => <span className="meta">{row.moved}</span>, phone: 'label', ...by(search, 'movido') },
  ...(work.writes ? [{ key: 'actos', label: 'Actos', cell: (row: Row) => <Acts row={row} {...work} /> }] : []),
])

const by = (search: URLSearchParams, name: Sort) => sortBy(search, name, orderOf(search, sorts))

function Acts({ row: { folio, open, awaits, standing }, back, move, edit }: { row: Row } & Extract<Work, { writes: true }>) {
  if (!open) return null
  const to = `/compromisos/${folio}`
  return (
    <span className="fila flex-nowrap no-imprimir">
      {standing.receipt?.confirmed ? <FulfilAtOnce folio={folio} /> : awaits ? <ActionLink to={`${to}/verificacion`} about={folio} chevron={false}>Validar</ActionLink> : (
        <form
          method="post"
          action={`${to}/estado`}
          onSubmit={(event) => {
            event.preventDefault()
            move(folio, 'por-validar')
          }}
        >
          <input type="hidden" name="volver" value={back} />
          <button className="enlace-accion" name="stage" value="por-validar">Cumplir<span className="solo-lector"> {folio}</span></button>
        </form>
      )}
      <Link
        className="boton boton-quieto boton-chico boton-icono"
        to={`${to}/edicion?volver=${encodeURIComponent(back)}`}
        title="Editar aquí"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) return
          event.preventDefault()
          edit(folio)
        }}
      >
        <Icon name="pencil" small /><span className="solo-lector">Editar estado, responsables y plazo de {folio}</span>
      </Link>
    </span>
  )
}
