import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { canReschedule } from '#app/domain/commitments/policy.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { CopiedText } from '#app/ui/copied-text.tsx'
import { FormActions } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { CommitmentBadge } from './badge.tsx'
import { findOpen, headOf } from './head.server.ts'
import { messageOf, reachOf } from './message.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canReschedule(ctx.viewer))
  return { head: headOf(ctx, commitment), message: messageOf(ctx, commitment), reach: await reachOf(ctx, commitment) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Pedir avance de ${data?.head.folio ?? ''} · Hilván` }]

export default function ProgressRequest() {
  const { head, message, reach } = useLoaderData<typeof loader>()
  const { folio, text, status, debtor, receives, due } = head

  return (
    <>
      <PageHeader folio={folio} state={<CommitmentBadge status={status} />} title="Pedir avance" facts={<>«{text}»<br />Debe {debtor} {receives} · {due}</>} />
      <Card title="El mensaje" aside={reach.who}>
        <CopiedText id="mensaje" label="Texto" text={message.text} rows={8} phone={reach.phone ?? ''} />
      </Card>
      <FormActions>
        <LinkButton to={`mailto:${reach.email ?? ''}?subject=${encodeURIComponent(message.subject)}&body=${encodeURIComponent(message.text)}`} variant="primary" icon="mail">Abrir en el correo</LinkButton>
        <LinkButton to={`/compromisos/${folio}`} variant="quiet">Volver</LinkButton>
      </FormActions>
    </>
  )
}
