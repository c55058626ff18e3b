import { Link } from '@remix-run/react'

import { plural } from '#app/lib/text.ts'
import { LinkButton } from '#app/ui/button.tsx'

/** The way to ask the network to connect the municipality with somebody. `open` counts what it asked and still goes on. */
export function AskForConnection({ open }: { open: number }) {
  return (
    <section className="puerta-seccion" aria-labelledby="articulacion">
      <h2 id="articulacion">¿Necesita hablar con otra institución?</h2>
      <p>SERVIU, el gobierno regional, MINVU, una empresa: la coordinación lo gestiona.</p>
      <div className="puerta-respuestas">
        <LinkButton to="/m/solicitudes/nueva">Pedir una articulación</LinkButton>
      </div>
      <p className="meta"><Link to="/m/solicitudes">{open > 0 ? `Ver ${plural(open, 'solicitud en curso', 'solicitudes en curso')}` : 'Ver lo que ha pedido'}</Link></p>
    </section>
  )
}
