import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { recordAnswer } from '#app/domain/minutes/commands/answer.server.ts'
import { answerForm } from '#app/domain/minutes/forms.server.ts'
import { canTakeMinutes } from '#app/domain/minutes/policy.ts'
import { findReview } from '#app/domain/minutes/queries/review.server.ts'
import { answerKinds } from '#app/domain/minutes/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Choice, DateField, Select, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canTakeMinutes(ctx.viewer))
  const review = await findReview(ctx, meeting)
  if (!review) throw new Conflict('Esta acta no está en revisión.')
  return {
    folio: meeting.folio,
    title: meeting.title,
    parties: review.parties.map(({ institution_id, name }) => ({ value: institution_id, label: name })),
    chosen: new URL(request.url).searchParams.get('parte') ?? undefined,
    points: (await listAgenda(ctx, meeting.id)).map(({ title }, at) => ({ value: String(at + 1), label: `${at + 1}. ${title}` })),
    today: today(ctx),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, answerForm)
  if (!form.ok) return data(form, { status: 400 })
  await recordAnswer(ctx, params.folio!, form.input)
  return redirectWithNotice(`/reuniones/${params.folio}?seccion=acta`, 'Respuesta registrada.')
})

export const meta: MetaFunction = () => [{ title: 'Respuesta al acta · Hilván' }]

export default function Answer() {
  const { folio, title, parties, chosen, points, today } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Registrar una respuesta al acta" folio={folio} facts={title} />
      <RecordForm feedback={useActionData<typeof action>()}>
        <Card>
          <Select name="institution_id" label="Quién respondió" options={parties} defaultValue={chosen} />
          <Choice name="kind" label="Qué respondió" options={answerKinds} defaultValue="approved" />
          {points.length > 0 && <Select name="point" label="Punto que observa" options={points} empty="El acta en general" />}
          <TextArea name="text" label="Observación" optional rows={3} />
          <DateField name="answered_on" label="Cuándo respondió" defaultValue={today} max={today} required />
          <p className="meta">Validar un acta es firma electrónica simple (Ley 19.799, art. 3): queda escrito quién lo registró y cuándo.</p>
        </Card>
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/reuniones/${folio}?seccion=acta`}>Volver sin cambios</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
