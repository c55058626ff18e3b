import { data, redirect, type MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'

import { readImport } from '#app/domain/calendar-imports/commands/read.server.ts'
import { listImports } from '#app/domain/calendar-imports/queries.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { MOST_BYTES } from '#app/lib/ics-reader.server.ts'
import { writers } from '#app/lib/roles.ts'
import { readSentFile } from '#app/lib/sent-file.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Field, TextArea } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

export const loader = signedIn(writers, async (ctx) => ({
  imports: (await listImports(ctx)).map(({ id, name, created_at, applied_at, undone_at }) => ({
    id,
    name,
    at: formatInstant(created_at, ctx.viewer.zone),
    state: undone_at ? 'Deshecha' : applied_at ? 'Importada' : 'Por revisar',
  })),
}))

/** What is longer is not sent back. */
const MOST_ECHOED = 100_000

export const action = signedIn(writers, async (ctx, { request }) => {
  const { name, bytes, pasted } = await readSentFile(request, MOST_BYTES)
  const refused = (problem: string) => data({ errors: { [pasted ? 'text' : 'file']: [problem] }, values: { text: pasted.length <= MOST_ECHOED ? pasted : '' } }, { status: 400 })
  if (bytes.length === 0) return refused('Elija un archivo .ics, o pegue su texto.')

  const read = await readImport(ctx, { name, bytes })
  return read.ok ? redirect(`/calendario/importar/${read.id}`) : refused(read.problem)
})

export const meta: MetaFunction = () => [{ title: 'Importar un calendario · Hilván' }]

export default function ImportCalendar() {
  const { imports } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        title="Importar un calendario"
        facts="Primero se muestra qué trae y qué cambiaría; nada se guarda ni se avisa a nadie hasta que usted confirme."
        actions={<LinkButton to="/calendario" icon="calendar">Volver al calendario</LinkButton>}
      />
      <div className="con-lado">
        <Card title="¿Qué calendario?">
          <RecordForm feedback={feedback} encType="multipart/form-data">
            <Field name="file" label="Archivo .ics" hint="Como lo exportan Google, Outlook o Apple. Hasta 1 MB y 5.000 eventos.">
              <input type="file" accept=".ics,.ical,text/calendar" />
            </Field>
            <TextArea
              name="text"
              label="O pegue aquí su texto"
              hint="Desde BEGIN:VCALENDAR hasta END:VCALENDAR."
              optional
              rows={5}
              spellCheck={false}
            />
            <FormActions><Button variant="primary" icon="upload">Revisar</Button></FormActions>
          </RecordForm>
        </Card>
        <div className="pila">
          {imports.length > 0 && (
            <Card title="Sus importaciones">
              <ul className="lista">
                {imports.map(({ id, name, at, state }) => (
                  <li key={id}>
                    <Link to={`/calendario/importar/${id}`}>{name}</Link> <span className="meta">{state}, {at}</span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Card title="Qué se trae">
            <ul className="lectura list-disc pl-5">
              <li>Título, fecha, hora, zona, lugar, enlace, descripción y repeticiones.</li>
              <li>De las personas invitadas, las que están en el directorio por su correo. Las demás no se guardan.</li>
              <li>Lo que ya pasó queda como realizado, sin acta.</li>
              <li>Ni alarmas ni archivos adjuntos.</li>
            </ul>
          </Card>
        </div>
      </div>
    </>
  )
}
