import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'

import { declareCommitment } from '#app/domain/commitments/commands/declare.server.ts'
import { declarationForm, type DeclarationInput } from '#app/domain/commitments/forms.server.ts'
import { canDeclare } from '#app/domain/commitments/policy.ts'
import { answers } from '#app/domain/commitments/terms.ts'
import type { NewEvidence } from '#app/domain/evidence/commands.server.ts'
import { checkForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { once } from '#app/lib/operations.server.ts'
import { writers } from '#app/lib/roles.ts'
import { atomically } from '#app/lib/transaction.server.ts'
import { acceptedExtensions, readUpload, type StoredFile } from '#app/lib/uploads.server.ts'
import { Choice, DateField, Field, TextArea, TextField } from '#app/ui/field.tsx'
import { ActionLink } from '#app/ui/link.tsx'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { redirectWithUndo } from './undoing.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const commitment = await findOpen(ctx, params.folio!, (commitment) => canDeclare(ctx.viewer, commitment))
  return { head: headOf(ctx, commitment), accept: acceptedExtensions, operation_id: newId(ctx.now.getTime()) }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const commitment = await findOpen(ctx, params.folio!, (commitment) => canDeclare(ctx.viewer, commitment))
  const { fields, file, problem } = await readUpload(request)
  const form = await checkForm(fields, declarationForm)
  if (!form.ok) return data(problem ? { ...form, errors: { ...form.errors, file: [problem] } } : form, { status: 400 })
  if (problem) return data(refuse(form, { file: [problem] }), { status: 400 })

  const { declared_state, text, operation_id } = form.input
  await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      await declareCommitment(ctx, commitment.id, { declared_state, text, evidence: evidenceOf(form.input, file) })
      return commitment.folio
    }))
  const notice = declared_state === 'delivered' ? 'Declarado cumplido: falta verificarlo.' : `Declarado: ${answers[declared_state].toLowerCase()}.`
  return redirectWithUndo(ctx, commitment.folio, notice)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Declarar ${data?.head.folio ?? ''} · Hilván` }]

export default function Declaration() {
  const { head, accept, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()

  return (
    <ActPage
      head={head}
      title="¿Qué dice quien debe?"
      button="Guardar respuesta"
      feedback={answer}
      operationId={operation_id}
      encType="multipart/form-data"
      before={<p><ActionLink to={`/compromisos/${head.folio}/aceptacion`} about={`de ${head.folio}`}>Registrar que lo acepta</ActionLink></p>}
    >
      <Choice name="declared_state" label="Respuesta" options={told} defaultValue={search.get('respuesta') ?? undefined} />
      <TextArea name="text" label="Qué se hizo o qué falta" hint="Lo leen todos los que ven este compromiso." optional maxLength={1000} rows={3} />
      <fieldset className="pila">
        <legend className="font-fuerte pb-2">Evidencia</legend>
        <div className="campos-juntos">
          <TextField name="oficio_number" label="Oficio N°" optional width="medium" maxLength={60} />
          <DateField name="oficio_on" label="Fecha del oficio" optional />
        </div>
        <TextField name="url" type="url" label="Enlace" optional placeholder="https://" maxLength={500} />
        <Field name="file" label="Archivo" optional hint="PDF, imagen, Word, Excel, PowerPoint, OpenDocument, texto o CSV. Hasta 20 MB.">
          <input type="file" accept={accept} />
        </Field>
      </fieldset>
    </ActPage>
  )
}

/** Acceptance has a page of its own, where it says who, when and how. */
const { accepted: _accepted, ...told } = answers

function evidenceOf({ oficio_number, oficio_on, url }: DeclarationInput, file: StoredFile | null): NewEvidence[] {
  return [
    ...(oficio_number && oficio_on ? [{ kind: 'oficio' as const, number: oficio_number, on: oficio_on }] : []),
    ...(url ? [{ kind: 'link' as const, url }] : []),
    ...(file ? [{ kind: 'file' as const, file }] : []),
  ]
}
