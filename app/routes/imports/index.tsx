import { data, redirect, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'

import { readImport } from '#app/domain/sheet-imports/commands/read.server.ts'
import { kindField } from '#app/domain/sheet-imports/forms.server.ts'
import { listImports } from '#app/domain/sheet-imports/queries.server.ts'
import { importKinds, importStates, type ImportKind } from '#app/domain/sheet-imports/terms.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { readSentFile } from '#app/lib/sent-file.server.ts'
import { MOST } from '#app/lib/sheets/reading.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Choice, Field, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { SendToComputer } from './send-to-computer.tsx'

export const loader = signedIn(writers, async (ctx) => ({
  address: `${baseUrl()}/importar`,
  email: ctx.viewer.email,
  imports: (await listImports(ctx)).map(({ id, kind, name, state, created_at, applied_at }) => ({
    id, name, kind: importKinds[kind], state: importStates[state], at: formatInstant(applied_at ?? created_at, ctx.viewer.zone),
  })),
}))

/** What is longer is not sent back. */
const MOST_ECHOED = 100_000

export const action = signedIn(writers, async (ctx, { request }) => {
  const { name, bytes, pasted, fields } = await readSentFile(request, MOST.bytes)
  const values = { kind: fields.kind ?? '', text: pasted.length <= MOST_ECHOED ? pasted : '' }
  const refused = (field: string, problem: string) => data({ errors: { [field]: [problem] }, values }, { status: 400 })
  const kind = kindField.safeParse(fields.kind)
  if (!kind.success) return refused('kind', 'Elija qué trae la planilla.')
  if (bytes.length === 0) return refused(pasted ? 'text' : 'file', 'Elija un archivo, o pegue las filas.')

  const read = await readImport(ctx, { kind: kind.data, name, bytes, pasted })
  return read.ok ? redirect(`/importar/${read.id}`) : refused(pasted ? 'text' : 'file', read.problem)
})

export const meta: MetaFunction = () => [{ title: 'Importar · Hilván' }]

const templates: { kind: ImportKind; words: string }[] = (Object.keys(importKinds) as ImportKind[]).map((kind) => ({ kind, words: importKinds[kind] }))

export default function Imports() {
  const { address, email, imports } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const [search] = useSearchParams()
  const asked = search.get('que') ?? ''
  return (
    <>
      <PageHeader
        title="Importar una planilla"
        facts="Primero se muestra qué trae y qué cambiaría; nada se guarda hasta el último botón, y se puede deshacer por 30 días."
        actions={<LinkButton to="/contactos" icon="users">Ver contactos</LinkButton>}
      />
      <SendToComputer address={address} email={email} />
      <div className="con-lado">
        <Card title="¿Qué planilla?">
          <RecordForm feedback={feedback} encType="multipart/form-data">
            <Choice name="kind" label="Qué trae" options={importKinds} defaultValue={Object.hasOwn(importKinds, asked) ? asked : 'people'} />
            <Field name="file" label="Archivo" hint="Excel (.xlsx), CSV o contactos (.vcf). Hasta 10 MB y 20.000 filas.">
              <input type="file" accept=".xlsx,.csv,.tsv,.txt,.vcf" />
            </Field>
            <TextArea name="text" label="O pegue aquí las filas" hint="Cópielas de la planilla con su fila de títulos." optional rows={5} spellCheck={false} />
            <FormActions><Button variant="primary" icon="upload">Seguir</Button></FormActions>
          </RecordForm>
        </Card>
        <div className="pila">
          {imports.length > 0 && (
            <Card title="Sus importaciones">
              <ul className="lista">
                {imports.map(({ id, name, kind, state, at }) => (
                  <li key={id}><Link to={`/importar/${id}`}>{name}</Link> <span className="meta">{kind}: {state.toLowerCase()}, {at}</span></li>
                ))}
              </ul>
            </Card>
          )}
          <Card title="Plantillas">
            <p className="lectura">No hacen falta: sirve la planilla que ya tiene. Si prefiere empezar de una:</p>
            <ul className="lista">
              {templates.map(({ kind, words }) => <li key={kind}><a href={`/importar/plantilla/${kind}.xlsx`}>{words}</a></li>)}
            </ul>
          </Card>
        </div>
      </div>
    </>
  )
}
