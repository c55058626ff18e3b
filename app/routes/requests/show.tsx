import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { canAttendRequest } from '#app/domain/connection-requests/policy.ts'
import { findRequest, listSteps } from '#app/domain/connection-requests/queries.server.ts'
import { badgeOf, isOpen, nextActOf, undoableStep } from '#app/domain/connection-requests/rules.ts'
import { requestStates } from '#app/domain/connection-requests/terms.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card, FoldedCard } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import { listHistory } from '../institutions/history.server.ts'
import { History } from '../institutions/history.tsx'
import { NextAct } from './next-act.tsx'
import { withName } from './row.server.ts'
import { stagesOf } from './stages.server.ts'
import { Stages } from './stages.tsx'
import { readThread } from './thread.server.ts'
import { DownThread } from './thread.tsx'
import { UndoStep } from './undo-step.tsx'

export const loader = signedIn(network, async (ctx, { params }) => {
  const request = found(await findRequest(ctx, params.folio!))
  const steps = await listSteps(ctx, [request.id])
  const thread = await readThread(ctx, request)
  const writes = canAttendRequest(ctx.viewer)
  const undoable = writes ? undoableStep(steps, ctx.now) : undefined
  const { folio, subject, detail, outcome, outcome_text, asker_id, asker_name, with_id, received_on } = request
  return {
    folio, subject, detail, outcome_text,
    badge: badgeOf(request),
    asker: { id: asker_id, name: asker_name },
    with: { id: with_id, name: withName(request) },
    received: { long: formatLongDay(received_on), text: formatDay(received_on) },
    attends: request.follow_up_name,
    from_portal: request.author_role === 'leader' ? request.author_name : null,
    achieved: outcome === 'achieved',
    stages: stagesOf(ctx, request, steps),
    thread,
    open: isOpen(request),
    next: writes ? nextActOf(request, thread.meeting) : null,
    undo: undoable ? requestStates[undoable.state] : null,
    history: await listHistory(ctx, 'connection_request', request.id),
    writes,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.folio ?? 'Solicitud'} · Hilván` }]

export default function RequestRecord() {
  const record = useLoaderData<typeof loader>()
  const { folio, subject, detail, badge, asker, received, attends, from_portal, outcome_text, stages, thread, open, next, undo, history, writes } = record
  const to = (act: string) => `/solicitudes/${folio}/${act}`

  return (
    <>
      <PageHeader
        folio={folio}
        state={<StatusBadge tone={badge.tone}>{badge.word}</StatusBadge>}
        title={subject}
        facts={`${asker.name} pide articular con ${record.with.name} · recibida el ${received.long}`}
        actions={writes && (
          <>
            <LinkButton to={to('editar')} shortcut="E">Editar</LinkButton>
            {open && next !== 'conclude' && <LinkButton to={to('resultado')} variant="quiet">Registrar resultado</LinkButton>}
            <NextAct folio={folio} act={next} meeting={thread.meeting} />
          </>
        )}
      />
      <div className="con-lado">
        <div className="pila">
          {outcome_text && <Card title={badge.word}><p className="lectura">{outcome_text}</p></Card>}
          {detail && <Card title="Qué pide" aside="Compartido"><p className="lectura whitespace-pre-line">{detail}</p></Card>}
          <Card title="El hilo de esta solicitud" aside={writes && open && <LinkActs to={to} meets={thread.meeting !== null} />}>
            <DownThread folio={folio} subject={subject} received={received.text} achieved={record.achieved} thread={thread} />
          </Card>
          <FoldedCard title="Actividad"><History months={history} /></FoldedCard>
        </div>
        <div className="pila">
          <Card title="Estados y días en cada uno" aside="Días corridos">
            <Stages stages={stages} />
            {undo && <UndoStep folio={folio} state={undo} />}
          </Card>
          <Card title="Datos">
            <Facts
              items={[
                { label: 'Pide', value: <RecordLink to={`/instituciones/${asker.id}`} strong={false}>{asker.name}</RecordLink> },
                { label: 'Con', value: record.with.id ? <RecordLink to={`/instituciones/${record.with.id}`} strong={false}>{record.with.name}</RecordLink> : record.with.name },
                { label: 'La sigue', value: attends },
                { label: 'Recibida', value: from_portal ? `Por el portal, de ${from_portal}` : received.long },
              ]}
            />
            {writes && open && <p><ActionLink to={to('retiro')} chevron={false}>Retirar la solicitud…</ActionLink></p>}
          </Card>
        </div>
      </div>
    </>
  )
}

function LinkActs({ to, meets }: { to: (act: string) => string; meets: boolean }) {
  return (
    <span className="fila no-imprimir">
      <ActionLink to={to('reunion')} chevron={false}>{meets ? 'Unir otra reunión' : 'Unir una reunión que ya existe'}</ActionLink>
      <ActionLink to={to('acuerdo')} chevron={false}>Unir un acuerdo</ActionLink>
    </span>
  )
}
