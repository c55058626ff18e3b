import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { findClosedMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { changesBetween } from '#app/domain/minutes/rules/changes.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import styles from '#app/styles/minutes.css?url'
import { Card } from '#app/ui/card.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(network, async (ctx, { params }) => {
  const after = found(await findClosedMinutes(ctx, params.folio!))
  const before = found(await findClosedMinutes(ctx, params.folio!, after.number - 1))
  return {
    folio: after.content.meeting.folio,
    title: after.content.meeting.title,
    number: after.number,
    reason: after.content.reason,
    points: changesBetween(before.content, after.content),
  }
})

export const meta: MetaFunction = () => [{ title: 'Cambios del acta · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function Changes() {
  const { folio, title, number, reason, points } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={`Qué cambió en la versión ${number}`} folio={folio} facts={title} />
      <Card>
        {reason && <p>{reason}</p>}
        {points.map((point) => (
          <section key={point.title} className="lectura pila pila-junta">
            {point.title && <h2>{point.title}</h2>}
            <ul className="lista">
              {point.lines.map(({ text, kind }, at) => (
                <li key={at}>
                  {kind === 'same' && text}
                  {kind === 'added' && <ins className="acta-agregado">Se agrega: {text}</ins>}
                  {kind === 'removed' && <del className="acta-quitado">Se quita: {text}</del>}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p><ActionLink to={`/reuniones/${folio}?seccion=acta`}>Volver al acta</ActionLink></p>
      </Card>
    </>
  )
}
