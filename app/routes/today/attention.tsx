import { FulfilButton } from '#app/routes/commitments/fulfil-button.tsx'
import { plural } from '#app/lib/text.ts'
import { Card } from '#app/ui/card.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { ActionLink, RecordLink } from '#app/ui/link.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'

import type { Task } from './attention.server.ts'

/** What waits, each with its one next act. */
export function Attention({ tasks, open }: { tasks: Task[]; open: { count: number; to: string } }) {
  return (
    <Card title="Por atender" aside={open.count > 0 && <ActionLink to={open.to} chevron={false}>Ver {plural(open.count, 'abierto', 'abiertos')}</ActionLink>}>
      {tasks.length === 0 ? <p className="meta">Nada por atender: nada vencido, nada por validar.</p> : (
        <ul className="lista">
          {tasks.map(({ to, title, detail, folio, badge, act, owed }) => (
            <li key={`${to} ${badge.word}`} className="pila pila-junta">
              <p><RecordLink to={to}>{title}</RecordLink></p>
              <p className="meta">{detail}{folio && <> · <Folio>{folio}</Folio></>}</p>
              <div className="entre">
                <StatusBadge tone={badge.tone} icon={badge.icon}>{badge.word}</StatusBadge>
                <span className="fila">
                  {owed && folio && <FulfilButton folio={folio} tone={badge.tone} />}
                  <ActionLink to={act.to} about={`: ${title}`}>{act.label}</ActionLink>
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
