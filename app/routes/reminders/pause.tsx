import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { pauseReminders } from '#app/domain/reminders/commands/pause.server.ts'
import { pauseForm } from '#app/domain/reminders/forms.server.ts'
import { canPauseReminders } from '#app/domain/reminders/policy.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { DateField, TextField } from '#app/ui/field.tsx'

import { ActPage } from '../commitments/act-page.tsx'
import { findOpen, headOf } from '../commitments/head.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => ({
  head: headOf(ctx, await findOpen(ctx, params.folio!, () => canPauseReminders(ctx.viewer))),
}))

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const { folio } = await findOpen(ctx, params.folio!, () => canPauseReminders(ctx.viewer))
  const form = await readForm(request, pauseForm)
  if (!form.ok) return data(form, { status: 400 })
  const { until_on } = form.input
  if (until_on && until_on < today(ctx)) return data(refuse(form, { until_on: ['Esa fecha ya pasó: escriba una desde hoy.'] }), { status: 400 })
  await pauseReminders(ctx, folio, form.input)
  return redirectWithNotice(`/compromisos/${folio}/avisos`, 'Recordatorios en pausa.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Pausar recordatorios de ${data?.head.folio ?? ''} · Hilván` }]

export default function Pause() {
  const { head } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage head={head} title="Pausar los recordatorios" button="Pausar" feedback={answer}>
      <TextField name="reason" label="Por qué" hint="Lo lee el equipo, no quien debe." maxLength={300} />
      <DateField name="until_on" label="Hasta qué día" optional hint="Último día en pausa. Sin fecha, hasta que alguien los reanude." />
    </ActPage>
  )
}
