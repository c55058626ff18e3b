import { Form } from '@remix-run/react'

import { plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { DataTable } from '#app/ui/table.tsx'

type Shown = { id: string; name: string; errand: string | null; made: string; made_by: string | null; used: string | null; until: string }

/** Links that work today. Those that mails carried and nobody opened are told together: there is one for each mail. */
export function LinksCard({ position_id, links }: { position_id: string; links: Shown[] }) {
  if (links.length === 0) return null
  const unopened = links.filter(({ made_by, used }) => made_by === null && used === null)
  const rows = links.filter((link) => !unopened.includes(link))
  const base = `/cargos/${position_id}/acceso`
  return (
    <Card title="Enlaces que funcionan hoy" aside={plural(links.length, 'enlace', 'enlaces')}>
      {rows.length > 0 && (
        <DataTable
          caption="Enlaces que funcionan hoy"
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'who', label: 'De quién', cell: ({ name, errand }) => <>{name}{errand && <span className="meta block">Encargo de {errand}</span>}</> },
            { key: 'used', label: 'Último uso', cell: ({ used }) => (used ? <time>{used}</time> : 'Sin abrir'), phone: 'label' },
            { key: 'made', label: 'Creado', cell: ({ made, made_by }) => <><time>{made}</time><span className="meta block">{made_by ?? 'Por correo'}</span></>, phone: 'label' },
            { key: 'until', label: 'Vence', cell: ({ until }) => <time>{until}</time>, phone: 'label' },
            {
              key: 'act', label: 'Acción', align: 'right',
              cell: ({ id, name, made }) => (
                <Form method="post" action={`${base}/${id}/revocacion`}><Button small>Revocar<span className="solo-lector"> el enlace de {name} del {made}</span></Button></Form>
              ),
            },
          ]}
        />
      )}
      {unopened.length > 0 && <p className="meta">{plural(unopened.length, 'enlace enviado por correo', 'enlaces enviados por correo')} sin abrir.</p>}
      <p className="meta">Revocar cierra también los equipos que el enlace abrió y los calendarios a los que se suscribieron.</p>
      <Form method="post" action={`${base}/todos/revocacion`}><Button variant="danger">Revocar todos</Button></Form>
    </Card>
  )
}
