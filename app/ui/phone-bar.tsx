import { Link, NavLink, useLocation } from '@remix-run/react'

import { Icon } from './icon.tsx'
import { AccountMenu, type Account, type Place } from './rail.tsx'

/** The phone's bar of five: two places, the act, one place, and the rest behind «Más». */
export function PhoneBar({ places, account, register, person }: {
  places: Place[]
  account: Account[]
  register?: string
  person: { name: string; place: string }
}) {
  const { key, pathname } = useLocation()
  const shown = places.slice(0, register ? 3 : 4)
  const rest = places.slice(shown.length)
  const inRest = rest.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  return (
    <nav className="pie" aria-label="Principal, teléfono">
      {shown.slice(0, 2).map((place) => <Item key={place.to} {...place} />)}
      {register && (
        <Link className="pie-mas" to={register} title="Registrar">
          <Icon name="plus" /><span className="solo-lector">Registrar</span>
        </Link>
      )}
      {shown.slice(2).map((place) => <Item key={place.to} {...place} />)}
      <details key={key} data-flota>
        <summary data-actual={inRest || undefined}><Icon name="menu" />Más</summary>
        <div className="pie-hoja">
          <p className="pie-persona"><b>{person.name}</b> <span className="meta">{person.place}</span></p>
          <div className="menu">
            {rest.map(({ to, label, icon }) => <NavLink key={to} to={to}><Icon name={icon} />{label}</NavLink>)}
          </div>
          <AccountMenu account={account} />
        </div>
      </details>
    </nav>
  )
}

function Item({ to, label, icon }: Place) {
  return <NavLink to={to} end={to === '/'}><Icon name={icon} />{label}</NavLink>
}
