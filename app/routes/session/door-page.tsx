import type { ReactNode } from 'react'

import { Cota } from '#app/ui/cota.tsx'
import { Mark } from '#app/ui/mark.tsx'

/** The frame of the pages before the house: contour lines at the left, one form at the right; above it on phones. */
export function DoorPage({
  title, lead, children, foot,
}: { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[8rem_1fr] md:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)] md:grid-rows-1">
      <header className="relative overflow-hidden border-b border-borde bg-superficie md:border-r md:border-b-0">
        <div className="absolute inset-0 [&>.cota]:size-full">
          <Cota thread />
        </div>
        <span className="marca absolute top-5 left-5 md:top-8 md:left-10">
          <Mark size={34} />
        </span>
      </header>
      <main
        id="contenido"
        tabIndex={-1}
        className="grid content-start justify-items-center px-5 py-8 md:content-center md:px-6"
      >
        <div className="grid w-full max-w-100 gap-5">
          <div className="grid gap-1.5">
            <h1>{title}</h1>
            {lead && <p className="text-tinta-2">{lead}</p>}
          </div>
          {children}
          {foot && <div className="border-t border-borde pt-5 text-chico text-tinta-2">{foot}</div>}
        </div>
      </main>
    </div>
  )
}
