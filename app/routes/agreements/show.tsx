import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { canEditAgreement } from '#app/domain/agreements/policy.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { progressText, stateTones } from '#app/domain/agreements/rules.ts'
import { agreementKinds, agreementStates, partyRoles } from '#app/domain/agreements/terms.ts'
import { listActivity } from '#app/domain/activity/queries.server.ts'
import { listCommitmentsUnder } from '#app/domain/commitments/queries.server.ts'
import { listRequestsBehind } from '#app/domain/connection-requests/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { formatInstant, formatLongDay } from '#app/lib/dates.ts'
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

import { rowOf } from '../commitments/row.server.ts'
import { RequestsBehind } from '../requests/origin.tsx'
import { ConvenioCard } from './convenio-card.tsx'
import { readConvenio } from './convenio.server.ts'
import { DownThread } from './down-thread.tsx'
import { Parties } from './parties.tsx'
import { partyLights } from './party-lights.server.ts'

export const loader = signedIn(network, async (ctx, { params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  const commitments = await listCommitmentsUnder(ctx, { agreement_ids: [agreement.id] })
  const meeting = agreement.meeting_id ? await findMeeting(ctx, agreement.meeting_id) : undefined
  const { folio, text, kind, agreed_on, valid_until_on, state, derived_state, override_state, tally } = agreement
  return {
    folio,
    text,
    kind: agreementKinds[kind],
    agreed: formatLongDay(agreed_on),
    valid_until: valid_until_on && formatLongDay(valid_until_on),
    state: { word: agreementStates[state], tone: stateTones[state] },
    override: override_state && {
      derived: agreementStates[derived_state],
      reason: agreement.override_reason,
      by: agreement.override_by_name,
      at: agreement.override_at && formatInstant(agreement.override_at, ctx.viewer.zone),
    },
    progress: progressText(tally),
    sewn: state === 'fulfilled',
    parties: partyLights(ctx, agreement, commitments).map(({ role, ...party }) => ({ ...party, role: partyRoles[role] })),
    commitments: commitments.map((commitment) => rowOf(ctx, commitment)),
    meeting: meeting ? { folio: meeting.folio, title: meeting.title, on: formatDay(startDay(meeting)) } : null,
    activity: (await listActivity(ctx, 'agreement', agreement.id)).map(({ id, at, actor_name, sentence }) => ({
      id, at: formatInstant(at, ctx.viewer.zone), actor_name, sentence,
    })),
    convenio: kind === 'convenio' ? ((await readConvenio(ctx, agreement.id)) ?? null) : undefined,
    open: commitments.filter(({ closed_on }) => closed_on === null).length,
    requests: await listRequestsBehind(ctx, { agreement_id: agreement.id }),
    writes: canEditAgreement(ctx.viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.folio ?? 'Acuerdo'} · Hilván` }]

export default function AgreementRecord() {
  const record = useLoaderData<typeof loader>()
  const { folio, text, kind, agreed, valid_until, state, override, progress, parties, meeting, activity, writes } = record

  return (
    <>
      <PageHeader
        folio={folio}
        state={<StatusBadge tone={state.tone}>{state.word}</StatusBadge>}
        title={text}
        facts={`${kind} del ${agreed} · ${progress.toLowerCase()}`}
        actions={writes && (
          <>
            <LinkButton to={`/compromisos/nuevo?acuerdo=${folio}`} variant="primary" shortcut="N">Agregar compromiso</LinkButton>
            <LinkButton to={`/acuerdos/${folio}/editar`} shortcut="E">Editar</LinkButton>
            <LinkButton to={`/acuerdos/${folio}/estado`} variant="quiet">Cambiar estado</LinkButton>
          </>
        )}
      />
      <div className="con-lado">
        <div className="pila">
          {override && (
            <Card title={`Estado puesto a mano: ${state.word.toLowerCase()}`} aside={`${override.by}, ${override.at}`}>
              <p className="lectura">{override.reason}</p>
              <p className="meta">Según sus compromisos y aceptaciones sería: {override.derived.toLowerCase()}.</p>
            </Card>
          )}
          <Card id="compromisos" title="El hilo de este acuerdo" aside={progress}>
            <DownThread agreement={record} />
          </Card>
          <FoldedCard title="Actividad" aside={`${activity.length}`}>
            <ul className="lista">
              {activity.map(({ id, at, actor_name, sentence }) => (
                <li key={id}><span className="font-fuerte">{actor_name}</span> {sentence} <time className="meta cifras block">{at}</time></li>
              ))}
            </ul>
          </FoldedCard>
        </div>
        <div className="pila">
          {record.convenio !== undefined && <ConvenioCard folio={folio} convenio={record.convenio} open={record.open} writes={writes} />}
          <RequestsBehind requests={record.requests} />
          <Card title="Partes" aside={writes && <ActionLink to={`/acuerdos/${folio}/aceptacion`} about="de las partes">Registrar respuesta</ActionLink>}>
            <Parties parties={parties} folio={folio} writes={writes} />
          </Card>
          <Card title="Datos">
            <Facts
              items={[
                { label: 'Tipo', value: kind },
                { label: 'Acordado', value: agreed },
                { label: 'Vigencia', value: valid_until ? `Hasta el ${valid_until}` : 'Sin término' },
                { label: 'Reunión', value: meeting && <RecordLink to={`/reuniones/${meeting.folio}`} strong={false}>{meeting.title}</RecordLink> },
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
