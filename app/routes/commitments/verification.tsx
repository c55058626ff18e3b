import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { rejectCommitment } from '#app/domain/commitments/commands/reject.server.ts'
import { verifyCommitment } from '#app/domain/commitments/commands/verify.server.ts'
import { outcomes, verificationForm } from '#app/domain/commitments/forms.server.ts'
import { canVerify } from '#app/domain/commitments/policy.ts'
import { listUpdates } from '#app/domain/commitments/queries/history.server.ts'
import { awaitsAnswer } from '#app/domain/commitments/rules.ts'
import { openPartsProblem } from '#app/domain/commitments/rules/dependencies.ts'
import { receiptOf } from '#app/domain/commitments/rules/receipt.ts'
import { hasEvidence, listEvidence } from '#app/domain/evidence/queries.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { Conflict } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Card } from '#app/ui/card.tsx'
import { Choice, TextArea } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { evidenceRowOf } from './evidence-row.server.ts'
import { EvidenceList } from './evidence-list.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canVerify(ctx.viewer))
  if (!awaitsAnswer(commitment)) throw new Conflict('Todavía no hay una respuesta que revisar.')
  const declared = (await listUpdates(ctx, commitment.id)).find(({ kind, undone_at }) => kind === 'declared' && !undone_at)
  return {
    head: headOf(ctx, commitment),
    delivered: commitment.declared_state === 'delivered',
    declared: declared && {
      by: declared.author_name,
      at: formatInstant(declared.created_at, ctx.viewer.zone),
      text: declared.text,
    },
    receipt: receiptOf(commitment)?.text ?? null,
    parts: openPartsProblem(commitment),
    evidence: (await listEvidence(ctx, commitment.id)).map((item) => evidenceRowOf(ctx, item)),
    outcomes: commitment.declared_state === 'delivered' ? outcomes : { rejected: 'Sí le corresponde' },
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canVerify(ctx.viewer))
  const form = await readForm(request, verificationForm)
  if (!form.ok) return data(form, { status: 400 })
  const { outcome, note } = form.input

  if (outcome === 'rejected') {
    await rejectCommitment(ctx, commitment.id, { reason: note ?? '' })
    return redirectWithUndo(ctx, commitment.folio, 'Quedó pendiente de quien debe, con el motivo.')
  }
  if (!note && !(await hasEvidence(ctx, commitment.id))) {
    return data(refuse(form, { note: ['No hay evidencia: escriba cómo se comprobó.'] }), { status: 400 })
  }
  const parts = openPartsProblem(commitment)
  if (parts) return data(refuse(form, { outcome: [parts] }), { status: 400 })
  await verifyCommitment(ctx, commitment.id, { note })
  return redirectWithUndo(ctx, commitment.folio, `${commitment.folio} cumplido, con evidencia.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Validar ${data?.head.folio ?? ''} · Hilván` }]

export default function Verification() {
  const { head, delivered, declared, receipt, parts, evidence, outcomes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage
      head={head}
      title={delivered ? '¿Se da por cumplido?' : 'Dice que no le corresponde'}
      button="Guardar resultado"
      feedback={answer}
      before={
        <Card title="Lo declarado" aside={declared && `${declared.by}, ${declared.at}`}>
          <div className="pila">
            {declared?.text && <p className="lectura">{declared.text}</p>}
            {receipt && <p>{receipt}.</p>}
            {delivered && <EvidenceList items={evidence} />}
            {parts && <p className="meta">{parts}</p>}
            {!delivered && <p className="meta">Si tiene razón, corrija quién debe en «Editar» o déjelo sin efecto.</p>}
          </div>
        </Card>
      }
    >
      <Choice name="outcome" label="Resultado" options={outcomes} />
      <TextArea
        name="note"
        label="Nota"
        hint={delivered && evidence.length === 0 ? 'No hay evidencia: escriba cómo se comprobó.' : 'Necesaria si no se da por cumplido.'}
        optional={evidence.length > 0}
        maxLength={1000}
        rows={3}
      />
    </ActPage>
  )
}
