import { data, redirect, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import { merge } from '#app/domain/merges/commands/merge.server.ts'
import { mergeForm } from '#app/domain/merges/forms.server.ts'
import { addressOf } from '#app/domain/merges/queries/candidate.server.ts'
import { listContradictions } from '#app/domain/merges/queries/contradictions.server.ts'
import { countLeaders } from '#app/domain/merges/queries/moves.server.ts'
import { differing, usualChoice } from '#app/domain/merges/rules/fields.ts'
import { kinds } from '#app/domain/merges/terms.ts'
import { suggestPeople } from '#app/domain/people/queries.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { oneOfParam } from '#app/lib/list-address.ts'
import { writers } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { chosen } from '#app/routes/suggestions/chosen.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Picker } from '#app/ui/picker.tsx'

import { SideBySide } from './side-by-side.tsx'
import { loadSide } from './side.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  const search = new URL(request.url).searchParams
  const kind = oneOfParam(search, 'de', kinds) ?? 'person'
  const kept = await loadSide(ctx, kind, search.get('queda') ?? '')
  const typed = search.get('con_text')
  const other = await chosen(search.get('con'), typed, (q) => (kind === 'person' ? suggestPeople(ctx, q) : suggestInstitutions(ctx, q)))
  if (typed && other.id) throw redirect(`/fusiones/nueva?de=${kind}&queda=${kept.id}&con=${other.id}`)
  const same = other.id === kept.id
  if (!other.id || same) return { kind, kept, gone: null, problem: same ? 'Es la misma ficha: elija la otra.' : other.problem, contradictions: [], leaders: 0, choices: [] }

  const gone = await loadSide(ctx, kind, other.id)
  return {
    kind,
    kept,
    gone,
    problem: undefined,
    contradictions: kind === 'institution' ? await listContradictions(ctx, { kept_id: kept.id, gone_id: gone.id }) : [],
    leaders: kind === 'institution' ? await countLeaders(ctx, [kept.id, gone.id]) : 0,
    choices: differing(kind, kept.facts, gone.facts).map(({ column, label }) => ({ column, label, usual: usualChoice(column, kept.facts, gone.facts) })),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  const kind = oneOfParam(new URL(request.url).searchParams, 'de', kinds) ?? 'person'
  const form = await readForm(request, mergeForm(kind))
  if (!form.ok) return data({ ...form, stale: null }, { status: 400 })

  const merged = await merge(ctx, kind, form.input)
  if (merged.stale) {
    const { name, editor_name, updated_at } = await loadSide(ctx, kind, form.input[`${merged.stale}_id`])
    const stale = `${editor_name ?? 'Alguien'} cambió la ficha de ${name} el ${formatInstant(updated_at, ctx.viewer.zone)}`
    return data({ ok: false as const, errors: {}, values: form.values, stale }, { status: 409 })
  }
  return redirectWithNotice(addressOf(kind, form.input.kept_id), 'Fichas fusionadas. Puede deshacerlo durante 30 días.', `/fusiones/${merged.id}`)
})

export const meta: MetaFunction = () => [{ title: 'Fusionar fichas · Hilván' }]

export default function NewMerge() {
  const { kind, kept, gone, problem, contradictions, leaders, choices } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const back = `/${kind === 'person' ? 'contactos' : 'instituciones'}/${kept.id}`
  if (!gone) {
    return (
      <>
        <PageHeader title={`Fusionar ${kept.name} con…`} facts="Queda una sola ficha, con todo lo de las dos." />
        <Form className="formulario">
          <input type="hidden" name="de" value={kind} />
          <input type="hidden" name="queda" value={kept.id} />
          {problem && <p className="error" role="alert">{problem}</p>}
          <Picker name="con" label={kind === 'person' ? 'La otra persona' : 'La otra institución'} source={kind === 'person' ? '/sugerencias/personas' : '/sugerencias/instituciones'} />
          <FormActions>
            <Button variant="primary">Comparar</Button>
            <LinkButton to={back}>Cancelar</LinkButton>
          </FormActions>
        </Form>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title="Fusionar fichas"
        facts={`Queda la de ${kept.name}; la otra se le suma, y su dirección antigua lleva a esta.`}
        actions={<LinkButton to={`/fusiones/nueva?de=${kind}&queda=${gone.id}&con=${kept.id}`}>Que quede la otra</LinkButton>}
      />
      {feedback?.stale && (
        <section className="tarjeta conflicto" role="alert">
          <h2>{feedback.stale}</h2>
          <p className="meta">No se fusionó nada. Abajo están las dos fichas como quedaron: revíselas y vuelva a elegir.</p>
        </section>
      )}
      {contradictions.length > 0 && (
        <section className="tarjeta conflicto" role="alert">
          <h2>Todavía no se pueden fusionar</h2>
          <ul className="lista">{contradictions.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        </section>
      )}
      <RecordForm feedback={feedback && !feedback.stale ? feedback : null} version={kept.version} className="formulario formulario-ancho" key={`${kept.version} ${gone.version}`}>
        <input type="hidden" name="kept_id" value={kept.id} />
        <input type="hidden" name="gone_id" value={gone.id} />
        <input type="hidden" name="gone_version" value={gone.version} />
        <SideBySide kind={kind} kept={kept} gone={gone} choices={choices} />
        <section className="tarjeta pila pila-junta">
          <h2>Qué pasa al fusionar</h2>
          <p>{gone.moves.length > 0 ? `Pasan a ${kept.name}: ${gone.moves.join(', ')}.` : 'La otra ficha no tiene nada más que sus datos.'}</p>
          {leaders > 0 && <p>{plural(leaders, 'cuenta entra', 'cuentas entran')} por una de las dos: desde ahora {leaders === 1 ? 'verá' : 'verán'} lo de ambas.</p>}
          <p>Las actas cerradas y lo que ya se envió siguen diciendo lo que decían. Lo que no elija queda guardado con la fusión. Se puede deshacer durante 30 días.</p>
        </section>
        <FormActions>
          {contradictions.length === 0 && <Button variant="primary">Fusionar</Button>}
          <LinkButton to={back}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
