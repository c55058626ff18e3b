import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'

import { LinkButton } from '#app/ui/button.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

/** The head of the page: which meeting, for how long, and the way out. */
export function LiveBar({ folio, title, number, startedAt, now, screen, onScreen, onClose }: {
  folio: string
  title: string
  number: number
  /** Instants, UTC; null once the meeting is over. */
  startedAt: string | null
  now: string
  screen: boolean
  onScreen: () => void
  onClose: () => void
}) {
  const alive = useHydrated()
  return (
    <header className="acta-barra">
      <Link className="boton boton-quieto boton-icono" to={`/reuniones/${folio}`} title="Salir a la reunión">
        <Icon name="chevron-left" /><span className="solo-lector">Salir a la reunión</span>
      </Link>
      <div className="acta-titulo">
        <p><Folio>{folio}</Folio>{number > 1 && <span className="meta"> · corrección, versión {number}</span>}</p>
        <h1>{title}</h1>
      </div>
      {startedAt && <Clock startedAt={startedAt} now={now} />}
      {alive && <button type="button" className="boton" aria-pressed={screen} onClick={onScreen}>Modo pantalla</button>}
      <LinkButton to={`/reuniones/${folio}/cierre`} variant="primary" onClick={(event) => { event.preventDefault(); onClose() }}>Cerrar acta…</LinkButton>
    </header>
  )
}

const TICK_MS = 15_000

/** Hours and minutes since the minutes were begun. */
function Clock({ startedAt, now }: { startedAt: string; now: string }) {
  const [at, setAt] = useState(() => Date.parse(now))
  useEffect(() => {
    const tick = () => setAt(Date.now())
    tick()
    const timer = setInterval(tick, TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((at - Date.parse(startedAt)) / 60_000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(minutes / 60)
  return (
    <span className="acta-reloj" role="timer" aria-label={`Lleva ${hours} h ${minutes % 60} min`}>
      <i aria-hidden="true" />{two(hours)}:{two(minutes % 60)}
    </span>
  )
}
