import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { moveForm } from '#app/domain/meetings/forms.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { readWhen, writtenTimes } from '#app/domain/meetings/queries/plan.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { shortWhenText, whenText } from '#app/domain/meetings/rules/when.ts'
import { moveDates } from '#app/domain/series/commands/move-dates.server.ts'
import { holidayWords } from '#app/domain/series/rules/words.ts'
import { addDays, formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { afterChange, afterSeriesChange } from '../invitations/pending.server.ts'
import { askedTimes } from './asked-times.ts'
import { ClashWatch } from './clash-watch.tsx'
import { timesBefore } from './return-address.ts'
import { attempt } from '../series/attempt.server.ts'
import { ScopeChoice } from '../series/scope-choice.tsx'
import { TimeFields } from './time-fields.tsx'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canEditMeeting(ctx.viewer))
  if (!isPlanned(meeting)) throw new Conflict('Esta reunión ya no se puede mover.')
  const { folio, title, version, zone, repeated_hour } = meeting
  const times = { ...writtenTimes(meeting), ...askedTimes(new URL(request.url).searchParams) }
  return {
    folio,
    title,
    version,
    repeats: meeting.series_id !== null,
    now: whenText(meeting, ctx.viewer.zone),
    times: { ...times, until_on: times.until_on && addDays(times.until_on, -1), zone, repeated_hour },
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, moveForm)
  if (!form.ok) return data(form, { status: 400 })
  const when = readWhen(form.input, form.input.zone ?? meeting.zone)
  if (!when.ok) return data(refuse(form, when.errors), { status: 400 })

  const { scope, version } = form.input
  const repeats = meeting.series_id !== null
  const tried = await attempt(() => moveDates(ctx, meeting.id, when.value, version, repeats ? scope : 'one'))
  if (!tried.ok) return data(refuse(form, { [repeats && scope !== 'one' ? 'scope' : 'on']: [tried.problem] }), { status: 409 })
  const done = tried.value
  if (done.stale) {
    const theirs = done.stale
    const sentence = `${theirs.editor_name ?? 'Alguien'} cambió esta reunión mientras tanto: ahora es el ${whenText(theirs, ctx.viewer.zone)}. Revise y vuelva a guardar.`
    return data({ ...refuse(form, { on: [sentence] }), version: theirs.version }, { status: 409 })
  }
  const moved = await findMeeting(ctx, meeting.id)
  if (done.series_id) {
    const since = `desde el ${formatDay(done.from)}`
    const said = scope === 'all' && !done.whole ? `Ya hubo fechas, o alguna distinta: cambió ${since}, como otra serie: ${done.rule}.` : `La serie cambió ${since}: ${done.rule}.`
    const taken = done.holidays > 0 ? ` ${holidayWords(done.holidays)}.` : ''
    const undo = moved && done.undoable ? `${timesBefore(meeting, moved.version)}&scope=all` : undefined
    return redirectWithNotice(await afterSeriesChange(ctx, done.series_id), said + taken, undo)
  }
  const alone = found(moved)
  return redirectWithNotice(await afterChange(ctx, alone), `Movida al ${shortWhenText(alone, ctx.viewer.zone)}.`, timesBefore(meeting, alone.version))
})

export const meta: MetaFunction = () => [{ title: 'Mover reunión · Hilván' }]

export default function Move() {
  const { folio, title, version, repeats, now, times } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const current = answer && 'version' in answer ? Number(answer.version) : version

  return (
    <>
      <PageHeader title={`Mover «${title}»`} folio={folio} facts={`Ahora: ${now}`} />
      <RecordForm key={current} feedback={answer} version={current}>
        <Card>
          <TimeFields times={times} />
          {repeats && <ScopeChoice hint="Si ya hubo fechas o alguna es distinta, toda la serie cambia desde la próxima, como otra serie." />}
        </Card>
        <ClashWatch folio={folio} />
        <FormActions>
          <Button variant="primary">Mover</Button>
          <LinkButton to={`/reuniones/${folio}`}>Dejarla donde está</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
