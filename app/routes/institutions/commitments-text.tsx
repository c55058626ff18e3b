import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { countGroups, listCommitments } from '#app/domain/commitments/queries.server.ts'
import { summaryText } from '#app/domain/commitments/rules/summary.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { CopiedText } from '#app/ui/copied-text.tsx'
import { FormActions } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

/** A message of more lines than these is read by nobody. */
const MOST = 15

export const loader = signedIn(network, async (ctx, { params }) => {
  const { id, short_name } = found(await findInstitution(ctx, params.id!))
  const [owed, owedByOthers] = [await listSide(ctx, id, 'debe'), await listSide(ctx, id, 'recibe')]
  const more = owed.left_out + owedByOthers.left_out
  return { id, name: short_name, text: summaryText(short_name, { owed: owed.lines, owedByOthers: owedByOthers.lines, more }, today(ctx)) }
})

async function listSide(ctx: Context, institution_id: string, side: 'debe' | 'recibe') {
  const filter = { institution_id, side, state: 'abiertos' } as const
  const lines = (await listCommitments(ctx, filter)).slice(0, MOST)
  return { lines, left_out: (await countGroups(ctx, filter)).total - lines.length }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Compromisos de ${data?.name ?? ''} para copiar · Hilván` }]

export default function CommitmentsText() {
  const { id, name, text } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title={`Compromisos de ${name}, para copiar`} facts="Lo que debe y lo que le deben, con sus fechas. Nada interno." />
      <Card><CopiedText id="compromisos-texto" label="Texto" text={text} rows={18} /></Card>
      <FormActions><LinkButton to={`/instituciones/${id}?seccion=compromisos`} variant="quiet">Volver</LinkButton></FormActions>
    </>
  )
}
