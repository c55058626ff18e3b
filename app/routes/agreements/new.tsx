import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { createAgreement } from '#app/domain/agreements/commands.server.ts'
import { canCreateAgreement } from '#app/domain/agreements/policy.ts'
import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { linkAgreement } from '#app/domain/connection-requests/commands/advance.server.ts'
import { findRequest } from '#app/domain/connection-requests/queries.server.ts'
import { isOpen } from '#app/domain/connection-requests/rules.ts'
import { describeConvenio } from '#app/domain/convenios/commands.server.ts'
import { findConvenio } from '#app/domain/convenios/queries.server.ts'
import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { startDay } from '#app/domain/meetings/rules.ts'
import { today } from '#app/lib/context.server.ts'
import { formatDay } from '#app/lib/days.ts'
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
import { Folio } from '#app/ui/folio.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { findTyped } from '../meetings/typed.server.ts'
import { askedOf, findAsked } from '../requests/asked.server.ts'
import { FromRequest } from '../requests/from-request.tsx'
import { convenioOf, newForm, refuseConvenio, startedConvenio } from './convenio-form.server.ts'
import { extensionOf } from './extension.server.ts'
import { AgreementFields } from './fields.tsx'
import { listPresent } from './present.server.ts'
import { settleParties } from './settle.server.ts'

export const loader = signedIn(writers, async (ctx, { request }) => {
  permit(canCreateAgreement(ctx.viewer))
  const search = new URL(request.url).searchParams
  const typed = await findTyped(ctx, request)
  const asked = await findAsked(ctx, search, typed)
  const meeting = await findMeeting(ctx, search.get('reunion') ?? asked?.meeting_id ?? '')
  const institution = await findInstitution(ctx, search.get('institucion') ?? '')
  const extended = await findAgreement(ctx, search.get('prorroga') ?? '')
  return {
    meeting: meeting ? { id: meeting.id, folio: meeting.folio, title: meeting.title, on: formatDay(startDay(meeting)) } : null,
    suggestions: meeting ? await listPresent(ctx, meeting.id) : [],
    extended: extended?.kind === 'convenio' ? { folio: extended.folio, text: extended.text } : null,
    started: extended?.kind === 'convenio' ? extensionOf(ctx, extended) : {
      kind: search.get('tipo') === 'convenio' ? 'convenio' as const : 'meeting_agreement' as const,
      text: asked?.subject ?? '',
      agreed_on: meeting ? startDay(meeting) : today(ctx),
      valid_until_on: null,
      parties: {
        obliged: institution ? [{ id: institution.id, label: institution.short_name }] : asked?.with_id && asked.with_name ? [{ id: asked.with_id, label: asked.with_name }] : [],
        beneficiary: asked ? [{ id: asked.asker_id, label: asked.asker_name }] : [],
        guarantor: [],
        facilitator: [],
      },
      convenio: startedConvenio(),
    },
    asked: askedOf(asked),
    typed,
    operation_id: newId(ctx.now.getTime()),
  }
})

export const action = signedIn(writers, async (ctx, { request }) => {
  permit(canCreateAgreement(ctx.viewer))
  const form = await readForm(request, newForm)
  if (!form.ok) return data(form, { status: 400 })
  const settled = await settleParties(ctx, form.input)
  if (!settled.ok) return data(refuse(form, settled.errors), { status: 400 })

  const { operation_id, kind, text, meeting_id, request_id, extends_id, agreed_on, valid_until_on } = form.input
  const errors = await refuseConvenio(ctx, { kind, valid_until_on, parties: settled.parties }, form.input)
  if (errors) return data(refuse(form, errors), { status: 400 })
  const extended = extends_id ? await findConvenio(ctx, (await findAgreement(ctx, extends_id))?.id ?? '') : undefined
  const asked = request_id ? await findRequest(ctx, request_id) : undefined
  const folio = await atomically(ctx, (ctx) =>
    once(ctx, operation_id, async () => {
      const created = await createAgreement(ctx, { kind, text, meeting_id, agreed_on, valid_until_on, parties: settled.parties })
      if (kind === 'convenio') await describeConvenio(ctx, created.id, convenioOf(form.input), extended?.agreement_id)
      if (asked && isOpen(asked)) await linkAgreement(ctx, asked.id, created.folio)
      return created.folio
    }))
  await dropHeldPost(ctx.db, ctx.viewer.id)
  return redirectWithNotice(`/acuerdos/${folio}`, `Acuerdo ${folio} registrado. Ahora, los compromisos que salen de él.`)
})

export const meta: MetaFunction = () => [{ title: 'Nuevo acuerdo · Hilván' }]

export default function NewAgreement() {
  const { meeting, suggestions, started, extended, asked, typed, operation_id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <>
      <PageHeader title={started.kind === 'convenio' ? 'Nuevo convenio' : 'Nuevo acuerdo'} facts="Lo que dos o más instituciones decidieron. Lo que cada una debe hacer son sus compromisos." />
      {typed && !answer && <p className="tarjeta" role="status">Su sesión había vencido: aquí está lo que había escrito. Revise y guarde.</p>}
      <RecordForm feedback={answer ?? typed} operationId={operation_id} className="formulario tarjeta">
        {meeting && (
          <p className="fila">
            <Glyph kind="circle" /><Folio>{meeting.folio}</Folio><RecordLink to={`/reuniones/${meeting.folio}`}>{meeting.title}</RecordLink>
            <span className="meta">{meeting.on}</span>
            <input type="hidden" name="meeting_id" value={meeting.id} />
          </p>
        )}
        {extended && (
          <p className="fila">
            <Glyph kind="diamond" />Prórroga de <RecordLink to={`/acuerdos/${extended.folio}`}>{extended.text}</RecordLink><Folio>{extended.folio}</Folio>
            <input type="hidden" name="extends_id" value={extended.folio} />
          </p>
        )}
        {asked && <FromRequest {...asked} />}
        <AgreementFields started={started} suggestions={suggestions} />
        <FormActions>
          <Button variant="primary">Guardar acuerdo</Button>
          <LinkButton to={meeting ? `/reuniones/${meeting.folio}` : '/acuerdos'}>Cancelar</LinkButton>
        </FormActions>
      </RecordForm>
    </>
  )
}
