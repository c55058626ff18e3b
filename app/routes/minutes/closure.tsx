import { data, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { closeMinutes } from '#app/domain/minutes/commands/close.server.ts'
import { closureForm } from '#app/domain/minutes/forms.server.ts'
import { findDraft } from '#app/domain/minutes/queries.server.ts'
import { findStanding } from '#app/domain/outbox/queries.server.ts'
import { whyItWaits } from '#app/domain/outbox/rules.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import styles from '#app/styles/minutes.css?url'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card, FoldedCard } from '#app/ui/card.tsx'
import { Checkbox } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { Entries } from './entries.tsx'
import { GapItem } from './gap-item.tsx'
import { findClosing, type Receiver } from './closing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  // Whoever comes back after closing wants to see what was closed.
  if (meeting.state === 'closed' && !(await findDraft(ctx, meeting.id))) throw redirectWithNotice(`/reuniones/${meeting.folio}?seccion=acta`, 'El acta ya estaba cerrada.')
  const waits = whyItWaits(await findStanding(ctx))
  return { ...(await findClosing(ctx, meeting)), waits, operation_id: newId(ctx.now.getTime()) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, closureForm)
  if (!form.ok) return data({ problem: Object.values(form.errors).flat()[0] ?? 'Revise el acta.' }, { status: 400 })
  const { recipients, ...closing } = form.input
  try {
    const { agreements, commitments } = await closeMinutes(ctx, params.folio!, { ...closing, recipient_ids: recipients })
    const wrote = [plural(agreements, 'acuerdo', 'acuerdos'), plural(commitments, 'compromiso', 'compromisos')].join(' y ')
    return redirectWithNotice(`/reuniones/${params.folio}?seccion=acta`, `Acta cerrada: ${wrote}.`)
  } catch (error) {
    if (error instanceof Conflict) return data({ problem: error.message }, { status: 409 })
    throw error
  }
})

export const meta: MetaFunction = () => [{ title: 'Cerrar acta · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** What is missing; what will be written; who receives what. Only then it closes. */
export default function Closure() {
  const { folio, title, number, draft, gaps, entries, unsaid, unknown, receivers, seen, operation_id, internal, waits, problem: refused } = useLoaderData<typeof loader>()
  const problem = useActionData<typeof action>()?.problem ?? refused
  const ready = gaps.length === 0 && refused === null

  return (
    <>
      <PageHeader title={number > 1 ? `Cerrar la versión ${number} del acta` : 'Cerrar acta'} folio={folio} facts={title} />
      {problem && <p role="alert" className="tarjeta">{problem}</p>}
      {gaps.length > 0 && (
        <Card title="Faltan datos" aside={plural(gaps.length, 'línea por completar', 'líneas por completar')}>
          <p className="meta">Complete cada línea, o diga qué es. El acta no se cierra mientras no elija.</p>
          <ul className="lista acta-faltas">{gaps.map((gap) => <li key={`${gap.key} ${gap.at} ${gap.line}`}><GapItem folio={folio} draft={draft} gap={gap} /></li>)}</ul>
        </Card>
      )}
      <Missing title="Puntos sin nada escrito" items={unsaid} to={`/reuniones/${folio}/acta`} act="Escribir" />
      <Missing title="Asistencia sin registrar" items={unknown} to={`/reuniones/${folio}/asistencia`} act="Registrar asistencia" />
      <Card title="Lo que quedará en el acta" aside={internal > 0 && <span className="fila"><Icon name="lock" small />{plural(internal, 'línea interna no sale', 'líneas internas no salen')}</span>}>
        <Entries entries={entries} />
      </Card>
      {ready && (
        <RecordForm operationId={operation_id} className="formulario max-w-none">
          <input type="hidden" name="seen" value={seen} />
          <Card title="Quién recibe qué" aside={plural(receivers.filter(({ email }) => email).length, 'correo', 'correos')}>
            <p className="meta">
              Cada institución recibe el texto común y solo sus propios compromisos. Nadie recibe notas internas.
              {waits ? ` ${waits} Queda preparado, y mientras tanto el texto se puede copiar.` : ' El correo sale al cerrar.'}
            </p>
            <ul className="lista">{receivers.map((receiver) => <li key={receiver.institution_id}><Receives receiver={receiver} /></li>)}</ul>
            {receivers.length === 0 && <p className="meta">Nadie fuera de su equipo participó ni quedó con algo que hacer.</p>}
          </Card>
          <Card>
            <Checkbox name="review" label="Abrir una revisión de 3 días hábiles" hint="Quienes estuvieron pueden observar cada punto; el silencio se registra como silencio." />
          </Card>
          <FormActions>
            <Button variant="primary">Cerrar acta</Button>
            <LinkButton to={`/reuniones/${folio}/acta`}>Seguir escribiendo</LinkButton>
          </FormActions>
        </RecordForm>
      )}
      {!ready && <p><LinkButton to={`/reuniones/${folio}/acta`}>Seguir escribiendo</LinkButton></p>}
    </>
  )
}

function Receives({ receiver: { institution_id, name, email, to, subject, body } }: { receiver: Receiver }) {
  return (
    <>
      {email ? (
        <div className="casilla">
          <input type="checkbox" id={`para-${institution_id}`} name="recipients" value={institution_id} defaultChecked />
          <label htmlFor={`para-${institution_id}`}>A <b>{name}</b> <span className="meta">{to && to !== name ? `${to}, ` : ''}{email}</span></label>
        </div>
      ) : <p><b>{name}</b> <span className="meta">sin correo en el directorio: después de cerrar puede copiar su texto</span></p>}
      <details>
        <summary className="enlace-accion text-accion">Ver lo que recibe</summary>
        <p className="meta">{subject}</p>
        <p className="acta-correo">{body}</p>
      </details>
    </>
  )
}

function Missing({ title, items, to, act }: { title: string; items: string[]; to: string; act: string }) {
  if (items.length === 0) return null
  return (
    <FoldedCard title={title} aside={items.length}>
      <ul className="list-disc pl-5">{items.map((item, at) => <li key={at}>{item}</li>)}</ul>
      <p><ActionLink to={to}>{act}</ActionLink></p>
    </FoldedCard>
  )
}
