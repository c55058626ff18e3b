import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { listLikelyPeople } from '#app/domain/merges/queries/likely.server.ts'
import { suggestPeople } from '#app/domain/people/queries.server.ts'
import { findPosition } from '#app/domain/positions/queries.server.ts'
import { handOver } from '#app/domain/tenures/commands/handover.server.ts'
import { handoverForm } from '#app/domain/tenures/forms.server.ts'
import { listTenuresOf } from '#app/domain/tenures/queries.server.ts'
import { isCurrent, periodText, shownName } from '#app/domain/tenures/rules.ts'
import { endReasons, tenureKinds } from '#app/domain/tenures/terms.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { found } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { findTyped } from '#app/routes/institutions/held.server.ts'
import { likelyOptions } from '#app/routes/merges/likely.server.ts'
import { LikelyList, useLikely } from '#app/routes/merges/likely-list.tsx'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Choice, DateField, Select, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Picker } from '#app/ui/picker.tsx'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const position = found(await findPosition(ctx, params.id!))
  const tenures = await listTenuresOf(ctx, position.id)
  return {
    position,
    operation_id: newId(),
    holders: tenures
      .filter((tenure) => isCurrent(tenure, today(ctx)) || tenure.ends_on === null)
      .toSorted((a, b) => Number(b.kind === 'titular') - Number(a.kind === 'titular'))
      .map((tenure) => ({ value: tenure.id, label: `${shownName(tenure)} (${periodText(tenure)})`, name: shownName(tenure), kind: tenureKinds[tenure.kind], since: formatDay(tenure.starts_on) })),
    typed: await findTyped(ctx, request),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, handoverForm)
  if (!form.ok) return data({ ...form, likely: [] }, { status: 400 })

  const { person_id_text, use_id, ...typed } = form.input
  const input = use_id ? { ...typed, person_id: use_id, given_names: null, first_surname: null, second_surname: null } : typed
  const person = await chosen(input.person_id, use_id ? null : person_id_text, (q) => suggestPeople(ctx, q))
  if (person.problem) {
    const problem = `${person.problem} Si no está en Contactos, escriba sus nombres más abajo.`
    return data({ ...refuse(form, { person_id: [problem] }), likely: [] }, { status: 400 })
  }
  const { given_names, first_surname, second_surname } = input
  const likely = !person.id && !input.distinct && given_names && first_surname
    ? await listLikelyPeople(ctx, { given_names, first_surname, second_surname, position_id: params.id! })
    : []
  if (likely.length > 0) {
    return data({ ...refuse(form, { given_names: ['Hay alguien parecido en Contactos. Use esa ficha, o diga que es otra persona.'] }), likely: likelyOptions(likely) }, { status: 400 })
  }
  const { errors } = await handOver(ctx, params.id!, { ...input, person_id: person.id ?? null })
  if (errors) return data({ ...refuse(form, errors), likely: [] }, { status: 400 })
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/cargos/${params.id}`, 'Guardado. Lo ya registrado en reuniones y compromisos queda como estaba.')
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Quién ocupa el cargo · ${data?.position.title ?? ''} · Hilván` }]

export default function Handover() {
  const { position, operation_id, holders, typed } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const likely = useLikely('person')
  const [holder] = holders
  return (
    <>
      <PageHeader
        kicker={`${position.title} · ${position.institution_name}`}
        title={holder ? `Termina el período de ${holder.name}, asume otra persona` : 'Quién asume el cargo'}
        actions={<LinkButton to="/traspasos">Cambian muchos a la vez…</LinkButton>}
        facts="Los compromisos abiertos siguen con el cargo; nada de lo ya registrado cambia. Puede llenar una sola de las dos partes."
      />
      <RecordForm feedback={feedback ?? typed} operationId={operation_id} onInput={likely.onInput}>
        {holder && (
          <fieldset className="pila">
            <legend className="pb-3"><h2>Quién termina</h2></legend>
            {holders.length === 1
              ? <input type="hidden" name="ending_id" value={holder.value} />
              : <Select name="ending_id" label="Persona" width="full" options={holders} defaultValue={holder.value} />}
            {holders.length === 1 && <p>{holder.name} ({holder.kind}, desde el <time>{holder.since}</time>)</p>}
            <DateField name="ends_on" label="Último día en el cargo" optional hint="Sin fecha, sigue en el cargo." />
            <Select name="end_reason" label="Razón" optional options={endReasons} empty="Sin indicar" />
          </fieldset>
        )}
        <fieldset className="pila">
          <legend className="pb-3"><h2>Quién asume</h2></legend>
          <Picker name="person_id" label="Persona" optional hint="Búsquela en Contactos, con o sin tildes. Déjelo en blanco si el cargo queda vacante." source="/sugerencias/personas" />
          <p className="meta">Si no está en Contactos:</p>
          <div className="campos-juntos">
            <TextField name="given_names" label="Nombres" optional maxLength={100} spellCheck={false} autoComplete="off" />
            <TextField name="first_surname" label="Primer apellido" optional maxLength={80} spellCheck={false} autoComplete="off" />
            <TextField name="second_surname" label="Segundo apellido" optional maxLength={80} spellCheck={false} autoComplete="off" />
          </div>
          <LikelyList kind="person" typed={likely.typed} asked={feedback?.likely} use="use_id" />
          <Choice name="kind" label="Cómo lo ejerce" hint="Quien subroga puede coincidir con el titular ausente." options={tenureKinds} defaultValue="titular" />
          <div className="campos-juntos">
            <DateField name="starts_on" label="Asume el" optional />
            <DateField name="until_on" label="Hasta, si ya se sabe" optional />
          </div>
          <TextField name="source" label="De dónde viene el dato" optional hint="Por ejemplo «Decreto alcaldicio 1.204»." maxLength={200} />
        </fieldset>
        <FormActions>
          <Button variant="primary">Guardar</Button>
          <LinkButton to={`/cargos/${position.id}`}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
