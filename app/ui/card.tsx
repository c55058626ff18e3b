import { useId, type ReactNode } from 'react'

/** A card with a heading. `aside` stands at the right of the heading: a link, a count in words. */
export function Card({
  title, aside, children, flush, id, className = '',
}: {
  title?: ReactNode
  aside?: ReactNode
  children?: ReactNode
  /** Content touches the border: tables and rows of links. */
  flush?: boolean
  id?: string
  className?: string
}) {
  const made = useId()
  const heading = id ?? made
  return (
    <section
      className={`tarjeta ${flush ? 'tarjeta-justa' : ''} ${className}`}
      aria-labelledby={title ? heading : undefined}
    >
      {title && (
        <div className="tarjeta-cabeza">
          <h2 id={heading}>{title}</h2>
          {aside && <div className="meta">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** A folded card: the heading opens it, without JavaScript. */
export function FoldedCard({
  title, aside, children, open,
}: { title: ReactNode; aside?: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className="tarjeta plegable" open={open}>
      <summary>
        <h2>{title}</h2>
        {aside && <span className="meta">{aside}</span>}
      </summary>
      <div className="plegable-cuerpo">{children}</div>
    </details>
  )
}
