import { Link } from '@remix-run/react'
import { forwardRef, useEffect, useId, useImperativeHandle, useRef, type ReactNode } from 'react'

import { Icon } from './icon.tsx'

/**
 * A native dialog. Opened by `ref.current?.showModal()`, or by its address: with `open` the server paints it open,
 * and `closeTo` is the address without it, so it works before JavaScript.
 */
export const Dialog = forwardRef<HTMLDialogElement, {
  title: string
  children: ReactNode
  open?: boolean
  closeTo?: string
}>(function Dialog({ title, children, open, closeTo }, outer) {
  const heading = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const out = useRef<HTMLAnchorElement>(null)
  useImperativeHandle(outer, () => dialog.current!)
  useEffect(() => {
    if (!open || !dialog.current || dialog.current.matches(':modal')) return
    dialog.current.close()
    dialog.current.showModal()
  }, [open])

  return (
    <dialog
      ref={dialog}
      className="dialogo"
      aria-labelledby={heading}
      open={open}
      onCancel={(event) => {
        if (!closeTo) return
        event.preventDefault()
        out.current?.click()
      }}
    >
      <div className="dialogo-cabeza">
        <h2 id={heading}>{title}</h2>
        {closeTo === undefined ? (
          <form method="dialog">
            <button className="boton boton-quieto boton-icono" title="Cerrar">
              <Icon name="x" /><span className="solo-lector">Cerrar</span>
            </button>
          </form>
        ) : (
          <Link ref={out} className="boton boton-quieto boton-icono" to={closeTo} preventScrollReset title="Cerrar">
            <Icon name="x" /><span className="solo-lector">Cerrar</span>
          </Link>
        )}
      </div>
      {children}
    </dialog>
  )
})
