import { Icon, type IconName } from '#app/ui/icon.tsx'

import type { EvidenceRow } from './evidence-row.server.ts'

const icons: Record<EvidenceRow['kind'], IconName> = { oficio: 'mail', link: 'link', file: 'file', statement: 'message' }

/** What was provided as proof; files download, links leave in another tab. */
export function EvidenceList({ items }: { items: EvidenceRow[] }) {
  if (items.length === 0) return <p className="meta">Sin evidencia adjunta.</p>
  return (
    <ul className="lista">
      {items.map(({ id, kind, title, href, detail }) => (
        <li key={id} className="fila">
          <Icon name={icons[kind]} />
          <div>
            {kind === 'file' && href ? <a className="enlace-titulo" href={href} download>{title}</a>
              : href ? <a className="enlace-titulo break-all" href={href} target="_blank" rel="noreferrer">{title}</a>
                : <span className="font-fuerte">{title}</span>}
            <p className="meta">{detail}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
