import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { mendLine } from '#app/domain/handovers/commands/draft.server.ts'
import { lineForm } from '#app/domain/handovers/forms.server.ts'
import { findHandover } from '#app/domain/handovers/queries.server.ts'
import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { Applied } from './applied.tsx'
import { Draft } from './draft.tsx'
import { readDraft, readLinesDone } from './readings.server.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const handover = found(await findHandover(ctx, params.id!))
  const head = { id: handover.id, name: handover.name }
  if (handover.state !== 'draft') return { head, draft: null, applied: await readLinesDone(ctx, handover) }
  const asked = Number(new URL(request.url).searchParams.get('linea'))
  return { head, draft: await readDraft(ctx, handover, asked), applied: null }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, lineForm)
  if (!form.ok) return data(form, { status: 400 })

  const { institution_id_text, ...input } = form.input
  const institution = await chosen(input.institution_id, institution_id_text, (q) => suggestInstitutions(ctx, q))
  if (institution.problem) return data(refuse(form, { institution_id: [institution.problem] }), { status: 400 })
  const { errors } = await mendLine(ctx, params.id!, { ...input, institution_id: institution.id ?? null })
  return errors ? data(refuse(form, errors), { status: 400 }) : redirect(`/traspasos/${params.id}`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Traspaso de mando «${data?.head.name ?? ''}» · Hilván` }]

export default function Handover() {
  const { head, draft, applied } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <div className="pila">
      <PageHeader
        kicker="Traspaso de mando"
        title={head.name}
        facts={draft?.facts ?? applied?.facts}
        actions={<LinkButton to="/traspasos">Todos los traspasos</LinkButton>}
      />
      {draft && <Draft id={head.id} draft={draft} feedback={feedback} />}
      {applied && <Applied id={head.id} applied={applied} />}
    </div>
  )
}
