import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { agreementStates } from '#app/domain/agreements/terms.ts'
import { canDecideReschedule, canDeclare, canEditCommitment, canReopen, canVerify } from '#app/domain/commitments/policy.ts'
import { findCommitment, listParts, listWaitingFor } from '#app/domain/commitments/queries.server.ts'
import { listEvidence } from '#app/domain/evidence/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { formatLongDay } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { Acts } from './acts.tsx'
import { CommitmentBadge } from './badge.tsx'
import { evidenceRowOf } from './evidence-row.server.ts'
import { EvidenceList } from './evidence-list.tsx'
import { historyOf } from './history.server.ts'
import { History } from './history.tsx'
import { Lineage } from './lineage.tsx'
import { Dependencies } from './dependencies.tsx'
import { PartsCard } from './parts-card.tsx'
import { Proposal } from './proposal.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import { recordOf } from './record.server.ts'
import { Reschedules } from './reschedules.tsx'
import { rowOf } from './row.server.ts'

export const loader = signedIn(network, async (ctx, { params }) => {
  const commitment = found(await findCommitment(ctx, params.folio!))
  const agreement = commitment.agreement_id ? await findAgreement(ctx, commitment.agreement_id) : undefined
  const meeting = commitment.meeting_id ? await findMeeting(ctx, commitment.meeting_id) : undefined
  return {
    record: await recordOf(ctx, commitment),
    history: await historyOf(ctx, commitment),
    evidence: (await listEvidence(ctx, commitment.id)).map((item) => evidenceRowOf(ctx, item)),
    parts: (await listParts(ctx, commitment.id)).map((part) => rowOf(ctx, part)),
    waiting: (await listWaitingFor(ctx, commitment.id)).map(({ folio, text }) => ({ folio, text })),
    agreement: agreement ? { folio: agreement.folio, text: agreement.text, state: agreementStates[agreement.state], sewn: agreement.state === 'fulfilled' } : null,
    meeting: meeting ? { folio: meeting.folio, title: meeting.title, on: formatLongDay(startDay(meeting)) } : null,
    may: {
      declare: canDeclare(ctx.viewer, commitment),
      verify: canVerify(ctx.viewer),
      edit: canEditCommitment(ctx.viewer),
      decide: canDecideReschedule(ctx.viewer),
      reopen: canReopen(ctx.viewer),
    },
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.record.folio ?? 'Compromiso'} · Hilván` }]

export default function CommitmentRecord() {
  const { record, history, evidence, parts, waiting, agreement, meeting, may } = useLoaderData<typeof loader>()

  return (
    <>
      <PageHeader
        folio={record.folio}
        state={<><CommitmentBadge status={record.status} />{record.still && <span className="meta">Sin próximo paso</span>}</>}
        title={record.text}
        facts={`Debe ${record.debtor} ${record.receives} · ${record.due}`}
        actions={<Acts record={record} may={may} />}
      />
      <div className="con-lado">
        <div className="pila">
          {record.proposal && <Proposal folio={record.folio} proposal={record.proposal} may={may.decide} />}
          {record.standing.receipt && <ReceiptCard folio={record.folio} receipt={record.standing.receipt} may={may.verify} />}
          <Card title="Tres respuestas">
            <Facts
              layout="columns"
              items={record.facts.map(({ label, value, note }) => ({ label, value: <>{value}{note && <span className="meta block font-normal">{note}</span>}</> }))}
            />
            {record.acceptance && (
              <p className="fila">
                <span>{record.acceptance}.</span>
                {record.open && may.edit && !record.accepted && <ActionLink to={`/compromisos/${record.folio}/aceptacion`} about={`de ${record.folio}`}>Registrar aceptación</ActionLink>}
              </p>
            )}
            {record.drop_reason && <p className="lectura">Sin efecto: {record.drop_reason}</p>}
          </Card>
          <Card title="El hilo">
            <Lineage commitment={record} agreement={agreement} meeting={meeting} />
          </Card>
          {parts.length > 0 && <PartsCard folio={record.folio} progress={record.standing.parts} parts={parts} writes={record.open && may.edit} />}
          <Card title="Evidencia" aside={record.open && may.declare && <ActionLink to={`/compromisos/${record.folio}/declaracion?respuesta=delivered`} about="de evidencia">Agregar</ActionLink>}>
            <EvidenceList items={evidence} />
          </Card>
          <Card title="Historia">
            <History months={history} />
          </Card>
        </div>
        <div className="pila">
          <Sides record={record} writes={record.open && may.edit} />
          <Deadline record={record} writes={record.open && may.edit} />
          <Dependencies record={record} waiting={waiting} writes={record.open && may.edit} />
          {record.open && may.edit && (
            <div className="pila pila-junta no-imprimir">
              {parts.length === 0 && !record.part && <p><ActionLink to={`/compromisos/nuevo?parte_de=${record.folio}`} chevron={false}>Dividir en partes…</ActionLink></p>}
              <p><ActionLink to={`/compromisos/${record.folio}/anulacion`} chevron={false}>Dejar sin efecto…</ActionLink></p>
            </div>
          )}
        </div>
      </div>
    </>
  )
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>['record']

function Sides({ record, writes }: { record: Shown; writes: boolean }) {
  return (
    <Card title="Entre quiénes" aside={writes && <ActionLink to={`/compromisos/${record.folio}/reasignacion`} about={record.folio}>Reasignar</ActionLink>}>
      <Facts
        items={[
          { label: 'Debe', value: <RecordLink to={`/instituciones/${record.debtor_id}`}>{record.debtor}</RecordLink> },
          { label: 'Responde', value: record.responsible ?? 'Sin cargo responsable' },
          {
            label: 'Recibe',
            value: record.beneficiaries.map(({ institution_id, name }) => (
              <span className="block" key={institution_id}><RecordLink to={`/instituciones/${institution_id}`} strong={false}>{name}</RecordLink></span>
            )),
          },
          { label: 'Sigue', value: record.follow_up },
        ]}
      />
    </Card>
  )
}

function Deadline({ record: { folio, due, baseline, why, shifts }, writes }: { record: Shown; writes: boolean }) {
  return (
    <Card title="Plazo" aside={writes && <ActionLink to={`/compromisos/${folio}/reprogramacion`} about={`de ${folio}`}>Cambiar plazo</ActionLink>}>
      <div className="pila pila-junta">
        <p>{due}{baseline && baseline.moved && <span className="meta block">{baseline.moved}</span>}</p>
        {baseline && (
          <p className="meta">
            Fecha original: {baseline.text}{baseline.rule && ` (${baseline.rule})`}
          </p>
        )}
        <Reschedules items={shifts} />
        {why.length > 0 && (
          <details className="meta">
            <summary className="underline">Cómo se contó</summary>
            <ul className="pila pila-junta">{why.map((line) => <li key={line}>{line}</li>)}</ul>
          </details>
        )}
      </div>
    </Card>
  )
}
