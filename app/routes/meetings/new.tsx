import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { linkMeeting } from '#app/domain/connection-requests/commands/advance.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { createMeeting } from '#app/domain/meetings/commands/create.server.ts'
import { meetingForm } from '#app/domain/meetings/forms.server.ts'
import { readPlan } from '#app/domain/meetings/queries/plan.server.ts'
import { meetingKinds, type MeetingKind } from '#app/domain/meetings/terms.ts'
import { isOpen } from '#app/domain/connection-requests/rules.ts'
import { isDay } from '#app/lib/days.ts'
import type { Context } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { FromRequest } from '../requests/from-request.tsx'
import { Preview } from '../series/preview.tsx'
import { RepeatFields } from '../series/repeat-fields.tsx'
import { scheduleSeries } from '../series/schedule.server.ts'
import { ClashWatch } from './clash-watch.tsx'
import { DetailFields, PlaceFields, SubjectFields } from './fact-fields.tsx'
import { readContext } from './from-context.server.ts'
import { TimeFields } from './time-fields.tsx'
import { findTyped } from './typed.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const typed = await findTyped(ctx, request)
  const asked = await askedIn(ctx, search, typed?.values.request_id)
  const { institutions, participants } = await readContext(ctx, asked ? withAsked(search, asked) : search)
  const [on, start, kind] = [search.get('fecha'), search.get('hora') ?? '', search.get('tipo') ?? '']
  return {
    operation_id: newId(ctx.now.getTime()),
    typed,
    facts: {
      participants: [...institutions.map(({ id, label }) => ({ id: `institucion:${id}`, label })), ...participants],
      ...(Object.hasOwn(meetingKinds, kind) ? { kind: kind as MeetingKind } : {}),
      ...(search.get('titulo') || asked ? { title: (search.get('titulo') ?? asked!.subject).slice(0, 200) } : {}),
    },
    asked: asked ? { id: asked.id, folio: asked.folio, subject: asked.subject, asker: asked.asker_name } : null,
    times: { on: isDay(on) ? on : null, start: /^([01]\d|2[0-3]):[0-5]\d$/.test(start) ? start : null },
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  const form = await readForm(request, meetingForm)
  if (!form.ok) return data(form, { status: 400 })
  const plan = await readPlan(ctx, form.input)
  if (!plan.ok) return data(refuse(form, plan.errors), { status: 400 })
  if (form.input.repeats) return scheduleSeries(ctx, form, plan.value)

  const asked = form.input.request_id ? await findRequest(ctx, form.input.request_id) : undefined
  const folio = await atomically(ctx, (ctx) => once(ctx, form.input.operation_id, async () => {
    const created = await createMeeting(ctx, plan.value)
    if (asked && isOpen(asked)) await linkMeeting(ctx, asked.id, created.folio)
    return created.folio
  }))
  await dropHeldPost(ctx.db, ctx.viewer.id)
  const said = plan.value.state === 'draft' ? 'Guardada como borrador.' : 'Agendada.'
  return redirectWithNotice(`/reuniones/${folio}`, asked ? `${said} Quedó unida a la solicitud ${asked.folio}.` : said)
})

export const meta: MetaFunction = () => [{ title: 'Agendar reunión · Hilván' }]

export default function NewMeeting() {
  const { operation_id, facts, times, asked, typed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer && 'preview' in answer && answer.preview) {
    return (
      <>
        <PageHeader title={`Agendar «${answer.preview.title}»`} facts="Todavía no se ha creado nada: estas son las fechas." />
        <Preview preview={answer.preview} values={answer.values} errors={answer.errors} verb={(dates) => `Crear ${dates}`} />
      </>
    )
  }

  return (
    <>
      <PageHeader title="Agendar reunión" facts="¿Ya ocurrió? Entonces se registra, con sus acuerdos, en un minuto." actions={<LinkButton to="/registrar">Registrar pasada</LinkButton>} />
      <RecordForm feedback={answer ?? typed} operationId={operation_id}>
        {asked && <FromRequest {...asked} />}
        <Card title="De qué y con quién"><SubjectFields facts={facts} /></Card>
        <Card title="Cuándo"><TimeFields times={times} /><RepeatFields /></Card>
        <Card title="Dónde"><PlaceFields /></Card>
        <Card title="Otros datos"><DetailFields /></Card>
        <ClashWatch />
        <FormActions>
          <Button variant="primary" name="state" value="called">Agendar</Button>
          <Button name="state" value="draft">Guardar como borrador</Button>
          <LinkButton to="/reuniones" variant="quiet">Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

/** `?solicitud=S-…`: the request for a connection that this meeting answers, with its people and its subject. */
async function askedIn(ctx: Context, search: URLSearchParams, typed?: string | string[]) {
  const asked = search.get('solicitud') ?? [typed ?? []].flat()[0]
  return asked ? findRequest(ctx, asked) : undefined
}

function withAsked(search: URLSearchParams, { asker_id, with_id }: { asker_id: string; with_id: string | null }) {
  const wider = new URLSearchParams(search)
  for (const id of [asker_id, with_id]) if (id) wider.append('institucion', id)
  return wider
}
