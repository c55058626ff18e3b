import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { endSeries } from '#app/domain/series/commands/end.server.ts'
import { endingForm } from '#app/domain/series/forms.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DateField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { afterSeriesChange } from '../invitations/pending.server.ts'
import { attempt } from './attempt.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { id, title, version, last_on } = found(await findSeries(ctx, params.id!))
  permit(canEditMeeting(ctx.viewer))
  return { id, title, version, last: formatDay(last_on) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, endingForm)
  if (!form.ok) return data(form, { status: 400 })
  const { last_on, version } = form.input
  const ended = await attempt(() => endSeries(ctx, params.id!, last_on, version))
  if (!ended.ok) return data(refuse(form, { last_on: [ended.problem] }), { status: 409 })
  const theirs = ended.value
  if (theirs) {
    const sentence = `Alguien cambió la serie mientras tanto: ahora termina el ${formatDay(theirs.last_on)}. Revise y vuelva a guardar.`
    return data({ ...refuse(form, { last_on: [sentence] }), version: theirs.version }, { status: 409 })
  }
  return redirectWithNotice(await afterSeriesChange(ctx, params.id!), `La serie termina el ${formatDay(last_on)}.`)
})

export const meta: MetaFunction = () => [{ title: 'Terminar una serie · Hilván' }]

export default function Ending() {
  const { id, title, version, last } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const current = answer && 'version' in answer ? Number(answer.version) : version

  return (
    <>
      <PageHeader title={`Terminar «${title}»`} facts={`Ahora termina el ${last}.`} />
      <RecordForm key={current} feedback={answer} version={current}>
        <Card>
          <DateField name="last_on" label="Último día" hint="Las fechas posteriores dejan de existir. Las que ya tienen pauta se cancelan antes." required />
        </Card>
        <FormActions>
          <Button variant="primary">Terminar la serie</Button>
          <LinkButton to={`/reuniones/series/${id}`}>Volver sin cambios</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
