import { Outlet } from '@remix-run/react'

import { signedIn } from '#app/lib/http.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { PortalShell } from '#app/ui/portal-shell.tsx'

export const loader = signedIn(answerers, async () => null)

/** The frame of what a municipality sees: three places, one thumb. */
export default function PortalLayout() {
  return (
    <PortalShell places={places}>
      <Outlet />
    </PortalShell>
  )
}

const places = [
  { to: '/m', label: 'Compromisos', icon: 'square', end: true },
  { to: '/m/reuniones', label: 'Reuniones', icon: 'circle' },
  { to: '/m/contacto', label: 'Contacto', icon: 'message' },
] satisfies Parameters<typeof PortalShell>[0]['places']
