import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Icon } from './icon.tsx'

/** The title of a record in a list: ink, with a hairline that darkens. */
export function RecordLink({ to, strong = true, children }: { to: string; strong?: boolean; children: ReactNode }) {
  return <Link className={strong ? 'enlace-titulo' : 'enlace-titulo font-normal'} to={to}>{children}</Link>
}

/** A lone act («Pedir avance ›»). `about` completes it for screen readers when a page repeats the same words. */
export function ActionLink({
  to, about, chevron = true, children,
}: { to: string; about?: string; chevron?: boolean; children: ReactNode }) {
  return (
    <Link className="enlace-accion" to={to}>
      {children}
      {about && <span className="solo-lector"> {about}</span>}
      {chevron && <Icon name="chevron-right" small />}
    </Link>
  )
}
