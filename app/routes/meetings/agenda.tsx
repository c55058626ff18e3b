import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { saveAgenda } from '#app/domain/meetings/commands/agenda.server.ts'
import { agendaForm } from '#app/domain/meetings/forms.server.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda } from '#app/domain/meetings/queries/minutes.server.ts'
import { readAgenda } from '#app/domain/meetings/queries/agenda.server.ts'
import { isEditable } from '#app/domain/meetings/rules.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { checkForm, readFields, refuse, valuesOf } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { actOn, rowsIn } from './agenda-acts.ts'
import { AgendaRow } from './agenda-row.tsx'
import { listOffers } from './offers.server.ts'
import { Offers } from './offers.tsx'

const BLANK_ROWS = 2

export const loader = signedIn(writers, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canEditMeeting(ctx.viewer))
  if (!isEditable(meeting)) throw new Conflict('La pauta de esta reunión ya no se puede cambiar.')
  const items = await listAgenda(ctx, meeting.id)
  return { folio: meeting.folio, title: meeting.title, items, offers: await listOffers(ctx, meeting, items) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const fields = await readFields(request)
  const act = String(fields.get('act') ?? '')
  if (act) return data({ ok: false as const, errors: {}, values: actOn(valuesOf(fields), act) })

  const form = await checkForm(fields, agendaForm)
  if (!form.ok) return data(form, { status: 400 })
  const agenda = await readAgenda(ctx, form.input)
  if (!agenda.ok) return data(refuse(form, agenda.errors), { status: 400 })
  await saveAgenda(ctx, params.folio!, agenda.value, form.input.seen)
  return redirectWithNotice(`/reuniones/${params.folio}?seccion=pauta`, 'Pauta guardada.')
})

export const meta: MetaFunction = () => [{ title: 'Pauta · Hilván' }]

export default function EditAgenda() {
  const { folio, title, items, offers } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const count = answer ? Math.max(rowsIn(answer.values), 1) : items.length + BLANK_ROWS
  const moved = answer?.values.act ? JSON.stringify(answer.values) : ''

  return (
    <>
      <PageHeader title="Pauta" folio={folio} facts={title} />
      <div className="max-w-160 empty:hidden"><Offers folio={folio} offers={offers} back="pauta" /></div>
      <RecordForm key={moved} feedback={answer}>
        <input type="hidden" name="seen" value={String(answer?.values.seen ?? items.map(({ id }) => id).join())} />
        {/* Enter saves: without it, it would press the first «Subir». */}
        <button className="solo-lector" tabIndex={-1} aria-hidden="true">Guardar</button>
        <Card>
          {/* By their ids: what is being typed in a blank point stays in it when an offered one is added before. */}
          <ol className="lista">
            {Array.from({ length: count }, (_, at) => (
              <li key={answer ? at : (items[at]?.id ?? `nuevo-${at - items.length}`)}><AgendaRow at={at} item={answer ? undefined : items[at]} first={at === 0} /></li>
            ))}
          </ol>
          <div><Button small icon="plus" name="act" value="more" formNoValidate>Agregar otro punto</Button></div>
        </Card>
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/reuniones/${folio}?seccion=pauta`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
