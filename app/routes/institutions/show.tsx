import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { findRhythm } from '#app/domain/institutions/queries/contacts.server.ts'
import { countTabs, findLastContact } from '#app/domain/institutions/queries/record.server.ts'
import { findInstitution, type Institution } from '#app/domain/institutions/queries.server.ts'
import { institutionKinds, networkStatuses } from '#app/domain/institutions/terms.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { listHeads } from '#app/domain/positions/queries.server.ts'
import { listHoldersOn } from '#app/domain/tenures/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { agoDays, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { pageOf } from '#app/lib/list-address.ts'
import { network } from '#app/lib/roles.ts'
import { foundOrMerged, loadMerged } from '#app/routes/merges/merged.server.ts'
import { MergedNotice } from '#app/routes/merges/merged-notice.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { HoldersCard } from './holders-card.tsx'
import { HistorySection } from './institution-timeline.tsx'
import { AgreementsSection, CommitmentsSection, MeetingsSection } from './list-sections.tsx'
import { DocumentsSection, NetworkSection } from './papers-sections.tsx'
import { loadDocuments, loadNetwork } from './papers.server.ts'
import { ReachButtons, ReachCard } from './reach.tsx'
import { loadAgreements, loadCommitments, loadMeetings, loadPeople, loadSummary } from './sections.server.ts'
import { Summary } from './summary.tsx'
import { loadHistory } from './timeline.server.ts'

export const loader = signedIn(network, async (ctx, { request, params }) => {
  const institution = await foundOrMerged(ctx, 'institution', params.id!, await findInstitution(ctx, params.id!))
  const search = new URL(request.url).searchParams
  const counts = await countTabs(ctx, institution.id)
  return {
    institution,
    counts,
    header: await loadHeader(ctx, institution),
    content: await loadSection(ctx, institution, search, counts),
    merges: await loadMerged(ctx, 'institution', institution.id),
    canEdit: canEditDirectory(ctx.viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.institution.short_name ?? 'Institución'} · Hilván` }]

export default function Institution() {
  const { institution, counts, header, content, merges, canEdit } = useLoaderData<typeof loader>()
  const tab = (section: string, label: string, count?: number) => ({
    to: section === 'resumen' ? `/instituciones/${institution.id}` : `?seccion=${section}`,
    label,
    count,
    current: content.section === section,
  })
  return (
    <>
      <Header institution={institution} header={header} canEdit={canEdit} />
      <MergedNotice merges={merges} />
      <Tabs
        label={institution.short_name}
        items={[
          tab('resumen', 'Resumen'),
          tab('personas', 'Personas'),
          tab('compromisos', 'Compromisos', counts.commitments),
          tab('acuerdos', 'Acuerdos', counts.agreements),
          tab('reuniones', 'Reuniones', counts.meetings),
          tab('documentos', 'Documentos', counts.documents),
          tab('red', 'Red'),
          tab('historial', 'Historial'),
        ]}
      />
      {content.section === 'resumen' && <Summary {...content} counts={counts} reach={<Reach institution={institution} header={header} canEdit={canEdit} />} institution={institution} canEdit={canEdit} />}
      {content.section === 'personas' && (
        <div className="con-lado">
          <div className="pila">
            <HoldersCard posts={content.posts} on={content.on} section="personas" canEdit={canEdit} former />
            {canEdit && <div className="acciones"><LinkButton to={`/instituciones/${institution.id}/cargos/nuevo`} icon="plus">Agregar cargo</LinkButton></div>}
          </div>
          <Reach institution={institution} header={header} canEdit={canEdit} />
        </div>
      )}
      {content.section === 'compromisos' && <CommitmentsSection {...content} sides={counts.sides} institution={institution} canEdit={canEdit} />}
      {content.section === 'acuerdos' && <AgreementsSection {...content} validity={counts.validity} institution={institution} canEdit={canEdit} />}
      {content.section === 'reuniones' && <MeetingsSection {...content} institution={institution} canEdit={canEdit} />}
      {content.section === 'documentos' && <DocumentsSection {...content} institution={institution} canEdit={canEdit} />}
      {content.section === 'red' && <NetworkSection {...content} institution={institution} canEdit={canEdit} />}
      {content.section === 'historial' && <HistorySection {...content} />}
    </>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Header({ institution, header, canEdit }: Pick<Loaded, 'institution' | 'header' | 'canEdit'>) {
  const { id, kind, short_name, parent_id, parent_name, network_status, coordinator_name } = institution
  const reached = [...header.points, ...header.head_points].filter((point) => point.kind === 'phone' || point.kind === 'whatsapp')
  return (
    <PageHeader
      kicker={
        <>
          <Icon name="building" small /> {institutionKinds[kind]}
          {parent_id && <> · depende de <RecordLink strong={false} to={`/instituciones/${parent_id}`}>{parent_name}</RecordLink></>}
        </>
      }
      title={short_name}
      facts={
        <>
          {reached.length > 0 && <div className="acciones solo-telefono"><ReachButtons points={reached} /></div>}
          <Facts
            layout="columns"
            items={[
              {
                label: header.authority_title ?? 'Autoridad',
                value: header.authority
                  ? <RecordLink to={`/contactos/${header.authority.person_id}`}>{header.authority.name}</RecordLink>
                  : header.authority_title && (header.authority_known ? 'Vacante' : 'Sin registrar'),
              },
              { label: 'Último contacto', value: header.contact ? <time dateTime={header.contact.day} title={header.contact.date}>{header.contact.ago}</time> : 'Sin reuniones realizadas' },
              { label: 'Ritmo habitual', value: header.rhythm && (header.rhythm === 1 ? 'cada semana' : `cada ${header.rhythm} semanas`) },
              { label: 'En la red', value: <>{networkStatuses[network_status]}{header.since && <> desde el <time>{header.since}</time></>}</> },
              { label: 'Coordina', value: coordinator_name },
            ]}
          />
        </>
      }
      actions={
        <>
          {reached.length > 0 && <span className="fila solo-escritorio"><ReachButtons points={reached} /></span>}
          {canEdit && kind === 'municipality' && network_status !== 'member' && (
            <Form method="post" action={`/instituciones/${id}/incorporacion`}><Button icon="plus">Incorporar a la red</Button></Form>
          )}
          {canEdit && header.head_id && header.authority && <LinkButton to={`/cargos/${header.head_id}/acceso`} icon="link">Enviar enlace de acceso…</LinkButton>}
          {canEdit && <LinkButton to={`/instituciones/${id}/editar`} icon="pencil" shortcut="E">Editar</LinkButton>}
          {canEdit && <LinkButton to={`/reuniones/nueva?institucion=${id}`} variant="primary">Agendar</LinkButton>}
        </>
      }
    />
  )
}

/** How to reach the institution, and its authority. */
function Reach({ institution, header, canEdit }: Pick<Loaded, 'institution' | 'header' | 'canEdit'>) {
  return (
    <div className="pila">
      <ReachCard points={header.points} add={`/datos-de-contacto/nuevo?institucion=${institution.id}`} canEdit={canEdit} />
      {header.head_points.length > 0 && (
        <ReachCard title={header.authority_title ?? 'Autoridad'} points={header.head_points} add={`/datos-de-contacto/nuevo?cargo=${header.head_id}`} canEdit={canEdit} />
      )}
    </div>
  )
}

async function loadHeader(ctx: Context, { id, network_status, network_status_on, member_since_on }: Institution) {
  const [head] = await listHeads(ctx, [id], today(ctx))
  const [holder] = head ? await listHoldersOn(ctx, [head.id], today(ctx)) : []
  const last_at = await findLastContact(ctx, id)
  const day = last_at && todayIn(ctx.viewer.zone, new Date(last_at))
  const since = network_status === 'member' ? member_since_on : network_status_on
  return {
    head_id: head?.id,
    authority_known: head?.known === 1,
    authority_title: head ? titleFor(head.title, holder?.treatment ?? null) : null,
    authority: holder ? { person_id: holder.person_id, name: shownName(holder) } : null,
    contact: day ? { day, date: formatDay(day), ago: agoDays(day, today(ctx)) } : null,
    rhythm: await findRhythm(ctx, id),
    since: since && formatDay(since),
    points: await listContactPoints(ctx, 'institution', [id]),
    head_points: await listContactPoints(ctx, 'position', head ? [head.id] : []),
  }
}

function loadSection(ctx: Context, institution: Institution, search: URLSearchParams, counts: { agreements: number; meetings: number; documents: number }) {
  const { id } = institution
  const page = pageOf(search)
  switch (search.get('seccion')) {
    case 'personas':
    case 'cargos': return loadPeople(ctx, id, search)
    case 'compromisos': return loadCommitments(ctx, id, page)
    case 'acuerdos': return loadAgreements(ctx, id, page, counts.agreements)
    case 'reuniones': return loadMeetings(ctx, id, page, counts.meetings)
    case 'documentos': return loadDocuments(ctx, id, page, counts.documents)
    case 'red': return loadNetwork(ctx, institution)
    case 'historial': return loadHistory(ctx, id, search)
    default: return loadSummary(ctx, id, search)
  }
}
