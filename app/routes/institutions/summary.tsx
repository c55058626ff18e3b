import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import type { Institution } from '#app/domain/institutions/queries.server.ts'
import { networkStatuses } from '#app/domain/institutions/terms.ts'
import { CommitmentBadge } from '#app/routes/commitments/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import { History } from './history.tsx'
import { HoldersCard } from './holders-card.tsx'
import type { loadSummary, SideRow } from './sections.server.ts'

type Side = { rows: SideRow[]; tones: string[]; total: number }
type Loaded = Awaited<ReturnType<typeof loadSummary>>
type Known = Pick<Institution, 'id' | 'name' | 'short_name' | 'aliases' | 'region_name' | 'commune_name' | 'network_status'>

export function Summary({ owes, receives, posts, on, next, history, reach, institution, canEdit }: Loaded & { institution: Known; reach: ReactNode; canEdit: boolean }) {
  const list = `/compromisos?vista=todos&institucion=${institution.id}`
  return (
    <div className="con-lado">
      <div className="pila">
        <Card title="Quién le debe a quién" aside={(
            <span className="fila no-imprimir">
              <ActionLink to={`/instituciones/${institution.id}/compromisos`} chevron={false}>Copiar para WhatsApp</ActionLink>
              <ActionLink to={`${list}&estado=cumplido`} chevron={false}>Ver los cumplidos</ActionLink>
            </span>
          )}>
          <div className="dos-columnas">
            <Debts title={`${institution.short_name} debe`} side={owes} to={`${list}&papel=debe&estado=abiertos`} whom={(row) => row.receives} />
            <Debts title="Le deben" side={receives} to={`${list}&papel=recibe&estado=abiertos`} whom={(row) => `Debe ${row.owes}`} />
          </div>
        </Card>
        <HoldersCard posts={posts} on={on} canEdit={canEdit} />
      </div>
      <div className="pila">
        <Card title="Próxima reunión">
          {next ? (
            <div className="fila flex-nowrap items-start">
              <Glyph kind="circle" label="Reunión" />
              <div>
                <RecordLink to={`/reuniones/${next.folio}`}>{next.title}</RecordLink>
                <p className="meta">{[next.when, next.place, next.state].filter(Boolean).join(' · ')}</p>
              </div>
            </div>
          ) : (
            <>
              <p className="meta">Nada agendado con {institution.short_name}.</p>
              {canEdit && <div className="acciones"><LinkButton small to={`/reuniones/nueva?institucion=${institution.id}`}>Agendar</LinkButton></div>}
            </>
          )}
        </Card>
        {reach}
        <Card title="Datos" aside={canEdit && <ActionLink to={`/instituciones/${institution.id}/red`} chevron={false}>Cambiar estado en la red</ActionLink>}>
          <Facts
            items={[
              { label: 'Nombre', value: institution.name },
              { label: 'Región', value: institution.region_name ?? 'Todo el país' },
              { label: 'Sede', value: institution.commune_name },
              { label: 'En la red', value: networkStatuses[institution.network_status] },
            ]}
          />
        </Card>
        <Card title="Actividad" aside={history.length > 0 && <ActionLink to="?seccion=historial" chevron={false}>Ver todo</ActionLink>}>
          <History months={history} />
        </Card>
      </div>
    </div>
  )
}

/** One column: the figure opens its list; one bar per commitment, filled when overdue. */
function Debts({ title, side: { rows, tones, total }, to, whom }: { title: string; side: Side; to: string; whom: (row: SideRow) => string }) {
  return (
    <section className="pila pila-junta">
      <h3>
        <Link className="enlace-titulo" to={to}><span className="cifras text-cifra">{total}</span> {title}</Link>
      </h3>
      <div className="flex flex-wrap gap-1" aria-hidden="true">
        {tones.map((tone, at) => (
          <span key={at} className={`h-2 w-6 rounded-marca border-2 ${tone === 'vencido' ? 'border-vencido bg-vencido' : 'border-borde-control'}`} />
        ))}
      </div>
      {rows.length === 0 ? <p className="meta">Nada abierto.</p> : (
        <ul className="lista">
          {rows.map((row) => (
            <li key={row.folio} className="fila flex-nowrap items-start">
              <Glyph kind={row.status.tone === 'vencido' ? 'square-alert' : 'square'} small />
              <div className="pila pila-junta">
                <div>
                  <RecordLink to={`/compromisos/${row.folio}`}>{row.text}</RecordLink>
                  <p className="meta">{[whom(row)].filter(Boolean).map((words) => <span key="w">{words} · </span>)}<Folio>{row.folio}</Folio></p>
                </div>
                <div className="fila">
                  <CommitmentBadge status={row.status} />
                  {row.due && !['vencido', 'por-vencer'].includes(row.status.tone) && <span className="meta">vence <time dateTime={row.due.on} title={row.due.title}>{row.due.text}</time></span>}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      {total > rows.length && <ActionLink to={to}>Ver los {total}</ActionLink>}
    </section>
  )
}
