import type { ReactNode } from 'react'

import { BrandLink } from './brand-link.tsx'
import { Keyboard } from './keyboard.tsx'
import { PaletteDoor } from './palette-door.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Rail, type Account, type Place } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

export type { Account, Place } from './rail.tsx'

/**
 * Rail, top bar, phone bar and the page. What a role may not do is absent: leave `register` out and there is no
 * «Registrar». The current place is found from the address.
 */
export function Shell({
  places, person, account = [], register, notices, logo, palette, children,
}: {
  /** In order; the first two and the third stand in the phone bar, the rest behind «Más». */
  places: Place[]
  person: { name: string; place: string }
  /** Preferencias, Administración, Ayuda: what hangs from the person. */
  account?: Account[]
  register?: string
  notices?: { to: string; unread: boolean }
  logo?: { src: string; alt: string } | null
  /** What Ctrl K asks, and whose recent pages it keeps. */
  palette?: { source: string; owner: string }
  children: ReactNode
}) {
  return (
    <div className="marco">
      <Rail places={places} person={person} account={account} logo={logo} />
      <div className="marco-pagina">
        <TopBar register={register} notices={notices}>
          <BrandLink className="solo-telefono" logo={logo} />
        </TopBar>
        <main id="contenido" className="pagina" tabIndex={-1}>{children}</main>
      </div>
      <PhoneBar places={places} account={account} register={register} person={person} />
      <Keyboard places={places} />
      {palette && <PaletteDoor {...palette} />}
    </div>
  )
}
