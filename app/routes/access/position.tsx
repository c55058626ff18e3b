import { data, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { letterTo, sendAccess } from '#app/domain/access/commands/hand-out.server.ts'
import { sendForm } from '#app/domain/access/forms.server.ts'
import { canManageAccess } from '#app/domain/access/policy.ts'
import { listLinks, type LivingLink } from '#app/domain/access/queries/links.server.ts'
import { findReach, type Recipient } from '#app/domain/access/queries/reach.server.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { ACCESS_LINK, whyItWaits } from '#app/domain/outbox/rules.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import { shownName } from '#app/domain/tenures/rules.ts'
import { formatInstant, todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import styles from '#app/styles/minutes.css?url'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Choice } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { LinksCard } from './links-card.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const position = found(await findPosition(ctx, params.id!))
  permit(canManageAccess(ctx.viewer))
  const { id, title, institution_id, institution_name } = position
  const { holder, recipients } = await findReach(ctx, position)
  const { subject, body } = holder ? letterTo(ctx, position, holder) : { subject: '', body: '' }
  return {
    position: { id, title, institution_id, institution_name },
    holder: holder ? { id: holder.id, name: shownName(holder) } : null,
    recipients: recipients.map(({ email, whose }) => ({ value: email, label: `${email} (${owners[whose]})` })),
    mail: { subject, body: body.replace(ACCESS_LINK, '[su enlace personal]') },
    waits: whyItWaits(await findStanding(ctx)),
    links: (await listLinks(ctx, id)).map((link) => shown(link, ctx.viewer.zone)),
    operations: [newId(), newId()] as const,
  }
})

const owners: Record<Recipient['whose'], string> = { person: 'suyo', position: 'del cargo' }

const shown = ({ id, name, errand, made_by, made_at, opened_at, used_at, expires_at }: LivingLink, zone: string) => {
  const used = used_at ?? opened_at
  const made = formatInstant(made_at, zone)
  return { id, name, errand, made_by, made, used: used && formatInstant(used, zone), until: formatDay(todayIn(zone, new Date(expires_at))) }
}

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, sendForm)
  if (!form.ok) return data(form, { status: 400 })
  try {
    const name = await sendAccess(ctx, params.id!, form.input)
    return redirectWithNotice(`/cargos/${params.id}/acceso`, `El enlace para ${name} quedó en la bandeja de salida.`)
  } catch (error) {
    if (error instanceof Conflict) return data(refuse(form, { '': [error.message] }), { status: 409 })
    throw error
  }
})

export const meta: MetaFunction = () => [{ title: 'Enlace de acceso · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function PositionAccess() {
  const { position, holder, recipients, mail, waits, links, operations } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const { id, title, institution_id, institution_name } = position

  return (
    <>
      <PageHeader
        kicker={<><Icon name="building" small /> <RecordLink strong={false} to={`/instituciones/${institution_id}`}>{institution_name}</RecordLink></>}
        title="Enlace de acceso"
        facts={<><RecordLink to={`/cargos/${id}`}>{title}</RecordLink>{holder && <> · hoy, {holder.name}</>}</>}
      />
      <div className="pila">
        {!holder && (
          <Empty title="El cargo está vacante" action={<LinkButton to={`/cargos/${id}/ejercicio`}>Designar</LinkButton>}>
            Un enlace es de quien ocupa el cargo: primero anote quién es.
          </Empty>
        )}
        {holder && (
          <Card title="Quién recibe qué">
            <p className="lectura">Con el enlace, {holder.name} ve y responde los compromisos de la institución sin contraseña. Sirve 90 días y deja de servir el día en que deja el cargo.</p>
            {recipients.length === 0 ? (
              <p>No hay ningún correo suyo ni del cargo en el directorio. El general de la institución no sirve: quien lo lee respondería en nombre de {holder.name}. <RecordLink to={`/datos-de-contacto/nuevo?cargo=${id}`}>Agregar el del cargo</RecordLink></p>
            ) : (
              <RecordForm feedback={feedback} operationId={operations[0]} className="formulario max-w-none">
                <input type="hidden" name="tenure_id" value={holder.id} />
                <Choice name="recipient" label="Se envía a" options={recipients} defaultValue={recipients[0]!.value} />
                <details>
                  <summary className="enlace-accion text-accion">Ver lo que recibe</summary>
                  <p className="meta">{mail.subject}</p>
                  <p className="acta-correo">{mail.body}</p>
                </details>
                {waits && <p className="meta">{waits} El correo queda preparado.</p>}
                <FormActions><Button variant="primary" icon="mail">Enviar</Button></FormActions>
              </RecordForm>
            )}
          </Card>
        )}
        {holder && (
          <Card title="Por WhatsApp">
            <p className="lectura">Crea un enlace y lo muestra una sola vez, con un texto listo para mandar a {holder.name}.</p>
            <Form method="post" action={`/cargos/${id}/acceso/copia`}>
              <input type="hidden" name="operation_id" value={operations[1]} />
              <Button icon="copy">Copiar enlace para WhatsApp</Button>
            </Form>
          </Card>
        )}
        <LinksCard position_id={id} links={links} />
      </div>
    </>
  )
}
