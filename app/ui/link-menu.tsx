import { Link } from '@remix-run/react'

import { Icon } from './icon.tsx'

/** «Exportar», and what kinds of file it may be. Links in a disclosure: it needs no script. */
export function FileMenu({ label = 'Exportar', files }: { label?: string; files: { to: string; label: string; detail: string }[] }) {
  return (
    <details className="menu-enlaces" data-flota>
      <summary className="boton boton-chico"><Icon name="download" small />{label}</summary>
      <ul>
        {files.map(({ to, label, detail }) => (
          <li key={to}><a href={to} download><b>{label}</b><span className="meta">{detail}</span></a></li>
        ))}
      </ul>
    </details>
  )
}

/** What a page can do besides its one primary act, after it in the header. */
export function MoreMenu({ items }: { items: { to: string; label: string; detail: string }[] }) {
  return (
    <details className="menu-enlaces menu-mas" data-flota>
      <summary className="boton boton-icono" title="Más acciones"><Icon name="more" /><span className="solo-lector">Más acciones</span></summary>
      <ul>
        {items.map(({ to, label, detail }) => (
          <li key={to}><Link to={to}><b>{label}</b><span className="meta">{detail}</span></Link></li>
        ))}
      </ul>
    </details>
  )
}
