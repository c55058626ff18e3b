import { Link } from '@remix-run/react'

import type { DraftPoint } from '#app/domain/minutes/queries.server.ts'
import type { Reading } from '#app/domain/minutes/rules/reading.ts'
import { ActionLink } from '#app/ui/link.tsx'
import { Icon } from '#app/ui/icon.tsx'

import { countText } from './outcome.tsx'

/** The points in order: those written, the one at hand, and how much time was planned. */
export function AgendaRail({ folio, points, current, readings, onGo }: {
  folio: string
  points: DraftPoint[]
  current: number
  /** Of each point. */
  readings: Reading[][]
  onGo: (to: number) => void
}) {
  const planned = points.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
  return (
    <nav className="acta-pauta" aria-labelledby="pauta">
      <h2 id="pauta">Pauta</h2>
      <ol>
        {points.map(({ key, title, minutes, proposer, deferred }, at) => {
          const written = readings[at]!.some(({ line }) => line.trim() !== '')
          const outcome = readings[at]!.some(({ kind }) => kind !== 'note') && countText(readings[at]!)
          return (
            <li key={key}>
              <Link
                to={`?punto=${at + 1}`}
                preventScrollReset
                aria-current={at === current ? 'step' : undefined}
                data-escrito={written || undefined}
                onClick={(event) => { event.preventDefault(); onGo(at) }}
              >
                <span className="acta-numero">{written && at !== current ? <Icon name="check" label="Escrito" /> : title ? at + 1 : '·'}</span>
                <span>{title ?? 'Sin punto'}</span>
                <small>{[deferred && 'Queda para otra reunión', outcome, minutes && `${minutes} min`, proposer].filter(Boolean).join(' · ')}</small>
              </Link>
            </li>
          )
        })}
      </ol>
      <div className="acta-suma">
        {planned > 0 && <p className="meta">La pauta suma {planned} min</p>}
        <ActionLink to={`/reuniones/${folio}/pauta`} chevron={false}>Cambiar la pauta</ActionLink>
      </div>
    </nav>
  )
}
