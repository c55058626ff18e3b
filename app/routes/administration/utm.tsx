import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'

import { setUtm } from '#app/domain/indicators/commands.server.ts'
import { utmForm } from '#app/domain/indicators/forms.server.ts'
import { canEditIndicators } from '#app/domain/indicators/policy.ts'
import { listUtm } from '#app/domain/indicators/queries.server.ts'
import { today } from '#app/lib/context.server.ts'
import { permit } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { admins } from '#app/lib/roles.ts'
import { formatNumber } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { TextField } from '#app/ui/field.tsx'
import { FormActions, RecordForm } from '#app/ui/form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { DataTable } from '#app/ui/table.tsx'

import { AdminTabs } from './admin-tabs.tsx'

export const loader = signedIn(admins, async (ctx) => {
  permit(canEditIndicators(ctx.viewer))
  const months = (await listUtm(ctx)).map(({ period, value, source }) => ({ period, month: monthText(period), value: `$${formatNumber(value)}`, source }))
  return { months, period: today(ctx).slice(0, 7) }
})

export const action = signedIn(admins, async (ctx, { request }) => {
  permit(canEditIndicators(ctx.viewer))
  const form = await readForm(request, utmForm)
  if (!form.ok) return data(form, { status: 400 })

  await setUtm(ctx, form.input)
  return redirectWithNotice('/administracion/utm', `UTM de ${monthText(form.input.period)} guardada.`)
})

export const meta: MetaFunction = () => [{ title: 'UTM · Hilván' }]

export default function UtmMonths() {
  const { months, period } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <div className="pila">
      <PageHeader title="Administración" facts="La UTM de cada mes: con ella se sabe si un convenio llega a 500 UTM" />
      <AdminTabs />
      <Card title="Anotar o corregir un mes">
        <RecordForm feedback={answer}>
          <div className="campos-juntos">
            <TextField type="month" name="period" label="Mes" width="short" defaultValue={period} placeholder="2026-11" required />
            <TextField name="value" label="Valor en pesos" width="short" inputMode="numeric" maxLength={12} required />
          </div>
          <TextField name="source" label="De dónde sale" hint="Por ejemplo, «SII, valores y fechas, consultado el 2 de noviembre»." maxLength={200} required />
          <FormActions><Button variant="primary">Guardar</Button></FormActions>
        </RecordForm>
      </Card>
      {months.length === 0 ? (
        <Empty title="Todavía no hay valores">Sin la UTM del mes de la firma, un convenio en pesos queda por verificar: nada se supone.</Empty>
      ) : (
        <DataTable
          caption="UTM por mes"
          rows={months}
          rowKey={(row) => row.period}
          columns={[
            { key: 'month', label: 'Mes', width: 'col-fecha', cell: (row) => <span className="cifras">{row.month}</span> },
            { key: 'value', label: 'Valor', width: 'col-fecha', cell: (row) => <span className="cifras">{row.value}</span> },
            { key: 'source', label: 'De dónde sale', cell: (row) => row.source },
          ]}
        />
      )}
    </div>
  )
}

/** «11-2026». */
const monthText = (period: string) => `${period.slice(5)}-${period.slice(0, 4)}`
