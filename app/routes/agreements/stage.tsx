import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { findMoveProblem, stageConvenio } from '#app/domain/convenios/commands.server.ts'
import { stageForm } from '#app/domain/convenios/forms.server.ts'
import { canEditConvenio } from '#app/domain/convenios/policy.ts'
import { findConvenio } from '#app/domain/convenios/queries.server.ts'
import { pairProblems } from '#app/domain/convenios/rules.ts'
import { convenioStages, councilNeeds, type ConvenioStage } from '#app/domain/convenios/terms.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import { startedPapers } from './convenio-form.server.ts'
import { PapersFields } from './convenio-fields.tsx'
import { stageTone } from './convenio.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canEditConvenio(ctx.viewer))
  const convenio = found(await findConvenio(ctx, agreement.id))
  const { folio, text, version } = agreement
  const { stage, next, previous, need, reason } = convenio
  return {
    folio, text, version, reason,
    need: councilNeeds[need],
    stage: { word: convenioStages[stage], tone: stageTone(stage) },
    options: [
      ...next.map((value) => ({ value, label: convenioStages[value] })),
      ...(previous && !next.includes(previous) ? [{ value: previous, label: `Volver a «${convenioStages[previous]}»` }] : []),
    ],
    only: next.length === 1 ? next[0] : undefined,
    papers: startedPapers(convenio),
    asked: next.some((name) => ASK_PAPERS.includes(name)),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const agreement = found(await findAgreement(ctx, params.folio!))
  permit(canEditConvenio(ctx.viewer))
  found(await findConvenio(ctx, agreement.id))
  const form = await readForm(request, stageForm)
  if (!form.ok) return data(form, { status: 400 })

  const { version, ...move } = form.input
  if (version !== agreement.version) return data(refuse(form, { '': [STALE] }), { status: 409 })
  const problem = await findMoveProblem(ctx, agreement, move)
  const errors = problem ? { [problem.field]: [problem.sentence] } : pairProblems({ ...move, valid_until_on: agreement.valid_until_on })
  if (Object.keys(errors).length > 0) return data(refuse(form, errors), { status: 400 })

  if (await stageConvenio(ctx, agreement.id, form.input)) return data(refuse(form, { '': [STALE] }), { status: 409 })
  return redirectWithNotice(`/acuerdos/${agreement.folio}`, `El convenio quedó como «${convenioStages[move.stage]}».`)
})

/** Stages that ask for something of the signature, the concejo or the decree. */
const ASK_PAPERS: readonly ConvenioStage[] = ['council_approved', 'signed', 'decreed', 'in_force']

const STALE = 'Alguien cambió este convenio mientras usted escribía. Vuelva a la ficha, revise en qué etapa está y repita el cambio.'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Etapa de ${data?.folio ?? 'convenio'} · Hilván` }]

export default function ConvenioStagePage() {
  const { folio, text, version, need, reason, stage, options, only, papers, asked } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <>
      <PageHeader
        folio={folio}
        state={<StatusBadge tone={stage.tone}>{stage.word}</StatusBadge>}
        title="¿A qué etapa pasa el convenio?"
        facts={`«${text}»`}
      />
      <RecordForm feedback={answer} version={version} className="formulario tarjeta">
        <div>
          <p className="font-fuerte">{need}</p>
          <p className="meta">{reason}</p>
        </div>
        <Choice name="stage" label="Pasa a" options={options} defaultValue={only} />
        <TextArea name="text" label="Qué pasó" optional maxLength={1000} rows={3} hint="Se pide cuando se observa, se rechaza, se modifica, se termina o se vuelve atrás." />
        <PapersFields started={papers} open={asked} />
        <FormActions>
          <Button variant="primary">Guardar etapa</Button>
          <LinkButton to={`/acuerdos/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
