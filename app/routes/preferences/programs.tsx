import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { lazy, Suspense } from 'react'

import { createToken } from '#app/domain/api-tokens/commands.server.ts'
import { tokenForm } from '#app/domain/api-tokens/forms.server.ts'
import { canCreateToken, canGrantScope } from '#app/domain/api-tokens/policy.ts'
import { tokenLives, tokenScopes, type TokenScope } from '#app/domain/api-tokens/terms.ts'
import { accountPath } from '#app/domain/users/rules.ts'
import type { Viewer } from '#app/lib/context.server.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { everyone } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Checkbox, FieldErrors, Select, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { NewToken } from './new-token.tsx'
import { OwnTokens } from './own-tokens.tsx'
import { tokenRows } from './token-rows.server.ts'

const HowToAsk = lazy(() => import('./how-to-ask.tsx').then(({ HowToAsk }) => ({ default: HowToAsk })))

export const loader = signedIn(everyone, async (ctx) => {
  refuseLinks(ctx.viewer)
  return {
    tokens: await tokenRows(ctx, ctx.viewer.id),
    scopes: (Object.keys(tokenScopes) as TokenScope[]).filter((scope) => canGrantScope(ctx.viewer, scope)),
    back: accountPath(ctx.viewer.role),
    api: `${baseUrl()}/api/v1`,
    operation_id: newId(),
  }
})

export const action = signedIn(everyone, async (ctx, { request }) => {
  refuseLinks(ctx.viewer)
  const form = await readForm(request, tokenForm)
  if (!form.ok) return data({ ...form, made: undefined }, { status: 400 })
  if (!form.input.scopes.every((scope) => canGrantScope(ctx.viewer, scope))) {
    return data({ ...refuse(form, { scopes: ['Su perfil no lee RUT, correos ni teléfonos en conjunto.'] }), made: undefined }, { status: 400 })
  }

  const { shownOnce } = await createToken(ctx, form.input)
  // Never by a redirect: the key would stay in the history and in the logs.
  return { errors: undefined, values: undefined, made: { name: form.input.name, token: shownOnce } }
})

/** Whoever comes by a link has no account to lend. */
function refuseLinks(viewer: Viewer) {
  if (!canCreateToken(viewer)) throw new NotFound()
}

export const meta: MetaFunction = () => [{ title: 'Programas · Hilván' }]

export default function Programs() {
  const { tokens, scopes, back, api, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const made = feedback?.made

  return (
    <div className="pila">
      <PageHeader
        title="Programas"
        facts="Una clave deja que otro programa lea por usted, por ejemplo una planilla o un tablero. Nunca escribe."
        actions={<LinkButton to={back}>Volver a Preferencias</LinkButton>}
      />
      {made && <NewToken key={made.token} name={made.name} token={made.token} api={api} />}
      <Card title="Clave nueva">
        <RecordForm key={made ? operation_id : ''} feedback={made ? undefined : feedback} operationId={operation_id}>
          <TextField name="name" label="Qué programa la usará" hint="Por ejemplo: «Tablero de Power BI». Así la reconoce en esta lista." maxLength={80} width="medium" autoComplete="off" required />
          <fieldset className="campo">
            <legend>Qué puede leer</legend>
            <p className="campo-ayuda">Marque solo lo que ese programa necesita. De cada cosa verá lo mismo que ve usted.</p>
            {scopes.map((scope) => <Checkbox key={scope} name="scopes" value={scope} label={tokenScopes[scope]} />)}
            <FieldErrors name="scopes" />
          </fieldset>
          <Select name="months" label="Hasta cuándo sirve" options={tokenLives} defaultValue="12" />
          <FormActions><Button variant="primary">Crear clave</Button></FormActions>
        </RecordForm>
      </Card>
      <section className="pila pila-junta" aria-labelledby="sus-claves">
        <h2 id="sus-claves">Sus claves</h2>
        <OwnTokens tokens={tokens} />
      </section>
      <Suspense><HowToAsk api={api} /></Suspense>
    </div>
  )
}
