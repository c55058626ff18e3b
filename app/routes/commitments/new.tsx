import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createCommitment } from '#app/domain/commitments/commands/create.server.ts'
import { commitmentForm } from '#app/domain/commitments/forms.server.ts'
import { canCreateCommitment } from '#app/domain/commitments/policy.ts'
import { listFollowers } from '#app/domain/commitments/queries/followers.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { findTyped } from '../meetings/typed.server.ts'
import { DueFields } from './due-fields.tsx'
import { BetweenFields } from './fields.tsx'
import { findWholeToDivide } from './head.server.ts'
import { readOrigin } from './origin.server.ts'
import { settleBetween } from './settle.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  permit(canCreateCommitment(ctx.viewer))
  const search = new URL(request.url).searchParams
  const whole = search.has('parte_de') ? await findWholeToDivide(ctx, search.get('parte_de')!) : undefined
  const origin = await readOrigin(ctx, { agreement: whole?.agreement_id ?? search.get('acuerdo'), meeting: whole?.meeting_id ?? search.get('reunion') })
  const debtor = await findInstitution(ctx, whole?.debtor_id ?? search.get('institucion') ?? '')
  return {
    origin,
    whole: whole ? { id: whole.id, folio: whole.folio, text: whole.text, due_on: whole.due_on } : null,
    started: {
      text: '',
      debtor: debtor ? { id: debtor.id, label: debtor.short_name } : null,
      position: null,
      beneficiaries: (whole?.beneficiaries ?? []).map(({ institution_id, name }) => ({ id: institution_id, label: name })),
      follow_up_user_id: whole?.follow_up_user_id ?? ctx.viewer.id,
    },
    followers: await listFollowers(ctx),
    from: origin.meeting?.day ?? today(ctx),
    typed: await findTyped(ctx, request),
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  permit(canCreateCommitment(ctx.viewer))
  const form = await readForm(request, commitmentForm)
  if (!form.ok) return data(form, { status: 400 })
  const settled = await settleBetween(ctx, form.input)
  if (!settled.ok) return data(refuse(form, settled.errors), { status: 400 })

  if (form.input.parent_id) await findWholeToDivide(ctx, form.input.parent_id)
  const { operation_id, parent_id, text, agreement_id, meeting_id, follow_up_user_id, add_party, due_rule, due_n, due_from_on, due_on } = form.input
  const folio = await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      const created = await createCommitment(ctx, {
        text, parent_id, agreement_id, meeting_id, follow_up_user_id, add_party, due_rule, due_n, due_from_on, due_on, ...settled.between,
      })
      return created.folio
    }))
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/compromisos/${folio}`, parent_id ? `Parte ${folio} registrada.` : `Compromiso ${folio} registrado.`)
})

export const meta: MetaFunction<typeof loader> = () => [{ title: 'Nuevo compromiso · Hilván' }]

export default function NewCommitment() {
  const { origin, whole, started, followers, from, typed, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <>
      <PageHeader title={whole ? 'Nueva parte' : 'Nuevo compromiso'} facts={whole ? <>Parte de {whole.folio}, «{whole.text}»</> : 'Quién debe qué, a quién y para cuándo.'} />
      {typed && !answer && <p className="tarjeta" role="status">Su sesión había vencido: aquí está lo que había escrito. Revise y guarde.</p>}
      <RecordForm feedback={answer ?? typed} operationId={operation_id} className="formulario tarjeta">
        <BetweenFields started={started} origin={origin} followers={followers} />
        {whole && <input type="hidden" name="parent_id" value={whole.id} />}
        <DueFields from={from} due_on={whole?.due_on} />
        <FormActions>
          <Button variant="primary">{whole ? 'Guardar parte' : 'Guardar compromiso'}</Button>
          <LinkButton to={whole ? `/compromisos/${whole.folio}` : cancelTo(origin)}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}

const cancelTo = ({ agreement, meeting }: { agreement: { folio: string } | null; meeting: { folio: string } | null }) =>
  agreement ? `/acuerdos/${agreement.folio}` : meeting ? `/reuniones/${meeting.folio}` : '/compromisos'
