import { Link } from '@remix-run/react'

import { Folio } from '#app/ui/folio.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { Row } from './row.server.ts'

/** What is late or about to be is a mark on the card: no column says it. */
const MARKED = ['vencido', 'por-vencer']

export function BoardCard({ card, writes, back, waiting, onAsk }: {
  card: Row
  writes: boolean
  /** The address of the board, to come back. */
  back: string
  /** The server has not answered yet. */
  waiting: boolean
  onAsk: () => void
}) {
  const { folio, text, owes, receives, due, status, still, moved, open, stage } = card
  const marked = MARKED.includes(status.tone) || (stage === 'por-validar' && status.word !== 'Por validar')
  return (
    <li
      className="tablero-carta"
      data-fila={folio}
      aria-busy={waiting || undefined}
      draggable={writes && open}
    >
      <RecordLink to={`/compromisos/${folio}`}>{text}</RecordLink>
      <p className="meta">Debe {owes} {receives}</p>
      {marked && <StatusBadge tone={status.tone} icon={status.icon}>{status.word}</StatusBadge>}
      <p className="meta">
        {due && !marked && open && <>Vence <time className="cifras" dateTime={due.on} title={due.title}>{due.text}</time> · </>}
        {moved}{still && <> · <b>Sin próximo paso</b></>}
      </p>
      <div className="entre">
        <Folio>{folio}</Folio>
        {writes && open && (
          <Link
            className="enlace-accion no-imprimir"
            to={`/compromisos/${folio}/estado?volver=${encodeURIComponent(`/compromisos${back}`)}`}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey) return
              event.preventDefault()
              onAsk()
            }}
          >
            Mover a…<span className="solo-lector"> {folio}</span>
          </Link>
        )}
      </div>
    </li>
  )
}
