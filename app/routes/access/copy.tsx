import { data, type HeadersFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'

import { copyAccess } from '#app/domain/access/commands/hand-out.server.ts'
import { noForm } from '#app/domain/access/forms.server.ts'
import { accessMessage } from '#app/domain/access/mail.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import { Conflict, found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithProblem } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { OnceLink } from '#app/ui/once-link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx, { params }) => {
  found(await findPosition(ctx, params.id!))
  return null
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, noForm)
  const operation_id = form.ok ? form.input.operation_id : undefined
  try {
    const link = await copyAccess(ctx, params.id!, operation_id)
    if (!link) return { name: '', address: null, message: null }
    // Never by a redirect: the address would stay in the history and in the logs.
    return data({ name: link.holder, address: link.address, message: accessMessage(link, link.address) }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (error instanceof Conflict) throw redirectWithProblem(`/cargos/${params.id}/acceso`, error.message)
    throw error
  }
})

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders ?? {}

export const meta: MetaFunction = () => [{ title: 'Enlace para WhatsApp · Hilván' }]

export default function CopiedAccess() {
  const copied = useActionData<typeof action>()
  const back = `/cargos/${useParams().id}/acceso`
  return (
    <>
      <PageHeader title="Enlace para WhatsApp" facts={copied?.name && `Para ${copied.name}`} />
      <Card title={copied?.address ? 'El enlace está listo' : 'Aquí ya no hay ningún enlace'}>
        {copied?.address ? (
          <>
            <p className="lectura"><strong>Cópielo ahora:</strong> por seguridad se muestra solo esta vez. Mándelo por un medio en que sepa quién lo recibe.</p>
            <OnceLink address={copied.address} message={copied.message} label={`Enlace de ${copied.name}`} />
          </>
        ) : (
          <p className="lectura">Cada dirección se muestra una sola vez. Si no alcanzó a copiarla, revóquelo y cree otro.</p>
        )}
        <p><LinkButton to={back}>Volver a los enlaces</LinkButton></p>
      </Card>
    </>
  )
}
