import { Outlet, useLoaderData } from '@remix-run/react'

import { signedIn } from '#app/lib/http.server.ts'
import { answerers } from '#app/lib/roles.ts'
import { PortalShell } from '#app/ui/portal-shell.tsx'

export const loader = signedIn(answerers, async ({ viewer }) => ({ errand: viewer.role === 'delegate', remembered: viewer.access !== undefined }))

/** The frame of what a municipality sees: three places, one thumb. Whoever has an errand sees one page, and no place. */
export default function PortalLayout() {
  const { errand, remembered } = useLoaderData<typeof loader>()
  return (
    <PortalShell places={errand ? [] : places} signOut={remembered && !errand ? null : '/salir'} leave={errand ? 'Salir de este equipo' : undefined}>
      <Outlet />
    </PortalShell>
  )
}

const places = [
  { to: '/m', label: 'Compromisos', icon: 'square', end: true },
  { to: '/m/reuniones', label: 'Reuniones', icon: 'circle' },
  { to: '/m/contacto', label: 'Contacto', icon: 'message' },
] satisfies Parameters<typeof PortalShell>[0]['places']
