import { Form, Link } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'

import { ANNOUNCED, type Announcement } from './announce.ts'
import { Icon } from './icon.tsx'
import { isTyping, keyOf } from './shortcuts.ts'

const LASTS_MS = 12_000

/**
 * The one live region of the page. F6 reaches it; a toast stays 12 seconds, and as long as somebody is on it.
 * `notice` is what the server left after a redirect, painted before JavaScript.
 */
export function Toasts({ notice }: { notice?: Announcement | null }) {
  const [seen, setSeen] = useState(notice)
  const [toast, setToast] = useState(notice ?? null)
  const [held, setHeld] = useState(false)
  const region = useRef<HTMLDivElement>(null)
  function close() {
    setToast(null)
    setHeld(false)
  }

  if (notice !== seen) {
    setSeen(notice)
    if (notice) setToast(notice)
  }

  useEffect(() => {
    const show = (event: Event) => setToast((event as CustomEvent<Announcement>).detail)
    document.addEventListener(ANNOUNCED, show)
    return () => document.removeEventListener(ANNOUNCED, show)
  }, [])

  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => setToast(null), LASTS_MS)
    return () => clearTimeout(timer)
  }, [toast, held])

  useEffect(() => {
    function press(event: KeyboardEvent) {
      const undo = region.current?.querySelector('form')
      if (event.key === 'F6' && toast) region.current?.focus()
      else if (undo && keyOf(event) === 'ctrl+z' && !isTyping(event.target)) undo.requestSubmit()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [toast])

  return (
    <div
      ref={region}
      className="avisos"
      role="status"
      aria-label="Avisos"
      tabIndex={-1}
    >
      {toast && (
        <div
          className="aviso"
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <Words {...toast} onClose={close} />
        </div>
      )}
    </div>
  )
}

function Words({ text, undo, link, problem, onClose }: Announcement & { onClose: () => void }) {
  return (
    <>
      <Icon name={link ? 'info' : problem ? 'triangle-alert' : 'check'} />
      <p>{text}</p>
      {link && <Link className="boton boton-chico" to={link.to} onClick={onClose}>{link.label}</Link>}
      {undo && (
        <Form method="post" action={undo} onSubmit={onClose} preventScrollReset>
          <button className="boton boton-chico">Deshacer</button>
        </Form>
      )}
      <button type="button" className="boton boton-quieto boton-chico boton-icono" onClick={onClose} title="Cerrar">
        <Icon name="x" small />
        <span className="solo-lector">Cerrar el aviso</span>
      </button>
    </>
  )
}
