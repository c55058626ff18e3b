import { Form, NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Icon, type IconName } from './icon.tsx'
import { Mark } from './mark.tsx'

/** The portal's own frame: one column of 18 px text, three places below, nothing else. */
export function PortalShell({ places = [], signOut = '/salir', leave = 'Salir', children }: {
  places?: { to: string; label: string; icon: IconName; end?: boolean }[]
  /** Where «Salir» posts; left out of the page when null. */
  signOut?: string | null
  leave?: string
  children: ReactNode
}) {
  return (
    <div className="puerta">
      <header className="puerta-barra">
        <span className="marca"><Mark size={26} /></span>
        {signOut && (
          <Form method="post" action={signOut} reloadDocument>
            <button className="boton boton-quieto">{leave}</button>
          </Form>
        )}
      </header>
      <main id="contenido" className="pagina" tabIndex={-1}>{children}</main>
      {places.length > 0 && (
        <nav className="puerta-pie" aria-label="Principal">
          {places.map(({ to, label, icon, end }) => (
            <NavLink key={to} to={to} end={end}><Icon name={icon} />{label}</NavLink>
          ))}
        </nav>
      )}
    </div>
  )
}
