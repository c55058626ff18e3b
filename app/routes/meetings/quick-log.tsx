import { data, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'

import { linkOwnMeeting } from '#app/domain/connection-requests/commands/advance.server.ts'
import { listUsual } from '#app/domain/meetings/queries/participants.server.ts'
import { durations, meetingKinds } from '#app/domain/meetings/terms.ts'
import { logMeeting } from '#app/domain/minutes/commands/log.server.ts'
import { quickLogForm } from '#app/domain/minutes/forms/quick-log.server.ts'
import { readLog } from '#app/domain/minutes/queries/log.server.ts'
import { roomFor } from '#app/domain/minutes/queries/meeting-setting.server.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import styles from '#app/styles/minutes.css?url'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Choice, DateField, Select, TextField, TimeField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { askedOf, findAsked, withAsked } from '../requests/asked.server.ts'
import { FromRequest } from '../requests/from-request.tsx'
import { readContext } from './from-context.server.ts'
import { MinutesField, type MinutesFieldHandle } from './minutes-field.tsx'
import { RestoredNotice } from './restored-notice.tsx'
import { findTyped } from './typed.server.ts'
import { useDraft } from './use-draft.ts'
import { useQuickKeys } from './use-quick-keys.ts'
import { useUsual } from './use-usual.ts'
import { justBefore, recentDays } from './when-options.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const typed = await findTyped(ctx, request)
  const asked = await findAsked(ctx, search, typed)
  const { institutions, participants } = await readContext(ctx, withAsked(search, asked))
  const usual = institutions[0] && participants.length === 0 ? await listUsual(ctx, institutions[0].id) : []
  return {
    operation_id: newId(ctx.now.getTime()),
    institutions,
    participants: [...participants, ...usual],
    days: recentDays(ctx),
    start: justBefore(ctx),
    room: await roomFor(ctx, { on: today(ctx), institution_ids: institutions.map(({ id }) => id), participants: [] }),
    asked: askedOf(asked),
    typed,
    viewer_id: ctx.viewer.id,
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  const form = await readForm(request, quickLogForm)
  if (!form.ok) return data(form, { status: 400 })
  const reading = await readLog(ctx, form.input)
  if (!reading.ok) return data(refuse(form, reading.errors), { status: 400 })

  const { folio, agreements, commitments, asked } = await atomically(ctx, async (ctx) => {
    const logged = await logMeeting(ctx, reading.log)
    return { ...logged, asked: await linkOwnMeeting(ctx, form.input.request_id, logged.folio) }
  })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  const wrote = [
    agreements > 0 && plural(agreements, 'acuerdo', 'acuerdos'),
    commitments > 0 && plural(commitments, 'compromiso', 'compromisos'),
  ].filter(Boolean)
  const said = wrote.length > 0 ? `Registrada, con ${wrote.join(' y ')}.` : 'Registrada.'
  return redirectWithNotice(`/reuniones/${folio}`, asked ? `${said} Quedó unida a la solicitud ${asked}.` : said)
})

export const meta: MetaFunction = () => [{ title: 'Registrar reunión · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** A past meeting in one breath: only with whom is required, and everything else is already there. */
export default function QuickLog() {
  const { operation_id, days, start, room, asked, typed, viewer_id, ...context } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const box = useRef<HTMLDivElement>(null)
  const minutes = useRef<MinutesFieldHandle>(null)
  const draft = useDraft(`hilvan:registrar:${viewer_id}`, box, { off: Boolean(answer ?? typed), done: '/reuniones/' })
  const feedback = answer ?? draft.restored ?? typed
  const usual = useUsual(context.participants)
  useQuickKeys(box, minutes)

  return (
    <>
      <PageHeader title="Registrar reunión" facts="Solo hace falta decir con quién. Lo demás ya está, o se puede dejar en blanco." />
      <RestoredNotice draft={draft} held={Boolean(typed) && !answer} />
      <div key={draft.restored ? 'restored' : 'blank'} ref={box} className="contents">
        <RecordForm feedback={feedback} operationId={operation_id} className="formulario max-w-none">
          {asked && <FromRequest {...asked} />}
          <Card>
            <div className="grid items-start gap-5 lg:grid-cols-2">
              <Picker
                name="institutions" label="Con" hint="Una o varias instituciones." multiple autoFocus
                source="/sugerencias/instituciones" chosen={context.institutions} onChoose={usual.suggest}
              />
              <Picker
                key={usual.key} name="participants" label="Participaron" optional multiple
                hint="Los de la última vez. Si no está en el directorio: nombre, coma, cargo."
                source="/sugerencias/participantes" chosen={usual.chosen}
              />
              <div className="campos-juntos">
                <Choice name="day" label="Cuándo" options={days} defaultValue={days[0]?.value} />
                <DateField name="on" label="Otra fecha" optional max={days[0]?.value} />
              </div>
              <div className="campos-juntos">
                <TimeField name="start" label="Desde" optional defaultValue={start} />
                <Choice name="duration" label="Duró" options={durationOptions} defaultValue="60" />
              </div>
              <TextField name="title" label="Título" optional placeholder={usual.title} maxLength={200} />
              <Select name="kind" label="Tipo" options={meetingKinds} defaultValue="bilateral" width="short" />
            </div>
          </Card>
          <MinutesField ref={minutes} room={room} met={usual.met} />
          <FormActions>
            <Button variant="primary">Guardar <kbd aria-hidden="true">Ctrl Enter</kbd></Button>
            <LinkButton to="/reuniones">Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      </div>
    </>
  )
}

const durationOptions = Object.entries(durations).map(([value, label]) => ({ value, label }))
