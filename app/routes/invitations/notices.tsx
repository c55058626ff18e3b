import { data, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { sendNotices } from '#app/domain/invitations/commands/send.server.ts'
import { noticesForm } from '#app/domain/invitations/forms.server.ts'
import { canInvite } from '#app/domain/invitations/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import styles from '#app/styles/minutes.css?url'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { previewNotices, type Told } from './preview.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canInvite(ctx.viewer))
  const { folio, title, version, shows_guests } = meeting
  const { silence, recipients } = await previewNotices(ctx, meeting)
  return {
    folio, title, version, silence,
    when: whenText(meeting, ctx.viewer.zone),
    waits: whyItWaits(await findStanding(ctx)),
    shows_guests: shows_guests === 1,
    urgent: recipients.filter(({ kind, email }) => kind !== 'words' && kind !== 'recall' && email),
    recalled: recipients.filter(({ kind }) => kind === 'recall'),
    words: recipients.filter(({ kind, email }) => kind === 'words' && email),
    unreachable: recipients.filter(({ email }) => !email),
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const form = await readForm(request, noticesForm)
  if (!form.ok) return data(form, { status: 400 })
  try {
    return redirectWithNotice(`/reuniones/${meeting.folio}?seccion=asistencia`, await sendNotices(ctx, meeting.id, form.input))
  } catch (error) {
    if (error instanceof Conflict) return data(refuse(form, { '': [error.message] }), { status: 409 })
    throw error
  }
})

export const meta: MetaFunction = () => [{ title: 'Quién recibe qué · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function Notices() {
  const { folio, title, when, version, silence, waits, shows_guests, urgent, recalled, words, unreachable, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const back = `/reuniones/${folio}`
  const some = urgent.length + recalled.length + words.length > 0

  return (
    <>
      <PageHeader title="Quién recibe qué" folio={folio} facts={`${title} · ${when}`} />
      {silence && <p className="tarjeta">{silence}</p>}
      {!silence && !some && unreachable.length === 0 && <p className="tarjeta">Todos los convocados saben lo último. No hay nada que mandar.</p>}
      {some ? (
        <RecordForm key={version} feedback={feedback} operationId={operation_id} version={version} className="formulario max-w-none">
          {urgent.length > 0 && <Recipients title="Reciben un correo" told={urgent} />}
          {recalled.length > 0 && <Recipients title="Ya no hace falta avisarles" told={recalled} />}
          {words.length > 0 && (
            <>
              <Card>
                <Checkbox name="words" defaultChecked={urgent.length + recalled.length === 0} label="Mandar también el cambio de título o descripción" hint="La fecha, la hora y el lugar siguen igual: nadie necesita confirmar otra vez." />
              </Card>
              <Recipients title="Recibirían el cambio de texto" told={words} />
            </>
          )}
          {unreachable.length > 0 && <Unreachable guests={unreachable} />}
          <Card>
            <Checkbox name="shows_guests" defaultChecked={shows_guests} label="Que cada invitado vea a los demás" hint="Si no, cada copia nombra solo a quien la recibe. Con esta opción también verán sus correos." />
          </Card>
          {waits && <p className="meta">{waits} Los correos quedan preparados.</p>}
          <FormActions>
            <Button variant="primary">{buttonText(urgent, words, recalled)}</Button>
            <LinkButton to={back}>Ahora no</LinkButton>
          </FormActions>
        </RecordForm>
      ) : (
        <>
          {unreachable.length > 0 && <Unreachable guests={unreachable} />}
          <p><LinkButton to={back}>Volver a la reunión</LinkButton></p>
        </>
      )}
    </>
  )
}

function Recipients({ title, told }: { title: string; told: Told[] }) {
  return (
    <Card title={title} aside={plural(told.length, 'correo', 'correos')}>
      <ul className="lista">
        {told.map(({ key, gets, name, detail, email, subject, body, before }) => (
          <li key={key}>
            <div className="casilla">
              <input type="checkbox" id={`para-${key}`} name="recipients" value={key} defaultChecked />
              <label htmlFor={`para-${key}`}><b>{name}</b>{detail && `, ${detail}`} <span className="meta block">{gets} · {email}{before && <> · <b>{before}</b></>}</span></label>
            </div>
            {body && (
              <details>
                <summary className="enlace-accion text-accion">Ver lo que recibe<span className="solo-lector"> {name}</span></summary>
                <p className="meta">{subject}</p>
                <p className="acta-correo">{body}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Unreachable({ guests }: { guests: Told[] }) {
  return (
    <Card title="Sin correo en el directorio" aside={plural(guests.length, 'convocado', 'convocados')}>
      <p className="meta">No recibirán nada hasta que tengan una dirección, propia, del cargo o de la institución.</p>
      <ul className="lista">
        {guests.map(({ key, name, detail, mend }) => (
          <li key={key} className="entre">
            <span><b>{name}</b>{detail && <span className="meta">, {detail}</span>}</span>
            {mend && <ActionLink to={mend} about={`de ${name}`}>Agregar su correo</ActionLink>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** «Enviar 6 invitaciones», «Enviar 2 avisos y retirar 1 correo», of what the page chose for its author. */
function buttonText(urgent: Told[], words: Told[], recalled: Told[]) {
  const retire = plural(recalled.length, 'correo', 'correos')
  if (urgent.length + words.length === 0) return `Retirar ${retire}`
  return recalled.length > 0 ? `${sendText(urgent, words)} y retirar ${retire}` : sendText(urgent, words)
}

function sendText(urgent: Told[], words: Told[]) {
  const invitations = urgent.filter(({ kind }) => kind === 'invitation').length
  const all = urgent.length || words.length
  if (invitations === all) return `Enviar ${plural(all, 'invitación', 'invitaciones')}`
  if (urgent.every(({ kind }) => kind === 'cancellation' || kind === 'removal') && urgent.length > 0) return `Enviar ${plural(all, 'cancelación', 'cancelaciones')}`
  return `Enviar ${plural(all, 'aviso', 'avisos')}`
}
