import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { LinkButton } from './button.tsx'
import { Icon } from './icon.tsx'

/** Search, notices and the one global act. On phones the search is a link and the act lives in the bar below. */
export function TopBar({ register, notices, children }: {
  register?: string
  notices?: { to: string; unread: boolean }
  children?: ReactNode
}) {
  return (
    <header className="barra">
      {children}
      <Form method="get" action="/buscar" role="search" className="busca solo-escritorio">
        <Icon name="search" />
        <input
          type="search"
          name="q"
          placeholder="Buscar"
          aria-label="Buscar"
          data-buscar
        />
        <Link to="/buscar" data-paleta title="Buscar y hacer" aria-keyshortcuts="Control+K">
          <kbd aria-hidden="true">Ctrl K</kbd><span className="solo-lector">Buscar y hacer</span>
        </Link>
      </Form>
      <span className="empuja" />
      <Link className="boton boton-quieto boton-icono solo-telefono" to="/buscar" data-paleta title="Buscar">
        <Icon name="search" /><span className="solo-lector">Buscar</span>
      </Link>
      {notices && (
        <Link className="boton boton-quieto boton-icono" to={notices.to} title="Avisos">
          <Icon name="bell" />
          {notices.unread && <span className="punto-nuevo" />}
          <span className="solo-lector">Avisos{notices.unread && ', hay nuevos'}</span>
        </Link>
      )}
      {register && (
        <span className="solo-escritorio">
          <LinkButton to={register} variant="primary" shortcut="R">Registrar</LinkButton>
        </span>
      )}
    </header>
  )
}
