import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import type { Side } from '#app/domain/commitments/terms.ts'
import type { Fulfilment } from '#app/domain/institutions/queries/record.server.ts'
import type { Institution } from '#app/domain/institutions/queries.server.ts'
import { networkStatuses } from '#app/domain/institutions/terms.ts'
import { formatRut, plural } from '#app/lib/text.ts'
import { CommitmentBadge } from '#app/routes/commitments/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'

import { FulfilmentLine } from './fulfilment.tsx'
import { HoldersCard } from './holders-card.tsx'
import { InstitutionTimeline } from './institution-timeline.tsx'
import { ValidityLine, type ValidityFigures } from './list-sections.tsx'
import type { loadSummary, SideRow } from './sections.server.ts'

type Debt = { rows: SideRow[]; tones: string[]; total: number }
type Loaded = Awaited<ReturnType<typeof loadSummary>>
type Counts = { sides: Record<Side, Fulfilment>; validity: ValidityFigures }
type Known = Pick<Institution, 'id' | 'name' | 'short_name' | 'aliases' | 'region_name' | 'commune_name' | 'network_status' | 'rut'>

export function Summary({ owes, receives, posts, on, next, ending, jurisdiction, lately, reach, counts, institution, canEdit }: Loaded & { institution: Known; reach: ReactNode; counts: Counts; canEdit: boolean }) {
  const list = `/compromisos?vista=todos&institucion=${institution.id}`
  return (
    <div className="con-lado">
      <div className="pila">
        <Card title="Quién le debe a quién" aside={<Aside list={list} message={`/instituciones/${institution.id}/compromisos`} />}>
          <div className="dos-columnas">
            <Debts title={`${institution.short_name} debe`} kept={<FulfilmentLine institution_id={institution.id} side="debe" figures={counts.sides.debe} />} side={owes} to={`${list}&papel=debe&estado=abiertos`} whom={(row) => row.receives} />
            <Debts title="Le deben" kept={<FulfilmentLine institution_id={institution.id} side="recibe" figures={counts.sides.recibe} />} side={receives} to={`${list}&papel=recibe&estado=abiertos`} whom={(row) => `Debe ${row.owes}`} />
          </div>
        </Card>
        <Card title="Acuerdos y convenios" aside={<ActionLink to="?seccion=acuerdos" chevron={false}>Ver todos</ActionLink>}>
          <ValidityLine institution_id={institution.id} figures={counts.validity} />
          {ending.length > 0 && (
            <ul className="lista">
              {ending.map(({ folio, text, kind, until, open }) => (
                <li key={folio} className="fila flex-nowrap items-start">
                  <Glyph kind="diamond" small />
                  <div>
                    <RecordLink to={`/acuerdos/${folio}`}>{text}</RecordLink>
                    <p className="meta">{kind} · hasta el <time>{until}</time>{open > 0 && <> · {plural(open, 'compromiso sin cumplir', 'compromisos sin cumplir')}</>} · <Folio>{folio}</Folio></p>
                  </div>
                </li>
              ))}
            </ul>
          )}
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
              { label: 'RUT', value: institution.rut && <span className="cifras">{formatRut(institution.rut)}</span> },
              { label: 'Jurisdicción', value: jurisdiction && <details><summary>{jurisdiction.summary}</summary>{jurisdiction.communes}</details> },
              { label: 'En la red', value: networkStatuses[institution.network_status] },
            ]}
          />
          {canEdit && <p className="meta no-imprimir">¿Está dos veces? <ActionLink to={`/fusiones/nueva?de=institution&queda=${institution.id}`} chevron={false}>Fusionar con…</ActionLink></p>}
        </Card>
        <Card title="Actividad" aside={lately.length > 0 && <ActionLink to="?seccion=historial" chevron={false}>Ver todo</ActionLink>}>
          <InstitutionTimeline months={lately} />
        </Card>
      </div>
    </div>
  )
}

/** One column: the figure opens its list; one bar per commitment, filled when overdue. */
function Debts({ title, kept, side: { rows, tones, total }, to, whom }: { title: string; kept: ReactNode; side: Debt; to: string; whom: (row: SideRow) => string }) {
  return (
    <section className="pila pila-junta">
      <h3>
        <Link className="enlace-titulo" to={to}><span className="cifras text-cifra">{total}</span> {title}</Link>
      </h3>
      {kept}
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
      {total > rows.length && <ActionLink to={to} about={title}>Ver los {total}</ActionLink>}
    </section>
  )
}

const Aside = ({ list, message }: { list: string; message: string }) => (
  <span className="fila gap-x-4">
    <ActionLink to={message} chevron={false}>Copiar para WhatsApp</ActionLink>
    <ActionLink to={`${list}&estado=cumplido`} chevron={false}>Ver los cumplidos</ActionLink>
  </span>
)
