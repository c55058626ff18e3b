import { Form, Link, NavLink, useLocation } from '@remix-run/react'

import { Avatar } from './avatar.tsx'
import { BrandLink } from './brand-link.tsx'
import { Icon, type IconName } from './icon.tsx'

export type Place = {
  to: string
  label: string
  icon: IconName
  /** Only what is overdue is counted; `countLabel` says it whole («3 asuntos vencidos»). */
  count?: number
  countLabel?: string
  /** G and then this letter goes there. */
  letter?: string
}
export type Account = { to: string; label: string; icon?: IconName }

/** The places, at the left from 600 px, folded to icons below 960 or when the person folds it. */
export function Rail({ places, person, account, logo }: {
  places: Place[]
  person: { name: string; place: string }
  account: Account[]
  logo?: { src: string; alt: string } | null
}) {
  const { key } = useLocation()
  return (
    <nav className="riel" aria-label="Principal">
      <BrandLink logo={logo} />
      <ul>
        {places.map(({ to, label, icon, count, countLabel }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} title={label} className={count ? 'hay' : undefined}>
              <Icon name={icon} />
              <span className="riel-texto">{label}</span>
              {count ? (
                <span className="riel-cuenta">
                  <span aria-hidden="true">{count}</span>
                  <span className="solo-lector">, {countLabel ?? count}</span>
                </span>
              ) : null}
            </NavLink>
          </li>
        ))}
      </ul>
      <div className="riel-fin">
        <FoldRail />
        <details className="yo" key={key} data-flota>
          <summary title={person.name}>
            <Avatar name={person.name} />
            <span className="riel-texto">
              <b>{person.name}</b>
              <span className="meta">{person.place}</span>
            </span>
          </summary>
          <AccountMenu account={account} />
        </details>
      </div>
    </nav>
  )
}

/** Preferences and leaving; also the last part of «Más» on phones. */
export function AccountMenu({ account }: { account: Account[] }) {
  return (
    <div className="menu">
      {account.map(({ to, label, icon }) => (
        <Link key={to} to={to}>{icon && <Icon name={icon} />}{label}</Link>
      ))}
      <Form method="post" action="/salir" reloadDocument>
        <button><Icon name="logout" />Salir</button>
      </Form>
    </div>
  )
}

function FoldRail() {
  const { pathname, search } = useLocation()
  return (
    <Form method="post" action="/preferencias/apariencia" className="riel-plegar" preventScrollReset replace>
      <input type="hidden" name="volver" value={pathname + search} />
      <button className="plegar" name="riel" value="plegado" title="Plegar el menú">
        <Icon name="panel-left" /><span className="riel-texto">Plegar el menú</span>
      </button>
      <button className="desplegar" name="riel" value="abierto" title="Abrir el menú">
        <Icon name="panel-left" /><span className="solo-lector">Abrir el menú</span>
      </button>
    </Form>
  )
}
