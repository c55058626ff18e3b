import { Link } from '@remix-run/react'

import type { Fulfilment } from '#app/domain/institutions/queries/record.server.ts'
import type { Side } from '#app/domain/commitments/terms.ts'

/** «12 de 15 cumplidos»: both figures open their list. What was declared and nobody verified stands apart, and does not count. */
export function FulfilmentLine({ institution_id, side, figures }: { institution_id: string; side: Side; figures: Fulfilment }) {
  const to = (state: keyof Fulfilment) => `/compromisos?vista=todos&institucion=${institution_id}&papel=${side}&estado=${state}`
  if (figures['abiertos-y-cumplidos'] === 0) return <p className="meta">Nada prometido todavía.</p>
  return (
    <p className="meta">
      <Figure to={to('cumplido')} n={figures.cumplido} about="cumplidos" /> de <Figure to={to('abiertos-y-cumplidos')} n={figures['abiertos-y-cumplidos']} about="cumplidos y abiertos" /> cumplidos
      {figures['por-validar'] > 0 && <> · <Figure to={to('por-validar')} n={figures['por-validar']} about="sin verificar" /> {figures['por-validar'] === 1 ? 'declarado' : 'declarados'}, sin verificar</>}
      {figures.vencido > 0 && <> · <Figure to={to('vencido')} n={figures.vencido} about="vencidos" /> {figures.vencido === 1 ? 'vencido' : 'vencidos'}</>}
    </p>
  )
}

export function Figure({ to, n, about }: { to: string; n: number; about: string }) {
  return <Link className="enlace-titulo cifras" to={to}>{n}<span className="solo-lector"> {about}</span></Link>
}
