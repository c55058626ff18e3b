import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { recordAcceptance } from '#app/domain/commitments/commands/accept.server.ts'
import { acceptanceForm, heardWays } from '#app/domain/commitments/forms.server.ts'
import { canRecordAcceptance } from '#app/domain/commitments/policy.ts'
import { acceptanceProblem, acceptanceText } from '#app/domain/commitments/rules/acceptance.ts'
import { listPositions } from '#app/domain/positions/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Choice, DateField, Select } from '#app/ui/field.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canRecordAcceptance(ctx.viewer))
  const positions = await listPositions(ctx, commitment.debtor_id, today(ctx))
  return {
    head: headOf(ctx, commitment),
    stands: acceptanceText(commitment),
    positions: positions.map(({ id, title }) => ({ value: id, label: title })),
    position_id: commitment.responsible_position_id ?? '',
    ways: heardWays,
    today: today(ctx),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, () => canRecordAcceptance(ctx.viewer))
  const form = await readForm(request, acceptanceForm)
  if (!form.ok) return data(form, { status: 400 })
  const { accepted_on, accepted_position_id } = form.input
  const problem = acceptanceProblem(accepted_on, today(ctx))
  if (problem) return data(refuse(form, { accepted_on: [problem] }), { status: 400 })
  const positions = await listPositions(ctx, commitment.debtor_id, today(ctx))
  if (accepted_position_id && !positions.some(({ id }) => id === accepted_position_id)) {
    return data(refuse(form, { accepted_position_id: [`Elija un cargo de ${commitment.debtor_name}.`] }), { status: 400 })
  }

  await recordAcceptance(ctx, commitment.id, form.input)
  return redirectWithUndo(ctx, commitment.folio, `${commitment.debtor_name} lo aceptó.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Aceptación de ${data?.head.folio ?? ''} · Hilván` }]

export default function Acceptance() {
  const { head, stands, positions, position_id, ways, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <ActPage head={head} title="Quien debe lo aceptó" button="Guardar aceptación" feedback={answer} before={stands && <p className="tarjeta">{stands}.</p>}>
      <DateField name="accepted_on" label="Qué día" defaultValue={today} max={today} required />
      <Choice name="accepted_way" label="Cómo" options={ways} />
      <Select name="accepted_position_id" label={`Quién, de ${head.debtor}`} options={positions} empty="No se sabe qué cargo" defaultValue={position_id} />
    </ActPage>
  )
}
