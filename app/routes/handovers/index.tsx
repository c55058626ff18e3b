import { data, redirect, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'

import { beginHandover } from '#app/domain/handovers/commands/draft.server.ts'
import { handoverListForm } from '#app/domain/handovers/forms.server.ts'
import { listHandovers, listSharedPosts } from '#app/domain/handovers/queries.server.ts'
import { handoverStates } from '#app/domain/handovers/terms.ts'
import { formatDay } from '#app/lib/days.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { writers } from '#app/lib/roles.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DatedText } from '#app/ui/dated-text.tsx'
import { DateField, Select, TextArea, TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx) => ({
  operation_id: newId(),
  posts: (await listSharedPosts(ctx)).map(({ kind, title }) => ({ value: kind, label: title })),
  handovers: (await listHandovers(ctx)).map(({ id, name, state, starts_on, author_name }) => ({
    id, name, told: `${handoverStates[state]}, desde el ${formatDay(starts_on)}, de ${author_name}`,
  })),
}))

export const action = signedIn(writers, async (ctx, { request }) => {
  const form = await readForm(request, handoverListForm)
  if (!form.ok) return data(form, { status: 400 })

  const begun = await beginHandover(ctx, form.input)
  if (begun.errors) return data(refuse(form, begun.errors), { status: 400 })
  return begun.unread === null ? redirect(`/traspasos/${begun.id}`) : redirectWithNotice(`/traspasos/${begun.id}`, begun.unread)
})

export const meta: MetaFunction = () => [{ title: 'Traspaso de mando · Hilván' }]

const EXAMPLE = 'Cerrillos; Ana Soto Muñoz\nCastro; «Rivera Paz, Luis»; 06-12-2028; subrogante'.replace(/[«»]/g, '"')

export default function Handovers() {
  const { operation_id, posts, handovers } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Traspaso de mando"
        facts="Cuando un mismo cargo cambia de manos en muchas instituciones: se pega la lista, se revisa y se aplica de una vez. Se puede deshacer por 30 días."
        actions={<LinkButton to="/instituciones">Ver instituciones</LinkButton>}
      />
      <div className="con-lado">
        <Card title="Quiénes asumen">
          <RecordForm feedback={feedback} operationId={operation_id}>
            <Select name="post_kind" label="Cargo" options={posts} defaultValue="mayor" width="full" />
            <TextField name="name" label="Nombre del traspaso" maxLength={120} placeholder="Alcaldías 2028" />
            <DateField name="starts_on" label="Asumen el" hint="Vale para las líneas que no traen fecha. Quien está en el cargo termina el día antes." />
            <TextField name="source" label="De dónde viene el dato" optional maxLength={200} hint="Por ejemplo «Sentencia de proclamación del TER»." />
            <TextArea name="list" label="Lista" rows={12} spellCheck={false} placeholder={EXAMPLE} hint="Una línea por institución: municipalidad, nombre y, si hacen falta, fecha, calidad (titular, subrogante, interino, suplente) y fuente. Péguela desde una planilla, o separe con punto y coma; con una fila de títulos, las columnas pueden venir en cualquier orden." />
            <FormActions><Button variant="primary">Revisar la lista</Button></FormActions>
          </RecordForm>
        </Card>
        <div className="pila">
          {handovers.length > 0 && (
            <Card title="Traspasos">
              <ul className="lista">
                {handovers.map(({ id, name, told }) => <li key={id}><Link to={`/traspasos/${id}`}>{name}</Link> <span className="meta"><DatedText>{told}</DatedText></span></li>)}
              </ul>
            </Card>
          )}
          <Card title="Qué no cambia">
            <p className="lectura">Los compromisos abiertos siguen con la institución y el cargo. Las actas y reuniones pasadas dicen quién era entonces. Los enlaces de acceso de quien termina dejan de servir.</p>
          </Card>
        </div>
      </div>
    </>
  )
}
