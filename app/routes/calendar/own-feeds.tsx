import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

import type { OwnFeed } from './feed-view.server.ts'

/** The links of whoever looks, with the ways to keep each one alive and to end it. `base` is the page they are on. */
export function OwnFeeds({ feeds, base }: { feeds: OwnFeed[]; base: string }) {
  return (
    <section className="pila pila-junta" aria-labelledby="sus-enlaces">
      <h2 id="sus-enlaces">Sus enlaces</h2>
      {feeds.length === 0 ? (
        <Empty title="Todavía no tiene enlaces">Cada programa o cada equipo puede tener el suyo: así se revoca uno sin tocar los demás.</Empty>
      ) : (
        <DataTable caption="Enlaces de calendario vigentes" columns={columnsOf(base)} rows={feeds} rowKey={({ id }) => id} />
      )}
    </section>
  )
}

const columnsOf = (base: string): Column<OwnFeed>[] => [
  {
    key: 'name',
    label: 'Nombre',
    cell: ({ name, what, detail }) => <><strong>{name}</strong><span className="meta block">{what} · {detail}</span></>,
  },
  { key: 'created', label: 'Creado', cell: ({ created }) => created, width: 'col-fecha', phone: 'label' },
  {
    key: 'last',
    label: 'Último acceso',
    cell: ({ last }) => (last ? `${last.program}, ${last.at}` : 'Nunca'),
    phone: 'label',
  },
  {
    key: 'expires',
    label: 'Vence',
    cell: ({ expires, expired }) => (expired ? <strong>Venció el {expires}</strong> : expires),
    width: 'col-fecha',
    phone: 'label',
  },
  {
    key: 'acts',
    label: 'Acciones',
    cell: ({ id, name }) => (
      <div className="acciones">
        <Form method="post" action={`${base}/${id}/extension`} preventScrollReset>
          <Button small aria-label={`Extender un año «${name}»`}>Extender un año</Button>
        </Form>
        <Form method="post" action={`${base}/${id}/revocacion`} preventScrollReset>
          <Button small variant="danger" aria-label={`Revocar «${name}»`}>Revocar</Button>
        </Form>
      </div>
    ),
  },
]
