import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { countGroups, listCommitments } from '#app/domain/commitments/queries.server.ts'
import type { Side } from '#app/domain/commitments/terms.ts'
import { messageFor } from '#app/domain/commitments/rules/message.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { CopyMessage } from '#app/ui/copy-message.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

/** More than this nobody reads in a chat. */
const MOST = 20

export const loader = signedIn(writers, async (ctx, { params }) => {
  const { id, short_name } = found(await findInstitution(ctx, params.id!))
  return { id, name: short_name, text: messageFor(short_name, { owes: await sideOf(ctx, id, 'debe'), receives: await sideOf(ctx, id, 'recibe') }, today(ctx)) }
})

async function sideOf(ctx: Context, institution_id: string, side: Side) {
  const filter = { institution_id, side, state: 'abiertos', sort: 'vence' } as const
  const { total } = await countGroups(ctx, filter)
  return { total, rows: (await listCommitments(ctx, filter)).slice(0, MOST) }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Mensaje para ${data?.name ?? ''} · Hilván` }]

export default function InstitutionMessage() {
  const { id, name, text } = useLoaderData<typeof loader>()

  return (
    <>
      <PageHeader title="Copiar para WhatsApp" facts={`Lo que debe ${name}, y lo que le deben`} />
      <Card title="El mensaje">
        <div className="formulario">
          <CopyMessage id="mensaje" label="Texto" text={text} />
          <p><LinkButton to={`/instituciones/${id}`} variant="quiet">Volver a la institución</LinkButton></p>
        </div>
      </Card>
    </>
  )
}
