import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { editPosition } from '#app/domain/positions/commands.server.ts'
import { positionForm } from '#app/domain/positions/forms.server.ts'
import { findPosition, listPositions } from '#app/domain/positions/queries.server.ts'
import { lobbyStatuses } from '#app/domain/positions/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { staleOf } from '#app/routes/institutions/stale.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Conflict } from '#app/ui/conflict.tsx'
import { DateField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { PositionFields } from './position-fields.tsx'

const labels = {
  title: 'Cargo',
  unit: 'Unidad',
  lobby_status: { label: 'Ley del Lobby', words: lobbyStatuses },
  lobby_year: 'Año de la resolución',
  lobby_url: 'Enlace a la resolución',
  abolished_on: 'Dejó de existir el',
}

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const position = found(await findPosition(ctx, params.id!))
  const superiors = await listPositions(ctx, position.institution_id, today(ctx))
  return {
    position,
    superiors: superiors.filter(({ id }) => id !== position.id).map(({ id, title }) => ({ value: id, label: title })),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, positionForm)
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })

  const { errors, stale } = await editPosition(ctx, params.id!, form.input)
  if (errors) return data({ ...refuse(form, errors), stale: null }, { status: 400 })
  if (stale) return data({ ...refuse(form, {}), stale: staleOf(ctx, 'este cargo', stale, labels, form.values) }, { status: 409 })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/cargos/${params.id}`, 'Cambios guardados.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Editar ${data?.position.title ?? ''} · Hilván` }]

export default function EditPosition() {
  const { position, superiors, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader title={`Editar ${position.title}`} kicker={position.institution_name} />
      {feedback?.stale ? <Conflict {...feedback.stale} /> : (
        <RecordForm feedback={feedback ?? typed} version={position.version}>
          <PositionFields known={position} superiors={superiors} />
          <DateField name="abolished_on" label="Dejó de existir el" optional hint="Si el cargo se suprimió. Lo registrado hasta ese día queda como está." defaultValue={position.abolished_on ?? ''} />
          <FormActions>
            <Button variant="primary">Guardar</Button>
            <LinkButton to={`/cargos/${position.id}`}>Cancelar</LinkButton>
          </FormActions>
        </RecordForm>
      )}
    </>
  )
}
