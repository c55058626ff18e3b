import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { canManageAccess } from '#app/domain/access/policy.ts'
import { listLinks } from '#app/domain/access/queries/links.server.ts'
import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { countOpenByPosition } from '#app/domain/institutions/queries/record.server.ts'
import { findPosition, type Position } from '#app/domain/positions/queries.server.ts'
import { lobbyStatuses } from '#app/domain/positions/terms.ts'
import { listHoldersOn, listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { isCurrent, isScheduled, shownName } from '#app/domain/tenures/rules.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { History } from '#app/routes/institutions/history.tsx'
import { listHistory } from '#app/routes/institutions/history.server.ts'
import { ReachButtons, ReachCard } from '#app/routes/institutions/reach.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DataTable } from '#app/ui/table.tsx'

export const loader = signedIn(network, async (ctx, { params }) => {
  const position = found(await findPosition(ctx, params.id!))
  return {
    position,
    periods: await listPeriods(ctx, position),
    holders: (await listHoldersOn(ctx, [position.id], today(ctx))).map((tenure) => ({ person_id: tenure.person_id, name: shownName(tenure) })),
    open: (await countOpenByPosition(ctx, [position.id])).get(position.id) ?? 0,
    points: await listContactPoints(ctx, 'position', [position.id]),
    history: await listHistory(ctx, 'position', position.id),
    abolished: position.abolished_on && formatDay(position.abolished_on),
    canEdit: canEditDirectory(ctx.viewer),
    access: canManageAccess(ctx.viewer) ? (await listLinks(ctx, position.id)).length : null,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.position.title ?? 'Cargo'}, ${data?.position.institution_name ?? ''} · Hilván` },
]

export default function PositionPage() {
  const { position, periods, holders, open, points, history, abolished, canEdit, access } = useLoaderData<typeof loader>()
  const { id, title, unit, institution_id, institution_name, superior_title, reports_to_id, lobby_status, lobby_year, lobby_url } = position
  return (
    <>
      <PageHeader
        kicker={<><Icon name="building" small /> <RecordLink strong={false} to={`/instituciones/${institution_id}`}>{institution_name}</RecordLink></>}
        state={abolished ? <StatusBadge tone="sin-efecto">Suprimido el {abolished}</StatusBadge> : holders.length === 0 && <StatusBadge tone="por-vencer" icon="vacant-person">Vacante</StatusBadge>}
        title={title}
        facts={holders.length > 0 && <>Hoy: {holders.map(({ person_id, name }, at) => <span key={person_id}>{at > 0 && ', '}<RecordLink to={`/contactos/${person_id}`}>{name}</RecordLink></span>)}</>}
        actions={
          <>
            <ReachButtons points={points} />
            {canEdit && <LinkButton to={`/cargos/${id}/editar`} icon="pencil" shortcut="E">Editar</LinkButton>}
            {canEdit && !abolished && <LinkButton to={`/cargos/${id}/bienvenida`} icon="file">Carpeta de bienvenida</LinkButton>}
            {canEdit && !abolished && (
              <LinkButton to={`/cargos/${id}/ejercicio`} variant="primary">{holders.length === 0 ? 'Designar' : 'Cambiar quién lo ocupa'}</LinkButton>
            )}
          </>
        }
      />
      <div className="con-lado">
        <div className="pila">
          <h2>Quiénes lo han ocupado</h2>
          {periods.length === 0 ? (
            <Empty title="Sin titular registrado" action={canEdit && <LinkButton to={`/cargos/${id}/ejercicio`}>Designar</LinkButton>}>
              Aquí queda quién ocupó el cargo y desde cuándo, aunque después cambie.
            </Empty>
          ) : (
            <DataTable
              caption={`Quiénes han ocupado el cargo ${title}`}
              rows={periods}
              rowKey={(row) => row.id}
              columns={[
                { key: 'who', label: 'Quién', cell: (row) => <RecordLink to={`/contactos/${row.person_id}`}>{row.name}</RecordLink> },
                { key: 'kind', label: 'Cómo', cell: (row) => <>{row.kind}{row.when && <span className="meta block">{row.when}</span>}</> },
                { key: 'from', label: 'Desde', cell: (row) => <time>{row.from}</time>, phone: 'label' },
                { key: 'to', label: 'Hasta', cell: (row) => row.to && <time>{row.to}</time>, phone: 'label' },
                { key: 'why', label: 'Razón y fuente', cell: (row) => row.why },
                ...(canEdit
                  ? [{ key: 'act', label: 'Acción', align: 'right' as const, cell: (row: Period) => <ActionLink to={`/cargos/${id}/ejercicio/${row.id}`} about={`el período de ${row.name}`} chevron={false}>Corregir</ActionLink> }]
                  : []),
              ]}
            />
          )}
        </div>
        <div className="pila">
          <Card title="Datos">
            <Facts
              items={[
                { label: 'Unidad', value: unit },
                { label: 'Depende de', value: reports_to_id && <RecordLink strong={false} to={`/cargos/${reports_to_id}`}>{superior_title}</RecordLink> },
                {
                  label: 'Ley del Lobby',
                  value: <>{lobbyStatuses[lobby_status]}{lobby_year && ` de ${lobby_year}`}{lobby_url && <> · <a href={lobby_url} rel="noreferrer">Ver la resolución</a></>}</>,
                },
                { label: 'Responde por', value: open > 0 ? plural(open, 'compromiso abierto', 'compromisos abiertos') : 'Ningún compromiso abierto' },
              ]}
            />
          </Card>
          {access !== null && !abolished && (
            <Card title="Acceso por enlace">
              <p>{access === 0 ? 'Ningún enlace funciona hoy.' : `${plural(access, 'enlace funciona', 'enlaces funcionan')} hoy.`}</p>
              <p><LinkButton to={`/cargos/${id}/acceso`} icon="link">Enviar enlace de acceso…</LinkButton></p>
            </Card>
          )}
          <ReachCard points={points} add={`/datos-de-contacto/nuevo?cargo=${id}`} canEdit={canEdit} />
          <Card title="Actividad"><History months={history} /></Card>
        </div>
      </div>
    </>
  )
}

type Period = Awaited<ReturnType<typeof listPeriods>>[number]

async function listPeriods(ctx: Context, position: Position) {
  const tenures = await listTenuresOf(ctx, position.id)
  return tenures.map((tenure) => ({
    id: tenure.id,
    person_id: tenure.person_id,
    name: shownName(tenure),
    kind: tenureKinds[tenure.kind],
    when: isCurrent(tenure, today(ctx)) ? 'En ejercicio' : isScheduled(tenure, today(ctx)) ? 'Por asumir' : null,
    from: formatDay(tenure.starts_on),
    to: tenure.ends_on && formatDay(tenure.ends_on),
    why: [tenure.end_reason, tenure.source].filter(Boolean).join(' · '),
  }))
}
