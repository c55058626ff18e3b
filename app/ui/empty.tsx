import type { ReactNode } from 'react'

import { Cota } from './cota.tsx'

/** What this is, why it is empty, one action and one example. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="vacio">
      <Cota />
      <div className="vacio-texto">
        <p className="vacio-titulo">{title}</p>
        {children && <div className="meta">{children}</div>}
        {action && <div className="acciones">{action}</div>}
      </div>
    </div>
  )
}
