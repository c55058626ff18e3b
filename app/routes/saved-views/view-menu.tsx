import { Form, Link } from '@remix-run/react'

import { columnsAsked } from '#app/domain/saved-views/rules.ts'
import { COLUMNS, lists, type List } from '#app/domain/saved-views/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormFeedback } from '#app/ui/feedback.tsx'
import { Checkbox, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'

import type { ListViews } from './views.server.ts'

/** Which columns the list shows, and keeping what is seen under a name. Plain forms in a disclosure. */
export function ViewMenu({ list, views: { current, mayShare }, seen, columns, without }: {
  list: List
  views: ListViews
  seen: URLSearchParams
  columns: boolean
  without: string[]
}) {
  const { path } = lists[list]
  const address = seen.toString()
  return (
    <details className="mas-filtros menu-vista" data-flota>
      <summary className="boton boton-chico"><Icon name="settings" small />Vista</summary>
      <div className="mas-filtros-hoja">
        {columns && <ColumnChoice list={list} seen={seen} without={without} />}
        {current?.changed && current.mayEdit && (
          <Form method="post" action={`/vistas${path}/${current.id}/reemplazo`}>
            <input type="hidden" name="version" value={current.version} />
            <input type="hidden" name="search" value={address} />
            <Button>{`Guardar los cambios en «${current.name}»`}</Button>
          </Form>
        )}
        <Form method="post" action={`/vistas${path}`} className="campos">
          <FormFeedback form="vista">
            <input type="hidden" name="search" value={address} />
            <TextField name="name" label={current ? 'Guardar como otra vista' : 'Guardar esta vista'} hint="Filtros, orden y columnas, con un nombre." maxLength={40} required autoComplete="off" />
            <Checkbox name="is_default" label="Abrir la lista con ella" />
            {mayShare && <Checkbox name="team" label="Para todo el equipo" />}
            <Button>Guardar vista</Button>
          </FormFeedback>
        </Form>
        <p className="fila">
          {current?.mayEdit && <Link className="enlace-accion" to={`/vistas${path}/${current.id}`}>Cambiar «{current.name}»</Link>}
          <Link className="enlace-accion" to={`/vistas${path}`}>Todas las vistas</Link>
        </p>
      </div>
    </details>
  )
}

function ColumnChoice({ list, seen, without }: { list: List; seen: URLSearchParams; without: string[] }) {
  const { columns, usual } = lists[list]
  const asked = columnsAsked(list, seen)
  const shown: readonly string[] = asked ?? usual
  const kept = [...seen].filter(([name]) => ![COLUMNS, 'panel', 'seleccion'].includes(name))
  return (
    <Form method="get" action={lists[list].path} preventScrollReset>
      {kept.map(([name, value], at) => <input key={at} type="hidden" name={name} value={value} />)}
      <fieldset className="campo">
        <legend className="campo-rotulo">Columnas</legend>
        <div className="columnas-elegidas">
          {Object.entries(columns).filter(([key]) => !without.includes(key)).map(([key, label]) => (
            <label key={key} className="casilla">
              <input type="checkbox" name={COLUMNS} value={key} defaultChecked={shown.includes(key)} />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="acciones">
        <Button small>Ver estas columnas</Button>
        {asked && <LinkButton small variant="quiet" to={withParams(seen, { [COLUMNS]: null })}>Las de siempre</LinkButton>}
      </div>
    </Form>
  )
}
