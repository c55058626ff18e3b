import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { findAgreement } from '#app/domain/agreements/queries.server.ts'
import { linkAgreement } from '#app/domain/connection-requests/commands/advance.server.ts'
import { agreementLinkForm } from '#app/domain/connection-requests/forms.server.ts'
import { listAgreementOffers } from '#app/domain/connection-requests/queries/offers.server.ts'
import { formatDay } from '#app/lib/days.ts'
import { readForm, refuse } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'

import { ActPage } from './act-page.tsx'
import { findOpen, headOf } from './head.server.ts'
import { LinkFields } from './linking.tsx'
import { redirectWithUndo } from './undo-address.server.ts'

export const loader = signedIn(writers, async (ctx, { params }) => {
  const request = await findOpen(ctx, params.folio!)
  const agreements = await listAgreementOffers(ctx, request)
  return {
    head: headOf(request),
    offers: agreements.map(({ folio, text, agreed_on }) => ({ value: folio, label: `${formatDay(agreed_on)} · ${text} (${folio})` })),
  }
})

export const action = signedIn(writers, async (ctx, { request, params }) => {
  const asked = await findOpen(ctx, params.folio!)
  const form = await readForm(request, agreementLinkForm)
  if (!form.ok) return data(form, { status: 400 })
  const agreement = await findAgreement(ctx, form.input.folio)
  if (!agreement) return data(refuse(form, { folio: [`No existe el acuerdo «${form.input.folio}».`] }), { status: 400 })
  if (agreement.id === asked.agreement_id) return data(refuse(form, { folio: [`${agreement.folio} ya está unido a esta solicitud.`] }), { status: 400 })

  await linkAgreement(ctx, asked.folio, agreement.folio)
  return redirectWithUndo(asked.folio, `${agreement.folio} quedó unido a la solicitud.`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Acuerdo de ${data?.head.folio ?? 'solicitud'} · Hilván` }]

export default function LinkAgreement() {
  const { head, offers } = useLoaderData<typeof loader>()
  return (
    <ActPage head={head} title="Unir un acuerdo" button="Unir acuerdo" feedback={useActionData<typeof action>()}>
      <LinkFields offers={offers} label="Acuerdos que pueden ser" none="No hay acuerdos de ambas instituciones desde que se recibió la solicitud." example="A-2026-0031" />
    </ActPage>
  )
}
