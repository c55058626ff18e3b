import type { MetaFunction } from '@remix-run/node'

import { PortalShell } from '#app/ui/portal-shell.tsx'

export const meta: MetaFunction = () => [{ title: 'Hasta pronto · Hilván' }]

/** Where whoever came by a link arrives when they leave: they have no password to be asked for. */
export default function Farewell() {
  return (
    <PortalShell signOut={null}>
      <h1>Salió de este equipo</h1>
      <p>Para volver, abra otra vez el enlace del último correo que recibió, o pida uno nuevo a la coordinación de la Red.</p>
    </PortalShell>
  )
}
