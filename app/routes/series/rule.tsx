import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { changeRule } from '#app/domain/series/commands/change-rule.server.ts'
import { ruleForm } from '#app/domain/series/forms.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { listDates, listRemovals } from '#app/domain/series/queries/dates.server.ts'
import { readRepetition } from '#app/domain/series/queries/read.server.ts'
import { isBehind, placeOf } from '#app/domain/series/rules.ts'
import { askedFor } from '#app/domain/series/rules/build.ts'
import { ruleWords } from '#app/domain/series/rules/words.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DateField, TimeField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { afterSeriesChange } from '../invitations/pending.server.ts'
import { attempt } from './attempt.server.ts'
import { previewSeries } from './preview.server.ts'
import { Preview } from './preview.tsx'
import { RepeatFields } from './repeat-fields.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const series = found(await findSeries(ctx, params.id!))
  permit(canEditMeeting(ctx.viewer))
  const dates = await listDates(ctx, series.id)
  const lastBehind = dates.findLast((date) => isBehind(date, ctx.now))
  const next = dates.find((date) => !lastBehind || placeOf(date) > placeOf(lastBehind))
  if (!next) throw new Conflict('Todas las fechas de esta serie ya pasaron: agende una nueva.')
  const { id, title, version, rule, start_local, end_local, last_on } = series
  return {
    id,
    title,
    version,
    now: `Ahora: ${ruleWords(rule, start_local.slice(0, 10))}, hasta el ${formatDay(last_on)}.`,
    passed: Boolean(lastBehind),
    on: placeOf(next).slice(0, 10),
    start: start_local.slice(11),
    end: end_local.slice(11),
    written: { ...(askedFor(rule) ?? { repeats: 'weekly' as const, every: 1, weekdays: [] }), until: last_on },
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const series = found(await findSeries(ctx, params.id!))
  const form = await readForm(request, ruleForm)
  if (!form.ok) return data({ ...form, preview: null }, { status: 400 })
  const { on, start, end, step, holidays: asked, version } = form.input
  if (step === 'fields') return data({ errors: {}, values: form.values, preview: null })
  const times = readRepetition(form.input, { start_local: `${on}T${start}`, end_local: `${on}T${end}`, zone: series.zone })
  if (!times.ok) return data({ ...refuse(form, times.errors), preview: null }, { status: 400 })

  // What somebody took out stays out where the new rule has a date on that day.
  const gone = (await listRemovals(ctx, series.id)).filter(({ why }) => why === 'removed')
  const removed = gone.map(({ series_local }) => series_local.slice(0, 10) + times.value.start_local.slice(10))
  const preview = await previewSeries(ctx, { ...times.value, commune_cut: series.commune_cut, title: series.title, asked, removed })
  const { holidays } = preview
  if (step !== 'create') return data({ errors: undefined, values: form.values, preview })
  if (!holidays) return data({ errors: { holidays: ['Elija qué pasa con los feriados.'] }, values: form.values, preview }, { status: 400 })

  const { zone: _, ...rule } = times.value
  const tried = await attempt(() => changeRule(ctx, series.id, { ...rule, holidays, version }))
  if (!tried.ok) return data({ ...refuse(form, { repeats: [tried.problem] }), preview: null }, { status: 409 })
  const done = tried.value
  if ('stale' in done) return data({ ...refuse(form, { repeats: ['Alguien cambió la serie mientras tanto: revise sus fechas y vuelva a intentarlo.'] }), preview: null }, { status: 409 })
  const said = done.series.id === series.id ? 'La serie cambió.' : `La serie sigue así desde el ${formatDay(done.series.start_local.slice(0, 10))}.`
  return redirectWithNotice(await afterSeriesChange(ctx, done.series.id), said)
})

export const meta: MetaFunction = () => [{ title: 'Cambiar cuándo se repite · Hilván' }]

export default function Rule() {
  const { id, title, version, now, passed, on, start, end, written } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.preview) {
    return (
      <>
        <PageHeader title={`Cambiar «${title}»`} facts="Todavía no ha cambiado nada: así quedaría." />
        <Preview preview={answer.preview} values={answer.values} errors={answer.errors} verb={(dates) => `Dejar ${dates}`} />
      </>
    )
  }

  return (
    <>
      <PageHeader title={`Cambiar cuándo se repite «${title}»`} facts={now} />
      <RecordForm feedback={answer ?? undefined} version={version}>
        <Card>
          <p>
            {passed && 'Ya hubo fechas: esta serie termina y otra sigue desde la fecha que elija. '}
            Las reuniones que queden conservan su folio y su pauta; las movidas o canceladas por separado, también su hora.
          </p>
          <DateField name="on" label="Desde" defaultValue={on} required />
          <div className="campos-juntos">
            <TimeField name="start" label="Empieza" defaultValue={start} required />
            <TimeField name="end" label="Termina" defaultValue={end} required />
          </div>
          <RepeatFields written={written} />
        </Card>
        <FormActions>
          <Button variant="primary" name="step" value="preview">Ver las fechas</Button>
          <LinkButton to={`/reuniones/series/${id}`}>Volver sin cambios</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
