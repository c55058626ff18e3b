import { Link, useLocation } from '@remix-run/react'
import { lazy, Suspense, useRef, useState } from 'react'

import { withParams } from '#app/lib/list-address.ts'
import { formatNumber, plural } from '#app/lib/text.ts'
import { ActionLink } from '#app/ui/link.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { BoardCard } from './board-card.tsx'
import type { boardOf } from './board.server.ts'
import { useDragging } from './dragging.ts'
import { useFocusThatFollows, useListKeys } from './list-keys.ts'
import { useMoves } from './moves.ts'

const MoveDialog = lazy(() => import('./move-dialog.tsx').then(({ MoveDialog }) => ({ default: MoveDialog })))

type Loaded = Awaited<ReturnType<typeof boardOf>>
type Card = Loaded['columns'][number]['cards'][number]

/** Columns by state. Keys, «Mover a…» and dragging do the same act; on a phone, one column at a time. */
export function Board({ board: { columns, dropped, shown }, writes }: { board: Loaded; writes: boolean }) {
  const { search } = useLocation()
  const { move, pending } = useMoves()
  const area = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<Card>()
  const cards = columns.flatMap((column) => column.cards)
  const settled = columns.map((column) => ({ ...column, cards: cards.filter((card) => (pending.get(card.folio) ?? card.stage) === column.stage) }))
  const ask = (folio: string) => setAsked(cards.find((card) => card.folio === folio))
  useListKeys(writes ? { move, ask } : NOBODY)
  useFocusThatFollows()
  useDragging(area, move)

  return (
    <>
      <div className="solo-columnas">
        <Tabs
          label="Columnas"
          items={columns.map(({ stage, label, total }) => ({ to: withParams(new URLSearchParams(search), { columna: stage }), label, count: total, current: stage === shown }))}
        />
      </div>
      <div ref={area} className="tablero">
        {settled.map(({ stage, label, total, overdue, to, cards }) => (
          <section
            key={stage}
            className="tablero-columna"
            aria-labelledby={`columna-${stage}`}
            data-columna={stage}
            data-mostrada={stage === shown || undefined}
          >
            <h2 id={`columna-${stage}`}>
              {label} <span className="meta">{formatNumber(total)}{overdue > 0 && ` · ${plural(overdue, 'vencido', 'vencidos')}`}</span>
            </h2>
            {cards.length === 0 ? <p className="meta">Nada aquí con este filtro.</p> : (
              <ul>
                {cards.map((card) => (
                  <BoardCard key={card.folio} card={card} writes={writes} back={search} waiting={pending.has(card.folio)} onAsk={() => ask(card.folio)} />
                ))}
              </ul>
            )}
            {total > cards.length && <ActionLink to={to} about={`de «${label}»`}>Ver los {formatNumber(total)}</ActionLink>}
          </section>
        ))}
      </div>
      {dropped.total > 0 && <p className="meta">Fuera del tablero: <Link to={dropped.to}>{formatNumber(dropped.total)} sin efecto</Link>.</p>}
      {asked && <Suspense><MoveDialog row={asked} onMove={move} onClose={() => setAsked(undefined)} /></Suspense>}
    </>
  )
}

const NOBODY = { move: () => {}, ask: () => {} }
