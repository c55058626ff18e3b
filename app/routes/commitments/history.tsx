import { Form } from '@remix-run/react'

import type { UpdateKind } from '#app/domain/commitments/terms.ts'
import { Button } from '#app/ui/button.tsx'
import type { IconName } from '#app/ui/icon.tsx'
import { Timeline } from '#app/ui/timeline.tsx'

import type { HistoryMonth } from './history.server.ts'

/** What happened to a commitment; the last act can be undone from here for a day. */
export function History({ months }: { months: HistoryMonth[] }) {
  return <Timeline months={months.map(({ label, items }) => ({ label, items: items.map(itemOf) }))} />
}

const itemOf = ({ id, kind, on, who, what, text, undone, undo }: HistoryMonth['items'][number]) => ({
  id,
  on,
  mark: { icon: icons[kind] },
  content: (
    <>
      <span className="font-fuerte">{what}</span> <span className="meta">{who}{undone && ' · se deshizo'}</span>
      {text && <p className="whitespace-pre-line">{text}</p>}
      {undo && (
        <Form method="post" action={undo} className="no-imprimir">
          <Button small>Deshacer<span className="solo-lector"> {what.toLowerCase()}</span></Button>
        </Form>
      )}
    </>
  ),
})

const icons: Record<UpdateKind, IconName> = {
  created: 'square', declared: 'message', evidence: 'file', verified: 'circle-check', rejected: 'undo', rescheduled: 'calendar',
  reopened: 'redo', reassigned: 'user', note: 'pencil', blocked: 'clock', unblocked: 'check', split: 'link', undone: 'undo',
  received: 'circle-check', not_received: 'triangle-alert',
}
