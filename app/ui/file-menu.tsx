import { Icon } from './icon.tsx'

/** «Exportar», and what kinds of file it may be. Links in a disclosure: it needs no script. */
export function FileMenu({ label = 'Exportar', files }: { label?: string; files: { to: string; label: string; detail: string }[] }) {
  return (
    <details className="menu-archivos" data-flota>
      <summary className="boton boton-chico"><Icon name="download" small />{label}</summary>
      <ul>
        {files.map(({ to, label, detail }) => (
          <li key={to}><a href={to} download><b>{label}</b><span className="meta">{detail}</span></a></li>
        ))}
      </ul>
    </details>
  )
}
