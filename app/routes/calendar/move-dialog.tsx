import { Form, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

import { plural } from '#app/lib/text.ts'
import { Dialog } from '#app/ui/dialog.tsx'

import type { GridEvent } from './grid-events.ts'

/** A meeting that was dropped elsewhere. `start` and `end` are ISO texts in the zone of the grid. */
export type Move = { event: GridEvent; start: string; end: string }

const dayOf = new Intl.DateTimeFormat('es-CL', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })

/** Asks before a dragged meeting is moved for real; closing it puts the meeting back. */
export function MoveDialog({ move, onClose }: { move: Move | null; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const sent = useRef(false)
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  // Only another drop opens it again: the page is drawn anew while the move is being saved.
  useEffect(() => {
    const shown = dialog.current
    if (!move || !shown) return
    sent.current = false
    const close = () => {
      if (!sent.current) latest.current()
    }
    shown.showModal()
    shown.addEventListener('close', close)
    return () => shown.removeEventListener('close', close)
  }, [move])

  const { pathname, search } = useLocation()
  const to = move?.event.move
  function send() {
    sent.current = true
    dialog.current?.close()
  }
  return (
    <Dialog ref={dialog} title="¿Mover la reunión?">
      {move && to && (
        <Form method="post" action="/calendario/traslado" className="formulario" onSubmit={send} preventScrollReset>
          <p>
            <b>{move.event.title}</b> pasa al <b>{dayOf.format(new Date(`${move.start.slice(0, 10)}T00:00:00Z`))}</b>,
            de {move.start.slice(11, 16)} a {move.end.slice(11, 16)}.
          </p>
          {to.guests > 0 && <p>Hay {plural(to.guests, 'invitado', 'invitados')}: a nadie le llega un correo todavía; después de mover podrá avisarles.</p>}
          <p className="meta">Quien tenga esta reunión en su calendario la verá en la hora nueva. Se puede deshacer.</p>
          {Object.entries({ folio: to.folio, version: to.version, start: move.start.slice(0, 16), end: move.end.slice(0, 16), back: pathname + search }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="acciones">
            <button className="boton boton-primario">Mover</button>
            <button type="button" className="boton boton-secundario" onClick={() => dialog.current?.close()}>Dejarla donde estaba</button>
          </div>
        </Form>
      )}
    </Dialog>
  )
}
