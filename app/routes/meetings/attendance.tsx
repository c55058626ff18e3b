import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { confirmAttendance, recordAnswers, takeAttendance } from '#app/domain/meetings/commands/attendance.server.ts'
import { attendanceForm } from '#app/domain/meetings/forms.server.ts'
import { canTakeAttendance } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants, type Participant } from '#app/domain/meetings/queries/participants.server.ts'
import { readGuests } from '#app/domain/meetings/queries/guests.server.ts'
import { startDay, takesAttendance } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { attendances, rsvps } from '#app/domain/meetings/terms.ts'
import { todayIn } from '#app/lib/dates.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Choice, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Picker } from '#app/ui/picker.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canTakeAttendance(ctx.viewer))
  if (!takesAttendance(meeting)) throw new Conflict('La asistencia se registra en una reunión convocada, en curso o realizada.')
  const { folio, title } = meeting
  return {
    folio,
    title,
    when: whenText(meeting, ctx.viewer.zone),
    /** Before its day there are answers to write down; from then on, who came. */
    ahead: startDay(meeting) > todayIn(meeting.zone, ctx.now),
    rows: (await listParticipants(ctx, meeting)).map(rowOf),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, attendanceForm)
  if (!form.ok) return data(form, { status: 400 })
  const { rows, all } = form.input
  const guests = await readGuests(ctx, form.input)
  if (!guests.ok) return data(refuse(form, guests.errors), { status: 400 })

  const answers = rows.flatMap(({ id, rsvp }) => (rsvp ? [{ id, rsvp }] : []))
  const came = rows.flatMap(({ id, attended }) => (attended ? [{ id, attended }] : []))
  if (answers.length > 0) await recordAnswers(ctx, params.folio!, answers)
  if (came.length > 0 || guests.value.length > 0) await takeAttendance(ctx, params.folio!, { rows: came, guests: guests.value })
  if (all) await confirmAttendance(ctx, params.folio!)
  const saved = came.length > 0 || all ? 'Asistencia guardada.' : 'Respuestas guardadas.'
  return redirectWithNotice(`/reuniones/${params.folio}?seccion=asistencia`, saved)
})

export const meta: MetaFunction = () => [{ title: 'Asistencia · Hilván' }]

export default function TakeAttendance() {
  const { folio, title, when, ahead, rows } = useLoaderData<typeof loader>()
  const confirmed = rows.some(({ rsvp, attended }) => rsvp === 'accepted' && attended === 'unknown')

  return (
    <>
      <PageHeader title={ahead ? 'Confirmaciones' : 'Asistencia'} folio={folio} facts={`${title} · ${when}`} />
      <RecordForm feedback={useActionData<typeof action>()} className="formulario max-w-none">
        <Card title={ahead ? 'Qué respondió cada participante' : 'Quién vino'}>
          <ul className="lista">
            {rows.map((row, at) => (
              <li key={row.id}>
                <input type="hidden" name={`rows[${at}].id`} value={row.id} />
                <Choice
                  name={`rows[${at}].${ahead ? 'rsvp' : 'attended'}`}
                  label={<>{row.who} {row.detail && <span className="meta block font-normal">{row.detail}</span>}</>}
                  options={ahead ? rsvps : attendances}
                  defaultValue={ahead ? row.rsvp : row.attended}
                />
              </li>
            ))}
          </ul>
          {rows.length === 0 && <p className="meta">Nadie estaba convocado. Agregue a quien vino.</p>}
        </Card>
        {!ahead && <Guests />}
        <FormActions>
          <Button variant="primary">Guardar</Button>
          {!ahead && confirmed && <Button name="all" value="si">Asistieron todos los confirmados</Button>}
          <LinkButton to={`/reuniones/${folio}?seccion=asistencia`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

function Guests() {
  return (
    <Card title="Vino alguien más" className="overflow-visible">
      <div className="formulario">
        <Picker name="guests" label="Del directorio" optional multiple source="/sugerencias/participantes" />
        <div className="campos-juntos">
          <TextField name="guest_name" label="Nombre" hint="Si no está en el directorio." optional width="medium" maxLength={120} spellCheck={false} />
          <TextField name="guest_title" label="Cargo o función" hint="Como se presentó." optional width="medium" maxLength={120} />
        </div>
        <Picker name="behalf" label="En representación de" optional source="/sugerencias/cargos" />
      </div>
    </Card>
  )
}

function rowOf({ id, name, title, institution, on_behalf_of_title, rsvp, attended }: Participant) {
  const behalf = on_behalf_of_title && `en representación de ${on_behalf_of_title}`
  return { id, who: name ?? title ?? institution ?? 'Sin nombre', detail: [name && title, (name ?? title) && institution, behalf].filter(Boolean).join(' · '), rsvp, attended }
}
