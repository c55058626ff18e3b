import { data, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { listTroubled } from '#app/domain/jobs/queries.server.ts'
import { canManageJobs } from '#app/domain/jobs/policy.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { editLadder } from '#app/domain/reminders/commands/ladder.server.ts'
import { ladderForm } from '#app/domain/reminders/forms.server.ts'
import { canEditLadder } from '#app/domain/reminders/policy.ts'
import { listEverySteps } from '#app/domain/reminders/queries/chased.server.ts'
import { readDigestHour } from '#app/domain/reminders/queries/settings.server.ts'
import { listSilences } from '#app/domain/reminders/queries/silences.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { Conflict } from '#app/lib/errors.ts'
import { admins, writers } from '#app/lib/roles.ts'
import styles from '#app/styles/minutes.css?url'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AdminTabs } from '../administration/admin-tabs.tsx'
import { LadderCard } from './ladder-card.tsx'
import { previewDay, shownJob, shownSilence, shownStep } from './network.server.ts'
import { JobsCard, SilencesCard, TomorrowCard } from './network-cards.tsx'

export const loader = signedIn(writers, async (ctx) => ({
  steps: (await listEverySteps(ctx)).map(shownStep),
  digest_hour: await readDigestHour(ctx),
  edits: canEditLadder(ctx.viewer),
  waits: whyItWaits(await findStanding(ctx)),
  next: await previewDay(ctx),
  silences: (await listSilences(ctx)).map((silence) => shownSilence(silence, ctx.viewer.zone)),
  jobs: canManageJobs(ctx.viewer) ? (await listTroubled(ctx)).map((job) => shownJob(job, ctx.viewer.zone)) : [],
}))

export const action = signedIn(admins, async (ctx, { request }) => {
  const form = await readForm(request, ladderForm)
  if (!form.ok) return data(form, { status: 400 })
  try {
    await editLadder(ctx, form.input)
  } catch (error) {
    if (error instanceof Conflict) return data(refuse(form, { '': [error.message] }), { status: 409 })
    throw error
  }
  return redirectWithNotice('/administracion/recordatorios', 'Escalera guardada.')
})

export const meta: MetaFunction = () => [{ title: 'Recordatorios · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function Ladder() {
  const { steps, digest_hour, edits, waits, next, silences, jobs } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()

  return (
    <div className="pila">
      <PageHeader title={edits ? 'Administración' : 'Recordatorios'} facts="A quién se recuerda qué, y cuándo" />
      {edits && <AdminTabs />}
      {waits && <p className="tarjeta" role="status">{waits} Lo que se prepara hoy y no alcanza a salir se vuelve a preparar mañana.</p>}
      <LadderCard steps={steps} digestHour={digest_hour} edits={edits} feedback={feedback} />
      <TomorrowCard {...next} />
      <SilencesCard silences={silences} />
      {edits && <JobsCard jobs={jobs} />}
    </div>
  )
}
