import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { meetingEditForm } from '#app/domain/meetings/forms.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { readEdit } from '#app/domain/meetings/queries/plan.server.ts'
import { isEditable } from '#app/domain/meetings/rules.ts'
import { Conflict as Refusal, found, permit } from '#app/lib/errors.ts'
import { editDates } from '#app/domain/series/commands/edit-dates.server.ts'
import { scopes } from '#app/domain/series/terms.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { afterChange } from '../invitations/pending.server.ts'
import { attempt } from '../series/attempt.server.ts'
import { ScopeChoice } from '../series/scope-choice.tsx'
import { ClashWatch } from './clash-watch.tsx'
import { DetailFields, PlaceFields, SubjectFields } from './fact-fields.tsx'
import { staleOf, written } from './stale.server.ts'
import { findTyped } from './typed.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canEditMeeting(ctx.viewer))
  if (!isEditable(meeting)) throw new Refusal('Esta reunión ya no se puede editar.')
  const participants = await listParticipants(ctx, meeting)
  const { folio, version, title, kind, modality, place, link, description, reserved } = meeting
  return {
    folio,
    version,
    repeats: meeting.series_id !== null,
    before: JSON.stringify(written(meeting)),
    typed: await findTyped(ctx, request),
    facts: {
      title, kind, modality, place, link, description,
      reserved: reserved === 1,
      commune: meeting.commune_cut ? { id: meeting.commune_cut, label: meeting.commune_name ?? meeting.commune_cut } : null,
      organiser: meeting.organiser_id ? { id: meeting.organiser_id, label: meeting.organiser_name ?? '' } : null,
      participants: participants.map((row) => ({ id: row.ref, label: labelOf(row) })),
    },
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, meetingEditForm)
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })
  const edit = await readEdit(ctx, form.input)
  if (!edit.ok) return data({ ...refuse(form, edit.errors), stale: null }, { status: 400 })

  const { scope } = form.input
  const tried = await attempt(() => editDates(ctx, params.folio!, edit.value, scope))
  if (!tried.ok) return data({ ...refuse(form, { [scope === 'one' ? 'commune_cut' : 'scope']: [tried.problem] }), stale: null }, { status: 409 })
  const theirs = tried.value
  if (theirs) return data({ errors: {}, values: form.values, stale: await staleOf(ctx, theirs, edit.value, form.values) }, { status: 409 })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  const said = scope === 'one' ? 'Guardado.' : `Guardado: ${scopes[scope].toLowerCase()}.`
  return redirectWithNotice(await afterChange(ctx, found(await findMeeting(ctx, params.folio!))), said)
})

export const meta: MetaFunction = () => [{ title: 'Editar reunión · Hilván' }]

export default function EditMeeting() {
  const { folio, version, repeats, before, facts, typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.stale) {
    return (
      <>
        <PageHeader title="Editar reunión" folio={folio} />
        <Conflict {...answer.stale} />
      </>
    )
  }

  return (
    <>
      <PageHeader title="Editar reunión" folio={folio} facts="La fecha y la hora se cambian con «Mover»." />
      <RecordForm feedback={answer ?? typed} version={version}>
        <input type="hidden" name="before" value={before} />
        {facts.participants.map(({ id }) => <input key={id} type="hidden" name="participants_before" value={id} />)}
        <Card title="De qué y con quién"><SubjectFields facts={facts} /></Card>
        <Card title="Dónde"><PlaceFields facts={facts} /></Card>
        <Card title="Otros datos"><DetailFields facts={facts} /></Card>
        {repeats && <Card><ScopeChoice hint="Cambia lo que usted haya cambiado aquí, en las que están por venir." /></Card>}
        <ClashWatch folio={folio} />
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/reuniones/${folio}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
