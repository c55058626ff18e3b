import { Form } from '@remix-run/react'

import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DataTable, type Column } from '#app/ui/table.tsx'

import type { TokenRow } from './token-rows.server.ts'

/** The keys of a person, with the way to end each one. */
export function OwnTokens({ tokens }: { tokens: TokenRow[] }) {
  if (tokens.length === 0) return <Empty title="Todavía no tiene claves">Cada programa debe tener la suya: así se revoca una sin tocar las demás.</Empty>
  return <DataTable caption="Claves de programas" columns={columns} rows={tokens} rowKey={({ id }) => id} />
}

export const revocationPath = (id: string) => `/preferencias/programas/${id}/revocacion`

const columns: Column<TokenRow>[] = [
  { key: 'name', label: 'Programa', cell: ({ name, reads }) => <><strong>{name}</strong><span className="meta block">Lee: {reads}</span></> },
  { key: 'created', label: 'Creada', cell: ({ created }) => created, width: 'col-fecha', phone: 'label' },
  { key: 'last', label: 'Último uso', cell: ({ last }) => last ?? 'Nunca', phone: 'label' },
  { key: 'expires', label: 'Vence', cell: ({ expires, expired }) => (expired ? <strong>Venció el {expires}</strong> : expires), width: 'col-fecha', phone: 'label' },
  {
    key: 'acts',
    label: 'Acciones',
    cell: ({ id, name }) => (
      <Form method="post" action={revocationPath(id)} preventScrollReset>
        <Button small variant="danger" aria-label={`Revocar «${name}»`}>Revocar</Button>
      </Form>
    ),
  },
]
