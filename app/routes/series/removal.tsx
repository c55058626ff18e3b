import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { endSeries } from '#app/domain/series/commands/end.server.ts'
import { removeDate } from '#app/domain/series/commands/remove-date.server.ts'
import { removalForm } from '#app/domain/series/forms.server.ts'
import { findSeries } from '#app/domain/series/queries.server.ts'
import { placeOf } from '#app/domain/series/rules.ts'
import { scopes } from '#app/domain/series/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { StopForm } from '#app/routes/meetings/stop-form.tsx'
import { TextField } from '#app/ui/field.tsx'

import { afterSeriesChange } from '../invitations/pending.server.ts'
import { attempt } from './attempt.server.ts'
import { ScopeChoice } from './scope-choice.tsx'

async function findDate(ctx: Context, folio: string) {
  const meeting = found(await findMeeting(ctx, folio))
  permit(canEditMeeting(ctx.viewer))
  if (!meeting.series_id) throw new Conflict('Esta reunión no es de una serie: cancélela.')
  return { meeting, series: found(await findSeries(ctx, meeting.series_id)) }
}

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { meeting, series } = await findDate(ctx, params.folio!)
  const { folio, title, version } = meeting
  return { folio, title, version, series_version: series.version, when: whenText(meeting, ctx.viewer.zone) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, removalForm)
  if (!form.ok) return data(form, { status: 400 })
  const { meeting, series } = await findDate(ctx, params.folio!)
  const { scope, reason, version, series_version } = form.input
  const changed = (sentence: string) => data({ ...refuse(form, { scope: [sentence] }), version: meeting.version, series_version: series.version }, { status: 409 })
  const theirs = () => changed(`${meeting.editor_name ?? 'Alguien'} cambió esta reunión mientras tanto: ahora es el ${whenText(meeting, ctx.viewer.zone)}. Revise y vuelva a quitarla.`)
  if (scope === 'one') {
    const gone = await attempt(() => removeDate(ctx, meeting.id, { version, reason }))
    if (!gone.ok) return data(refuse(form, { scope: [gone.problem] }), { status: 409 })
    if (gone.value.stale) return theirs()
    const { local, day } = gone.value
    const undo = local ? `/reuniones/series/${series.id}/reposicion?date=${local}` : undefined
    return redirectWithNotice(await afterSeriesChange(ctx, series.id), `Quitada de la serie: ${formatDay(day)}.`, undo)
  }
  if (meeting.version !== version) return theirs()
  const last_on = addDays(placeOf(meeting).slice(0, 10), -1)
  const ended = await attempt(() => endSeries(ctx, series.id, last_on, series_version))
  if (!ended.ok) return data(refuse(form, { scope: [ended.problem] }), { status: 409 })
  if (ended.value) return changed(`Alguien cambió la serie mientras tanto: ahora termina el ${formatDay(ended.value.last_on)}. Revise y vuelva a quitarla.`)
  return redirectWithNotice(await afterSeriesChange(ctx, series.id), `La serie termina el ${formatDay(last_on)}.`)
})

export const meta: MetaFunction = () => [{ title: 'Quitar de la serie · Hilván' }]

const { all: _, ...some } = scopes

export default function Removal() {
  const { series_version, ...meeting } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const current = answer && 'version' in answer && 'series_version' in answer ? { version: Number(answer.version), series: Number(answer.series_version) } : { version: meeting.version, series: series_version }
  return (
    <StopForm
      {...meeting}
      key={`${current.version}.${current.series}`}
      version={current.version}
      feedback={answer}
      heading={`Quitar de la serie «${meeting.title}»`}
      consequence="Deja de existir y desaparece de los calendarios. Si alguien ya la esperaba, cancélela: quedará tachada. Toda la serie se cancela, no se quita."
      button="Quitar"
      danger
    >
      <input type="hidden" name="series_version" value={current.series} />
      <ScopeChoice options={some} />
      <TextField name="reason" label="Por qué" optional maxLength={300} />
    </StopForm>
  )
}
